"""Payloads of the ledger rebuilt from the rows, for verification.

Each `…_payload` is what an action writes; each `project_…` gives the same from
the current rows as (entry id, version, payload). Names are never in them.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    Membership,
    Movement,
    Slot,
    SubgroupMember,
    Substitution,
)
from records.ledger.values import JsonValue

Payload = dict[str, JsonValue]
Projection = Iterator[tuple[str, int, Payload]]

_PORTION = 5000


def project_movement(session: Session) -> Projection:
    """Rebuild the entries of movements (движение)."""
    for row in session.scalars(select(Movement).order_by(Movement.id)):
        yield f"movement/{row.id}", row.version, movement_payload(row)


def project_membership(session: Session) -> Projection:
    """Rebuild the entries of membership (контингент)."""
    for row in session.scalars(select(Membership).order_by(Membership.id)):
        yield f"membership/{row.id}", row.version, membership_payload(row)


def project_subgroup(session: Session) -> Projection:
    """Rebuild the entries of places in subgroups (подгруппы)."""
    for row in session.scalars(select(SubgroupMember).order_by(SubgroupMember.id)):
        yield f"subgroup/{row.id}", row.version, subgroup_payload(row)


def project_slot(session: Session) -> Projection:
    """Rebuild the entries of the timetable (расписание)."""
    wanted = select(Slot).order_by(Slot.id).execution_options(yield_per=_PORTION)
    for row in session.scalars(wanted):
        yield f"slot/{row.id}", row.version, slot_payload(row)


def project_substitution(session: Session) -> Projection:
    """Rebuild the entries of substitutions (замены)."""
    for row in session.scalars(select(Substitution).order_by(Substitution.slot_id)):
        yield f"substitution/{row.slot_id}", row.version, substitution_payload(row)


def movement_payload(row: Movement) -> Payload:
    """Return what the ledger keeps of a movement."""
    return {
        "group": row.group_id,
        "person": row.person_id,
        "kind": row.kind,
        "effective": row.effective.isoformat(),
        "until": row.until.isoformat() if row.until else None,
        "order_no": row.order_no,
        "order_date": row.order_date.isoformat(),
        "note": row.note,
    }


def membership_payload(row: Membership) -> Payload:
    """Return what the ledger keeps of a span on the roll."""
    return {
        "group": row.group_id,
        "person": row.person_id,
        "start": row.start_date.isoformat(),
        "end": row.end_date.isoformat() if row.end_date else None,
        "arrived_by": row.arrived_by,
        "left_by": row.left_by,
    }


def subgroup_payload(row: SubgroupMember) -> Payload:
    """Return what the ledger keeps of a place in a subgroup."""
    return {
        "discipline": row.discipline_id,
        "subgroup": row.subgroup,
        "person": row.person_id,
        "start": row.start_date.isoformat(),
        "end": row.end_date.isoformat() if row.end_date else None,
    }


def slot_payload(row: Slot) -> Payload:
    """Return what the ledger keeps of a lesson of the timetable."""
    return {
        "course": row.course_id,
        "day": row.day.isoformat(),
        "pair": row.pair,
        "teacher": row.teacher_id,
        "room": row.room,
        "state": row.state,
    }


def substitution_payload(row: Substitution) -> Payload:
    """Return what the ledger keeps of a substitution."""
    return {
        "slot": row.slot_id,
        "absent": row.absent_id,
        "substitute": row.substitute_id,
        "basis": row.basis,
        "basis_date": row.basis_date.isoformat(),
    }
