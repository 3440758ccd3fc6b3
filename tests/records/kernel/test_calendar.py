"""The vectors of forms.md 9 and the law behind them."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kernel.calendar import (
    SEED_YEARS,
    CalendarStatus,
    DayKind,
    Transfer,
    WorkCalendar,
    YearPlan,
    find_day_kind,
    list_holidays,
)

FIVE = WorkCalendar(week=5)
SIX = WorkCalendar(week=6)
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 1))


def year_days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [
        first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)
    ]


def run_of_rest(calendar: WorkCalendar, day: date) -> tuple[date, date]:
    """Widen a day off to the whole rest around it."""
    first = last = day
    while not calendar.is_working_day(first - timedelta(days=1)):
        first -= timedelta(days=1)
    while not calendar.is_working_day(last + timedelta(days=1)):
        last += timedelta(days=1)
    return first, last


@pytest.mark.parametrize(
    ("event", "five", "six"),
    [
        ("2026-04-29", "2026-05-05", "2026-05-04"),
        ("2026-04-30", "2026-05-06", "2026-05-05"),
        ("2026-05-07", "2026-05-13", "2026-05-12"),
        ("2026-05-08", "2026-05-14", "2026-05-13"),
        ("2026-06-10", "2026-06-16", "2026-06-15"),
        ("2026-11-02", "2026-11-06", "2026-11-06"),
        ("2026-11-23", "2026-11-26", "2026-11-26"),
        ("2026-12-29", "2027-01-12", "2027-01-11"),
        ("2027-04-30", "2027-05-06", "2027-05-05"),
        ("2027-06-11", "2027-06-17", "2027-06-16"),
    ],
)
def test_three_working_days_end_as_the_form_says(
    event: str, five: str, six: str
) -> None:
    day = date.fromisoformat(event)

    assert FIVE.deadline(day) == date.fromisoformat(five)
    assert SIX.deadline(day) == date.fromisoformat(six)


@pytest.mark.parametrize(
    ("calendar", "inside", "rest"),
    [
        (FIVE, "2026-01-01", "2025-12-31/2026-01-11"),
        (FIVE, "2026-02-23", "2026-02-21/2026-02-23"),
        (FIVE, "2026-03-08", "2026-03-07/2026-03-09"),
        (FIVE, "2026-05-01", "2026-05-01/2026-05-03"),
        (FIVE, "2026-05-09", "2026-05-09/2026-05-11"),
        (FIVE, "2026-06-12", "2026-06-12/2026-06-14"),
        (FIVE, "2026-11-04", "2026-11-04/2026-11-04"),
        (FIVE, "2027-01-01", "2026-12-31/2027-01-10"),
        (FIVE, "2027-02-23", "2027-02-21/2027-02-23"),
        (FIVE, "2027-11-04", "2027-11-04/2027-11-07"),
        (SIX, "2026-01-01", "2025-12-31/2026-01-08"),
        (SIX, "2026-03-08", "2026-03-08/2026-03-09"),
        (SIX, "2026-05-09", "2026-05-09/2026-05-10"),
        (SIX, "2027-01-01", "2026-12-31/2027-01-08"),
        (SIX, "2027-02-23", "2027-02-23/2027-02-23"),
        (SIX, "2027-05-01", "2027-05-01/2027-05-02"),
        (SIX, "2027-05-09", "2027-05-09/2027-05-10"),
        (SIX, "2027-06-12", "2027-06-12/2027-06-13"),
    ],
)
def test_rest_lasts_from_day_to_day(
    calendar: WorkCalendar, inside: str, rest: str
) -> None:
    first, last = run_of_rest(calendar, date.fromisoformat(inside))

    assert f"{first}/{last}" == rest


@pytest.mark.parametrize("year", [plan.year for plan in SEED_YEARS])
def test_seeds_agree_with_an_independent_calendar(year: int) -> None:
    independent = holidays.country_holidays("RU", years=[year])

    ours = [day for day in year_days(year) if FIVE.is_working_day(day)]

    assert ours == [day for day in year_days(year) if independent.is_working_day(day)]


def test_2026_has_247_working_days() -> None:
    assert FIVE.working_days_between(date(2026, 1, 1), date(2026, 12, 31)) == 247


@pytest.mark.parametrize(
    ("calendar", "year", "eves"),
    [
        (FIVE, 2026, ["04-30", "05-08", "06-11", "11-03"]),
        (SIX, 2026, ["03-07", "04-30", "05-08", "06-11", "11-03"]),
        (FIVE, 2025, ["03-07", "04-30", "06-11", "11-01"]),
        (FIVE, 2027, ["02-20", "04-30", "06-11", "11-03"]),
        (FIVE, 2028, ["02-22", "03-07", "05-08", "11-03"]),
        (SIX, 2029, ["02-22", "03-07", "04-30", "05-08", "06-11", "11-03", "12-31"]),
    ],
)
def test_eves_of_holidays_are_shortened(
    calendar: WorkCalendar, year: int, eves: list[str]
) -> None:
    shortened = [
        f"{day:%m-%d}"
        for day in year_days(year)
        if calendar.kind_of(day) is DayKind.SHORTENED
    ]

    assert shortened == eves


def test_the_last_day_of_an_undecreed_year_is_a_shortened_working_day() -> None:
    assert SIX.kind_of(date(2029, 12, 31)) is DayKind.SHORTENED
    assert FIVE.is_working_day(date(2029, 12, 31))


def test_a_swapped_saturday_is_worked_in_a_week_of_five_days() -> None:
    assert FIVE.kind_of(date(2025, 11, 1)) is DayKind.SHORTENED
    assert FIVE.kind_of(date(2025, 11, 3)) is DayKind.DAY_OFF
    assert SIX.kind_of(date(2025, 11, 1)) is DayKind.WORKING
    assert SIX.kind_of(date(2025, 11, 3)) is DayKind.SHORTENED


def test_a_swapped_saturday_far_from_a_holiday_is_a_full_day() -> None:
    swap = Transfer(source=date(2030, 3, 23), target=date(2030, 3, 27))
    plan = YearPlan(
        year=2030,
        status=CalendarStatus.APPROVED,
        basis="пример",
        transfers=(swap,),
    )
    calendar = WorkCalendar(week=5, years=(plan,))

    assert calendar.kind_of(date(2030, 3, 23)) is DayKind.WORKING
    assert calendar.kind_of(date(2030, 3, 27)) is DayKind.DAY_OFF


def test_january_weekends_wait_for_the_government() -> None:
    assert FIVE.kind_of(date(2028, 1, 10)) is DayKind.WORKING
    assert FIVE.status_of(2028) is CalendarStatus.PRELIMINARY


def test_a_year_knows_whether_it_is_decreed() -> None:
    assert FIVE.status_of(2026) is CalendarStatus.APPROVED
    assert FIVE.status_of(2027) is CalendarStatus.PRELIMINARY


def test_the_law_names_fourteen_holidays() -> None:
    days = list_holidays(2026)

    assert len(days) == 14
    assert {date(2026, 1, 7), date(2026, 11, 4)} < set(days)
    assert {FIVE.kind_of(day) for day in days} == {DayKind.HOLIDAY}


def test_rows_of_the_institution_win_over_the_law() -> None:
    rows = {
        date(2026, 9, 5): DayKind.WORKING,
        date(2026, 9, 7): DayKind.DAY_OFF,
        date(2026, 9, 8): DayKind.HOLIDAY,
    }
    calendar = WorkCalendar(week=5, exceptions=rows)

    assert calendar.is_working_day(date(2026, 9, 5))
    assert calendar.kind_of(date(2026, 9, 8)) is DayKind.HOLIDAY
    assert calendar.deadline(date(2026, 9, 4)) == date(2026, 9, 10)


def test_the_office_works_through_a_vacation_but_not_through_its_holidays() -> None:
    rows = {date(2026, 12, 29) + timedelta(days=n): DayKind.VACATION for n in range(14)}
    calendar = WorkCalendar(week=5, exceptions=rows)

    assert calendar.kind_of(date(2026, 12, 30)) is DayKind.VACATION
    assert calendar.is_working_day(date(2026, 12, 30))
    assert not calendar.is_working_day(date(2027, 1, 4))
    assert calendar.deadline(date(2026, 12, 29)) == date(2027, 1, 12)


@pytest.mark.parametrize("week", [0, 4, 7])
def test_a_strange_week_is_refused(week: int) -> None:
    with pytest.raises(ValueError, match="5 or 6"):
        WorkCalendar(week=week)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("рабочий", DayKind.WORKING),
        (" Выходной ", DayKind.DAY_OFF),
        ("ПРАЗДНИК", DayKind.HOLIDAY),
        ("каникулы", DayKind.VACATION),
        ("сокращённый", DayKind.SHORTENED),
        ("отгул", None),
    ],
)
def test_kinds_of_days_are_read_from_russian_words(
    word: str, kind: DayKind | None
) -> None:
    assert find_day_kind(word) is kind


@given(DAYS, st.integers(1, 40), st.sampled_from([FIVE, SIX]))
def test_a_term_holds_as_many_working_days_as_it_is_long(
    day: date, days: int, calendar: WorkCalendar
) -> None:
    end = calendar.add_working_days(day, days)

    assert calendar.is_working_day(end)
    assert calendar.working_days_between(day + timedelta(days=1), end) == days


@given(DAYS, st.integers(1, 40), st.sampled_from([FIVE, SIX]))
def test_counting_back_undoes_counting_forth(
    day: date, days: int, calendar: WorkCalendar
) -> None:
    start = calendar.add_working_days(day, 1)

    end = calendar.add_working_days(start, days)

    assert calendar.add_working_days(end, -days) == start
    assert calendar.add_working_days(start, 0) == start


def test_a_span_that_ends_before_it_begins_is_empty() -> None:
    assert FIVE.working_days_between(date(2026, 9, 2), date(2026, 9, 1)) == 0
