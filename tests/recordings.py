"""What must hold after every command: tables as the ledger says, no names in it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.verify import PROJECTIONS
from records.ledger.projection import compare
from records.ledger.tables import LedgerEntry, LedgerPayload
from records.people.tables import Person


def assert_recorded(session: Session) -> None:
    """Rebuild every row from the tables and hold it against the ledger."""
    session.flush()
    session.expire_all()
    problems = [
        problem
        for projection in PROJECTIONS
        for problem in compare(session, projection)
    ]
    assert problems == []


def assert_nameless(session: Session) -> None:
    """Look for the name of anybody in everything the ledger keeps."""
    records = session.scalars(select(LedgerEntry.record)).all()
    payloads = session.scalars(select(LedgerPayload.payload)).all()
    kept = "\n".join(text for text in (*records, *payloads) if text)
    names = {
        name
        for person in session.scalars(select(Person))
        for name in (person.surname, person.patronymic)
        if len(name) > 3
    }
    assert names
    assert {name for name in names if name in kept} == set()
