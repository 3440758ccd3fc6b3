"""What the commands on sheets share: the row of a sheet, its author, its entries."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.checks import may
from records.access.permissions import Permission
from records.curriculum.queries import leads_course
from records.curriculum.queries.journal import journal_key
from records.kernel.actor import Actor
from records.kernel.errors import NotFoundError, PeriodClosedError, RuleViolationError
from records.kernel.finding import Finding
from records.ledger.values import NewEntry
from records.lessons.rules import YEAR_CLOSED
from records.lessons.values import Place
from records.marks.actions.writing import Pen
from records.sheets.queries import row_payload, sheet_payload
from records.sheets.rules.checks import check_author, check_leader
from records.sheets.tables import Sheet, SheetExaminer, SheetRow
from records.sheets.values import SheetCode


def get_row(session: Session, sheet_id: int) -> Sheet:
    """Return the row of a sheet as it stands now; the log is locked.

    Raises:
        NotFoundError: there is no such sheet.
    """
    sheet = session.get(Sheet, sheet_id, populate_existing=True)
    if sheet is None:
        raise NotFoundError(f"Ведомости с кодом {sheet_id} нет.", code="no_sheet")
    return sheet


def place_of(sheet: Sheet) -> Place:
    """Return where a remark about a sheet points."""
    return Place(words=f"Ведомость № {sheet.number}" if sheet.number else "Черновик")


def list_examiners(session: Session, sheet_id: int) -> Sequence[int]:
    """Return the examiners of a sheet, the chair first."""
    chosen = (
        select(SheetExaminer.person_id)
        .filter_by(sheet_id=sheet_id)
        .order_by(SheetExaminer.position)
    )
    return session.scalars(chosen).all()


def find_author(
    actor: Actor, examiners: Sequence[int], place: Place
) -> Iterable[Finding]:
    """Refuse a teacher who does not examine; the office keeps every sheet."""
    if may(actor, Permission.DOCUMENTS_ISSUE):
        return ()
    return check_author(actor.person_id, examiners, place)


def find_leader(
    session: Session, actor: Actor, course_id: int, place: Place
) -> Iterable[Finding]:
    """Refuse a teacher of other courses; the office and the program open any sheet."""
    person_id = actor.person_id
    if person_id is None or may(actor, Permission.DOCUMENTS_ISSUE):
        return ()
    leads = leads_course(session, person_id, course_id)
    return check_leader(place, leads=leads)


def find_kind(session: Session, sheet: Sheet) -> SheetCode:
    """Return the type whose results a sheet takes: a re-take that of the first."""
    first = sheet.first_sheet_id
    return SheetCode(session.get_one(Sheet, first).code if first else sheet.code)


def refuse(findings: Iterable[Finding]) -> None:
    """Refuse the command if there is anything to say against it.

    Raises:
        PeriodClosedError: the year is closed.
        RuleViolationError: lists everything.
    """
    listed = tuple(findings)
    if any(found.code == YEAR_CLOSED.code for found in listed):
        raise PeriodClosedError.of(listed)
    if listed:
        raise RuleViolationError.of(listed)


def write(
    pen: Pen,
    sheet: Sheet,
    *,
    examiners: Sequence[int] | None = None,
    rows: Sequence[SheetRow] = (),
) -> None:
    """Flush and append a sheet (where its examiners are given) and its lines."""
    pen.session.flush()
    entries = [row_entry(row) for row in rows]
    if examiners is not None:
        entries.insert(0, sheet_entry(sheet, examiners))
    if entries:
        pen.write(journal_key(sheet.journal_id), entries)


def sheet_entry(sheet: Sheet, examiners: Sequence[int]) -> NewEntry:
    """Return the next version of a sheet's entry."""
    return NewEntry(
        kind="sheet",
        entry_id=f"sheet/{sheet.id}",
        payload=sheet_payload(sheet, examiners),
        seen=sheet.version - 1,
    )


def row_entry(row: SheetRow, *, reason: str = "", idem: str | None = None) -> NewEntry:
    """Return the next version of the entry of a learner's line."""
    return NewEntry(
        kind="sheet_row",
        entry_id=f"sheet_row/{row.sheet_id}/{row.person_id}",
        payload=row_payload(row),
        reason=reason,
        seen=row.version - 1,
        idem=idem,
    )
