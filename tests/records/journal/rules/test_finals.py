"""Checks of finals: each with a fixture that fails and one that passes."""

from datetime import date
from typing import Any

import pytest

from records.curriculum.values import DisciplineKind
from records.journal.rules import Rule, finals
from records.marks.values import Period
from tests.records.journal.facts import (
    DAY,
    END,
    FIRST_END,
    KIM,
    LEE,
    START,
    course,
    final,
    found,
    learner,
    lesson,
    mark,
    same,
    term,
    terms,
    view,
)

FINALS = (final(), final(LEE))
EXAM = course(terms=(term(control="Э"),))
LEFT = learner(LEE, "Ли Вэй", (START, date(2026, 12, 1)))
EXAMS = tuple(final(person, period=Period.EXAM) for person in (KIM, LEE))

CASES: list[tuple[str, Rule, dict[str, Any], list[str]]] = [
    ("finals of everybody", finals.check_finals_given, {"finals": FINALS}, []),
    (
        "one final is missing",
        finals.check_finals_given,
        {"finals": FINALS[:1]},
        ["CHK-4.2.1-missing"],
    ),
    (
        "a learner who left before the end needs none",
        finals.check_finals_given,
        {"finals": FINALS[:1], "learners": (learner(), LEFT)},
        [],
    ),
    (
        "a credit has its sheet only",
        finals.check_finals_given,
        {"courses": (course(terms=(term(control="З"),)),)},
        [],
    ),
    (
        "an exam without its marks",
        finals.check_finals_given,
        {"courses": (EXAM,), "finals": FINALS},
        ["CHK-4.2.1-missing"],
    ),
    (
        "an exam with its marks",
        finals.check_finals_given,
        {"courses": (EXAM,), "finals": (*FINALS, *EXAMS)},
        [],
    ),
    (
        "an exam before a learner came",
        finals.check_finals_given,
        {
            "courses": (EXAM,),
            "finals": (final(), EXAMS[0]),
            "learners": (learner(), learner(LEE, "Ли Вэй", (date(2027, 2, 1), None))),
        },
        [],
    ),
    (
        "a programme without semesters lacks its totals",
        finals.check_finals_given,
        {"courses": (course(terms=(term(0),)),)},
        ["CHK-4.2.1-missing"],
    ),
    (
        "consultations have no finals",
        finals.check_finals_given,
        {"courses": (course(kind=DisciplineKind.CONSULTATIONS),)},
        [],
    ),
    (
        "an exam by module has no semester mark",
        finals.check_finals_given,
        {
            "courses": (course(terms=(term(hours=0, control="Эк"),)),),
            "finals": EXAMS,
        },
        [],
    ),
    (
        "a final a day late",
        finals.check_finals_in_time,
        {"finals": (final(recorded_on=date(2026, 12, 27)),)},
        ["CHK-4.2.1-late"],
    ),
    (
        "a final on the last day",
        finals.check_finals_in_time,
        {"finals": FINALS},
        [],
    ),
    (
        "a final of a discipline that was never held",
        finals.check_finals_placed,
        {"finals": FINALS},
        ["CHK-4.2.2-lessons"],
    ),
    (
        "a final after the expulsion",
        finals.check_finals_placed,
        {
            "finals": (final(LEE),),
            "lessons": (lesson(),),
            "learners": (learner(), LEFT),
        },
        ["CHK-3.9.2-roll"],
    ),
    (
        "a final of nobody",
        finals.check_finals_placed,
        {"finals": (final(99),), "lessons": (lesson(),)},
        ["CHK-3.9.2-roll"],
    ),
    (
        "finals after lessons",
        finals.check_finals_placed,
        {"finals": FINALS, "lessons": (lesson(),)},
        [],
    ),
    (
        "«осв.» and «4+» among finals",
        finals.check_finals_values,
        {"finals": (final(value="Осв."), final(LEE, "4+"))},
        ["CHK-4.2.4-exempt", "CHK-4.1.8-mark"],
    ),
    ("marks among finals", finals.check_finals_values, {"finals": FINALS}, []),
    (
        "a final without a single current mark",
        finals.check_not_attested,
        {"finals": (final(),)},
        ["CHK-4.2.3-no-marks"],
    ),
    (
        "a final with a current mark",
        finals.check_not_attested,
        {"finals": (final(),), "lessons": (lesson(),), "marks": (mark(),)},
        [],
    ),
    (
        "an exam needs no current marks",
        finals.check_not_attested,
        {"finals": EXAMS},
        [],
    ),
    (
        "«н/а» without terms",
        finals.check_not_attested,
        {"finals": (final(value="н/а"),)},
        ["CHK-4.2.3-terms"],
    ),
    (
        "«н/а» without cause and order, the term before it",
        finals.check_not_attested,
        {
            "finals": (
                final(
                    value="н/а",
                    not_attested=terms(cause=" ", order_no="", due=DAY, result="3"),
                ),
            )
        },
        ["CHK-4.2.3-terms", "CHK-4.2.3-due", "CHK-4.2.3-order"],
    ),
    (
        "«н/а» whose term has passed",
        finals.check_not_attested,
        {"finals": (final(value="н/а", not_attested=terms()),)},
        ["CHK-4.2.3-overdue"],
    ),
    (
        "«н/а» whose term lies ahead",
        finals.check_not_attested,
        {
            "finals": (final(value="н/а", not_attested=terms()),),
            "today": date(2027, 1, 26),
        },
        [],
    ),
    (
        "«н/а» of a learner who has marks",
        finals.check_not_attested,
        {
            "finals": (final(value="н/а", not_attested=terms()),),
            "lessons": (lesson(), lesson(2), lesson(3)),
            "marks": (mark(), mark(lesson_id=2), mark(lesson_id=3)),
            "today": FIRST_END,
        },
        ["CHK-4.2.3-needless"],
    ),
    (
        "a made-up «н/а»",
        finals.check_not_attested,
        {"finals": (final(value="3", not_attested=terms(result="3")),)},
        [],
    ),
    (
        "a final of a discipline of another journal",
        finals.check_not_attested,
        {"finals": (final(course_id=9),)},
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


def test_finals_are_due_on_the_last_day_of_the_period() -> None:
    assert found(finals.check_finals_given, view(last=date(2026, 12, 25))) == []
    assert found(finals.check_finals_given, view(last=FIRST_END)) != []


def test_absent_finals_are_one_remark_a_column_with_names() -> None:
    (remark,) = finals.check_finals_given(view(last=END))

    assert remark.subject == "ОП.01 Теория права, 1 семестр"
    assert remark.message == "нет итоговых отметок: 2 (Ким Лев, Ли Вэй)"
    assert remark.blocking


def test_late_finals_are_one_remark_a_day() -> None:
    late = final(recorded_on=END)
    seen = view(finals=(late, same(late, person_id=LEE)))

    (remark,) = finals.check_finals_in_time(seen)

    assert "2 (Ким Лев, Ли Вэй)" in remark.message
    assert not remark.blocking
