"""Checks against the plan: each with a fixture that fails and one that passes."""

from datetime import date
from typing import Any

import pytest

from records.curriculum.values import CourseWorkFact, DisciplineKind, PlanRow
from records.journal.rules import Rule, plan
from records.marks.values import Work
from records.norms.values import Norms
from tests.records.journal.facts import (
    DAY,
    FIRST_END,
    KIM,
    LEE,
    START,
    course,
    found,
    learner,
    lesson,
    mark,
    same,
    term,
    view,
)
from tests.records.journal.facts import plan as rows

LATER = date(2026, 9, 9)
ROWS = rows("Понятие права", "Норма права")
COURSE = course(plan=ROWS)
FIRST = lesson(plan_item_id=101)
SECOND = lesson(2, LATER, plan_item_id=102, topic="Норма права")
CONSULTATION = PlanRow(
    id=103, number=3, topic="Перед экзаменом", hours=2, kind="К", homework=""
)
WORK = CourseWorkFact(
    course_id=1,
    person_id=KIM,
    topic="Тема",
    issued=DAY,
    submitted=None,
    defended=FIRST_END,
)
LABS = course(plan=rows("Работа № 1", "Работа № 2", kind="ЛР"))
LAB = same(FIRST, kind="ЛР")
LAB_TWO = same(SECOND, kind="ЛР")

CASES: list[tuple[str, Rule, dict[str, Any], list[str]]] = [
    (
        "lessons follow the plan",
        plan.check_plan_order,
        {"courses": (COURSE,), "lessons": (FIRST, SECOND)},
        [],
    ),
    (
        "a course without a plan",
        plan.check_plan_order,
        {"lessons": (lesson(),)},
        [],
    ),
    (
        "a lesson without a row of the plan",
        plan.check_plan_order,
        {"courses": (COURSE,), "lessons": (lesson(),)},
        ["CHK-4.1.3-row"],
    ),
    (
        "the second row before the first",
        plan.check_plan_order,
        {
            "courses": (COURSE,),
            "lessons": (
                same(FIRST, plan_item_id=102, topic="Норма права"),
                same(SECOND, plan_item_id=101, topic="Понятие права"),
            ),
        },
        ["CHK-4.1.3-order"],
    ),
    (
        "the first row skipped",
        plan.check_plan_order,
        {"courses": (COURSE,), "lessons": (SECOND,)},
        ["CHK-4.1.3-skipped"],
    ),
    (
        "another topic than planned",
        plan.check_plan_order,
        {"courses": (COURSE,), "lessons": (same(FIRST, topic="Иное"),)},
        ["CHK-4.1.3-topic"],
    ),
    (
        "the planned topic with a point and other capitals",
        plan.check_plan_order,
        {"courses": (COURSE,), "lessons": (same(FIRST, topic="понятие  права."),)},
        [],
    ),
    (
        "a consultation is not of the plan's lessons",
        plan.check_plan_order,
        {"courses": (COURSE,), "lessons": (FIRST, lesson(2, LATER, kind="К"))},
        [],
    ),
    (
        "two lessons consume one row",
        plan.check_plan_hours,
        {"courses": (COURSE,), "lessons": (FIRST, same(SECOND, plan_item_id=101))},
        ["CHK-4.1.3-twice"],
    ),
    (
        "a row of four hours in two lessons",
        plan.check_plan_hours,
        {
            "courses": (course(plan=rows("Понятие права", hours=4)),),
            "lessons": (FIRST, same(SECOND, plan_item_id=101)),
        },
        [],
    ),
    (
        "an hour instead of two",
        plan.check_plan_hours,
        {"courses": (COURSE,), "lessons": (same(FIRST, hours=1),)},
        ["CHK-4.1.3-row-hours"],
    ),
    (
        "a row begun and not ended yet",
        plan.check_plan_hours,
        {
            "courses": (course(plan=rows("Понятие права", hours=6)),),
            "lessons": (FIRST, same(SECOND, plan_item_id=101)),
        },
        [],
    ),
    (
        "a plan shorter than the curriculum",
        plan.check_given_hours,
        {
            "courses": (course(plan=ROWS[:1]),),
            "lessons": (FIRST, SECOND),
        },
        ["CHK-4.1.3-plan"],
    ),
    (
        "two hours of four given",
        plan.check_given_hours,
        {"courses": (COURSE,), "lessons": (FIRST,)},
        ["CHK-4.1.3-given"],
    ),
    (
        "four hours of four given",
        plan.check_given_hours,
        {"courses": (COURSE,), "lessons": (FIRST, SECOND)},
        [],
    ),
    (
        "an exam by module has no hours",
        plan.check_given_hours,
        {"courses": (course(terms=(term(hours=0, control="Эк"),)),)},
        [],
    ),
    (
        "more consultations than the load",
        plan.check_consultations,
        {
            "courses": (course(plan=(*ROWS, CONSULTATION)),),
            "lessons": (lesson(kind="К"), lesson(2, LATER, kind="К")),
        },
        ["CHK-4.1.5-hours"],
    ),
    (
        "the thirteenth hour of twelve",
        plan.check_consultations,
        {
            "courses": (
                course(kind=DisciplineKind.CONSULTATIONS, terms=(term(hours=12),)),
            ),
            "lessons": (lesson(kind="К", hours=8), lesson(2, LATER, hours=5)),
        },
        ["CHK-4.1.5-hours"],
    ),
    (
        "a consultation out of the schedule",
        plan.check_consultations,
        {
            "courses": (course(plan=(*ROWS, CONSULTATION)),),
            "lessons": (lesson(kind="К", slot_id=None),),
        },
        ["CHK-4.1.5-schedule"],
    ),
    (
        "a planned consultation",
        plan.check_consultations,
        {
            "courses": (course(plan=(*ROWS, CONSULTATION)),),
            "lessons": (lesson(kind="К"),),
        },
        [],
    ),
    (
        "one laboratory work of two held",
        plan.check_works,
        {"courses": (LABS,), "lessons": (LAB,), "marks": (mark(), mark(LEE))},
        ["CHK-4.1.6-held"],
    ),
    (
        "a laboratory work not done by one learner",
        plan.check_works,
        {
            "courses": (LABS,),
            "lessons": (LAB, LAB_TWO),
            "marks": (
                mark(),
                mark(lesson_id=2),
                mark(LEE, work=Work.MAKEUP),
                mark(LEE, "н", Work.ABSENCE, lesson_id=2),
            ),
        },
        ["CHK-4.1.6-done"],
    ),
    (
        "all laboratory works done",
        plan.check_works,
        {
            "courses": (LABS,),
            "lessons": (LAB, LAB_TWO),
            "marks": tuple(
                mark(person, lesson_id=number)
                for person in (KIM, LEE)
                for number in (1, 2)
            ),
        },
        [],
    ),
    (
        "a learner who has left owes no work",
        plan.check_works,
        {
            "courses": (course(plan=rows("Работа № 1", kind="ЛР")),),
            "lessons": (LAB,),
            "marks": (mark(),),
            "learners": (learner(), learner(LEE, "Ли Вэй", (START, LATER))),
        },
        [],
    ),
    (
        "a course work not defended by one learner",
        plan.check_course_works,
        {"courses": (course(terms=(term(control="КП"),)),), "course_works": (WORK,)},
        ["CHK-4.1.6-course-work"],
    ),
    (
        "course works defended by all",
        plan.check_course_works,
        {
            "courses": (course(terms=(term(control="КР"),)),),
            "course_works": (WORK, same(WORK, person_id=LEE)),
        },
        [],
    ),
    (
        "a course without a course work",
        plan.check_course_works,
        {},
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


def test_hours_are_judged_when_the_semester_is_over() -> None:
    seen = view(courses=(COURSE,), lessons=(FIRST,), last=date(2026, 12, 25))

    assert found(plan.check_given_hours, seen) == []
    assert found(plan.check_works, seen) == []


def test_course_works_are_asked_for_when_the_semester_is_over() -> None:
    given = course(terms=(term(control="КП"),))
    seen = view(courses=(given,), last=date(2026, 12, 25))

    assert found(plan.check_course_works, seen) == []


def test_a_deviation_within_the_norm_is_no_remark() -> None:
    seen = view(
        courses=(COURSE,), lessons=(FIRST,), norms=Norms(plan_tolerance_hours=2)
    )

    assert found(plan.check_given_hours, seen) == []


def test_consultations_are_no_hours_of_the_plan() -> None:
    block = course(kind=DisciplineKind.CONSULTATIONS, terms=(term(hours=2),), plan=ROWS)
    seen = view(courses=(block,), lessons=(lesson(),))

    assert found(plan.check_given_hours, seen) == []
    assert found(plan.check_plan_order, seen) == []


def test_debts_are_said_as_k_of_n_with_names() -> None:
    seen = view(courses=(LABS,), lessons=(LAB, LAB_TWO), marks=(mark(),))

    (remark,) = plan.check_works(seen)

    assert remark.message == (
        "выполнено лабораторных работ: 1 из 4; долги: Ким Лев — 1, Ли Вэй — 2"
    )
