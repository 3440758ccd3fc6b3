from datetime import date

import pytest

from records.curation.rules import check_stamp, parse_week, week_name, week_start

MONDAY = date(2026, 12, 28)


def test_a_week_is_named_after_the_year_of_its_thursday() -> None:
    assert week_name(MONDAY) == "2026-W53"
    assert week_name(date(2027, 1, 4)) == "2027-W01"


@pytest.mark.parametrize("day", [MONDAY, date(2026, 12, 31), date(2027, 1, 3)])
def test_every_day_of_a_week_leads_to_its_monday(day: date) -> None:
    assert week_start(day) == MONDAY
    assert parse_week(week_name(week_start(day))) == MONDAY


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026-W54",
        "2027-W53",
        "2026-W00",
        "26-W01",
        "2026W38",
        "2026-W3",
        "2026-W٣٨",
    ],
)
def test_what_names_no_week_is_no_week(name: str) -> None:
    assert parse_week(name) is None


def test_the_curator_stamps_a_week_that_has_begun() -> None:
    own = frozenset({"ЮР-21"})

    assert list(check_stamp("ЮР-21", own, MONDAY, MONDAY)) == []
    codes = [one.code for one in check_stamp("БУ-25", own, MONDAY, date(2026, 12, 27))]
    assert codes == ["CHK-3.12.2-stamp-curator", "CHK-3.12.2-stamp-early"]
