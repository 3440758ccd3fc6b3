"""Arrivals and departures by orders: nobody disappears from a journal (REG 3.9.2)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.actions.writing import Pen, open_chain
from records.curriculum.drafts import Enrolment, Move
from records.curriculum.queries.projections import (
    membership_payload,
    movement_payload,
)
from records.curriculum.tables import Group, Membership, Movement
from records.curriculum.values import MovementKind
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, RuleViolationError
from records.kernel.finding import Finding
from records.ledger.actions import lock_log
from records.ledger.values import NewEntry
from records.people.actions import rename_person
from records.people.queries import get_person
from records.people.values import FullName

_DAY = timedelta(days=1)


def enrol(
    session: Session,
    group_id: int,
    enrolments: Sequence[Enrolment],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> tuple[int, ...]:
    """Put learners on a group's roll (зачисление); return the movements' ids.

    Raises:
        RuleViolationError: somebody is on the roll already; all of them listed.
        PeriodClosedError: the journal of that year is closed.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    _refuse_enrolled(session, group_id, enrolments)
    arrivals = [
        _movement(
            pen,
            Move(
                group_id=group_id,
                person_id=one.person_id,
                effective=one.effective,
                order=one.order,
            ),
            MovementKind.ENROLLED,
        )
        for one in enrolments
    ]
    session.add_all(arrivals)
    session.flush()
    spans = [_span(arrival) for arrival in arrivals]
    session.add_all(spans)
    session.flush()
    _write(pen, arrivals, spans)
    return tuple(arrival.id for arrival in arrivals)


def expel(
    session: Session,
    move: Move,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Take a learner off the roll (отчисление): the day itself is the first one out.

    Raises:
        NotFoundError: the learner is not on the roll the day before.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    return _leave(pen, _movement(pen, move, MovementKind.EXPELLED))


def grant_academic_leave(
    session: Session,
    move: Move,
    *,
    until: date,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Let a learner go on academic leave from a day to a day (академический отпуск).

    Raises:
        NotFoundError: the learner is not on the roll the day before.
        RuleViolationError: the leave ends before it begins.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    if until < move.effective:
        _refuse("отпуск кончается раньше, чем начинается", "проверьте даты приказа")
    leaving = _movement(pen, move, MovementKind.ACADEMIC_LEAVE)
    leaving.until = until
    return _leave(pen, leaving)


def return_from_leave(
    session: Session,
    move: Move,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Put a learner back on the roll after a leave (выход из академического отпуска).

    Raises:
        RuleViolationError: the learner is on the roll already.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    _refuse_enrolled(session, move.group_id, [move])
    return _arrive(pen, _movement(pen, move, MovementKind.RETURNED))


def transfer(
    session: Session,
    move: Move,
    *,
    to_group_id: int,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> tuple[int, int]:
    """Move a learner to another group (перевод); return both movements' ids.

    Raises:
        NotFoundError: the learner is not on the roll the day before.
        RuleViolationError: the learner is in the other group already.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    there = replace(move, group_id=to_group_id)
    _refuse_enrolled(session, to_group_id, [there])
    out = _movement(pen, move, MovementKind.TRANSFERRED)
    out.note = f"в группу {session.get_one(Group, to_group_id).code}"
    into = _movement(pen, there, MovementKind.TRANSFERRED)
    into.note = f"из группы {session.get_one(Group, move.group_id).code}"
    return _leave(pen, out), _arrive(pen, into)


def rename(
    session: Session,
    move: Move,
    *,
    new_name: FullName,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Change a learner's name by an order (смена фамилии); the former one is kept.

    The names themselves stay out of the ledger (152-ФЗ).

    Raises:
        RuleViolationError: the name is the same.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    if get_person(session, move.person_id).full_name == new_name:
        _refuse("новое имя не отличается от прежнего", "проверьте приказ")
    renamed = _movement(pen, move, MovementKind.RENAMED)
    _current_span(session, renamed, move.effective)
    session.add(renamed)
    session.flush()
    last_day = move.effective - _DAY
    rename_person(session, move.person_id, new_name, until=last_day, actor=actor)
    _write(pen, [renamed], [])
    return renamed.id


def _begin(session: Session, *, actor: Actor, now: datetime, entropy: Entropy) -> Pen:
    require(actor, Permission.CONTINGENT_WRITE)
    lock_log(session)
    return Pen(session=session, actor=actor, now=now, entropy=entropy)


def _movement(pen: Pen, move: Move, kind: MovementKind) -> Movement:
    return Movement(
        group_id=move.group_id,
        person_id=move.person_id,
        kind=kind.value,
        effective=move.effective,
        order_no=move.order.number,
        order_date=move.order.date,
        note=move.order.note,
        entered_at=pen.now,
        entered_by=pen.actor.mark,
    )


def _span(arrival: Movement) -> Membership:
    return Membership(
        group_id=arrival.group_id,
        person_id=arrival.person_id,
        start_date=arrival.effective,
        arrived_by=arrival.id,
    )


def _arrive(pen: Pen, arrival: Movement) -> int:
    pen.session.add(arrival)
    pen.session.flush()
    span = _span(arrival)
    pen.session.add(span)
    pen.session.flush()
    _write(pen, [arrival], [span])
    return arrival.id


def _leave(pen: Pen, leaving: Movement) -> int:
    session = pen.session
    span = _current_span(session, leaving, leaving.effective - _DAY)
    session.add(leaving)
    session.flush()
    span.end_date = leaving.effective - _DAY
    span.left_by = leaving.id
    span.version += 1
    session.flush()
    _write(pen, [leaving], [span])
    return leaving.id


def _current_span(session: Session, moved: Movement, day: date) -> Membership:
    wanted = (
        select(Membership)
        .filter_by(group_id=moved.group_id, person_id=moved.person_id)
        .where(Membership.start_date <= day)
        .where(or_(Membership.end_date.is_(None), Membership.end_date > day))
    )
    found = session.scalars(wanted).one_or_none()
    if found is None:
        name = get_person(session, moved.person_id).full_name
        code = session.get_one(Group, moved.group_id).code
        raise NotFoundError(
            f"{name}: в группе {code} на {day:%d.%m.%Y} не числится.",
            code="not_on_roll",
            clause="3.9.2",
        )
    return found


def _refuse_enrolled(
    session: Session, group_id: int, enrolments: Sequence[Enrolment | Move]
) -> None:
    wanted = select(Membership).filter_by(group_id=group_id)
    latest: dict[int, Membership] = {}
    for span in session.scalars(wanted.order_by(Membership.start_date)):
        latest[span.person_id] = span
    findings = []
    for one in enrolments:
        known = latest.get(one.person_id)
        if known is None or (known.end_date and known.end_date < one.effective):
            continue
        findings.append(
            Finding(
                code="already_on_roll",
                clause="3.9.1",
                subject=str(get_person(session, one.person_id).full_name),
                message=f"уже числится в группе с {known.start_date:%d.%m.%Y}",
                advice="проверьте список и приказ",
            )
        )
    if findings:
        raise RuleViolationError.of(tuple(findings))


def _refuse(message: str, advice: str) -> None:
    found = Finding(
        code="movement_refused", clause="3.9.2", message=message, advice=advice
    )
    raise RuleViolationError.of((found,))


def _write(
    pen: Pen, movements: Sequence[Movement], spans: Sequence[Membership]
) -> None:
    """Write each movement with its span into the chain of its group and day."""
    entries: dict[str, list[NewEntry]] = defaultdict(list)
    chains: dict[tuple[int, date], str] = {}
    for row in movements:
        place = (row.group_id, row.effective)
        if place not in chains:
            chains[place] = open_chain(pen.session, *place)
        entries[chains[place]].append(
            NewEntry(
                kind="movement",
                entry_id=f"movement/{row.id}",
                payload=movement_payload(row),
            )
        )
    first = movements[0]
    for span in spans:
        day = span.start_date if span.version == 1 else first.effective
        entries[chains[span.group_id, day]].append(
            NewEntry(
                kind="membership",
                entry_id=f"membership/{span.id}",
                payload=membership_payload(span),
            )
        )
    pen.write_all(entries)
