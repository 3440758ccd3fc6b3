"""Checks of cells: each with a fixture that fails and one that passes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from records.journal.rules import Rule, cells
from records.journal.rules.view import join_names
from records.marks.values import Basis, CorrectionFact, Work
from records.norms.values import Norms
from tests.records.journal.facts import (
    DAY,
    KIM,
    LEE,
    START,
    course,
    found,
    learner,
    lesson,
    mark,
    member,
    same,
    view,
)

HALF = course(id=1, subgroup=1, members=(member(KIM, 1), member(LEE, 2)))
OTHER = same(HALF, id=2, subgroup=2)
CORRECTION = CorrectionFact(
    id=1,
    kind="mark",
    course_id=1,
    lesson_id=1,
    person_id=KIM,
    work="current",
    old="3",
    new="4",
    basis=Basis(reason="ошибка", document="записка № 1", document_date=DAY),
    actor_id=1,
    at=datetime(2026, 9, 3, tzinfo=UTC),
    entry_no=9,
)
ABSENT = mark(value="н", work=Work.ABSENCE)

CASES: list[tuple[str, Rule, dict[str, Any], list[str]]] = [
    (
        "signs out of the set",
        cells.check_designations,
        {
            "lessons": (lesson(),),
            "marks": (mark(value="4+"), mark(LEE, "1"), mark(LEE, "H", Work.ABSENCE)),
        },
        ["CHK-4.1.8-mark"] * 3,
    ),
    (
        "signs of the set",
        cells.check_designations,
        {
            "lessons": (lesson(),),
            "marks": (
                mark(value="5"),
                ABSENT,
                mark(value="н/а", work=Work.MONTHLY_CONTROL),
            ),
        },
        [],
    ),
    (
        "a mark before the enrolment",
        cells.check_rolls,
        {
            "lessons": (lesson(),),
            "marks": (mark(),),
            "learners": (learner(KIM, "Ким Лев", (date(2026, 10, 5), None)),),
        },
        ["CHK-3.9.2-roll"],
    ),
    (
        "a mark in the academic leave",
        cells.check_rolls,
        {
            "lessons": (lesson(day=date(2026, 12, 1)),),
            "marks": (mark(),),
            "learners": (learner(KIM, "Ким Лев", (START, date(2026, 11, 30))),),
        },
        ["CHK-3.9.2-roll"],
    ),
    (
        "a mark of nobody",
        cells.check_rolls,
        {"lessons": (lesson(),), "marks": (mark(99),)},
        ["CHK-3.9.2-roll"],
    ),
    (
        "a mark of a learner on the roll",
        cells.check_rolls,
        {"lessons": (lesson(),), "marks": (mark(),)},
        [],
    ),
    (
        "a mark on the page of another subgroup",
        cells.check_subgroups,
        {"courses": (HALF,), "lessons": (lesson(),), "marks": (mark(LEE),)},
        ["CHK-4.1.4-subgroup"],
    ),
    (
        "a mark after the move to another subgroup",
        cells.check_subgroups,
        {
            "courses": (same(HALF, members=(member(KIM, 1, end=date(2026, 9, 1)),)),),
            "lessons": (lesson(),),
            "marks": (mark(),),
        },
        ["CHK-4.1.4-subgroup"],
    ),
    (
        "a mark on the page of the own subgroup",
        cells.check_subgroups,
        {"courses": (HALF,), "lessons": (lesson(),), "marks": (mark(),)},
        [],
    ),
    (
        "a learner in no subgroup",
        cells.check_division,
        {
            "courses": (same(HALF, members=(member(KIM, 1),)),),
            "lessons": (lesson(),),
        },
        ["CHK-4.1.4-none"],
    ),
    (
        "a learner in two subgroups",
        cells.check_division,
        {
            "courses": (
                same(HALF, members=(member(KIM, 1), member(KIM, 2), member(LEE, 2))),
                same(OTHER, members=(member(KIM, 1), member(LEE, 2))),
            ),
            "lessons": (lesson(),),
        },
        ["CHK-4.1.4-overlap"],
    ),
    (
        "everybody in one subgroup",
        cells.check_division,
        {"courses": (HALF, OTHER), "lessons": (lesson(),)},
        [],
    ),
    (
        "a discipline that is not divided",
        cells.check_division,
        {"lessons": (lesson(),)},
        [],
    ),
    (
        "a mark of an absent learner",
        cells.check_combinations,
        {"lessons": (lesson(),), "marks": (mark(), ABSENT)},
        ["CHK-3.13.1-absent"],
    ),
    (
        "a made-up absence without an absence",
        cells.check_combinations,
        {"lessons": (lesson(),), "marks": (mark(work=Work.MAKEUP),)},
        ["CHK-3.13.1-makeup"],
    ),
    (
        "МИУД on an ordinary lesson",
        cells.check_combinations,
        {"lessons": (lesson(),), "marks": (mark(work=Work.MONTHLY_CONTROL),)},
        ["CHK-3.13.2-lesson"],
    ),
    (
        "«н/4» and a mark beside МИУД",
        cells.check_combinations,
        {
            "lessons": (lesson(monthly_control=True),),
            "marks": (
                ABSENT,
                mark(work=Work.MAKEUP),
                mark(LEE),
                mark(LEE, work=Work.SECOND),
                mark(LEE, work=Work.MONTHLY_CONTROL),
            ),
        },
        [],
    ),
    (
        "a mark of one learner, an absence of another",
        cells.check_combinations,
        {"lessons": (lesson(),), "marks": (ABSENT, mark(LEE))},
        [],
    ),
    (
        "an illness without a certificate",
        cells.check_documents,
        {"lessons": (lesson(),), "marks": (same(ABSENT, cause="illness"),)},
        ["CHK-3.13.1-document"],
    ),
    (
        "an illness with a certificate, an absence without reason",
        cells.check_documents,
        {
            "lessons": (lesson(),),
            "marks": (
                same(ABSENT, cause="illness", document="справка № 115"),
                same(ABSENT, person_id=LEE, cause="unexcused"),
            ),
        },
        [],
    ),
    (
        "a correction without a basis",
        cells.check_corrections,
        {
            "corrections": (
                same(CORRECTION, basis=same(CORRECTION.basis, document=" ")),
            )
        },
        ["CHK-4.1.1-basis"],
    ),
    (
        "a correction with reason and basis",
        cells.check_corrections,
        {"corrections": (CORRECTION,)},
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


def test_the_set_of_marks_is_data() -> None:
    seen = view(
        lessons=(lesson(),),
        marks=(mark(value="1"),),
        norms=Norms(marks=("5", "4", "3", "2", "1")),
    )

    assert found(cells.check_designations, seen) == []


def test_a_remark_about_a_cell_names_the_learner() -> None:
    seen = view(lessons=(lesson(),), marks=(mark(99, "4+"),))

    (remark,) = cells.check_designations(seen)

    assert remark.subject == (
        "ОП.01 Теория права, 02.09.2026, пара 1, обучающийся № 99"
    )


def test_the_documents_of_a_learner_are_asked_for_once() -> None:
    days = (DAY, date(2026, 9, 9))
    seen = view(
        lessons=tuple(lesson(n, day) for n, day in enumerate(days, start=1)),
        marks=tuple(same(ABSENT, lesson_id=n, cause="excused") for n in (1, 2)),
    )

    (remark,) = cells.check_documents(seen)

    assert remark.subject == "группа ЮР-21, Ким Лев"
    assert "02.09.2026, 09.09.2026" in remark.message


def test_a_long_list_of_names_is_cut() -> None:
    assert join_names(["а", "б", "в"], most=2) == "а, б и ещё 1"
    assert join_names(["а", "б"], most=2) == "а, б"
