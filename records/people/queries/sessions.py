"""Questions about sessions: who is behind a token, which sessions an account has."""

import hashlib
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from records.access.roles import STAFF_ROLES, Role
from records.people.queries.persons import full_name
from records.people.rules import (
    SECOND_STEP_LIFE,
    SESSION_IDLE,
    SESSION_LIFE,
    guess_gender,
    parse_full_name,
    session_end,
    short_name,
)
from records.people.tables import (
    Account,
    Curatorship,
    Guardian,
    Person,
    Staff,
    StaffRole,
    Totp,
    WebSession,
)
from records.people.values import FullName, SessionEnd, SessionFact, SignedIn

_ORDER = tuple(Role)
_STAFF = tuple(role.value for role in STAFF_ROLES)
_BREAK = "\n"


def hash_token(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_session(session: Session, token: str, *, now: datetime) -> SignedIn | None:
    """Return everybody behind a living session, in one query; None when it is over.

    Nobody is behind it when it was idle for half an hour or lasted a working day,
    when the account is blocked or the employee has left.
    """
    given = {
        "token": hash_token(token),
        "idle_since": now - SESSION_IDLE,
        "alive_since": now - SESSION_LIFE,
    }
    row = session.execute(_living(), given).one_or_none()
    return None if row is None else _signed_in_fact(row)


def find_waiting(session: Session, token: str, *, now: datetime) -> int | None:
    """Return the account that has passed the password and owes the second step."""
    wanted = (
        select(Account.id)
        .join(WebSession, WebSession.account_id == Account.id)
        .outerjoin(Staff, Staff.person_id == Account.person_id)
        .where(
            WebSession.token_sha256 == hash_token(token),
            WebSession.waiting.is_(True),
            WebSession.ended_at.is_(None),
            WebSession.created_at > now - SECOND_STEP_LIFE,
            may_go_on(),
        )
    )
    return session.scalars(wanted).one_or_none()


def find_end(
    session: Session, token: str, *, now: datetime
) -> tuple[datetime, SessionEnd] | None:
    """Return when and why the session of a token ended; None if it did not."""
    wanted = select(WebSession).where(WebSession.token_sha256 == hash_token(token))
    row = session.scalars(wanted).one_or_none()
    if row is None:
        return None
    if row.ended_at is not None:
        return row.ended_at, SessionEnd(row.ended_why)
    at, why = session_end(row.created_at, row.seen_at)
    return (at, why) if at <= now else None


def list_sessions(
    session: Session, account_id: int, *, now: datetime
) -> tuple[SessionFact, ...]:
    """Return the living sessions of an account, the latest used first (сеансы)."""
    wanted = (
        select(WebSession)
        .where(
            WebSession.account_id == account_id,
            WebSession.waiting.is_(False),
            WebSession.ended_at.is_(None),
            WebSession.seen_at > now - SESSION_IDLE,
            WebSession.created_at > now - SESSION_LIFE,
        )
        .order_by(WebSession.seen_at.desc(), WebSession.id.desc())
    )
    return tuple(session_fact(row) for row in session.scalars(wanted))


def has_totp(session: Session, account_id: int) -> bool:
    """Tell whether an account has a confirmed second step (код из приложения)."""
    wanted = select(Totp.account_id).where(
        Totp.account_id == account_id, Totp.confirmed_at.is_not(None)
    )
    return session.scalars(wanted).first() is not None


def session_fact(row: WebSession) -> SessionFact:
    """Turn a row into a plain value."""
    return SessionFact(
        id=row.id,
        account_id=row.account_id,
        created_at=row.created_at,
        seen_at=row.seen_at,
        address=row.address,
        agent=row.agent,
        ended_at=row.ended_at,
        ended_why=SessionEnd(row.ended_why) if row.ended_why else None,
    )


def may_go_on() -> Any:  # noqa: ANN401 - a condition of SQLAlchemy
    """Return the condition that an account is neither blocked nor of one who left."""
    return and_(
        Account.blocked_at.is_(None),
        or_(
            Account.role.not_in(_STAFF),
            Staff.active.is_(None),
            Staff.active.is_(True),
        ),
    )


@cache
def _living() -> Select[Any]:
    """Build the question of every request once: building costs more than asking."""
    return _signed_in().where(
        WebSession.token_sha256 == bindparam("token"),
        WebSession.waiting.is_(False),
        WebSession.ended_at.is_(None),
        WebSession.seen_at > bindparam("idle_since"),
        WebSession.created_at > bindparam("alive_since"),
        may_go_on(),
    )


def _signed_in() -> Select[Any]:
    roles = select(func.aggregate_strings(StaffRole.role, _BREAK)).where(
        StaffRole.person_id == Account.person_id
    )
    groups = select(func.aggregate_strings(Curatorship.group_code, _BREAK)).where(
        Curatorship.person_id == Account.person_id
    )
    return (
        select(
            WebSession,
            Account,
            Person,
            Guardian.full_name.label("guardian"),
            Totp.confirmed_at.label("totp_at"),
            roles.scalar_subquery().label("roles"),
            groups.scalar_subquery().label("groups"),
        )
        .join(Account, Account.id == WebSession.account_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .outerjoin(Staff, Staff.person_id == Account.person_id)
        .outerjoin(Guardian, Guardian.id == Account.guardian_id)
        .outerjoin(Totp, Totp.account_id == Account.id)
    )


def _signed_in_fact(row: Row[Any]) -> SignedIn:
    kept, account = row.WebSession, row.Account
    own = Role(account.role)
    staff = own in STAFF_ROLES
    name, gender = _holder(row.Person, row.guardian)
    others = {Role(code) for code in _split(row.roles)} if staff else set()
    return SignedIn(
        session_id=kept.id,
        account_id=account.id,
        login=account.login,
        name=str(name) if name else "",
        short_name=short_name(name) if name else "",
        gender=gender,
        roles=(own, *sorted(others - {own}, key=_ORDER.index)),
        group_codes=tuple(sorted(_split(row.groups))) if staff else (),
        person_id=account.person_id,
        guardian_id=account.guardian_id,
        must_change=account.must_change,
        totp=row.totp_at is not None,
        created_at=kept.created_at,
        seen_at=kept.seen_at,
        ends_at=session_end(kept.created_at, kept.seen_at)[0],
    )


def _holder(person: Person | None, guardian: str | None) -> tuple[FullName | None, str]:
    if person is not None:
        return full_name(person), person.gender
    if guardian is None:
        return None, ""
    parsed = parse_full_name(guardian) or FullName(surname=guardian, name="")
    gender = guess_gender(parsed.patronymic)
    return parsed, gender.value if gender else ""


def _split(joined: str | None) -> list[str]:
    return joined.split(_BREAK) if joined else []
