"""Objectivity: each check with a fixture that fails and one that passes (5.2)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from records.curriculum.values import DisciplineKind
from records.journal.rules import Rule, fairness
from records.marks.values import Period
from records.norms.values import Norms
from tests.records.journal.facts import (
    KIM,
    LEE,
    course,
    final,
    found,
    lesson,
    mark,
    terms,
    view,
)

MOMENT = datetime(2026, 9, 2, 5, tzinfo=UTC)
THREE_FOUR: dict[str, Any] = {
    "lessons": (lesson(), lesson(2)),
    "marks": (mark(value="3"), mark(value="4", lesson_id=2)),
}


def quick(count: int, seconds: float, *, lessons: int = 2) -> dict[str, Any]:
    """Give marks of some lessons put one after another."""
    return {
        "lessons": tuple(lesson(number) for number in range(1, lessons + 1)),
        "marks": tuple(
            mark(100 + number, lesson_id=1 + number % lessons, entry_no=number)
            for number in range(count)
        ),
        "moments": {
            number: MOMENT + timedelta(seconds=seconds * number)
            for number in range(count)
        },
    }


CASES: list[tuple[str, Rule, dict[str, Any], list[str]]] = [
    (
        "a five with the mean of three and a half",
        fairness.check_means,
        {**THREE_FOUR, "finals": (final(value="5"),)},
        ["CHK-5.2-gap"],
    ),
    (
        "a four with the mean of three and a half",
        fairness.check_means,
        {**THREE_FOUR, "finals": (final(),)},
        [],
    ),
    (
        "an exam, a made-up «н/а», a final without marks",
        fairness.check_means,
        {
            **THREE_FOUR,
            "finals": (
                final(value="5", period=Period.EXAM),
                final(value="5", not_attested=terms(result="5")),
                final(LEE, "2"),
                final(course_id=9),
            ),
        },
        [],
    ),
    (
        "a column of fives",
        fairness.check_alike,
        {"finals": tuple(final(person, "5") for person in range(5))},
        ["CHK-5.2-alike"],
    ),
    (
        "four fives",
        fairness.check_alike,
        {"finals": tuple(final(person, "5") for person in range(4))},
        [],
    ),
    (
        "a column of different marks",
        fairness.check_alike,
        {"finals": (*(final(person, "5") for person in range(5)), final(KIM))},
        [],
    ),
    (
        "twenty-one marks of two lessons in twenty seconds",
        fairness.check_bursts,
        quick(21, 1),
        ["CHK-5.2-burst"],
    ),
    ("twenty marks of two lessons", fairness.check_bursts, quick(20, 1), []),
    ("a mark every four seconds", fairness.check_bursts, quick(40, 4), []),
    (
        "twenty-five marks of one lesson at once",
        fairness.check_bursts,
        quick(25, 0, lessons=1),
        [],
    ),
    (
        "a semester without a control work",
        fairness.check_control_works,
        {"lessons": (lesson(),)},
        ["CHK-5.2-control"],
    ),
    (
        "a semester with a control work",
        fairness.check_control_works,
        {"lessons": (lesson(), lesson(2, kind="КР"))},
        [],
    ),
    (
        "a practice has no control work",
        fairness.check_control_works,
        {
            "courses": (course(kind=DisciplineKind.WORK_PRACTICE),),
            "lessons": (lesson(),),
        },
        [],
    ),
]


@pytest.mark.parametrize(
    ("check", "given", "codes"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_check(check: Rule, given: dict[str, Any], codes: list[str]) -> None:
    assert found(check, view(**given)) == codes


def test_a_journal_taken_over_is_no_burst() -> None:
    given = quick(30, 0)
    taken = tuple(lesson(number, source="Дневник СПО") for number in range(1, 3))

    assert found(fairness.check_bursts, view(**{**given, "lessons": taken})) == []


def test_the_gap_is_a_norm() -> None:
    seen = view(
        **THREE_FOUR, finals=(final(value="5"),), norms=Norms(final_gap_max=Decimal(2))
    )

    assert found(fairness.check_means, seen) == []


def test_the_mean_is_said_with_a_comma() -> None:
    (remark,) = fairness.check_means(view(**THREE_FOUR, finals=(final(value="5"),)))

    assert remark.message == "«5» при среднем балле 3,50"


def test_control_works_are_asked_for_when_the_semester_is_over() -> None:
    seen = view(lessons=(lesson(),), last=date(2026, 12, 25))

    assert found(fairness.check_control_works, seen) == []
