"""Every check is known, has a clause, and is shown failing somewhere in the tests."""

import re
from datetime import date
from pathlib import Path

import pytest

from records.curriculum.values import MovementKind
from records.journal.rules import (
    CATALOGUE,
    CHECKS,
    MONTH_CHECKS,
    YEAR_CHECKS,
    cells,
    check_movements,
    fairness,
    finals,
    lessons,
    monthly,
    plan,
    run_checks,
    sheets,
)
from records.kernel.finding import Severity
from records.lessons.values import Check
from tests.records.journal.facts import ENROLLED, found, lesson, same, slot, view

TESTS = Path(__file__).parents[2]
CLAUSES = {
    "1.5",
    "3.10.1",
    "3.12.2",
    "3.13.1",
    "3.13.2",
    "3.8.5",
    "3.8.8",
    "3.9.2",
    "4.1.1",
    "4.1.2",
    "4.1.3",
    "4.1.4",
    "4.1.5",
    "4.1.6",
    "4.1.8",
    "4.2.1",
    "4.2.2",
    "4.2.3",
    "4.2.4",
    "4.2.5",
    "5.2",
}


def test_the_clauses_of_the_regulation_that_are_checked() -> None:
    assert {check.clause for check in CATALOGUE} == CLAUSES


def test_no_code_is_used_twice() -> None:
    codes = [check.code for check in CATALOGUE]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("check", CATALOGUE, ids=lambda check: str(check.code))
def test_every_check_is_shown_failing(check: Check) -> None:
    told = re.compile(f'"{re.escape(check.code)}"')

    assert any(
        told.search(path.read_text(encoding="utf-8"))
        for area in ("journal", "marks", "lessons")
        for path in (TESTS / area).rglob("test_*.py")
        if path != Path(__file__)
    )


def test_what_blocks_is_what_cannot_stay() -> None:
    areas = (lessons, monthly, cells, plan, finals, sheets, fairness)

    blocking = {
        one.code
        for area in areas
        for one in area.KNOWN
        if one.severity is Severity.ERROR
    }

    assert blocking == {
        "CHK-1.5-year",
        "CHK-3.13.1-not-recorded",
        "CHK-3.13.2-incomplete",
        "CHK-3.13.2-missing",
        "CHK-4.2.1-missing",
        "CHK-4.2.5-differs",
        "CHK-4.2.5-empty",
        "CHK-4.2.5-learners",
        "CHK-4.2.5-missing",
        "CHK-4.2.5-open",
    }


def test_a_month_is_checked_by_less_than_the_year() -> None:
    assert (*MONTH_CHECKS, *YEAR_CHECKS) == CHECKS
    assert len(set(CHECKS)) == len(CHECKS)


def test_a_late_movement_is_remarked() -> None:
    late = same(ENROLLED, kind=MovementKind.EXPELLED, entered_on=date(2026, 9, 4))

    assert found(check_movements, view(movements=(late,))) == ["CHK-3.9.2"]
    assert found(check_movements, view(movements=(ENROLLED,))) == []


def test_an_empty_journal_has_only_what_it_lacks() -> None:
    seen = view(courses=(), learners=())

    assert run_checks(seen) == ()


def test_findings_come_in_the_order_of_the_checks() -> None:
    seen = view(slots=(slot(), slot(2, pair=2)), lessons=(lesson(topic=""),))

    assert [one.code for one in run_checks(seen, MONTH_CHECKS)][:2] == [
        "CHK-3.13.1-not-recorded",
        "CHK-3.13.1-topic",
    ]
