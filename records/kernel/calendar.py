"""Working days and terms counted in them (производственный календарь, forms.md 9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from records.kernel.text import fold


class DayKind(StrEnum):
    """What a day is (вид дня); a vacation is the learners', the office works."""

    WORKING = "working"
    SHORTENED = "shortened"
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    VACATION = "vacation"


class CalendarStatus(StrEnum):
    """How far a year's transfers may be relied on (утверждён, предварительный)."""

    APPROVED = "approved"
    PRELIMINARY = "preliminary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A day off moved by the Government (перенос выходного дня, ст. 112 ТК)."""

    source: date
    target: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan:
    """The transfers of one year and how sure they are (календарь года)."""

    year: int
    status: CalendarStatus
    basis: str
    transfers: tuple[Transfer, ...] = ()


def _moves(year: int, *pairs: tuple[str, str]) -> tuple[Transfer, ...]:
    return tuple(
        Transfer(
            source=date.fromisoformat(f"{year}-{source}"),
            target=date.fromisoformat(f"{year}-{target}"),
        )
        for source, target in pairs
    )


SEED_YEARS = (
    YearPlan(
        year=2025,
        status=CalendarStatus.APPROVED,
        basis="постановление Правительства РФ от 04.10.2024 № 1335",
        transfers=_moves(
            2025,
            ("01-04", "05-02"),
            ("01-05", "12-31"),
            ("02-23", "05-08"),
            ("03-08", "06-13"),
            ("11-01", "11-03"),
        ),
    ),
    YearPlan(
        year=2026,
        status=CalendarStatus.APPROVED,
        basis="постановление Правительства РФ от 24.09.2025 № 1466",
        transfers=_moves(2026, ("01-03", "01-09"), ("01-04", "12-31")),
    ),
    YearPlan(
        year=2027,
        status=CalendarStatus.PRELIMINARY,
        basis="по образцу 2021 года; сверить с постановлением Правительства РФ",
        transfers=_moves(
            2027, ("01-02", "11-05"), ("01-03", "12-31"), ("02-20", "02-22")
        ),
    ),
)

DAY_KINDS: Mapping[str, DayKind] = {
    "рабочий": DayKind.WORKING,
    "сокращенный": DayKind.SHORTENED,
    "выходной": DayKind.DAY_OFF,
    "праздник": DayKind.HOLIDAY,
    "каникулы": DayKind.VACATION,
}

_NEW_YEAR = tuple((1, day) for day in range(1, 9))
_OTHER_HOLIDAYS = ((2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))
_WORKING_KINDS = frozenset({DayKind.WORKING, DayKind.SHORTENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The calendar of an institution with a week of 5 or 6 days (режим недели).

    `exceptions` are the rows the institution imported; they win over the law and
    over `years`, the transfers known for each year. A year without transfers
    keeps the holidays of art. 112 and is preliminary.
    """

    week: int = 5
    exceptions: Mapping[date, DayKind] = field(default_factory=dict)
    years: tuple[YearPlan, ...] = SEED_YEARS

    def __post_init__(self) -> None:
        """Refuse a week that is neither of 5 nor of 6 days."""
        if self.week not in {5, 6}:
            message = f"a week has 5 or 6 working days, not {self.week}"
            raise ValueError(message)

    def kind_of(self, day: date) -> DayKind:
        """Tell what a day is (вид дня); the institution's own row wins."""
        return self.exceptions.get(day) or self._kind_by_law(day)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the office works (рабочий день), vacations included."""
        kind = self.kind_of(day)
        if kind is DayKind.VACATION:
            kind = self._kind_by_law(day)
        return kind in _WORKING_KINDS

    def add_working_days(self, day: date, days: int) -> date:
        """Count working days from the day after (ст. 191 ГК, ст. 14 ТК).

        A negative number counts backwards, zero is the day itself.
        """
        step = timedelta(days=1 if days > 0 else -1)
        for _ in range(abs(days)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Count working days from the first to the last day, both included."""
        span = range((last - first).days + 1)
        return sum(self.is_working_day(first + timedelta(days=n)) for n in span)

    def deadline(self, event_date: date, days: int = 3) -> date:
        """Find the last day of a term (срок в рабочих днях, REG 3.9.2)."""
        return self.add_working_days(event_date, days)

    def status_of(self, year: int) -> CalendarStatus:
        """Tell whether a year's transfers are decreed (статус календаря)."""
        return self._plan(year).status

    def _kind_by_law(self, day: date) -> DayKind:
        known = _days_of(self._plan(day.year), self.week).get(day)
        if known is not None:
            return known
        return DayKind.DAY_OFF if _is_weekend(day, self.week) else DayKind.WORKING

    def _plan(self, year: int) -> YearPlan:
        for plan in self.years:
            if plan.year == year:
                return plan
        return YearPlan(
            year=year, status=CalendarStatus.PRELIMINARY, basis="ст. 112 ТК РФ"
        )


def find_day_kind(word: str) -> DayKind | None:
    """Read the kind of a day from an imported row (вид дня, contract 4)."""
    return DAY_KINDS.get(fold(word))


def list_holidays(year: int) -> tuple[date, ...]:
    """List the public holidays of a year (нерабочие праздничные дни, ст. 112 ТК)."""
    return tuple(date(year, *day) for day in (*_NEW_YEAR, *_OTHER_HOLIDAYS))


@cache
def _days_of(plan: YearPlan, week: int) -> Mapping[date, DayKind]:
    """Compute the days of a year whose weekday alone does not tell their kind."""
    days = dict.fromkeys(list_holidays(plan.year), DayKind.HOLIDAY)
    days |= _decreed(plan, week)
    moved = {transfer.source for transfer in plan.transfers}
    for month, day in _OTHER_HOLIDAYS:
        holiday = date(plan.year, month, day)
        if _is_weekend(holiday, week) and holiday not in moved:
            days[_next_working(holiday, days, week)] = DayKind.DAY_OFF
    return days | _shortened(plan.year, days, week)


def _decreed(plan: YearPlan, week: int) -> dict[date, DayKind]:
    """Apply the moves of days off; a Saturday is none in a week of six days.

    A former day off is as long as the day it was swapped with (приказ 588н).
    """
    holidays = set(list_holidays(plan.year))
    days = {}
    for transfer in plan.transfers:
        if not _is_weekend(transfer.source, week):
            continue
        days[transfer.target] = DayKind.DAY_OFF
        if transfer.source not in holidays:
            eve = transfer.target + timedelta(days=1) in holidays
            days[transfer.source] = DayKind.SHORTENED if eve else DayKind.WORKING
    return days


def _next_working(day: date, days: Mapping[date, DayKind], week: int) -> date:
    day += timedelta(days=1)
    while day in days or _is_weekend(day, week):
        day += timedelta(days=1)
    return day


def _shortened(
    year: int, days: Mapping[date, DayKind], week: int
) -> dict[date, DayKind]:
    """Shorten the eves of holidays (ст. 95 ТК)."""
    eves = [day - timedelta(days=1) for day in list_holidays(year)]
    return {
        eve: DayKind.SHORTENED
        for eve in (*eves, date(year, 12, 31))
        if eve not in days and not _is_weekend(eve, week)
    }


def _is_weekend(day: date, week: int) -> bool:
    return day.weekday() >= week
