"""An office with a few groups and a worker that prints their summary sheets."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from archive.store.content import ContentStore
from records.jobs.actions import create_print_run
from records.jobs.queries import get_job
from records.jobs.tables import JobItem
from records.jobs.values import JobFact, NewItem, NewRun
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.errors import RecordsError
from tests.builders import NOW, YEAR, make_world
from tests.house.tree import ROOT
from tests.signers import appoint_signers
from web.jobs.making import Workshop
from web.jobs.worker import Worker

OFFICE = Actor(person_id=None, role="content_admin", source="web:1")
PROGRAM = (sys.executable, "-X", "utf8", "-m", "web.cli")
GROUPS = tuple(f"ЮР-{number}" for number in range(21, 27))


@dataclass(kw_only=True)
class Office:
    """A home of either kind of database, its queue, its workers."""

    engine: Engine
    home: Path
    url: str
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def shop(self) -> Workshop:
        """Return where a worker of this process makes documents."""
        return Workshop(
            engine=self.engine,
            home=self.home,
            store=ContentStore(self.home / "documents"),
            ahead=timedelta(0),
        )

    def worker(self) -> Worker:
        """Give a worker of this process."""
        return Worker(self.shop, explain=lambda error: RecordsError(str(error)))

    def ask(self, *items: NewItem) -> int:
        """Ask for documents; those of all groups unless others are named."""
        wanted = items or tuple(sheet(code) for code in GROUPS)
        with transaction(self.engine) as session:
            run = NewRun(title="Печать", items=wanted)
            return create_print_run(session, run, actor=OFFICE, now=NOW)

    def job(self, number: int) -> JobFact:
        """Return a job as it stands."""
        with transaction(self.engine, write=False) as session:
            return get_job(session, number)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start the program in a process of its own."""
        started = subprocess.Popen(
            [*PROGRAM, *words, "--home", str(self.home)],
            cwd=ROOT,
            env={**os.environ, "SURGUCH_DATABASE_URL": self.url},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.started.append(started)
        return started

    def let_leases_run_out(self) -> None:
        """Make it a minute later for whoever holds an item."""
        with transaction(self.engine) as session:
            session.execute(
                update(JobItem)
                .where(JobItem.lease_until.is_not(None))
                .values(lease_until=NOW)
            )


def sheet(code: str) -> NewItem:
    """Ask for the summary sheet of a group."""
    return NewItem(code="V-SV", subject=f"{code} {YEAR}", title=f"Сводная {code}")


@pytest.fixture
def found(clean_engine: Engine) -> Callable[..., None]:
    """Give a function that founds the groups."""

    def do(*codes: str) -> None:
        with transaction(clean_engine) as session:
            world = make_world(session)
            appoint_signers(world)
            teacher = world.teacher()
            for code in codes:
                world.learner(code=code)
                world.course(code=code, teacher_id=teacher)

    return do


@pytest.fixture
def office(
    clean_engine: Engine,
    database_url: str,
    home: Path,
    found: Callable[..., None],
) -> Iterator[Office]:
    """Give the office; whatever it has started is ended."""
    found(*GROUPS)
    office = Office(engine=clean_engine, home=home, url=database_url)
    yield office
    for one in office.started:
        if one.poll() is None:
            one.kill()
        one.communicate()
