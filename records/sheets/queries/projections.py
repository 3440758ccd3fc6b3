"""What the ledger keeps of sheets and their lines, rebuilt from their rows."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.moment import moment_text
from records.ledger.values import JsonValue
from records.sheets.queries.facts import examiner_ids
from records.sheets.tables import Sheet, SheetRow


def project_sheet(session: Session) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every sheet, rebuilt from its current rows."""
    examiners = examiner_ids(session, None)
    for sheet in session.scalars(select(Sheet).order_by(Sheet.id)):
        payload = sheet_payload(sheet, examiners[sheet.id])
        yield f"sheet/{sheet.id}", sheet.version, payload


def project_sheet_row(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every learner's line."""
    for row in session.scalars(select(SheetRow)):
        yield f"sheet_row/{row.sheet_id}/{row.person_id}", row.version, row_payload(row)


def sheet_payload(sheet: Sheet, examiner_ids: Sequence[int]) -> dict[str, JsonValue]:
    """Return what the ledger keeps of a sheet."""
    return {
        "course": sheet.course_id,
        "code": sheet.code,
        "title": sheet.title,
        "semester": sheet.semester,
        "number": sheet.number,
        "state": sheet.state,
        "held_on": sheet.held_on.isoformat(),
        "starts": sheet.starts,
        "ends": sheet.ends,
        "room": sheet.room,
        "form": sheet.form,
        "first": sheet.first_sheet_id,
        "attempt": sheet.attempt,
        "basis": sheet.basis,
        "valid_until": sheet.valid_until.isoformat() if sheet.valid_until else None,
        "closed_at": moment_text(sheet.closed_at) if sheet.closed_at else None,
        "examiners": list(examiner_ids),
    }


def row_payload(row: SheetRow) -> dict[str, JsonValue]:
    """Return what the ledger keeps of a learner's line."""
    return {
        "sheet": row.sheet_id,
        "person": row.person_id,
        "ticket": row.ticket,
        "result": row.result,
    }
