"""A journal with everything in it, as its rules see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from records.curriculum.values import CourseWorkFact, JournalFact, SlotFact
from records.kernel.calendar import WorkCalendar
from records.lessons.values import LessonFact
from records.marks.values import CorrectionFact, FinalFact, MarkFact
from records.sheets.values import SheetFact


class JournalState(StrEnum):
    """A journal's way: open → closed → bound → handed over (REG 3.8.5)."""

    OPEN = "open"
    CLOSED = "closed"
    BOUND = "bound"
    HANDED_OVER = "handed_over"


STATE_NAMES: Mapping[JournalState, str] = {
    JournalState.OPEN: "ведётся",
    JournalState.CLOSED: "закрыт",
    JournalState.BOUND: "прошнурован",
    JournalState.HANDED_OVER: "сдан на хранение",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFacts:
    """All a journal's rules look at; `moments` tell when entries were made.

    `moments` go by the number of the entry in the ledger.
    """

    journal: JournalFact
    slots: tuple[SlotFact, ...]
    lessons: tuple[LessonFact, ...]
    marks: tuple[MarkFact, ...]
    finals: tuple[FinalFact, ...]
    corrections: tuple[CorrectionFact, ...]
    sheets: tuple[SheetFact, ...]
    course_works: tuple[CourseWorkFact, ...]
    timezone: str
    today: date
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    moments: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseProgress:
    """How complete a block of the journal is (заполненность)."""

    course_id: int
    title: str
    teacher: str
    planned: int
    recorded: int
    complete: int
    hours_planned: int
    hours_given: int
    marks: int
    finals: int
    finals_due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalCounts:
    """What a journal holds, in figures."""

    learners: int
    courses: int
    slots: int
    lessons: int
    marks: int
    absences: int
    finals: int
    corrections: int
    sheets: int
