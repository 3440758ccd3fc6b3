"""Ending sessions and closing sign-ins: what other acts of this area bring about."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError
from records.people.rules import session_end
from records.people.tables import Account, Consent, WebSession
from records.people.values import SessionEnd


def get_row(session: Session, account_id: int) -> Account:
    """Return the row of an account.

    Raises:
        NotFoundError: there is no such account.
    """
    row = session.get(Account, account_id)
    if row is None:
        raise NotFoundError("Такой учётной записи нет.", code="account_unknown")
    return row


def end_all(
    session: Session,
    account_id: int,
    *,
    why: SessionEnd,
    now: datetime,
    but: int | None = None,
) -> int:
    """End the sessions of an account, but for one; return how many ended."""
    end_stale(session, account_id, now=now)
    wanted = select(WebSession).where(
        WebSession.account_id == account_id, WebSession.ended_at.is_(None)
    )
    if but is not None:
        wanted = wanted.where(WebSession.id != but)
    rows = session.scalars(wanted).all()
    for row in rows:
        row.ended_at, row.ended_why = now, why.value
    session.flush()
    return len(rows)


def end_stale(session: Session, account_id: int, *, now: datetime) -> None:
    """Write down the end of sessions that have ended by themselves."""
    wanted = select(WebSession).where(
        WebSession.account_id == account_id, WebSession.ended_at.is_(None)
    )
    for row in session.scalars(wanted):
        at, why = session_end(row.created_at, row.seen_at)
        if at <= now:
            row.ended_at, row.ended_why = at, why.value
    session.flush()


def shut_account(session: Session, account: Account, *, now: datetime) -> bool:
    """Close a sign-in and end its sessions; tell whether it was open."""
    shut = update(Account).where(Account.id == account.id, Account.blocked_at.is_(None))
    changed = session.execute(
        shut.values(blocked_at=now).returning(Account.id)
    ).scalar()
    end_all(session, account.id, why=SessionEnd.BLOCKED, now=now)
    return changed is not None


def has_withdrawn(session: Session, account: Account) -> bool:
    """Tell whether the holder, or a representative, has withdrawn a consent."""
    wanted = select(Consent.id).where(Consent.withdrawn_on.is_not(None))
    if account.guardian_id is not None:
        wanted = wanted.where(Consent.guardian_id == account.guardian_id)
    else:
        wanted = wanted.where(Consent.person_id == account.person_id)
    return session.scalars(wanted.limit(1)).first() is not None
