"""Sheets (ведомости) as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from records.curriculum.values import TeacherFact


class SheetCode(StrEnum):
    """Types of sheets (forms of the register of documents)."""

    EXAM = "V-EX"
    CREDIT = "V-ZA"
    GRADED_CREDIT = "V-DZ"
    PRACTICE = "V-PR"
    COURSEWORK = "V-KR"
    INDIVIDUAL = "V-IND"


class SheetState(StrEnum):
    """A sheet's way from draft to handed in (forms §4.7)."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PRINTED = "printed"
    HANDED_IN = "handed_in"


class Result(StrEnum):
    """What a sheet's row says; «зачтено» lives only here (F6)."""

    FIVE = "5"
    FOUR = "4"
    THREE = "3"
    TWO = "2"
    PASSED = "passed"
    FAILED = "failed"
    ABSENT = "absent"
    NOT_ADMITTED = "not_admitted"
    EMPTY = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRowFact:
    """A learner's line of a sheet."""

    person_id: int
    ticket: str
    result: Result
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFact:
    """A sheet with its rows in the order of the roll (ведомость)."""

    id: int
    journal_id: int
    course_id: int
    code: SheetCode
    title: str
    semester: int
    number: str
    state: SheetState
    held_on: date
    starts: int | None
    ends: int | None
    room: str
    form: str
    first_sheet_id: int | None
    attempt: int
    basis: str
    valid_until: date | None
    closed_at: datetime | None
    examiners: tuple[TeacherFact, ...]
    rows: tuple[SheetRowFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamAhead:
    """The next exam of a learner: day, discipline, minute of the day, room."""

    day: date
    index_code: str
    starts: int | None
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A sheet in the register: whose, of what, how far filled (реестр ведомостей)."""

    id: int
    course_id: int
    number: str
    code: SheetCode
    title: str
    group_code: str
    year: str
    discipline: str
    semester: int
    held_on: date
    state: SheetState
    closed_at: datetime | None
    first_sheet_id: int | None
    examiner_ids: tuple[int, ...]
    examiners: tuple[str, ...]
    listed: int
    filled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDraft:
    """What a sheet is opened with: course, type, day, examiners (head first)."""

    course_id: int
    code: SheetCode
    semester: int
    held_on: date
    examiner_ids: tuple[int, ...]
    title: str = ""
    form: str = ""
    room: str = ""
    starts: int | None = None
    ends: int | None = None
    basis: str = ""
    valid_until: date | None = None
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RowEntry:
    """What an examiner writes into a learner's line; `seen` is the version seen."""

    person_id: int
    result: Result
    ticket: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultCounts:
    """How many results of each kind a sheet or a column holds.

    `absent` and `not_admitted` are the «н/а» of the formulas (forms §4.8).
    """

    five: int = 0
    four: int = 0
    three: int = 0
    two: int = 0
    passed: int = 0
    failed: int = 0
    absent: int = 0
    not_admitted: int = 0

    @property
    def marked(self) -> int:
        """Marks of the five-point scale: A of the formulas."""
        return self.five + self.four + self.three + self.two

    @property
    def unattested(self) -> int:
        """Those without a mark, whatever the reason: «н/а» of the formulas."""
        return self.absent + self.not_admitted


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTotals:
    """The totals of a sheet (итоги ведомости); shares in percent, None is «—».

    progress: абсолютная успеваемость. quality: качество знаний. level: СОУ.
    """

    listed: int
    attended: int
    counts: ResultCounts
    progress: Decimal | None
    quality: Decimal | None
    level: Decimal | None
    average: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTotals:
    """The totals of a group by learners, not by marks (итоги «по обучающимся»)."""

    listed: int
    excellent: int
    good: int
    one_three: int
    failing: int
    unattested: int
    progress: Decimal | None
    quality: Decimal | None
    average: Decimal | None
