"""Duties of a teacher as plain values (долги преподавателя)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from records.curriculum.values import CourseRef, DisciplineKind, SemesterFact
from records.marks.values import Period, TermSetting


class Lack(StrEnum):
    """What is not in the record yet."""

    RECORD = "record"
    TOPIC = "topic"
    HOMEWORK = "homework"
    ROLL_CALL = "roll_call"
    MONTHLY = "monthly"
    FINALS = "finals"
    SHEET = "sheet"


CLAUSES: Mapping[Lack, str] = {
    Lack.RECORD: "3.13.1",
    Lack.TOPIC: "3.13.1",
    Lack.HOMEWORK: "3.13.1",
    Lack.ROLL_CALL: "3.13.1",
    Lack.MONTHLY: "3.13.2",
    Lack.FINALS: "4.2.1",
    Lack.SHEET: "4.2.5",
}
"""Which clause each duty comes from."""


class Age(StrEnum):
    """How old a duty is: not yet due, within the first day, older."""

    AHEAD = "ahead"
    FRESH = "fresh"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing owed (долг): what, since when, where it is mended."""

    lacks: tuple[Lack, ...]
    course: CourseRef
    due: datetime
    age: Age
    slot_id: int | None = None
    day: date | None = None
    pair: int = 0
    kind: str = ""
    count: int = 0
    total: int = 0
    people: tuple[int, ...] = ()
    period: Period | None = None
    sheet_id: int | None = None
    number: str = ""

    @property
    def clause(self) -> str:
        """Return the clause the duty comes from."""
        return CLAUSES[self.lacks[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLesson:
    """A lesson of the timetable with what of it is recorded (занятие)."""

    slot_id: int
    course_id: int
    day: date
    pair: int
    room: str
    teacher_id: int
    leader_id: int
    lesson_id: int | None = None
    kind: str = ""
    topic: bool = False
    homework: bool = False
    roll_called: bool = False
    monthly_control: bool = False
    completed_at: datetime | None = None

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Return what the record of a held lesson lacks (REG 3.13.1)."""
        if self.lesson_id is None:
            return (Lack.RECORD,)
        parts = (
            (Lack.TOPIC, self.topic),
            (Lack.HOMEWORK, self.homework),
            (Lack.ROLL_CALL, self.roll_called),
        )
        return tuple(lack for lack, there in parts if not there)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedCourse:
    """A course a teacher has to do with: its terms with their teachers, its year."""

    ref: CourseRef
    terms: tuple[TermSetting, ...]
    teacher_ids: tuple[int, ...]
    start: date
    end: date
    semesters: tuple[SemesterFact, ...]
    roll: tuple[tuple[int, date, date | None], ...]
    members: tuple[tuple[int, date, date | None], ...] | None
    closed: frozenset[date] = frozenset()

    @property
    def kind(self) -> DisciplineKind:
        """Return what it is in the curriculum."""
        return self.ref.kind

    def on_roll(self, day: date) -> frozenset[int]:
        """Return the learners of the course that day."""
        there = _covered(self.roll, day)
        return there if self.members is None else there & _covered(self.members, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSheet:
    """A sheet a teacher examines by (ведомость): how full, how far."""

    sheet_id: int
    course_id: int
    code: str
    number: str
    state: str
    held_on: date
    rows: int
    filled: int
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """All that a teacher's desk is computed from."""

    person_id: int
    now: datetime
    timezone: str
    courses: Mapping[int, LedCourse]
    lessons: tuple[PlannedLesson, ...]
    monthly: Mapping[int, frozenset[int]]
    finals: Mapping[tuple[int, Period], frozenset[int]]
    sheets: tuple[OwnSheet, ...]
    bells: Mapping[tuple[int, int], tuple[int, int]]
    monthly_control: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthControl:
    """МИУД of a course in a month: given to how many of how many, on which lesson."""

    month: date
    day: date
    slot_id: int
    given: int
    total: int
    ahead: bool
    today: bool
    lacking: frozenset[int] = frozenset()

    @property
    def whole(self) -> bool:
        """Tell whether everybody has the mark."""
        return not self.lacking


def _covered(
    spans: tuple[tuple[int, date, date | None], ...], day: date
) -> frozenset[int]:
    return frozenset(
        person
        for person, start, end in spans
        if start <= day and (end is None or day <= end)
    )
