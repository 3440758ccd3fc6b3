"""Freezing a month's monitoring (REG 3.8.9, 3.8.10)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.ledger.actions import append, lock_log
from records.ledger.queries import get_head
from records.ledger.values import INSTITUTION, NewEntry
from records.marks.actions.writing import refuse
from records.monitoring.queries import count_month, freeze, list_runs, run_payload
from records.monitoring.rules import check_month
from records.monitoring.tables import MonitoringRun
from records.monitoring.values import RunFact


def run_month(
    session: Session,
    month: date,
    *,
    today: date,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> RunFact:
    """Count a month and freeze the figures; a later run never changes them.

    When nothing has changed since the last run, that run is returned.

    Raises:
        NotFoundError: no school year covers the month.
        RuleViolationError: the month has not begun.
    """
    require(actor, Permission.MONITORING_RUN)
    lock_log(session)
    refuse(check_month(month, today=today))
    counts = count_month(session, month, today=today)
    frozen = freeze(counts)
    known = list_runs(session, month=month)
    if known and freeze(known[-1].counts) == frozen:
        return known[-1]
    row = MonitoringRun(month=month, at=now, head=get_head(session).root, result=frozen)
    session.add(row)
    session.flush()
    entry = NewEntry(
        kind="monitoring",
        entry_id=f"monitoring/{row.id}",
        payload=run_payload(row),
        seen=0,
    )
    append(session, INSTITUTION, [entry], actor=actor, now=now, entropy=entropy)
    return list_runs(session, month=month)[-1]
