"""Commands on acts of handover (REG 3.8.5)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.tables import Group, Journal
from records.handover.queries import act_payload, list_handed
from records.handover.rules import check_volumes
from records.handover.tables import HandoverAct, HandoverItem
from records.issuance.queries import list_issued
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, RuleViolationError
from records.kernel.finding import blocking
from records.ledger.actions import append, lock_log
from records.ledger.counters import take_number
from records.ledger.values import INSTITUTION, NewEntry
from records.norms.tables import SchoolYear


def prepare(
    session: Session,
    year_name: str,
    *,
    receiver_post: str,
    receiver_name: str,
    groups: Iterable[str] = (),
    today: date,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Draw up the act over the bound volumes of a year; return its id.

    All journals of the year are handed over, or those of `groups`: a group whose
    course is still under way then waits for an act of its own.

    Raises:
        NotFoundError: there is no such school year, or no such group in it.
        RuleViolationError: a journal is not bound, or there is nothing to give.
    """
    require(actor, Permission.HANDOVER_PREPARE)
    lock_log(session)
    year = session.scalars(select(SchoolYear).filter_by(name=year_name)).one_or_none()
    if year is None:
        raise NotFoundError(f"Учебного года {year_name} нет.", code="no_year")
    journals = _choose(session, year.id, tuple(groups))
    ids = {row.id for row in journals}
    volumes = [
        one
        for one in list_issued(session, code="J-YEAR")
        if one.journal_id in ids and one.state == "issued"
    ]
    handed = list_handed(session)
    unbound = [row.code for row in journals if row.state in {"open", "closed"}]
    findings = check_volumes(volumes, unbound, handed)
    if blocking(findings):
        raise RuleViolationError.of(findings)
    act = HandoverAct(
        year_id=year.id,
        number=take_number(session, f"ACT-IN/{today.year}"),
        act_date=today,
        receiver_post=receiver_post,
        receiver_name=receiver_name,
    )
    session.add(act)
    session.flush()
    items = [(one.id, one.sheets) for one in volumes if one.id not in handed]
    _add_items(session, act, items)
    entry = NewEntry(
        kind="handover", entry_id=f"handover/{act.id}", payload=act_payload(act, items)
    )
    append(session, INSTITUTION, [entry], actor=actor, now=now, entropy=entropy)
    return act.id


def _choose(
    session: Session, year_id: int, groups: tuple[str, ...]
) -> Sequence[Row[int, str, str]]:
    """Return (id, state, group) of the journals that are to be handed over."""
    journals = session.execute(
        select(Journal.id, Journal.state, Group.code)
        .join(Group, Group.id == Journal.group_id)
        .where(Journal.year_id == year_id)
        .order_by(Journal.id)
    ).all()
    if not groups:
        return journals
    absent = set(groups) - {row.code for row in journals}
    if absent:
        listed = ", ".join(f"«{one}»" for one in sorted(absent))
        raise NotFoundError(
            f"В этом учебном году нет журналов групп {listed}.", code="group_unknown"
        )
    return [row for row in journals if row.code in groups]


def _add_items(
    session: Session, act: HandoverAct, items: Sequence[tuple[str, int]]
) -> None:
    session.add_all(
        HandoverItem(act_id=act.id, document_id=document, sheets=sheets)
        for document, sheets in items
    )
    session.flush()
