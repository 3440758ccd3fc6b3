"""Work under one login from two places at once (REG 4.1.7)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from records.access.roles import STAFF_ROLES
from records.norms.queries import get_institution
from records.people.queries.persons import full_name
from records.people.queries.sessions import session_fact
from records.people.tables import Account, Person, WebSession
from records.people.values import Simultaneous

_First = aliased(WebSession)
_Second = aliased(WebSession)


def list_simultaneous(
    session: Session,
    account_id: int | None = None,
    *,
    since: datetime,
    until: datetime,
) -> tuple[Simultaneous, ...]:
    """Return pairs of sessions of one login at work at once, of employees, by time.

    The sessions come from different addresses or browsers, and their times from
    sign-in to the last request overlap; a forgotten open page is not at work.
    """
    wanted = _pairs(since, until)
    if account_id is not None:
        wanted = wanted.where(Account.id == account_id)
    found = (
        Simultaneous(
            account_id=account.id,
            login=account.login,
            holder=str(full_name(person)) if person else "",
            first=session_fact(first),
            second=session_fact(second),
        )
        for account, person, first, second in session.execute(wanted)
    )
    return _by_time(found)


def list_simultaneous_month(session: Session, month: date) -> tuple[Simultaneous, ...]:
    """Return such work of a calendar month, for the monthly report (REG 4.1.7)."""
    zone = ZoneInfo(get_institution(session).timezone)
    first = month.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return list_simultaneous(
        session,
        since=datetime.combine(first, time(), zone),
        until=datetime.combine(after, time(), zone),
    )


def _pairs(
    since: datetime, until: datetime
) -> Select[Account, Person, WebSession, WebSession]:
    return (
        select(Account, Person, _First, _Second)
        .join(_First, _First.account_id == Account.id)
        .join(_Second, _Second.account_id == Account.id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(
            _First.id < _Second.id,
            or_(_First.address != _Second.address, _First.agent != _Second.agent),
            _First.waiting.is_(False),
            _Second.waiting.is_(False),
            _First.created_at <= _Second.seen_at,
            _Second.created_at <= _First.seen_at,
            _First.seen_at >= since,
            _Second.seen_at >= since,
            _First.created_at < until,
            _Second.created_at < until,
            Account.role.in_([role.value for role in STAFF_ROLES]),
        )
    )


def _by_time(found: Iterable[Simultaneous]) -> tuple[Simultaneous, ...]:
    return tuple(sorted(found, key=lambda one: (one.since, one.first.id)))
