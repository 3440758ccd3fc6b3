"""Correction requests (заявки на исправление) as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from records.marks.values import Basis, CellKind, Period

RESULT = "result"
CAUSE, FORM, DUE = "na_cause", "na_form", "na_due"
ORDER_NO, ORDER_DATE = "na_order_no", "na_order_date"
Values: TypeAlias = Mapping[str, str]
"""What a place holds: a cell by works, a final as `final`, a line as `result`.

A wanted «н/а» brings its terms as `na_cause`, `na_form`, `na_due` (REG 4.2.3).
"""


class RequestState(StrEnum):
    """A request's way: asked → approved or refused → done or expired."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    DONE = "done"
    EXPIRED = "expired"


STATE_NAMES: Mapping[RequestState, str] = {
    RequestState.ASKED: "ждёт решения",
    RequestState.APPROVED: "разрешена",
    RequestState.REFUSED: "отказано",
    RequestState.DONE: "исправлено",
    RequestState.EXPIRED: "срок вышел",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonCell:
    """A learner's cell of a lesson (клетка журнала)."""

    lesson_id: int
    person_id: int
    column: CellKind = CellKind.LESSON


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalRef:
    """A learner's cell of «Итоговые отметки»."""

    course_id: int
    period: Period
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A learner's line of a sheet (строка ведомости)."""

    sheet_id: int
    person_id: int


CellRef: TypeAlias = LessonCell | FinalRef | SheetLine


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """What is asked: one place, what it shall hold, why, by which document."""

    ref: CellRef
    wanted: Values
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFact:
    """A place as the record has it now: where it is, what stands, is it shut."""

    ref: CellRef
    journal_id: int
    journal_state: str
    course_id: int
    group_code: str
    title: str
    words: str
    learner: str
    stands: Values
    shut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One place opened for one person until a moment (окно на одну клетку)."""

    request_id: int
    ref: CellRef
    wanted: Values
    text: str
    basis: Basis
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFact:
    """A request with its decision (заявка); `state` knows when the term is over."""

    id: int
    ref: CellRef
    journal_id: int
    course_id: int
    group_code: str
    title: str
    words: str
    learner: str
    was: str
    wanted: str
    basis: Basis
    state: RequestState
    asked_by: int
    asker: str
    asked_at: datetime
    decided_by: int | None
    decider: str
    decided_at: datetime | None
    decision: str
    closes_at: datetime | None
    done_at: datetime | None
    version: int

    @property
    def open_until(self) -> datetime | None:
        """Return the last minute the place is open: «18.09.2026 в 23:59»."""
        return None if self.closes_at is None else self.closes_at - timedelta(minutes=1)
