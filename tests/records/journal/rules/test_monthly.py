"""МИУД: the last lesson of the month of a discipline and a teacher (3.13.2)."""

from datetime import date
from typing import Any

import pytest

from records.curriculum.values import DisciplineKind
from records.journal.rules import monthly
from records.marks.values import MarkFact, Work
from records.norms.values import Norms
from tests.records.journal.facts import (
    KIM,
    LAST,
    LEE,
    course,
    found,
    learner,
    lesson,
    mark,
    slot,
    view,
)

EARLY = date(2026, 9, 2)
LATE = date(2026, 9, 30)
SLOTS = (slot(1, EARLY), slot(2, LATE))


def control(person_id: int, value: str = "4", lesson_id: int = 2) -> MarkFact:
    return mark(person_id, value, Work.MONTHLY_CONTROL, lesson_id=lesson_id)


BOTH = (control(KIM), control(LEE, "н/а"))
DONE = lesson(2, LATE, monthly_control=True)

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "the last lesson is an ordinary one",
        {"slots": SLOTS, "lessons": (lesson(1, EARLY), lesson(2, LATE))},
        ["CHK-3.13.2-missing"],
    ),
    (
        "one learner has no mark",
        {"slots": SLOTS, "lessons": (DONE,), "marks": (control(KIM),)},
        ["CHK-3.13.2-incomplete"],
    ),
    (
        "everybody has a mark or «н/а»",
        {"slots": SLOTS, "lessons": (lesson(1, EARLY), DONE), "marks": BOTH},
        [],
    ),
    (
        "МИУД stands before the last lesson too",
        {
            "slots": SLOTS,
            "lessons": (lesson(1, EARLY, monthly_control=True), DONE),
            "marks": BOTH,
        },
        ["CHK-3.13.2-misplaced"],
    ),
    (
        "the last lesson was cancelled, the one before is МИУД",
        {
            "slots": (slot(2, EARLY), slot(3, LATE, state="cancelled")),
            "lessons": (lesson(2, EARLY, monthly_control=True),),
            "marks": BOTH,
        },
        [],
    ),
    (
        "the only lesson of the month is МИУД",
        {"slots": (slot(2, LATE),), "lessons": (DONE,), "marks": BOTH},
        [],
    ),
    (
        "each teacher of the discipline has one",
        {
            "slots": (slot(1, EARLY, teacher_id=2), slot(2, LATE)),
            "lessons": (lesson(1, EARLY, teacher_id=2), DONE),
            "marks": BOTH,
        },
        ["CHK-3.13.2-missing"],
    ),
    (
        "the last lesson is not recorded: another check says so",
        {"slots": SLOTS, "lessons": (lesson(1, EARLY),)},
        [],
    ),
    (
        "a learner enrolled after the last lesson needs no mark",
        {
            "slots": SLOTS,
            "lessons": (DONE,),
            "marks": (control(KIM),),
            "learners": (learner(), learner(LEE, "Ли Вэй", (date(2026, 10, 5), None))),
        },
        [],
    ),
    (
        "a lesson out of the timetable counts",
        {"lessons": (lesson(1, LATE, slot_id=None),)},
        ["CHK-3.13.2-missing"],
    ),
    (
        "a practice has no control point",
        {
            "courses": (course(kind=DisciplineKind.TRAINING_PRACTICE),),
            "slots": SLOTS,
            "lessons": (lesson(2, LATE),),
        },
        [],
    ),
]


@pytest.mark.parametrize(
    ("given", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_monthly_control(given: dict[str, Any], codes: list[str]) -> None:
    seen = view(**given, last=LAST)

    assert found(monthly.check_monthly_control, seen) == codes


def test_a_month_whose_last_lesson_lies_ahead_is_not_judged() -> None:
    seen = view(slots=SLOTS, lessons=(lesson(1, EARLY),), last=date(2026, 9, 29))

    assert found(monthly.check_monthly_control, seen) == []


def test_an_order_may_do_without_monthly_control() -> None:
    seen = view(
        slots=SLOTS, lessons=(lesson(2, LATE),), norms=Norms(monthly_control=False)
    )

    assert found(monthly.check_monthly_control, seen) == []


def test_the_remark_names_who_has_no_mark() -> None:
    seen = view(slots=SLOTS, lessons=(DONE,), marks=(control(KIM),))

    (remark,) = monthly.check_monthly_control(seen)

    assert "Ли Вэй" in remark.message
    assert remark.blocking
