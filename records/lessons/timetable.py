"""The timetable, its changes and substitutions (расписание, замены, REG 3.10.1).

What is recorded stays where it was taught and with whom: its room alone may change.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.actions.writing import Pen, journal_of_course, refuse_closed
from records.curriculum.drafts import SlotChange, SlotDraft, Written
from records.curriculum.queries.projections import slot_payload, substitution_payload
from records.curriculum.tables import Course, Discipline, Journal, Slot, Substitution
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import (
    InputRefusedError,
    NotFoundError,
    RuleViolationError,
)
from records.kernel.finding import Finding
from records.ledger.actions import lock_log
from records.ledger.values import NewEntry
from records.lessons.rules import say_recorded
from records.lessons.tables import Lesson
from records.lessons.taught import Key, find_others, key_of

PLANNED = "planned"
CANCELLED = "cancelled"

_PORTION = 5000


def set_timetable(
    session: Session,
    journal_id: int,
    drafts: Sequence[SlotDraft],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> Written:
    """Write the lessons of a journal's timetable (расписание, REG 3.10.1).

    A lesson is known by its course, day and pair: an equal one stays as it is,
    another teacher or room is a change. Lessons not named here stay.

    Raises:
        PeriodClosedError: the year, or a month of these days, is closed.
        RuleViolationError: a recorded lesson would get another teacher.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    _refuse_found(find_others(session, drafts).values())
    journal = session.get_one(Journal, journal_id)
    known = _known_slots(session, journal_id)
    fresh = []
    changed = []
    for draft in drafts:
        row = known.get(key_of(draft))
        if row is None:
            fresh.append(draft)
        elif (row.teacher_id, row.room, row.state) != (
            draft.teacher_id,
            draft.room,
            PLANNED,
        ):
            row.teacher_id, row.room, row.state = draft.teacher_id, draft.room, PLANNED
            row.version += 1
            changed.append(row)
    days = {draft.day for draft in fresh} | {row.day for row in changed}
    refuse_closed(session, journal, *days)
    session.flush()
    pen.write(journal, [_entry(row) for row in changed])
    for start in range(0, len(fresh), _PORTION):
        pen.write(journal, _add_slots(session, fresh[start : start + _PORTION]))
    return Written(
        added=len(fresh),
        changed=len(changed),
        unchanged=len(drafts) - len(fresh) - len(changed),
    )


def change_slot(
    session: Session,
    slot_id: int,
    change: SlotChange,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Move a lesson, or give it another teacher or room (изменение расписания).

    Only the room of a recorded lesson may change.

    Raises:
        InputRefusedError: no reason is given.
        NotFoundError: there is no such lesson.
        RuleViolationError: the lesson is recorded, or its course has one at that
            time already.
        PeriodClosedError: the month it leaves or comes to is closed.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    _refuse_wordless(reason)
    if (change.day, change.pair, change.teacher_id) != (None, None, None):
        _refuse_recorded(session, [slot_id])
    row = _slot(session, slot_id)
    journal = journal_of_course(session, row.course_id)
    before = SlotDraft(
        course_id=row.course_id,
        day=row.day,
        pair=row.pair,
        teacher_id=row.teacher_id,
        room=row.room,
    )
    given = {name: value for name, value in asdict(change).items() if value is not None}
    after = replace(before, **given)
    if after == before:
        return
    refuse_closed(session, journal, before.day, after.day)
    _refuse_taken(session, row, after)
    row.day, row.pair = after.day, after.pair
    row.teacher_id, row.room = after.teacher_id, after.room
    _keep(pen, journal, row, reason=reason)


def cancel_slot(
    session: Session,
    slot_id: int,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Cancel a lesson of the timetable (отмена занятия): the row stays.

    Raises:
        InputRefusedError: no reason is given.
        NotFoundError: there is no such lesson.
        RuleViolationError: the lesson is recorded.
        PeriodClosedError: its month is closed.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    _refuse_wordless(reason)
    _refuse_recorded(session, [slot_id])
    row = _slot(session, slot_id)
    journal = journal_of_course(session, row.course_id)
    refuse_closed(session, journal, row.day)
    if row.state != CANCELLED:
        row.state = CANCELLED
        _keep(pen, journal, row, reason=reason)


def substitute(
    session: Session,
    slot_ids: Sequence[int],
    *,
    substitute_id: int,
    basis: str,
    basis_date: date,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Let a colleague teach lessons instead of their teacher (замена, REG 4.1.1).

    Raises:
        NotFoundError: there is no such lesson.
        RuleViolationError: a lesson is recorded or cancelled, or the colleague is
            its teacher.
        PeriodClosedError: the month of a lesson is closed.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    _refuse_recorded(session, slot_ids)
    for slot_id in slot_ids:
        slot = _slot(session, slot_id)
        journal = journal_of_course(session, slot.course_id)
        refuse_closed(session, journal, slot.day)
        _refuse_useless(slot, substitute_id)
        row = session.get(Substitution, slot_id)
        if row is None:
            row = Substitution(
                slot_id=slot_id,
                absent_id=slot.teacher_id,
                substitute_id=substitute_id,
                basis=basis,
                basis_date=basis_date,
            )
            session.add(row)
        else:
            row.substitute_id, row.basis = substitute_id, basis
            row.basis_date = basis_date
            row.version += 1
        session.flush()
        pen.write(journal, [_substitution_entry(row)])


def _begin(session: Session, *, actor: Actor, now: datetime, entropy: Entropy) -> Pen:
    require(actor, Permission.TIMETABLE_WRITE)
    lock_log(session)
    return Pen(session=session, actor=actor, now=now, entropy=entropy)


def _slot(session: Session, slot_id: int) -> Slot:
    row = session.get(Slot, slot_id)
    if row is None:
        raise NotFoundError(
            f"Нет занятия расписания с номером {slot_id}.", code="slot_unknown"
        )
    return row


def _keep(pen: Pen, journal: Journal, row: Slot, *, reason: str) -> None:
    row.version += 1
    pen.session.flush()
    pen.write(journal, [_entry(row, reason)])


def _entry(row: Slot, reason: str = "") -> NewEntry:
    return NewEntry(
        kind="slot", entry_id=f"slot/{row.id}", payload=slot_payload(row), reason=reason
    )


def _substitution_entry(row: Substitution) -> NewEntry:
    return NewEntry(
        kind="substitution",
        entry_id=f"substitution/{row.slot_id}",
        payload=substitution_payload(row),
    )


def _known_slots(session: Session, journal_id: int) -> dict[Key, Slot]:
    wanted = (
        select(Slot)
        .join(Course, Course.id == Slot.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id)
    )
    return {key_of(row): row for row in session.scalars(wanted)}


def _add_slots(session: Session, drafts: Sequence[SlotDraft]) -> list[NewEntry]:
    rows = [
        {
            "course_id": draft.course_id,
            "day": draft.day,
            "pair": draft.pair,
            "teacher_id": draft.teacher_id,
            "room": draft.room,
            "state": PLANNED,
            "version": 1,
        }
        for draft in drafts
    ]
    made = session.scalars(
        insert(Slot).returning(Slot, sort_by_parameter_order=True), rows
    )
    return [_entry(row) for row in made]


def _refuse_taken(session: Session, row: Slot, after: SlotDraft) -> None:
    wanted = select(Slot.id).filter_by(
        course_id=after.course_id, day=after.day, pair=after.pair
    )
    taken = session.scalars(wanted).one_or_none()
    if taken is not None and taken != row.id:
        _refuse(
            f"{after.day:%d.%m.%Y}, пара {after.pair}: занятие этого курса уже есть",
            "выберите другое время",
        )


def _refuse_useless(slot: Slot, substitute_id: int) -> None:
    if slot.state == CANCELLED:
        _refuse("занятие отменено, замена не нужна", "проверьте расписание")
    if slot.teacher_id == substitute_id:
        _refuse("преподаватель не замещает сам себя", "выберите другого")


def _refuse(message: str, advice: str) -> None:
    found = Finding(
        code="CHK-3.10.1-change", clause="3.10.1", message=message, advice=advice
    )
    _refuse_found([found])


def _refuse_wordless(reason: str) -> None:
    if not any(char.isalnum() for char in reason):
        raise InputRefusedError(
            "Укажите причину изменения: она останется в истории расписания.",
            code="reason",
            clause="3.10.1",
        )


def _refuse_recorded(session: Session, slot_ids: Sequence[int]) -> None:
    """Refuse what would part a recorded lesson from its place in the timetable."""
    rows = session.scalars(
        select(Lesson).where(Lesson.slot_id.in_(slot_ids)).order_by(Lesson.day)
    )
    _refuse_found(say_recorded(row.day, row.pair) for row in rows)


def _refuse_found(found: Iterable[Finding]) -> None:
    findings = tuple(found)
    if findings:
        raise RuleViolationError.of(findings)
