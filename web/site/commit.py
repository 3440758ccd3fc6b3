"""Many savers share one transaction: each in a savepoint, one commit for all.

Writers wait for each other anyway: the head of the log is the first lock. One
thread of a process takes what has gathered meanwhile, runs each piece of work in a
savepoint of its own, commits once and only then answers. What fails is undone alone.
Pieces of one kind that know how to be done together are: the same questions to the
database serve all of them.
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, TypeVar, cast

from flask import current_app
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from records.kernel.db import sqlite_path
from records.kernel.errors import MissingPartError
from web.site.state import get_site

EXTENSION = "surguch-commit"
MOST = 32
"""So many pieces of work at most share a commit: the first waits for the last."""
PATIENCE = 60.0
Item = TypeVar("Item")
T = TypeVar("T")
Together = Callable[[Session, list[Item]], Sequence[T]]


@dataclass(slots=True, kw_only=True, eq=False)
class _Job:
    work: Callable[[Session, list[Any]], Sequence[Any]]
    item: Any
    done: Event = field(default_factory=Event)
    result: Any = None
    error: BaseException | None = None


class Committer:
    """The one who writes for all threads of this process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: SimpleQueue[_Job] = SimpleQueue()
        self._start = Lock()
        self._process = 0

    def run(self, work: Together[Item, T], item: Item) -> T:
        """Carry out a piece of work on an item; return once it is committed.

        Raises:
            MissingPartError: the database did not answer in time.
            Exception: what the work has raised; nothing of it is written then.
        """
        self._begin()
        job = _Job(work=work, item=item)
        self._waiting.put(job)
        if not job.done.wait(PATIENCE):
            raise MissingPartError(
                "База данных занята дольше минуты: повторите, записанное не двоится.",
                code="database_busy",
            )
        if job.error is not None:
            raise job.error
        return cast("T", job.result)

    def _begin(self) -> None:
        """Start the writing thread once a process; a fork has none of its parent's."""
        if self._process == os.getpid():
            return
        with self._start:
            if self._process != os.getpid():
                self._waiting = SimpleQueue()
                Thread(target=self._serve, name="commit", daemon=True).start()
                self._process = os.getpid()

    def _serve(self) -> None:
        while True:
            jobs = [self._waiting.get()]
            try:
                with turn(self._engine):
                    self._gather(jobs)
                    self._write(jobs)
            except Exception as failure:  # the edge: whoever waits is told
                for job in jobs:
                    job.error = job.error or failure
            for job in jobs:
                job.done.set()

    def _gather(self, jobs: list[_Job]) -> None:
        """Take along what has come while the turn was waited for."""
        while len(jobs) < MOST:
            try:
                jobs.append(self._waiting.get_nowait())
            except Empty:
                return

    def _write(self, jobs: list[_Job]) -> None:
        options = {"surguch_write": True}
        with (
            self._engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            for few in _list_groups(jobs):
                if not _carry_out(few, connection) and len(few) > 1:
                    for job in few:
                        _carry_out([job], connection)


def _list_groups(jobs: list[_Job]) -> Iterator[list[_Job]]:
    """Put jobs of one kind together; what is no kind stays alone."""
    kinds: dict[object, list[_Job]] = {}
    for job in jobs:
        kind = job if job.work is _alone else job.work
        kinds.setdefault(kind, []).append(job)
    yield from kinds.values()


def _carry_out(jobs: list[_Job], connection: Connection) -> bool:
    """Do the work of some jobs in one savepoint; tell whether it was done.

    Of several that fail together each is done by itself: the failure is one's own.
    """
    with Session(
        connection,
        join_transaction_mode="create_savepoint",
        expire_on_commit=False,
    ) as session:
        try:
            results = jobs[0].work(session, [job.item for job in jobs])
            session.commit()
        except Exception as failure:
            session.rollback()
            for job in jobs:
                job.error = failure
            return False
    for job, result in zip(jobs, results, strict=True):
        job.result, job.error = result, None
    return True


@contextmanager
def turn(engine: Engine) -> Iterator[None]:
    """Wait for the turn to write among the processes of one SQLite file.

    SQLite lets writers try again by chance; here they stand in a queue.
    """
    path = sqlite_path(engine)
    if path is None:
        yield
        return
    descriptor = os.open(f"{path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def commit(work: Callable[[Session], T]) -> T:
    """Carry out a piece of work in the site's shared transaction (запись)."""
    return _find_committer().run(_alone, work)


def commit_together(work: Together[Item, T], item: Item) -> T:
    """Carry out one item of a work that many ask for at the same moment.

    `work` takes the items of all of them and returns their results in order.
    """
    return _find_committer().run(work, item)


def _alone(session: Session, works: list[Callable[[Session], T]]) -> Sequence[T]:
    return [work(session) for work in works]


def _find_committer() -> Committer:
    held = current_app.extensions.get(EXTENSION)
    if held is None:
        engine = get_site().engine
        held = current_app.extensions.setdefault(EXTENSION, Committer(engine))
    committer: Committer = held
    return committer
