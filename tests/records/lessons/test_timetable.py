"""The timetable and its changes: what is recorded stays (REG 3.10.1)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from records.curriculum import queries
from records.curriculum.drafts import SlotChange, Written
from records.curriculum.tables import ClosedMonth
from records.importers.base import Signed
from records.kernel.actor import Actor
from records.kernel.errors import (
    InputRefusedError,
    PeriodClosedError,
    RuleViolationError,
)
from records.lessons import timetable
from records.lessons.values import LessonDraft
from records.marks.actions import record_lesson
from tests.builders import NOW, World, entropy, make_world, slot_draft


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def only_slot(world: World) -> int:
    (slot,) = queries.list_slots(world.session, world.journal_id)
    return slot.id


def test_the_same_timetable_twice_changes_nothing(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    rows = [slot_draft(course, teacher, day) for day in (2, 3, 4)]
    options = {"actor": world.actor, "now": NOW, "entropy": entropy()}

    first = timetable.set_timetable(world.session, world.journal_id, rows, **options)  # type: ignore[arg-type]
    second = timetable.set_timetable(world.session, world.journal_id, rows, **options)  # type: ignore[arg-type]

    assert first == Written(added=3)
    assert second == Written(unchanged=3)


def test_another_room_is_a_new_version_of_the_lesson(world: World) -> None:
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    world.slots(slot_draft(course, teacher, 2))

    timetable.change_slot(
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
    world.slots(slot_draft(course, teacher, 2), slot_draft(course, teacher, 3))
    first, _ = queries.list_slots(world.session, world.journal_id)

    with pytest.raises(RuleViolationError, match="уже есть"):
        timetable.change_slot(
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
    world.slots(slot_draft(course, teacher, 2))

    timetable.substitute(
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
    world.slots(slot_draft(course, teacher, 2))

    with pytest.raises(RuleViolationError, match="сам себя"):
        timetable.substitute(
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
    world.slots(slot_draft(course, teacher, 2))

    timetable.cancel_slot(
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
        world.slots(slot_draft(course, teacher, 2))


@pytest.fixture
def recorded(world: World) -> tuple[int, int]:
    """Record the lesson of the 2nd of September; give course and teacher."""
    teacher = world.teacher()
    course = world.course(teacher_id=teacher)
    world.slots(slot_draft(course, teacher, 2), slot_draft(course, teacher, 3))
    slot, _ = queries.list_slots(world.session, world.journal_id)
    lesson = LessonDraft(slot_id=slot.id, kind="Л", topic="Предмет и метод")
    record_lesson(
        world.session,
        lesson,
        [],
        actor=Actor(person_id=teacher, role="teacher"),
        now=datetime(2026, 9, 2, 5, tzinfo=UTC),
        entropy=entropy(),
    )
    return course, teacher


def test_a_recorded_lesson_keeps_its_teacher_and_a_new_room_is_written(
    world: World, recorded: tuple[int, int]
) -> None:
    course, teacher = recorded
    other = world.teacher("Стриж Ольга Петровна")

    with pytest.raises(RuleViolationError, match=r"02\.09\.2026, пара 1") as refused:
        world.slots(slot_draft(course, other, 3), slot_draft(course, other, 2))
    world.slots(replace(slot_draft(course, teacher, 2), room="305"))

    assert [one.code for one in refused.value.findings] == ["CHK-3.10.1-recorded"]
    assert "оставьте преподавателя" in refused.value.findings[0].advice
    slots = queries.list_slots(world.session, world.journal_id)
    assert [(one.teacher_id, one.room) for one in slots] == [
        (teacher, "305"),
        (teacher, "204"),
    ]


def test_a_recorded_lesson_is_neither_moved_nor_cancelled_nor_substituted(
    world: World, recorded: tuple[int, int]
) -> None:
    slot, _ = queries.list_slots(world.session, world.journal_id)
    other = world.teacher("Стриж Ольга Петровна")
    signed: Signed = {"actor": world.actor, "now": NOW, "entropy": entropy()}
    change = SlotChange(day=date(2026, 9, 4))

    with pytest.raises(RuleViolationError, match="уже записано"):
        timetable.change_slot(
            world.session, slot.id, change, reason="перенос", **signed
        )
    with pytest.raises(RuleViolationError, match="уже записано"):
        timetable.cancel_slot(world.session, slot.id, reason="карантин", **signed)
    with pytest.raises(RuleViolationError, match="уже записано"):
        timetable.substitute(
            world.session,
            [slot.id],
            substitute_id=other,
            basis="распоряжение № 14",
            basis_date=date(2026, 9, 1),
            **signed,
        )

    assert queries.list_slots(world.session, world.journal_id)[0] == slot


def test_a_change_says_why(world: World, recorded: tuple[int, int]) -> None:
    _, slot = queries.list_slots(world.session, world.journal_id)

    with pytest.raises(InputRefusedError, match="причину"):
        timetable.cancel_slot(
            world.session,
            slot.id,
            reason=" — ",
            actor=world.actor,
            now=NOW,
            entropy=entropy(),
        )
