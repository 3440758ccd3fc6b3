"""Writing down who looked at personal data (152-ФЗ)."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.people.queries import is_noted
from records.people.tables import PersonalReading


def note_read(
    session: Session,
    account_id: int,
    *,
    screen: str,
    what: str,
    subject: str,
    now: datetime,
) -> bool:
    """Write down a look at personal data; tell whether it is a new one.

    `subject` is a plain identifier such as «course 7», never a name. The same look
    is written once a quarter of an hour: ask `is_noted` in a reading transaction.
    """
    if is_noted(session, account_id, screen=screen, subject=subject, now=now):
        return False
    session.add(
        PersonalReading(
            account_id=account_id, screen=screen, what=what, subject=subject, at=now
        )
    )
    session.flush()
    return True
