"""The way of a journal: open → month closed → year closed → bound → handed over."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.queries import get_journal, get_ref
from records.curriculum.tables import ClosedMonth, Journal
from records.journal.queries import journal_payload, load_facts
from records.journal.rules import CHECKS, MONTH_CHECKS, run_checks
from records.journal.rules.closing import check_month, check_step, check_year, month_end
from records.journal.rules.view import build_view
from records.journal.values import JournalFacts, JournalState
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import RuleViolationError
from records.kernel.finding import Finding, blocking
from records.ledger.actions import append, lock_log
from records.ledger.values import NewEntry
from records.lessons.rules import compute_local_day
from records.norms.queries import get_institution, get_norms


def close_month(
    session: Session,
    journal_id: int,
    month: date,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> tuple[Finding, ...]:
    """Close a month, given by its first day; give the remarks that stay.

    After it marks change only by an approved request (заявка).

    Raises:
        NotFoundError: there is no such journal.
        NotAllowedError: the actor's role does not close journals.
        RuleViolationError: something blocks it; every reason is listed.
    """
    require(actor, Permission.JOURNALS_CLOSE)
    lock_log(session)
    facts = _load(session, journal_id, now=now)
    journal = facts.journal
    _refuse(check_step(journal.state, JournalState.CLOSED, journal.group_code))
    _refuse(check_month(facts, month))
    view = build_view(facts, get_norms(session), first=month, last=month_end(month))
    remarks = _refuse(run_checks(view, MONTH_CHECKS))
    session.add(ClosedMonth(journal_id=journal_id, month=month, closed_at=now))
    session.flush()
    reason = f"закрыт месяц {month:%m.%Y}"
    _write_step(session, journal_id, reason, actor=actor, now=now, entropy=entropy)
    return remarks


def close_year(
    session: Session,
    journal_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> tuple[Finding, ...]:
    """Close the journal for the year; give the remarks that stay (REG 3.8.5).

    Raises:
        NotFoundError: there is no such journal.
        NotAllowedError: the actor's role does not close journals.
        RuleViolationError: blocking findings stand; all of them are listed.
    """
    require(actor, Permission.JOURNALS_CLOSE)
    lock_log(session)
    facts = _load(session, journal_id, now=now)
    _refuse(
        check_step(facts.journal.state, JournalState.CLOSED, facts.journal.group_code)
    )
    view = build_view(facts, get_norms(session), last=facts.journal.end)
    remarks = _refuse((*check_year(facts), *run_checks(view, CHECKS)))
    journal = session.get_one(Journal, journal_id)
    journal.state = JournalState.CLOSED
    journal.closed_at = now
    reason = "закрыт учебный год"
    _write_step(session, journal_id, reason, actor=actor, now=now, entropy=entropy)
    return remarks


def mark_bound(
    session: Session,
    journal_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Note that the closed journal was bound; a bound one may be bound anew.

    Raises:
        NotFoundError: there is no such journal.
        NotAllowedError: the actor's role does not bind journals.
        RuleViolationError: the journal is not closed or is already handed over.
    """
    require(actor, Permission.JOURNALS_BIND)
    lock_log(session)
    ref = get_ref(session, journal_id)
    if ref.state == JournalState.BOUND:
        return
    _refuse(check_step(ref.state, JournalState.BOUND, ref.group_code))
    session.get_one(Journal, journal_id).state = JournalState.BOUND
    reason = "журнал прошнурован"
    _write_step(session, journal_id, reason, actor=actor, now=now, entropy=entropy)


def mark_handed_over(
    session: Session,
    journal_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Note that the bound journal was handed over by an act (REG 3.8.5).

    Raises:
        NotFoundError: there is no such journal.
        NotAllowedError: the actor's role does not confirm a handover.
        RuleViolationError: the journal is not bound or is handed over already.
    """
    require(actor, Permission.HANDOVER_CONFIRM)
    lock_log(session)
    ref = get_ref(session, journal_id)
    _refuse(check_step(ref.state, JournalState.HANDED_OVER, ref.group_code))
    session.get_one(Journal, journal_id).state = JournalState.HANDED_OVER
    reason = "журнал сдан на хранение"
    _write_step(session, journal_id, reason, actor=actor, now=now, entropy=entropy)


def _load(session: Session, journal_id: int, *, now: datetime) -> JournalFacts:
    ref = get_ref(session, journal_id)
    journal = get_journal(session, ref.group_code, ref.year)
    today = compute_local_day(now, get_institution(session).timezone)
    return load_facts(session, journal, today=today)


def _refuse(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    listed = tuple(findings)
    stopping = blocking(listed)
    if stopping:
        raise RuleViolationError.of(stopping)
    return listed


def _write_step(
    session: Session,
    journal_id: int,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    journal = session.get_one(Journal, journal_id)
    journal.version += 1
    session.flush()
    months = session.scalars(select(ClosedMonth.month).filter_by(journal_id=journal_id))
    entry = NewEntry(
        kind="journal",
        entry_id=f"journal/{journal_id}",
        payload=journal_payload(str(journal.state), list(months)),
        reason=reason,
        seen=journal.version - 1,
    )
    append(
        session,
        f"journal/{journal_id}",
        [entry],
        actor=actor,
        now=now,
        entropy=entropy,
    )
