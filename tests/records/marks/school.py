"""A small group with a course and lessons, for the tests of marks."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from records.curriculum.drafts import SlotDraft
from records.curriculum.queries import list_slots
from records.kernel.actor import Actor
from records.lessons.values import LessonDraft
from records.marks.values import Basis, Cell, Work
from tests.builders import World, make_world

TOMSK = ZoneInfo("Asia/Tomsk")
DAY = date(2026, 9, 2)
BASIS = Basis(
    reason="ошибка при вводе",
    document="служебная записка № 12",
    document_date=date(2026, 9, 3),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A world with one course, its teacher, learners and slots."""

    world: World
    teacher_id: int
    course_id: int
    learners: tuple[int, ...]
    slots: tuple[int, ...]

    @property
    def session(self) -> Session:
        """Return the session of the world."""
        return self.world.session

    @property
    def teacher(self) -> Actor:
        """Return the teacher as the one who acts."""
        return Actor(person_id=self.teacher_id, role="teacher")


def local(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """Return a moment by the clock of Tomsk."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TOMSK)


def make_school(session: Session, *, learners: int = 3) -> School:
    """Make ЮР-21 with ОП.01 on three days of September and one of October."""
    world = make_world(session)
    teacher_id = world.teacher()
    course_id = world.course(teacher_id=teacher_id)
    days = (DAY, date(2026, 9, 9), date(2026, 9, 30), date(2026, 10, 7))
    world.slots(
        *(
            SlotDraft(course_id=course_id, day=day, pair=1, teacher_id=teacher_id)
            for day in days
        )
    )
    names = ("Ким Лев Андреевич", "Ли Вэй", "Черных Олег Никитич")
    more = tuple(f"Обучающийся{n} Имя{n}" for n in range(3, learners))
    return School(
        world=world,
        teacher_id=teacher_id,
        course_id=course_id,
        learners=tuple(world.learner(name) for name in (*names, *more)[:learners]),
        slots=tuple(slot.id for slot in list_slots(session, world.journal_id)),
    )


def draft(slot_id: int, **changes: object) -> LessonDraft:
    """Give the record of a lecture with everything in it."""
    values: dict[str, object] = {
        "slot_id": slot_id,
        "kind": "Л",
        "topic": "Предмет и методы теории государства и права",
        "homework": "Конспект, гл. 1",
    }
    return LessonDraft(**{**values, **changes})  # type: ignore[arg-type]


def mark(person_id: int, value: str = "5", **changes: object) -> Cell:
    """Give a current mark."""
    values: dict[str, object] = {"work": Work.CURRENT, "value": value}
    return Cell(person_id=person_id, **{**values, **changes})  # type: ignore[arg-type]


def absence(person_id: int, **changes: object) -> Cell:
    """Give an absence."""
    values: dict[str, object] = {"work": Work.ABSENCE, "value": "н"}
    return Cell(person_id=person_id, **{**values, **changes})  # type: ignore[arg-type]
