"""Which columns a learner is not in, and why: ranges with the order (клетки вне списка)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from records.curriculum.values import MovementKind
from records.marks.queries.grid import GridLearner, Stay

_MALE = {
    MovementKind.ENROLLED: "зачислен",
    MovementKind.TRANSFERRED: "переведён",
    MovementKind.EXPELLED: "отчислен",
    MovementKind.ACADEMIC_LEAVE: "в академическом отпуске",
    MovementKind.RETURNED: "вернулся из отпуска",
}
_FEMALE = {
    MovementKind.ENROLLED: "зачислена",
    MovementKind.TRANSFERRED: "переведена",
    MovementKind.EXPELLED: "отчислена",
    MovementKind.ACADEMIC_LEAVE: "в академическом отпуске",
    MovementKind.RETURNED: "вернулась из отпуска",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Columns from the first to the last, both included, and the reason."""

    first: int
    last: int
    why: str


def list_gaps(
    learner: GridLearner,
    days: Sequence[date],
    ends: Sequence[date],
    *,
    today: date,
) -> tuple[Gap, ...]:
    """List the columns a learner has no cells in.

    A final belongs to who was there at its end, or still is before it.
    """
    if _always(learner, days, ends):
        return ()
    wanted = [*days, *(min(end, today) for end in ends)]
    gaps: list[Gap] = []
    for at, day in enumerate(wanted):
        why = _reason(learner, day)
        if not why:
            continue
        if gaps and gaps[-1].last == at - 1 and gaps[-1].why == why:
            gaps[-1] = Gap(first=gaps[-1].first, last=at, why=why)
        else:
            gaps.append(Gap(first=at, last=at, why=why))
    return tuple(gaps)


def _always(learner: GridLearner, days: Sequence[date], ends: Sequence[date]) -> bool:
    """Tell quickly of the many who were there all the time."""
    if learner.led is not None or len(learner.stays) != 1:
        return False
    stay = learner.stays[0]
    first = min((*days, *ends), default=stay.start)
    return stay.end is None and stay.start <= first


def _reason(learner: GridLearner, day: date) -> str:
    if not any(_covers(one.start, one.end, day) for one in learner.stays):
        return _describe(learner, day)
    led = learner.led
    if led is not None and not any(_covers(start, end, day) for start, end in led):
        return "в другой подгруппе"
    return ""


def _describe(learner: GridLearner, day: date) -> str:
    before = [one for one in learner.stays if one.end is not None and one.end < day]
    if before:
        last = before[-1]
        if last.left is not None:
            kind, number, signed = last.left
            return (
                f"{_words(learner, kind)} после {_day(last)}, {_order(number, signed)}"
            )
        return "не числится в группе"
    first = learner.stays[0]
    kind, number, signed = first.arrived
    return f"{_words(learner, kind)} {first.start:%d.%m.%Y}, {_order(number, signed)}"


def _words(learner: GridLearner, kind: str) -> str:
    forms = _FEMALE if learner.gender == "female" else _MALE
    return forms.get(MovementKind(kind), "не числится")


def _order(number: str, signed: date) -> str:
    return f"приказ № {number} от {signed:%d.%m.%Y}"


def _day(stay: Stay) -> str:
    return f"{stay.end:%d.%m.%Y}" if stay.end else ""


def _covers(start: date, end: date | None, day: date) -> bool:
    return start <= day and (end is None or day <= end)
