"""Checks of sheets: each with a fixture that fails and one that passes."""

from datetime import date
from typing import Any

import pytest

from records.curriculum.values import DisciplineKind
from records.journal.rules import Rule, sheets
from records.marks.values import Period
from records.sheets.values import Result, SheetCode, SheetState
from tests.records.journal.facts import (
    FIRST_END,
    KIM,
    LEE,
    START,
    course,
    final,
    found,
    learner,
    same,
    sheet,
    term,
    view,
)

FOUR, FIVE, TWO = Result.FOUR, Result.FIVE, Result.TWO
GRADED = course(terms=(term(control="ДЗ"),))
EXAM = course(terms=(term(control="Э"),))
BOTH = sheet((KIM, FOUR), (LEE, FIVE))
EXAM_SHEET = same(BOTH, code=SheetCode.EXAM, rows=sheet((KIM, TWO)).rows)
RETAKE = sheet(
    (KIM, FOUR),
    sheet_id=2,
    code=SheetCode.INDIVIDUAL,
    first_sheet_id=1,
    held_on=date(2027, 1, 26),
    attempt=2,
)

CASES: list[tuple[str, Rule, dict[str, Any], list[str]]] = [
    (
        "a control without a sheet",
        sheets.check_sheets_made,
        {"courses": (GRADED,)},
        ["CHK-4.2.5-missing"],
    ),
    (
        "a control with its sheet",
        sheets.check_sheets_made,
        {"courses": (GRADED,), "sheets": (BOTH,)},
        [],
    ),
    (
        "a sheet of another kind",
        sheets.check_sheets_made,
        {"courses": (EXAM,), "sheets": (BOTH,)},
        ["CHK-4.2.5-missing"],
    ),
    (
        "a learner not in the sheet",
        sheets.check_sheets_made,
        {"courses": (GRADED,), "sheets": (sheet((KIM, FOUR)),)},
        ["CHK-4.2.5-learners"],
    ),
    (
        "a learner who has left is not asked for",
        sheets.check_sheets_made,
        {
            "courses": (GRADED,),
            "sheets": (sheet((KIM, FOUR)),),
            "learners": (learner(), learner(LEE, "Ли Вэй", (START, FIRST_END))),
        },
        [],
    ),
    ("a course without control", sheets.check_sheets_made, {}, []),
    (
        "an open sheet",
        sheets.check_sheets_closed,
        {"sheets": (same(BOTH, state=SheetState.OPEN),)},
        ["CHK-4.2.5-open"],
    ),
    (
        "an empty line",
        sheets.check_sheets_closed,
        {"sheets": (sheet((KIM, Result.EMPTY)),)},
        ["CHK-4.2.5-empty"],
    ),
    ("a closed sheet", sheets.check_sheets_closed, {"sheets": (BOTH,)}, []),
    (
        "a sheet of a day ahead",
        sheets.check_sheets_closed,
        {"sheets": (same(BOTH, state=SheetState.OPEN, held_on=date(2027, 7, 1)),)},
        [],
    ),
    (
        "a final other than the sheet",
        sheets.check_sheets_agree,
        {
            "courses": (GRADED,),
            "sheets": (BOTH,),
            "finals": (final(value="5"), final(LEE, "5")),
        },
        ["CHK-4.2.5-differs"],
    ),
    (
        "a final as in the sheet",
        sheets.check_sheets_agree,
        {
            "courses": (GRADED,),
            "sheets": (BOTH,),
            "finals": (final(), final(LEE, "5")),
        },
        [],
    ),
    (
        "the result of a re-take counts",
        sheets.check_sheets_agree,
        {
            "courses": (EXAM,),
            "sheets": (EXAM_SHEET, RETAKE),
            "finals": (final(value="4", period=Period.EXAM),),
        },
        [],
    ),
    (
        "an open re-take does not count yet",
        sheets.check_sheets_agree,
        {
            "courses": (EXAM,),
            "sheets": (EXAM_SHEET, same(RETAKE, state=SheetState.OPEN)),
            "finals": (final(value="4", period=Period.EXAM),),
        },
        ["CHK-4.2.5-differs"],
    ),
    (
        "an absence in the sheet, «н/а» in the journal",
        sheets.check_sheets_agree,
        {
            "courses": (EXAM,),
            "sheets": (same(EXAM_SHEET, rows=sheet((KIM, Result.ABSENT)).rows),),
            "finals": (final(value="н/а", period=Period.EXAM),),
        },
        [],
    ),
    (
        "a credit is not compared with finals",
        sheets.check_sheets_agree,
        {
            "courses": (course(terms=(term(control="З"),)),),
            "sheets": (same(BOTH, code=SheetCode.CREDIT),),
            "finals": (final(value="2"),),
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


def test_sheets_are_due_when_the_semester_is_over() -> None:
    seen = view(courses=(GRADED,), last=date(2026, 12, 25))

    assert found(sheets.check_sheets_made, seen) == []


@pytest.mark.parametrize(
    ("control", "kind", "code"),
    [
        ("Э", DisciplineKind.DISCIPLINE, SheetCode.EXAM),
        ("Эк", DisciplineKind.DISCIPLINE, SheetCode.EXAM),
        ("З", DisciplineKind.DISCIPLINE, SheetCode.CREDIT),
        ("ДЗ", DisciplineKind.MODULE_COURSE, SheetCode.GRADED_CREDIT),
        ("ДЗ", DisciplineKind.WORK_PRACTICE, SheetCode.PRACTICE),
        ("КП", DisciplineKind.MODULE_COURSE, SheetCode.COURSEWORK),
        ("", DisciplineKind.DISCIPLINE, None),
    ],
)
def test_every_control_makes_its_sheet(
    control: str, kind: DisciplineKind, code: SheetCode | None
) -> None:
    assert sheets.find_code(course(kind=kind), term(control=control)) is code


def test_a_programme_without_semesters_is_named_so() -> None:
    seen = view(courses=(course(terms=(term(0, control="Э"),)),))

    (remark,) = sheets.check_sheets_made(seen)

    assert remark.subject == "ОП.01 Теория права, вся программа"
