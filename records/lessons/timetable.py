"""Changes of the timetable that leave recorded lessons alone (REG 3.10.1).

The timetable lies below the lessons and does not know of them; who changes it by
hand goes through here.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum import actions as curriculum
from records.curriculum.drafts import SlotChange
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import InputRefusedError, RuleViolationError
from records.kernel.finding import Finding
from records.ledger.actions import lock_log
from records.lessons.tables import Lesson


def list_recorded(session: Session, first: date, last: date) -> Mapping[int, int]:
    """Return slot → lesson of what is recorded between two days."""
    rows = session.execute(
        select(Lesson.slot_id, Lesson.id).where(
            Lesson.slot_id.is_not(None), Lesson.day.between(first, last)
        )
    )
    return {slot: lesson for slot, lesson in rows if slot is not None}


def change_planned(
    session: Session,
    slot_id: int,
    change: SlotChange,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Move a lesson not yet recorded, or give it another teacher or room.

    Only the room of a recorded lesson may change.

    Raises:
        InputRefusedError: no reason is given.
        RuleViolationError: the lesson is recorded, or the place is taken.
        PeriodClosedError: the month it leaves or comes to is closed.
    """
    lock_log(session)
    _check_reason(reason)
    if (change.day, change.pair, change.teacher_id) != (None, None, None):
        _refuse_recorded(session, [slot_id])
    curriculum.change_slot(
        session, slot_id, change, reason=reason, actor=actor, now=now, entropy=entropy
    )


def cancel_planned(
    session: Session,
    slot_id: int,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Cancel a lesson that is not recorded.

    Raises:
        InputRefusedError: no reason is given.
        RuleViolationError: the lesson is recorded.
        PeriodClosedError: its month is closed.
    """
    lock_log(session)
    _check_reason(reason)
    _refuse_recorded(session, [slot_id])
    curriculum.cancel_slot(
        session, slot_id, reason=reason, actor=actor, now=now, entropy=entropy
    )


def substitute_planned(
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
    """Let a colleague teach lessons that are not recorded (замена, REG 4.1.1).

    Raises:
        RuleViolationError: a lesson is recorded, or the colleague is its teacher.
        PeriodClosedError: the month of a lesson is closed.
    """
    lock_log(session)
    _refuse_recorded(session, slot_ids)
    curriculum.substitute(
        session,
        slot_ids,
        substitute_id=substitute_id,
        basis=basis,
        basis_date=basis_date,
        actor=actor,
        now=now,
        entropy=entropy,
    )


def _check_reason(reason: str) -> None:
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
    findings = tuple(
        Finding(
            code="CHK-3.10.1-recorded",
            clause="3.10.1",
            message=(
                f"занятие {row.day:%d.%m.%Y}, пара {row.pair}, уже записано в журнале"
            ),
            advice="расписание проведённого занятия не меняется",
        )
        for row in rows
    )
    if findings:
        raise RuleViolationError.of(findings)
