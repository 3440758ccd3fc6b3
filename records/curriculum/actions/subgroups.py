"""Places in subgroups, and moving between them (подгруппы, REG 4.1.4)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.actions.writing import Pen, refuse_closed
from records.curriculum.drafts import OrderRef, SubgroupPlace, Written
from records.curriculum.queries.projections import movement_payload, subgroup_payload
from records.curriculum.rules import check_subgroup_overlap
from records.curriculum.tables import Discipline, Journal, Movement, SubgroupMember
from records.curriculum.values import MovementKind, SubgroupSpan
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, RuleViolationError
from records.ledger.actions import lock_log
from records.ledger.values import NewEntry
from records.people.queries import get_person


def assign_subgroups(
    session: Session,
    discipline_id: int,
    places: Sequence[SubgroupPlace],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> Written:
    """Write who belongs to which subgroup of a discipline, by dates.

    A place is known by its learner and first day.

    Raises:
        RuleViolationError: a learner would be in two subgroups at once.
        PeriodClosedError: the year is closed.
    """
    require(actor, Permission.SUBGROUPS_WRITE)
    lock_log(session)
    discipline, journal = _open(session, discipline_id)
    known = {(row.person_id, row.start_date): row for row in _rows(session, discipline)}
    touched = []
    added = 0
    for place in places:
        row = known.get((place.person_id, place.start))
        if row is None:
            row = _place(discipline_id, place)
            known[place.person_id, place.start] = row
            session.add(row)
            added += 1
        elif (row.subgroup, row.end_date) == (place.subgroup, place.end):
            continue
        else:
            row.subgroup, row.end_date = place.subgroup, place.end
            row.version += 1
        touched.append(row)
    _refuse_overlaps(session, discipline, tuple(known.values()))
    session.flush()
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    pen.write(journal, [_entry(row) for row in touched])
    return Written(
        added=added,
        changed=len(touched) - added,
        unchanged=len(places) - len(touched),
    )


def move_to_subgroup(
    session: Session,
    discipline_id: int,
    person_id: int,
    *,
    subgroup: int,
    effective: date,
    order: OrderRef,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Move a learner to another subgroup from a day on; return the movement's id.

    Raises:
        NotFoundError: the learner is in no subgroup of the discipline that day.
        PeriodClosedError: the year is closed.
    """
    require(actor, Permission.SUBGROUPS_WRITE)
    lock_log(session)
    discipline, journal = _open(session, discipline_id)
    before = _current(session, discipline, person_id, day=effective)
    after = SubgroupMember(
        discipline_id=discipline_id,
        subgroup=subgroup,
        person_id=person_id,
        start_date=effective,
        end_date=before.end_date,
    )
    moved = Movement(
        group_id=journal.group_id,
        person_id=person_id,
        kind=MovementKind.SUBGROUP.value,
        effective=effective,
        order_no=order.number,
        order_date=order.date,
        note=(
            f"{discipline.index_code}: из подгруппы {before.subgroup} "
            f"в подгруппу {subgroup}"
        ),
        entered_at=now,
        entered_by=actor.mark,
    )
    before.end_date = effective - timedelta(days=1)
    before.version += 1
    session.add_all([moved, after])
    session.flush()
    entry = NewEntry(
        kind="movement",
        entry_id=f"movement/{moved.id}",
        payload=movement_payload(moved),
    )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    pen.write(journal, [entry, _entry(before), _entry(after)])
    return moved.id


def _open(session: Session, discipline_id: int) -> tuple[Discipline, Journal]:
    discipline = session.get_one(Discipline, discipline_id)
    journal = session.get_one(Journal, discipline.journal_id)
    refuse_closed(session, journal)
    return discipline, journal


def _rows(session: Session, discipline: Discipline) -> Sequence[SubgroupMember]:
    wanted = select(SubgroupMember).filter_by(discipline_id=discipline.id)
    return session.scalars(wanted).all()


def _current(
    session: Session, discipline: Discipline, person_id: int, *, day: date
) -> SubgroupMember:
    wanted = (
        select(SubgroupMember)
        .filter_by(discipline_id=discipline.id, person_id=person_id)
        .where(SubgroupMember.start_date < day)
        .where(or_(SubgroupMember.end_date.is_(None), SubgroupMember.end_date >= day))
    )
    found = session.scalars(wanted).one_or_none()
    if found is None:
        name = get_person(session, person_id).full_name
        raise NotFoundError(
            f"{name}: на {day:%d.%m.%Y} ни в одной подгруппе по "
            f"{discipline.index_code} не числится.",
            code="no_subgroup",
            clause="4.1.4",
        )
    return found


def _place(discipline_id: int, place: SubgroupPlace) -> SubgroupMember:
    return SubgroupMember(
        discipline_id=discipline_id,
        subgroup=place.subgroup,
        person_id=place.person_id,
        start_date=place.start,
        end_date=place.end,
    )


def _entry(row: SubgroupMember) -> NewEntry:
    return NewEntry(
        kind="subgroup", entry_id=f"subgroup/{row.id}", payload=subgroup_payload(row)
    )


def _refuse_overlaps(
    session: Session, discipline: Discipline, rows: Sequence[SubgroupMember]
) -> None:
    spans = [
        SubgroupSpan(
            person_id=row.person_id,
            subgroup=row.subgroup,
            start=row.start_date,
            end=row.end_date,
        )
        for row in rows
    ]
    found = tuple(check_subgroup_overlap(spans, {}, title=discipline.index_code))
    if found:
        names = {
            row.person_id: str(get_person(session, row.person_id).full_name)
            for row in rows
        }
        raise RuleViolationError.of(
            tuple(check_subgroup_overlap(spans, names, title=discipline.index_code))
        )
