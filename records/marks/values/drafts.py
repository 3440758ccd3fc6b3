"""What is asked to be written, and what a command has written."""

from dataclasses import dataclass
from datetime import date

from records.kernel.finding import Finding
from records.marks.values.facts import NotAttested
from records.marks.values.works import Period, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a teacher puts into one cell; an empty value takes it away."""

    person_id: int
    work: Work
    value: str
    cause: str = ""
    document: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """An absence whose cause is told: the lesson, the learner, the version seen."""

    lesson_id: int
    person_id: int
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalCell:
    """What a teacher puts into a cell of «Итоговые отметки» (REG 4.2).

    «н/а» comes with its cause, form and term (REG 4.2.3).
    """

    person_id: int
    value: str
    not_attested: NotAttested | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The result of a made-up «н/а» (результат сдачи, REG 4.2.3)."""

    person_id: int
    period: Period
    result: str
    result_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLesson:
    """A lesson taken over from a journal kept elsewhere, with its cells."""

    course_id: int
    teacher_id: int
    day: date
    pair: int
    hours: int
    kind: str
    topic: str
    slot_id: int | None = None
    plan_item_id: int | None = None
    homework: str = ""
    no_homework: bool = False
    monthly_control: bool = False
    place: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a command has written: the lesson, how many entries, the warnings.

    `repeated` says that the same request had been carried out before.
    """

    lesson_id: int | None = None
    entries: int = 0
    findings: tuple[Finding, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """How a journal was taken over: new lessons and cells, lessons already there."""

    lessons: int
    cells: int
    unchanged: int
