"""Facts of learners (сведения об обучающихся, §1.4)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

GapKind = Literal["arrival", "left", "leave"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A span of days a learner was outside the group; both days are inclusive.

    `arrival`: days before the arrival (`last` is the day before it); `left`: days
    after the leaving (`first` is the day after it); `leave`: an academic leave.
    `word` replaces the usual words and day, as «в подгруппе с 05.10.2026».
    """

    kind: GapKind
    first: date | None = None
    last: date | None = None
    order: str = ""
    order_date: date | None = None
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """One line of the list; the number stands for the learner on every page."""

    number: int
    surname: str
    given_name: str
    patronymic: str = ""
    feminine: bool = False
    birth_date: date | None = None
    record_book: str = ""
    personal_file: str = ""
    enrolment_order: str = ""
    enrolment_date: date | None = None
    basis: str = ""
    gaps: tuple[Gap, ...] = ()
    movement: str = ""
    remark: str = ""
    address: str = ""
    parents: str = ""
