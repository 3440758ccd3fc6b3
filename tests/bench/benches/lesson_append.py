"""A lesson of twenty-five marks recorded by the command a teacher gives."""

import atexit
import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench.benches.places import copy_database, database, prepare_school, url
from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.school.plan import School, moment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from records.lessons.values import LessonDraft
    from records.marks.values import Cell

SCHOOL = School(groups=3, unrecorded=10)
"""Three groups in the middle of June: the record has a year behind it."""

LIMITS = (Limit(figure="seconds", bound=0.020),)
LESSONS = 300


def prepare(place: Path) -> None:
    """Fill a database and its ledger."""
    if database(place, SCHOOL).exists():
        return
    prepare_school(place, SCHOOL)
    from tests.bench.school.ledger import fill_ledger

    fill_ledger(url(place, SCHOOL))


def start_sqlite(place: Path) -> Run:
    """Record lessons in a copy of the file."""
    return _recorder(copy_database(place, SCHOOL, "append"))


def start_postgresql(place: Path) -> Run:
    """Record lessons on a private server, or the one that is named to tests."""
    from tests.bench.school.fill import fill_tables
    from tests.bench.school.ledger import fill_ledger
    from tests.databases import postgres_databases
    from tests.servers import postgres_server

    del place
    stack = ExitStack()
    atexit.register(stack.close)
    server = stack.enter_context(postgres_server())
    prefix = f"surguch_bench_{os.getpid()}"
    url = stack.enter_context(postgres_databases(server, prefix=prefix)).clone()
    fill_tables(url, SCHOOL)
    fill_ledger(url)
    return _recorder(url)


def find_lack() -> str:
    """Say what is missing for PostgreSQL, nothing when it is there."""
    from tests.servers import DEBIAN_PROGRAMS

    if os.environ.get("SURGUCH_TEST_POSTGRES_URL"):
        return ""
    if any(DEBIAN_PROGRAMS.glob("*/bin/initdb")):
        return ""
    return (
        "Нет PostgreSQL: поставьте его (apt-get install postgresql) или назовите "
        "сервер в SURGUCH_TEST_POSTGRES_URL."
    )


def _recorder(url: str) -> Run:
    from sqlalchemy import Engine

    from records.kernel.actor import Actor
    from records.kernel.db import open_database, transaction
    from records.kernel.entropy import SystemEntropy
    from records.marks.actions.recording import record_lesson

    engine: Engine = open_database(url)
    with transaction(engine, write=False) as session:
        waiting = _list_waiting(session)

    def record(place: int) -> float:
        teacher, day, pair, draft, cells = waiting[place]
        started = perf_counter()
        with transaction(engine) as session:
            record_lesson(
                session,
                draft,
                cells,
                actor=Actor(person_id=teacher, role="teacher", source="bench"),
                now=moment(day, pair, late=60),
                entropy=SystemEntropy(),
            )
        return perf_counter() - started

    record(0)
    return _timed(record, range(1, min(LESSONS + 1, len(waiting))))


def _timed(record: Callable[[int], float], places: range) -> Run:
    def run() -> Outcome:
        took = [record(place) for place in places]
        return Outcome(
            units=len(took),
            seconds=quantiles(took, n=20)[-1],
            per_second=len(took) / sum(took),
            figures={"median_ms": median(took) * 1000, "longest_ms": max(took) * 1000},
        )

    return run


def _list_waiting(
    session: "Session",
) -> list[tuple[int, date, int, "LessonDraft", tuple["Cell", ...]]]:
    from sqlalchemy import select

    from records.curriculum.tables import (
        Course,
        Discipline,
        Journal,
        Membership,
        PlanItem,
        Slot,
    )
    from records.lessons.tables import Lesson
    from records.lessons.values import LessonDraft
    from records.marks.values import Cell, Work

    recorded = select(Lesson.slot_id)
    rows = session.execute(
        select(Slot, Journal.group_id)
        .join(Course, Course.id == Slot.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .where(Slot.id.not_in(recorded))
        .order_by(Slot.day, Slot.pair, Slot.id)
    ).all()
    learners: dict[int, list[int]] = {}
    for group, person in session.execute(
        select(Membership.group_id, Membership.person_id)
    ):
        learners.setdefault(group, []).append(person)
    topics = {item.course_id: item for item in session.scalars(select(PlanItem))}
    waiting = []
    for slot, group in rows:
        item = topics[slot.course_id]
        draft = LessonDraft(
            slot_id=slot.id,
            kind=item.kind,
            topic=item.topic,
            homework=item.homework,
            plan_item_id=item.id,
        )
        cells = tuple(
            Cell(person_id=person, work=Work.CURRENT, value="2345"[(slot.id + at) % 4])
            for at, person in enumerate(learners[group])
        )
        waiting.append((slot.teacher_id, slot.day, slot.pair, draft, cells))
    return waiting


SQLITE = Bench(
    name="append",
    title="запись занятия с 25 отметками, SQLite, 95-й процентиль",
    unit="занятий",
    prepare=prepare,
    ours=Contender(name=OURS, start=start_sqlite),
    limits=LIMITS,
)
POSTGRESQL = Bench(
    name="append-postgresql",
    title="запись занятия с 25 отметками, PostgreSQL, 95-й процентиль",
    unit="занятий",
    prepare=lambda _place: None,
    ours=Contender(name=OURS, start=start_postgresql),
    limits=LIMITS,
    rounds=1,
    lacks=find_lack,
)
