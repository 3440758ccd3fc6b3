"""When a month and a year may be closed."""

from datetime import date

import pytest

from records.journal.rules.closing import (
    check_month,
    check_step,
    check_year,
    month_end,
)
from records.journal.values import JournalState
from tests.records.journal.facts import END, facts, slot

SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("state", "step", "allowed"),
    [
        ("open", JournalState.CLOSED, True),
        ("closed", JournalState.CLOSED, False),
        ("open", JournalState.BOUND, False),
        ("closed", JournalState.BOUND, True),
        ("closed", JournalState.HANDED_OVER, False),
        ("bound", JournalState.HANDED_OVER, True),
        ("handed_over", JournalState.HANDED_OVER, False),
    ],
)
def test_a_journal_goes_its_way_step_by_step(
    state: str, step: JournalState, *, allowed: bool
) -> None:
    refusals = [found.code for found in check_step(state, step, "ЮР-21")]

    assert refusals == ([] if allowed else ["CHK-3.8.5-state"])


@pytest.mark.parametrize(
    ("month", "codes"),
    [
        (SEPTEMBER, []),
        (date(2026, 9, 2), ["CHK-3.8.8-month"]),
        (date(2026, 8, 1), ["CHK-3.8.8-month"]),
        (date(2027, 7, 1), ["CHK-3.8.8-month"]),
        (date(2026, 10, 1), ["CHK-3.8.8-month-twice"]),
    ],
)
def test_a_month_of_the_year_is_closed_once(month: date, codes: list[str]) -> None:
    given = facts(closed_months=(date(2026, 10, 1),), today=END)

    assert [found.code for found in check_month(given, month)] == codes


def test_nothing_is_closed_while_lessons_lie_ahead() -> None:
    given = facts(slots=(slot(day=date(2026, 9, 30)),), today=date(2026, 9, 29))

    assert [found.code for found in check_month(given, SEPTEMBER)] == [
        "CHK-3.8.5-not-over"
    ]
    assert [found.code for found in check_year(given)] == ["CHK-3.8.5-not-over"]


def test_a_cancelled_lesson_ahead_keeps_nothing_open() -> None:
    ahead = slot(day=date(2026, 9, 30), state="cancelled")
    given = facts(slots=(ahead,), today=date(2026, 9, 29))

    assert list(check_year(given)) == []
    assert list(check_month(given, SEPTEMBER)) == []


def test_the_last_day_of_a_month_is_found_in_february_too() -> None:
    assert month_end(date(2027, 2, 1)) == date(2027, 2, 28)
    assert month_end(date(2026, 12, 1)) == date(2026, 12, 31)
