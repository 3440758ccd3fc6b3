"""Facts of movement, substitutions, corrections and remarks (§1.13-1.14)."""

from dataclasses import dataclass
from datetime import date, datetime

Day = date


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A change of the list by an order (движение контингента, REG 3.9.2)."""

    date: Day
    learner: str
    kind: str
    order: str
    order_date: Day
    entered_on: Day | None = None
    entered_by: str = ""
    working_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """A lesson held by another teacher (замена, REG 4.1.1)."""

    date: Day
    pair: int
    planned: str
    absent_teacher: str
    held: str
    substitute: str
    basis: str
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction after the day of the lesson; the old value stays (исправление).

    The place is a lesson of a block, its monthly control, or a final (`period`);
    without a learner it is the lesson's own record that was corrected.
    """

    block: str
    was: str
    now: str
    reason: str
    basis: str
    author: str
    made_at: datetime
    author_post: str = "преподаватель"
    learner: int | None = None
    lesson: int | None = None
    control: bool = False
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding of an inspection (замечание проверяющего, REG 5.2)."""

    date: Day
    purpose: str
    text: str
    inspector: str
    due: str = ""
    resolved: str = ""
