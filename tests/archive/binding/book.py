"""A small journal that was taught, closed month by month and closed for the year."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.issue import Desk
from archive.store.content import ContentStore
from records.curriculum.drafts import SlotDraft
from records.curriculum.queries import find_course, list_slots
from records.journal.actions import close_month, close_year
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.entropy import SeededEntropy
from records.lessons.values import LessonDraft
from records.marks.actions import correct_mark, enter_finals, record_lesson
from records.marks.values import Basis, Cell, FinalCell, Period, Work
from tests.builders import World, entropy, make_world
from tests.signers import appoint_signers

TOMSK = ZoneInfo("Asia/Tomsk")
DAY = date(2026, 9, 2)
JUNE = datetime(2027, 6, 30, 7, 5, tzinfo=UTC)
OFFICE = Actor(person_id=None, role="content_admin")
NAMES = ("Абрамова Дарья Олеговна", "Волков Олег Львович", "Ёлкин Лев Юрьевич")
MONTHS = (
    *(date(2026, month, 1) for month in range(9, 13)),
    *(date(2027, month, 1) for month in range(1, 7)),
)


def local(day: date, hour: int = 12) -> datetime:
    """Return a moment by the clock of Tomsk."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=TOMSK)


def desk(folder: Path, *, seed: str = "binding", now: datetime = JUNE) -> Desk:
    """Return the office's desk on the last day of the year."""
    return Desk(
        store=ContentStore(folder / "documents"),
        actor=OFFICE,
        now=now,
        entropy=SeededEntropy(seed),
    )


def teach(engine: Engine, *groups: str) -> None:
    """Make the institution and teach a lesson in every group."""
    with transaction(engine) as session:
        world = make_world(session)
        appoint_signers(world)
        for group in groups or ("ЮР-21",):
            _teach(world, group)


def close(engine: Engine, *groups: str) -> None:
    """Close the months and the year of every group."""
    with transaction(engine) as session:
        world = World(session=session)
        for group in groups or ("ЮР-21",):
            _close(session, world.journal(group))


def make_book(engine: Engine, *groups: str) -> None:
    """Teach and close."""
    teach(engine, *groups)
    close(engine, *groups)


def _teach(world: World, group: str) -> None:
    session = world.session
    people = [world.learner(name, code=group) for name in NAMES]
    teacher_id = world.teacher("Журавлёва Инна Сергеевна")
    teacher = Actor(person_id=teacher_id, role="teacher")
    course_id = world.course(teacher_id=teacher_id, control="", hours=2, code=group)
    world.plan(course_id, "Предмет и методы науки")
    slot = SlotDraft(course_id=course_id, day=DAY, pair=1, teacher_id=teacher_id)
    world.slots(slot, code=group)
    journal_id = world.journal(group)
    row = find_course(session, journal_id, "ОП.01").plan[0]
    recorded = record_lesson(
        session,
        LessonDraft(
            slot_id=list_slots(session, journal_id)[0].id,
            kind="Л",
            topic=row.topic,
            homework="Конспект.",
            plan_item_id=row.id,
            monthly_control=True,
        ),
        [
            Cell(person_id=one, work=work, value="4")
            for one in people
            for work in (Work.CURRENT, Work.MONTHLY_CONTROL)
        ],
        actor=teacher,
        now=local(DAY),
        entropy=entropy(),
    )
    correct_mark(
        session,
        recorded.lesson_id or 0,
        Cell(person_id=people[0], work=Work.CURRENT, value="5"),
        basis=Basis(
            reason="ошибка при вводе",
            document="служебная записка № 12",
            document_date=date(2026, 9, 3),
        ),
        actor=teacher,
        now=local(date(2026, 9, 4)),
        entropy=entropy(),
    )
    for period, day in (
        (Period.FIRST, date(2026, 12, 25)),
        (Period.TOTAL, date(2026, 12, 26)),
    ):
        enter_finals(
            session,
            course_id,
            period,
            [FinalCell(person_id=one, value="4") for one in people],
            actor=teacher,
            now=local(day),
            entropy=entropy(),
        )


def _close(session: Session, journal_id: int) -> None:
    for month in MONTHS:
        close_month(
            session,
            journal_id,
            month,
            actor=OFFICE,
            now=JUNE,
            entropy=entropy(),
        )
    close_year(session, journal_id, actor=OFFICE, now=JUNE, entropy=entropy())
