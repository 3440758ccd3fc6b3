from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.curriculum import queries
from records.curriculum.drafts import SlotDraft
from tests.builders import World, make_world, slot_draft


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def test_slots_are_read_for_a_span_of_days(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    world.slots(*(slot_draft(course, teacher, day) for day in (2, 9, 16)))

    found = queries.list_slots(
        world.session,
        world.journal_id,
        start=date(2026, 9, 9),
        end=date(2026, 9, 16),
    )

    assert [slot.day.day for slot in found] == [9, 16]


def test_rivals_are_of_the_same_time_and_group_teacher_or_room(world: World) -> None:
    anna, boris = world.teacher(), world.teacher("Котов Борис Ильич")
    own = world.course(teacher_id=anna)
    foreign = world.course(teacher_id=boris, code="БУ-25")
    away = SlotDraft(
        course_id=foreign, day=date(2026, 9, 2), pair=1, teacher_id=boris, room="9"
    )
    world.slots(slot_draft(own, anna, 2), slot_draft(own, anna, 3, pair=2))
    world.slots(away, slot_draft(foreign, boris, 3, pair=2), code="БУ-25")
    shown = queries.list_day_slots(
        world.session, date(2026, 9, 1), date(2026, 9, 30), group_code="ЮР-21"
    )

    rivals = queries.list_rivals(world.session, shown)

    assert [(one.course_id, one.day.day) for one in rivals] == [
        (own, 2),
        (own, 3),
        (foreign, 3),
    ]


def test_no_lessons_have_no_rivals(world: World) -> None:
    assert queries.list_rivals(world.session, ()) == ()
