"""Marks, finals and corrections as they stand."""

from dataclasses import dataclass
from datetime import date, datetime

from records.marks.values.works import Period, Work


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
    """Why a record is changed after its day: reason and document (основание).

    `by_request` says that an approved request stands behind it (заявка): only
    `records.requests` says so, it opens what is closed.
    """

    reason: str
    document: str
    document_date: date
    by_request: bool = False


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
class Standing:
    """What stands in a cell: the value and its version."""

    value: str
    cause: str
    document: str
    version: int
