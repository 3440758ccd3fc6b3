"""Opening, using and ending sessions (сеансы)."""

import base64
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError
from records.people.actions.ending import end_all, end_stale
from records.people.queries.sessions import hash_token
from records.people.rules import needs_touch
from records.people.tables import SignIn, WebSession
from records.people.values import SessionEnd, SignedIn

TOKEN_BYTES = 32
AGENT_LENGTH = 200


def open_session(
    session: Session,
    account_id: int,
    *,
    address: str,
    agent: str,
    now: datetime,
    entropy: Entropy,
    waiting: bool = False,
) -> str:
    """Open a session and return its token; only the hash of it is stored (сеанс).

    A `waiting` one lets nobody in: it remembers that the password was right until
    the second step is done (`find_waiting`, `confirm_session`).
    """
    end_stale(session, account_id, now=now)
    token = base64.urlsafe_b64encode(entropy.take(TOKEN_BYTES)).decode().rstrip("=")
    row = WebSession(
        token_sha256=hash_token(token),
        account_id=account_id,
        created_at=now,
        seen_at=now,
        address=address,
        agent=agent[:AGENT_LENGTH],
        waiting=waiting,
    )
    session.add(row)
    session.flush()
    return token


def touch_session(session: Session, viewer: SignedIn, *, now: datetime) -> bool:
    """Write down that a session is in use, at most once a minute; tell whether it did.

    Ask `needs_touch` first: then most requests need no writing transaction at all.
    """
    if not needs_touch(viewer.seen_at, now):
        return False
    session.execute(
        update(WebSession)
        .where(WebSession.id == viewer.session_id, WebSession.ended_at.is_(None))
        .values(seen_at=now)
    )
    return True


def end_session(
    session: Session,
    session_id: int,
    *,
    account_id: int,
    now: datetime,
    why: SessionEnd = SessionEnd.SIGNED_OUT,
) -> bool:
    """End one session of an account; tell whether it was still open.

    Raises:
        NotFoundError: the account has no such session.
    """
    wanted = select(WebSession).filter_by(id=session_id, account_id=account_id)
    row = session.scalars(wanted).one_or_none()
    if row is None:
        raise NotFoundError("Такого сеанса нет.", code="session_unknown")
    if row.ended_at is not None:
        return False
    row.ended_at, row.ended_why = now, why.value
    session.flush()
    return True


def end_token(session: Session, token: str, *, why: SessionEnd, now: datetime) -> None:
    """End the session of a token, whatever it was for; an unknown one is nothing."""
    session.execute(
        update(WebSession)
        .where(
            WebSession.token_sha256 == hash_token(token), WebSession.ended_at.is_(None)
        )
        .values(ended_at=now, ended_why=why.value)
    )


def end_other_sessions(
    session: Session, account_id: int, *, keep: int | None, now: datetime
) -> int:
    """End all sessions of an account but `keep`; return how many ended."""
    return end_all(
        session, account_id, why=SessionEnd.ENDED_BY_OWNER, now=now, but=keep
    )


def record_sign_in(
    session: Session, account_id: int, *, now: datetime, today: date
) -> None:
    """Write down a sign-in: monthly activity is counted from these (REG 5.1.1)."""
    session.add(SignIn(account_id=account_id, day=today, at=now))
    session.flush()
