"""Marks, finals and corrections as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from records.curriculum.values import DisciplineKind, SemesterFact
from records.kernel.actor import Actor
from records.kernel.finding import Finding
from records.lessons.values import Place

CAUSES: Mapping[str, str] = {
    "": "не указана",
    "illness": "болезнь",
    "excused": "уважительная причина",
    "unexcused": "без уважительной причины",
}
"""Why a learner was absent (причина); kept in the record, never printed."""

EXAM_CONTROLS = frozenset({"Э", "Эк"})
CREDIT_CONTROL = "З"


class Work(StrEnum):
    """What a designation in a lesson's cell stands for (вид работы)."""

    ABSENCE = "absence"
    CURRENT = "current"
    SECOND = "second"
    MAKEUP = "makeup"
    MONTHLY_CONTROL = "monthly_control"


CURRENT_WORKS = frozenset({Work.CURRENT, Work.SECOND, Work.MAKEUP})
"""What counts as a current mark (текущая отметка); МИУД sums them up."""


class CellKind(StrEnum):
    """Which column of the grid a cell is of."""

    LESSON = "lesson"
    MONTHLY = "monthly"
    FINAL = "final"


FINAL_WORK = "final"
"""What the only designation of a final cell is called among versions."""


class Period(StrEnum):
    """What a final mark closes (период)."""

    FIRST = "s1"
    SECOND = "s2"
    YEAR = "year"
    EXAM = "exam"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkFact:
    """A designation that stands: value «5», «4», «3», «2», «н», «н/а»."""

    lesson_id: int
    person_id: int
    work: Work
    value: str
    cause: str
    document: str
    version: int
    entry_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAttested:
    """Why there is «н/а», how and until when it is made good (REG 4.2.3)."""

    cause: str
    form: str
    due: date
    order_no: str = ""
    order_date: date | None = None
    result: str = ""
    result_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalFact:
    """A final mark that stands (итоговая отметка)."""

    course_id: int
    person_id: int
    period: Period
    value: str
    not_attested: NotAttested | None
    recorded_on: date
    version: int
    entry_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Why a record is changed after its day: reason and document (основание)."""

    reason: str
    document: str
    document_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFact:
    """A change made after the day (исправление): what was, what is, why, who."""

    id: int
    kind: str
    course_id: int
    lesson_id: int | None
    person_id: int | None
    work: str
    old: str
    new: str
    basis: Basis
    actor_id: int | None
    at: datetime
    entry_no: int


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


class Outcome(StrEnum):
    """What became of a cell that was sent to be saved."""

    SAVED = "saved"
    CONFLICT = "conflict"
    REFUSED = "refused"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWish:
    """A cell of the grid as a teacher wants it: its text, the versions seen.

    `key` recognises a repeated request. A final names its `period`, any other cell
    its lesson. `basis` makes a correction after the day, `terms` belong to «н/а»
    of a final.
    """

    key: str
    person_id: int
    kind: CellKind
    text: str
    seen: Mapping[str, int]
    lesson_id: int | None = None
    period: Period | None = None
    basis: Basis | None = None
    terms: NotAttested | None = None

    @property
    def place(self) -> tuple[object, ...]:
        """Return which cell it is, to find one that is given twice."""
        return self.kind, self.lesson_id, self.period, self.person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRequest:
    """What one teacher asks to save in one course; all or nothing if `whole`."""

    course_id: int
    wishes: Sequence[CellWish]
    actor: Actor
    now: datetime
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAnswer:
    """What became of a wish: what stands now, with its versions; why, if not saved.

    `author_id` and `at` tell of a conflict who wrote what stands, and when.
    """

    key: str
    outcome: Outcome
    text: str = ""
    versions: Mapping[str, int] = field(default_factory=dict)
    was: str = ""
    message: str = ""
    code: str = ""
    clause: str = ""
    author_id: int | None = None
    at: datetime | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The result of a made-up «н/а» (результат сдачи, REG 4.2.3)."""

    person_id: int
    period: Period
    result: str
    result_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollEntry:
    """A learner of the group as a lesson sees one: on the roll, in its subgroup."""

    person_id: int
    name: str
    on_roll: bool
    led: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSetting:
    """A semester of a course as its finals see it."""

    semester: int
    hours: int
    control: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSetting:
    """A course with what decides which finals it may have and who puts them.

    `leader_ids` are its teachers and those who have substituted them.
    """

    course_id: int
    discipline_id: int
    group_id: int
    subgroup: int
    title: str
    kind: DisciplineKind
    terms: tuple[TermSetting, ...]
    leader_ids: frozenset[int]
    group_code: str
    journal_id: int
    journal_state: str
    start: date
    end: date
    semesters: tuple[SemesterFact, ...]
    timezone: str

    @property
    def journal_key(self) -> str:
        """Return the name of the journal's chain in the ledger."""
        return f"journal/{self.journal_id}"

    @property
    def place(self) -> Place:
        """Return where a remark about the finals of this course points."""
        return Place(
            words=f"{self.title}, «Итоговые отметки»",
            group=self.group_code,
            discipline=self.title,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands in a cell: the value and its version."""

    value: str
    cause: str
    document: str
    version: int


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


PersonWords = tuple[str, str, str]
"""Surname, name, patronymic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCourse:
    """A course as its learner sees it: title, subgroup, the last teacher."""

    id: int
    subgroup: int
    title: str
    group_code: str
    teacher_id: int
    teacher: PersonWords


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMark:
    """A designation of a learner with its lesson (отметка в дневнике)."""

    course_id: int
    day: date
    pair: int
    hours: int
    work: Work
    value: str
    cause: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Homework:
    """What is set for a day; an empty text is «без задания»."""

    course_id: int
    given: date
    due: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSlot:
    """A lesson of the timetable as its learner sees it."""

    course_id: int
    day: date
    pair: int
    room: str
    cancelled: bool
    substitute: PersonWords | None
