"""Lessons of the timetable with their substitutions (расписание, замены)."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from records.curriculum.queries.teachers import Teachers, list_teachers
from records.curriculum.tables import Course, Discipline, Slot, Substitution
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


def list_day_slots(session: Session, first: date, last: date) -> tuple[SlotFact, ...]:
    """Return the slots of all groups from the first to the last day."""
    return _facts(session, _slots().where(Slot.day >= first, Slot.day <= last))


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
