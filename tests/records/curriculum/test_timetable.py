from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.curriculum import actions, queries
from records.curriculum.drafts import SlotChange, SlotDraft, Written
from records.curriculum.tables import ClosedMonth
from records.kernel.errors import PeriodClosedError, RuleViolationError
from tests.builders import NOW, World, entropy, make_world


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def draft(course_id: int, teacher_id: int, day: int, pair: int = 1) -> SlotDraft:
    return SlotDraft(
        course_id=course_id,
        day=date(2026, 9, day),
        pair=pair,
        teacher_id=teacher_id,
        room="204",
    )


def only_slot(world: World) -> int:
    (slot,) = queries.list_slots(world.session, world.journal_id)
    return slot.id


def test_the_same_timetable_twice_changes_nothing(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    rows = [draft(course, teacher, day) for day in (2, 3, 4)]
    options = {"actor": world.actor, "now": NOW, "entropy": entropy()}

    first = actions.set_timetable(world.session, world.journal_id, rows, **options)  # type: ignore[arg-type]
    second = actions.set_timetable(world.session, world.journal_id, rows, **options)  # type: ignore[arg-type]

    assert first == Written(added=3)
    assert second == Written(unchanged=3)


def test_another_room_is_a_new_version_of_the_lesson(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    world.slots(draft(course, teacher, 2))

    actions.change_slot(
        world.session,
        only_slot(world),
        SlotChange(room="305"),
        reason="ремонт",
        actor=world.actor,
        now=NOW,
        entropy=entropy(),
    )

    (slot,) = queries.list_slots(world.session, world.journal_id)
    assert slot.room == "305"
    ((_, version, payload),) = queries.project_slot(world.session)
    assert (version, payload["room"]) == (2, "305")


def test_a_lesson_is_not_moved_onto_another_of_its_course(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    world.slots(draft(course, teacher, 2), draft(course, teacher, 3))
    first, _ = queries.list_slots(world.session, world.journal_id)

    with pytest.raises(RuleViolationError, match="уже есть"):
        actions.change_slot(
            world.session,
            first.id,
            SlotChange(day=date(2026, 9, 3)),
            reason="перенос",
            actor=world.actor,
            now=NOW,
            entropy=entropy(),
        )


def test_the_substitute_leads_the_lesson(world: World) -> None:
    teacher, colleague = world.teacher(), world.teacher("Стриж Ольга Петровна")
    course = world.course(teacher_id=teacher)
    world.slots(draft(course, teacher, 2))

    actions.substitute(
        world.session,
        [only_slot(world)],
        substitute_id=colleague,
        basis="распоряжение № 14",
        basis_date=date(2026, 9, 1),
        actor=world.actor,
        now=NOW,
        entropy=entropy(),
    )

    (slot,) = queries.list_slots(world.session, world.journal_id)
    assert slot.leader_id == colleague
    assert slot.substitution is not None
    assert slot.substitution.absent.person_id == teacher


def test_a_teacher_does_not_substitute_himself(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    world.slots(draft(course, teacher, 2))

    with pytest.raises(RuleViolationError, match="сам себя"):
        actions.substitute(
            world.session,
            [only_slot(world)],
            substitute_id=teacher,
            basis="распоряжение № 14",
            basis_date=date(2026, 9, 1),
            actor=world.actor,
            now=NOW,
            entropy=entropy(),
        )


def test_a_cancelled_lesson_keeps_its_row(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    world.slots(draft(course, teacher, 2))

    actions.cancel_slot(
        world.session,
        only_slot(world),
        reason="карантин",
        actor=world.actor,
        now=NOW,
        entropy=entropy(),
    )

    (slot,) = queries.list_slots(world.session, world.journal_id)
    assert slot.state == "cancelled"


def test_a_closed_month_takes_no_new_lesson(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    closed = ClosedMonth(
        journal_id=world.journal_id, month=date(2026, 9, 1), closed_at=NOW
    )
    world.session.add(closed)
    world.session.flush()

    with pytest.raises(PeriodClosedError, match=r"09\.2026"):
        world.slots(draft(course, teacher, 2))


def test_slots_are_read_for_a_span_of_days(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    world.slots(*(draft(course, teacher, day) for day in (2, 9, 16)))

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
    world.slots(draft(own, anna, 2), draft(own, anna, 3, pair=2))
    world.slots(away, draft(foreign, boris, 3, pair=2), code="БУ-25")
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
