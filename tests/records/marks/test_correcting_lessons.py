"""Corrections of topic, homework, kind and hours with a basis (REG 4.1.1)."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from records.curriculum.queries import find_course
from records.lessons.queries import get_lesson
from records.lessons.values import LessonChange
from records.marks.actions import (
    correct_homework,
    correct_lesson,
    correct_topic,
    record_lesson,
)
from records.marks.queries import list_corrections
from tests.builders import entropy
from tests.records.marks.school import BASIS, DAY, School, draft, local, make_school

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


@pytest.fixture
def lesson(school: School) -> int:
    recorded = record_lesson(
        school.session,
        draft(school.slots[0]),
        [],
        actor=school.teacher,
        now=local(DAY),
        entropy=entropy(),
    )
    return recorded.lesson_id or 0


def test_topic_and_homework_are_corrected_with_a_basis(
    school: School, lesson: int
) -> None:
    common = {"basis": BASIS, "actor": school.teacher, "entropy": entropy()}

    correct_topic(
        school.session,
        lesson,
        "Форма  государства",
        now=local(NEXT, 10),
        seen=1,
        **common,  # type: ignore[arg-type]
    )
    correct_homework(
        school.session,
        lesson,
        "",
        no_homework=True,
        now=local(NEXT, 11),
        **common,  # type: ignore[arg-type]
    )

    fact = get_lesson(school.session, lesson)
    assert (fact.topic, fact.homework) == ("Форма государства", "")
    assert fact.no_homework
    assert (fact.version, fact.topic_version, fact.homework_version) == (1, 2, 2)
    told = list_corrections(school.session, school.world.journal_id)
    assert [(one.kind, one.old, one.new) for one in told] == [
        (
            "topic",
            "Предмет и методы теории государства и права",
            "Форма государства",
        ),
        ("homework", "Конспект, гл. 1", "без задания"),
    ]


def test_kind_and_hours_are_corrected_in_one_entry(school: School, lesson: int) -> None:
    done = correct_lesson(
        school.session,
        lesson,
        LessonChange(kind="ПЗ", hours=1, place="  Зал судебных   заседаний"),
        basis=BASIS,
        actor=school.teacher,
        now=local(NEXT),
        entropy=entropy(),
        idem="form-4",
    )

    assert done.entries == 2
    (told,) = list_corrections(school.session, school.world.journal_id)
    assert told.old == "Л, 2 ч, отсутствующие отмечены"
    assert told.new == "ПЗ, 1 ч, отсутствующие отмечены, Зал судебных заседаний"


def test_another_row_of_the_plan_is_a_correction_too(
    school: School, lesson: int
) -> None:
    school.world.plan(school.course_id, "Предмет", "Методы")

    correct_topic(
        school.session,
        lesson,
        "Предмет и методы теории государства и права",
        plan_item_id=first_row(school),
        basis=BASIS,
        actor=school.teacher,
        now=local(NEXT),
        entropy=entropy(),
    )

    (told,) = list_corrections(school.session, school.world.journal_id)
    assert told.new.endswith("(другая строка КТП)")
    assert get_lesson(school.session, lesson).plan_item_id == first_row(school)


def first_row(school: School) -> int:
    found = find_course(school.session, school.world.journal_id, "ОП.01", subgroup=0)
    return found.plan[0].id


def test_a_repeated_correction_of_a_lesson_writes_nothing(
    school: School, lesson: int
) -> None:
    for expected in (False, True):
        done = correct_lesson(
            school.session,
            lesson,
            LessonChange(kind="ПЗ"),
            basis=BASIS,
            actor=school.teacher,
            now=local(NEXT),
            entropy=entropy(),
            idem="form-5",
        )
        assert done.repeated is expected
