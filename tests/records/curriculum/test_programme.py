from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.curriculum import actions, queries
from records.curriculum.drafts import (
    CourseWorkDraft,
    GroupCard,
    OrderRef,
    PlacementDraft,
    PlanDraft,
    SlotDraft,
    SubgroupPlace,
    Written,
)
from records.kernel.actor import Actor
from records.kernel.errors import NotFoundError, RuleViolationError
from records.lessons.values import LessonDraft
from records.marks.actions import record_lesson
from tests.builders import NOW, ORDER, YEAR, World, entropy, make_world


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def plan_rows(*topics: str) -> list[PlanDraft]:
    return [
        PlanDraft(number=number, topic=topic, hours=2, kind="Л")
        for number, topic in enumerate(topics, start=1)
    ]


def assign(world: World, discipline_id: int, *places: SubgroupPlace) -> Written:
    return actions.assign_subgroups(
        world.session,
        discipline_id,
        places,
        actor=world.actor,
        now=NOW,
        entropy=entropy(),
    )


def test_courses_stand_in_the_order_of_the_curriculum(world: World) -> None:
    world.course("ОП.02", name="Конституционное право")
    world.course("ОГСЭ.03", name="Иностранный язык", subgroup=2)
    world.course("ОГСЭ.03", name="Иностранный язык", subgroup=1)

    courses = queries.get_journal(world.session, "ЮР-21", YEAR).courses

    assert [(course.index_code, course.subgroup) for course in courses] == [
        ("ОП.02", 0),
        ("ОГСЭ.03", 1),
        ("ОГСЭ.03", 2),
    ]


def test_a_shorter_plan_takes_its_last_rows_out(world: World) -> None:
    course = world.course()
    rows = plan_rows("Первая", "Вторая", "Третья")
    actions.set_plan(world.session, course, rows, actor=world.actor)

    done = actions.set_plan(world.session, course, rows[:2], actor=world.actor)

    assert done == Written(changed=1, unchanged=2)
    (found,) = queries.list_courses(world.session, world.journal_id)
    assert [row.topic for row in found.plan] == ["Первая", "Вторая"]


def test_a_row_of_the_plan_that_was_taught_stays(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    rows = plan_rows("Первая", "Вторая")
    actions.set_plan(world.session, course, rows, actor=world.actor)
    slot = SlotDraft(course_id=course, day=date(2026, 9, 1), pair=1, teacher_id=teacher)
    world.slots(slot)
    (found,) = queries.list_courses(world.session, world.journal_id)
    (planned,) = queries.list_slots(world.session, world.journal_id)
    record_lesson(
        world.session,
        LessonDraft(
            slot_id=planned.id,
            kind="Л",
            topic="Вторая",
            homework="Конспект.",
            plan_item_id=found.plan[1].id,
        ),
        [],
        actor=Actor(person_id=teacher, role="teacher"),
        now=NOW,
        entropy=entropy(),
    )

    with pytest.raises(RuleViolationError, match="№ 2 уже записаны"):
        actions.set_plan(world.session, course, rows[:1], actor=world.actor)

    (kept,) = queries.list_courses(world.session, world.journal_id)
    assert len(kept.plan) == 2


def test_another_teacher_or_name_is_a_change_of_the_curriculum(world: World) -> None:
    course = world.course()
    changed = world.course(name="Теория права")

    (found,) = queries.list_courses(world.session, world.journal_id)
    assert course == changed
    assert found.name == "Теория права"


def test_an_unknown_subgroup_is_answered_with_the_known_ones(world: World) -> None:
    world.course("ОГСЭ.03", subgroup=1)
    world.course("ОП.01")

    with pytest.raises(NotFoundError, match="Есть подгруппы: 1"):
        queries.find_course(world.session, world.journal_id, "ОГСЭ.03", subgroup=3)
    with pytest.raises(NotFoundError, match="не делится"):
        queries.find_course(world.session, world.journal_id, "ОП.01", subgroup=1)


def test_a_group_without_a_curriculum_has_no_journal_yet(world: World) -> None:
    actions.ensure_group(world.session, "Б-301")

    with pytest.raises(NotFoundError, match="surguch import curriculum"):
        queries.get_journal(world.session, "Б-301", YEAR)


def test_a_year_without_semesters_has_the_number_zero(world: World) -> None:
    world.course("М.01", semester=0, code="ДПО-2026/03")

    journal = queries.get_journal(world.session, "ДПО-2026/03", YEAR)

    assert [one.number for one in journal.semesters] == [0]
    assert journal.semesters[0].end == date(2027, 6, 30)


def test_a_learner_in_two_subgroups_at_once_is_refused_by_name(world: World) -> None:
    learner = world.learner()
    course = world.course("ОГСЭ.03", subgroup=1)
    (found,) = queries.list_courses(world.session, world.journal_id)
    assert found.id == course

    with pytest.raises(RuleViolationError, match="Ким Лев Андреевич") as caught:
        assign(
            world,
            found.discipline_id,
            SubgroupPlace(person_id=learner, subgroup=1, start=date(2026, 9, 1)),
            SubgroupPlace(person_id=learner, subgroup=2, start=date(2026, 10, 1)),
        )

    assert caught.value.clause == "4.1.4"


def test_a_learner_moves_to_another_subgroup_by_an_order(world: World) -> None:
    learner = world.learner()
    world.course("ОГСЭ.03", subgroup=1)
    world.course("ОГСЭ.03", subgroup=2)
    one, _ = queries.list_courses(world.session, world.journal_id)
    place = SubgroupPlace(person_id=learner, subgroup=1, start=date(2026, 9, 1))
    assign(world, one.discipline_id, place)

    actions.move_to_subgroup(
        world.session,
        one.discipline_id,
        learner,
        subgroup=2,
        effective=date(2026, 11, 2),
        order=ORDER,
        actor=world.actor,
        now=NOW,
        entropy=entropy(),
    )

    one, two = queries.list_courses(world.session, world.journal_id)
    assert one.led(learner, date(2026, 11, 1))
    assert not one.led(learner, date(2026, 11, 2))
    assert two.led(learner, date(2026, 11, 2))
    (movement,) = [
        found
        for found in queries.get_journal(world.session, "ЮР-21", YEAR).movements
        if found.note
    ]
    assert movement.note == "ОГСЭ.03: из подгруппы 1 в подгруппу 2"


def test_an_unknown_group_is_answered_with_near_ones(world: World) -> None:
    world.learner(code="ЮР-21")

    with pytest.raises(NotFoundError, match="Есть похожие: «ЮР-21»"):
        queries.get_journal(world.session, "ЮР-22", YEAR)


def test_a_group_in_latin_letters_is_recognised_and_refused(world: World) -> None:
    world.learner(code="ОР-21")

    with pytest.raises(NotFoundError, match="набраны латиницей"):
        queries.get_journal(world.session, "OP-21", YEAR)


def test_the_group_is_found_in_any_case(world: World) -> None:
    world.course()

    assert queries.get_journal(world.session, "юр-21", YEAR).group_code == "ЮР-21"


def test_an_unknown_index_is_answered_with_near_ones(world: World) -> None:
    world.course("ОП.01")

    with pytest.raises(NotFoundError, match=r"Есть похожие: «ОП\.01»"):
        queries.find_course(world.session, world.journal_id, "ОП.1")


def test_groups_stand_in_natural_order(world: World) -> None:
    for code in ("ИСП-22-11", "ИСП-22-2", "ЮР-21"):
        world.course(code=code)

    refs = queries.list_journals(world.session, YEAR)

    assert [ref.group_code for ref in refs] == ["ИСП-22-2", "ИСП-22-11", "ЮР-21"]


def test_learners_stand_in_the_russian_order(world: World) -> None:
    for words in ("Емельянова Ева", "Ёлкина Алёна Сергеевна", "Елисеев Егор Павлович"):
        world.learner(words)

    learners = queries.list_learners(world.session, "ЮР-21")

    assert [one.surname for one in learners] == ["Елисеев", "Ёлкина", "Емельянова"]


def test_an_empty_field_of_the_title_keeps_what_was_there(world: World) -> None:
    full = GroupCard(code="ЮР-21", programme="40.02.01 Право", course=2)
    actions.set_group(world.session, full, actor=world.actor)

    done = actions.set_group(
        world.session, GroupCard(code="ЮР-21", study_form="очная"), actor=world.actor
    )

    world.course()
    journal = queries.get_journal(world.session, "ЮР-21", YEAR)
    assert done == Written(changed=1)
    assert (journal.programme, journal.course, journal.study_form) == (
        "40.02.01 Право",
        2,
        "очная",
    )


def test_practice_places_and_course_works_are_kept(world: World) -> None:
    learner = world.learner()
    course = world.course("ПП.01")
    place = PlacementDraft(
        person_id=learner,
        organisation="ООО «Юрист»",
        order=OrderRef(number="5-п", date=date(2027, 5, 3)),
        starts=date(2027, 5, 11),
        ends=date(2027, 5, 24),
    )
    work = CourseWorkDraft(
        person_id=learner, topic="Трудовой договор", issued=date(2027, 2, 1)
    )

    done = [
        actions.place_practice(world.session, course, [place], actor=world.actor),
        actions.place_practice(world.session, course, [place], actor=world.actor),
        actions.assign_course_works(world.session, course, [work], actor=world.actor),
    ]

    assert done == [Written(added=1), Written(unchanged=1), Written(added=1)]
    (kept,) = queries.list_placements(world.session, world.journal_id)
    assert kept.organisation == "ООО «Юрист»"
    (written,) = queries.list_course_works(world.session, world.journal_id)
    assert written.topic == "Трудовой договор"
