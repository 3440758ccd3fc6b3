"""Questions about who looked at personal data (152-ФЗ)."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.people.tables import Account, PersonalReading
from records.people.values import PersonalRead

AGAIN = timedelta(minutes=15)
"""Within this time the same look at the same thing is not written again."""


def is_noted(
    session: Session, account_id: int, *, screen: str, subject: str, now: datetime
) -> bool:
    """Tell whether this look at this thing has been written down a moment ago."""
    wanted = (
        select(PersonalReading.id)
        .where(
            PersonalReading.account_id == account_id,
            PersonalReading.at > now - AGAIN,
            PersonalReading.screen == screen,
            PersonalReading.subject == subject,
        )
        .limit(1)
    )
    return session.scalars(wanted).first() is not None


def list_reads(
    session: Session,
    *,
    account_id: int | None = None,
    subject: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 200,
) -> tuple[PersonalRead, ...]:
    """Return who looked at what, the latest first (журнал обращений к ПДн)."""
    wanted = (
        select(PersonalReading, Account.login)
        .join(Account, Account.id == PersonalReading.account_id)
        .order_by(PersonalReading.at.desc(), PersonalReading.id.desc())
        .limit(limit)
    )
    if account_id is not None:
        wanted = wanted.where(PersonalReading.account_id == account_id)
    if subject is not None:
        wanted = wanted.where(PersonalReading.subject == subject)
    if since is not None:
        wanted = wanted.where(PersonalReading.at >= since)
    if until is not None:
        wanted = wanted.where(PersonalReading.at < until)
    return tuple(
        PersonalRead(
            account_id=row.account_id,
            login=login,
            screen=row.screen,
            what=row.what,
            subject=row.subject,
            at=row.at,
        )
        for row, login in session.execute(wanted)
    )
