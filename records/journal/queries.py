"""Questions about a whole journal: its facts, its findings, its state."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum.queries import (
    get_journal,
    list_course_works,
    list_slots,
)
from records.curriculum.tables import ClosedMonth, Journal
from records.curriculum.values import JournalFact
from records.journal.values import JournalFacts
from records.ledger.tables import LedgerEntry
from records.ledger.values import JsonValue
from records.lessons.queries import list_lessons
from records.marks.queries import list_corrections, list_finals, list_marks
from records.norms.queries import get_calendar, get_institution
from records.sheets.queries import list_sheets


def get_facts(
    session: Session, group_code: str, year: str, *, today: date
) -> JournalFacts:
    """Return all that a group's journal for a year holds.

    Raises:
        NotFoundError: there is no such group, year or journal.
    """
    return load_facts(session, get_journal(session, group_code, year), today=today)


def load_facts(session: Session, journal: JournalFact, *, today: date) -> JournalFacts:
    """Return all that a journal holds, in a constant number of queries."""
    return JournalFacts(
        journal=journal,
        slots=list_slots(session, journal.id),
        lessons=list_lessons(session, journal.id),
        marks=list_marks(session, journal.id),
        finals=list_finals(session, journal.id),
        corrections=list_corrections(session, journal.id),
        sheets=list_sheets(session, journal.id),
        course_works=list_course_works(session, journal.id),
        timezone=get_institution(session).timezone,
        today=today,
        calendar=get_calendar(session),
        moments=_list_moments(session, journal.key),
    )


def project_journal(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every journal a step was made with."""
    months: dict[int, list[date]] = defaultdict(list)
    for one in session.scalars(select(ClosedMonth)):
        months[one.journal_id].append(one.month)
    for row in session.scalars(select(Journal).where(Journal.version > 0)):
        payload = journal_payload(row.state, months[row.id])
        yield f"journal/{row.id}", row.version, payload


def journal_payload(state: str, months: list[date]) -> dict[str, JsonValue]:
    """Return what the ledger keeps of a journal's state."""
    closed = [month.isoformat() for month in sorted(months)]
    return {"state": state, "closed_months": closed}


def _list_moments(session: Session, key: str) -> Mapping[int, datetime]:
    rows = session.execute(
        select(LedgerEntry.gseq, LedgerEntry.at).where(
            LedgerEntry.journal == key, LedgerEntry.kind == "mark"
        )
    )
    return {gseq: datetime.fromisoformat(at) for gseq, at in rows}
