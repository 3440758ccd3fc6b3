"""The dates of forms.md 10.2."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from templates_docs.formatting.cases import CASES, Case
from templates_docs.formatting.dates import (
    academic_year,
    clock_time,
    date_range,
    day_month,
    local_moment,
    long_date,
    long_period,
    month_name,
    month_year,
    period,
    quoted_date,
    short_date,
)

DAY = date(2026, 11, 23)
FIRST, LAST = date(2026, 9, 1), date(2027, 6, 30)
TOMSK = ZoneInfo("Asia/Tomsk")


def test_one_day_is_written_in_every_manner() -> None:
    assert short_date(DAY) == "23.11.2026"
    assert day_month(DAY) == "23.11"
    assert long_date(DAY) == "23 ноября 2026\u00a0г."
    assert quoted_date(DAY) == "«23» ноября 2026\u00a0г."


def test_an_early_day_has_a_zero_in_figures_and_quotes_only() -> None:
    assert short_date(FIRST) == "01.09.2026"
    assert quoted_date(FIRST) == "«01» сентября 2026\u00a0г."
    assert long_date(FIRST) == "1 сентября 2026\u00a0г."


def test_an_unknown_date_is_left_to_the_pen() -> None:
    assert quoted_date(None) == "«__» ________ 20__\u00a0г."


def test_a_period_is_written_with_a_dash_or_in_words() -> None:
    assert date_range(FIRST, LAST) == "01.09.2026–30.06.2027"
    assert period(FIRST, LAST) == "с 01.09.2026 по 30.06.2027"
    assert long_period(FIRST, LAST) == (
        "с 1 сентября 2026\u00a0г. по 30 июня 2027\u00a0г."
    )


@pytest.mark.parametrize(
    ("case", "march", "august"),
    [
        (Case.NOMINATIVE, "март", "август"),
        (Case.GENITIVE, "марта", "августа"),
        (Case.DATIVE, "марту", "августу"),
        (Case.ACCUSATIVE, "март", "август"),
        (Case.INSTRUMENTAL, "мартом", "августом"),
        (Case.PREPOSITIONAL, "марте", "августе"),
    ],
)
def test_months_decline(case: Case, march: str, august: str) -> None:
    assert month_name(3, case) == march
    assert month_name(date(2027, 8, 1), case) == august


def test_every_month_has_its_own_name_in_every_case() -> None:
    for case in CASES:
        assert len({month_name(month, case) for month in range(1, 13)}) == 12
    soft = [month for month in range(1, 13) if month not in {3, 8}]
    assert all(month_name(month, Case.GENITIVE).endswith("я") for month in soft)
    assert all(month_name(month, Case.PREPOSITIONAL).endswith("е") for month in soft)


def test_a_reporting_month_is_named_with_its_year() -> None:
    assert month_year(date(2027, 3, 31)) == "март 2027\u00a0г."
    assert month_year(date(2027, 3, 31), Case.PREPOSITIONAL) == "марте 2027\u00a0г."


def test_a_moment_is_told_in_local_time() -> None:
    moment = datetime(2027, 6, 30, 20, 5, tzinfo=UTC)

    assert local_moment(moment, TOMSK) == "01.07.2027 03:05"
    assert local_moment(moment.astimezone(TOMSK)) == "01.07.2027 03:05"
    assert clock_time(time(8, 5)) == "08:05"


def test_a_moment_of_no_zone_is_not_brought_to_another() -> None:
    moment = datetime.fromisoformat("2027-06-30T14:05")

    assert local_moment(moment) == "30.06.2027 14:05"
    with pytest.raises(ValueError, match="without a zone"):
        local_moment(moment, TOMSK)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (FIRST, "2026/2027"),
        (LAST, "2026/2027"),
        (date(2027, 8, 31), "2026/2027"),
        (date(2027, 9, 1), "2027/2028"),
    ],
)
def test_the_academic_year_turns_in_september(day: date, year: str) -> None:
    assert academic_year(day) == year


def test_a_year_may_turn_in_another_month() -> None:
    assert academic_year(date(2027, 8, 31), first_month=8) == "2027/2028"
