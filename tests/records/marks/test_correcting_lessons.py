"""Corrections of topic, homework, kind and hours with a basis (REG 4.1.1)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.queries import find_course
from records.curriculum.tables import ClosedMonth
from records.kernel.actor import Actor
from records.kernel.errors import (
    NotAllowedError,
    PeriodClosedError,
    RuleViolationError,
)
from records.lessons.queries import get_lesson
from records.lessons.values import LessonChange
from records.marks.actions import (
    correct_homework,
    correct_lesson,
    correct_topic,
    record_lesson,
)
from records.marks.queries import list_corrections
from records.marks.values import Basis
from tests.builders import entropy
from tests.recordings import assert_recorded
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


def close_month(school: School) -> None:
    month = ClosedMonth(
        journal_id=school.world.journal_id,
        month=DAY.replace(day=1),
        closed_at=local(NEXT),
    )
    school.session.add(month)
    school.session.flush()


def correct(school: School, lesson: int, actor: Actor, basis: Basis = BASIS) -> None:
    correct_lesson(
        school.session,
        lesson,
        LessonChange(topic="Форма государства", homework="Гл. 2"),
        basis=basis,
        actor=actor,
        now=local(NEXT, 16),
        entropy=entropy(),
    )


def content_admin(school: School) -> Actor:
    person_id = school.world.person("Назарова Елена Юрьевна")
    return Actor(person_id=person_id, role=Role.CONTENT_ADMIN.value)


def test_a_closed_month_refuses_topic_and_homework_to_the_teacher(
    school: School, lesson: int
) -> None:
    close_month(school)

    with pytest.raises(PeriodClosedError, match="администратор контента") as refused:
        correct(school, lesson, school.teacher)

    assert [one.code for one in refused.value.findings] == ["CHK-3.8.8-month-closed"]
    assert get_lesson(school.session, lesson).topic_version == 1
    assert list_corrections(school.session, school.world.journal_id) == ()


def test_the_content_administrator_corrects_a_closed_month_with_a_basis(
    school: School, lesson: int
) -> None:
    admin = content_admin(school)
    close_month(school)

    with pytest.raises(RuleViolationError) as refused:
        correct(school, lesson, admin, replace(BASIS, document=""))
    assert [one.code for one in refused.value.findings] == ["CHK-4.1.1-basis"]
    correct(school, lesson, admin)

    told = list_corrections(school.session, school.world.journal_id)
    assert [(one.kind, one.new, one.actor_id) for one in told] == [
        ("topic", "Форма государства", admin.person_id),
        ("homework", "Гл. 2", admin.person_id),
    ]
    assert_recorded(school.session)


def test_an_open_month_is_its_teachers_and_not_the_offices(
    school: School, lesson: int
) -> None:
    with pytest.raises(RuleViolationError) as refused:
        correct(school, lesson, content_admin(school))
    assert [one.code for one in refused.value.findings] == ["CHK-4.1.1-author"]

    deputy = Actor(person_id=None, role=Role.DEPUTY.value)
    with pytest.raises(NotAllowedError):
        correct(school, lesson, deputy)
