"""Lessons of the timetable with their substitutions (расписание, замены)."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.orm import Session

from records.curriculum.queries.teachers import Teachers, list_teachers
from records.curriculum.tables import (
    Course,
    Discipline,
    Group,
    Journal,
    Slot,
    Substitution,
)
from records.curriculum.values import SlotFact, SubstitutionFact
from records.kernel.errors import NotFoundError


def list_slots(
    session: Session,
    journal_id: int,
    *,
    start: date | None = None,
    end: date | None = None,
) -> tuple[SlotFact, ...]:
    """Return a journal's slots by day and pair, both ends included."""
    wanted = (
        _slots()
        .join(Course, Course.id == Slot.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id)
    )
    if start is not None:
        wanted = wanted.where(Slot.day >= start)
    if end is not None:
        wanted = wanted.where(Slot.day <= end)
    return _facts(session, wanted)


def list_day_slots(
    session: Session,
    first: date,
    last: date,
    *,
    group_code: str = "",
    teacher_id: int | None = None,
) -> tuple[SlotFact, ...]:
    """Return the slots between two days: of a group, of a teacher, or all."""
    wanted = _slots().where(Slot.day >= first, Slot.day <= last)
    if group_code:
        of_group = _courses_of(Group.code == group_code)
        wanted = wanted.where(Slot.course_id.in_(of_group))
    if teacher_id is not None:
        own = or_(
            Slot.teacher_id == teacher_id, Substitution.substitute_id == teacher_id
        )
        wanted = wanted.where(own)
    return _facts(session, wanted)


def list_rivals(session: Session, slots: Iterable[SlotFact]) -> tuple[SlotFact, ...]:
    """Return what is planned at the same time for the same group, teacher or room.

    The lessons themselves are among them.
    """
    shown = [one for one in slots if one.state == "planned"]
    groups = (
        select(Journal.group_id)
        .join(Discipline, Discipline.journal_id == Journal.id)
        .join(Course, Course.discipline_id == Discipline.id)
        .where(Course.id.in_({one.course_id for one in shown}))
        .correlate(None)
    )
    leader = func.coalesce(Substitution.substitute_id, Slot.teacher_id)
    wanted = _slots().where(
        Slot.state == "planned",
        tuple_(Slot.day, Slot.pair).in_({(one.day, one.pair) for one in shown}),
        or_(
            leader.in_({one.leader_id for one in shown}),
            Slot.room.in_({one.room for one in shown if one.room}),
            Slot.course_id.in_(_courses_of(Group.id.in_(groups))),
        ),
    )
    return _facts(session, wanted)


def get_slot(session: Session, slot_id: int) -> SlotFact:
    """Return one slot.

    Raises:
        NotFoundError: there is no such slot.
    """
    found = _facts(session, _slots().where(Slot.id == slot_id))
    if not found:
        raise NotFoundError(
            f"Нет занятия расписания с номером {slot_id}.", code="slot_unknown"
        )
    return found[0]


def _courses_of(condition: ColumnElement[bool]) -> Select[int]:
    return (
        select(Course.id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(Group, Group.id == Journal.group_id)
        .where(condition)
    )


def _slots() -> Select[Slot, Substitution]:
    return (
        select(Slot, Substitution)
        .outerjoin(Substitution, Substitution.slot_id == Slot.id)
        .order_by(Slot.day, Slot.pair, Slot.course_id)
    )


def _facts(
    session: Session, wanted: Select[Slot, Substitution]
) -> tuple[SlotFact, ...]:
    teachers = list_teachers(session)
    return tuple(
        SlotFact(
            id=slot.id,
            course_id=slot.course_id,
            day=slot.day,
            pair=slot.pair,
            teacher_id=slot.teacher_id,
            room=slot.room,
            state=slot.state,
            substitution=_substitution(found, teachers) if found else None,
        )
        for slot, found in session.execute(wanted)
    )


def _substitution(row: Substitution, teachers: Teachers) -> SubstitutionFact:
    return SubstitutionFact(
        slot_id=row.slot_id,
        absent=teachers[row.absent_id],
        substitute=teachers[row.substitute_id],
        basis=row.basis,
        basis_date=row.basis_date,
    )
