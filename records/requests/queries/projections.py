"""What the ledger keeps of requests, rebuilt from their rows."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.hashing import sha256_hex
from records.kernel.moment import moment_text
from records.ledger.values import JsonValue
from records.requests.tables import CorrectionRequest


def project_request(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every request, rebuilt from its row."""
    for row in session.scalars(select(CorrectionRequest)):
        yield f"request/{row.id}", row.version, request_payload(row)


def request_payload(row: CorrectionRequest) -> dict[str, JsonValue]:
    """Return what the ledger keeps of a request: free words by their hash."""
    return {
        "kind": row.kind,
        "course": row.course_id,
        "lesson": row.lesson_id,
        "sheet": row.sheet_id,
        "place": row.place,
        "person": row.person_id,
        "was": row.was,
        "wanted": row.wanted,
        "reason": row.reason,
        "basis": row.basis,
        "basis_date": row.basis_date.isoformat(),
        "asked_by": row.asked_by,
        "state": row.state,
        "decided_by": row.decided_by,
        "decision": sha256_hex(row.decision.encode()) if row.decision else "",
        "closes_at": None if row.closes_at is None else moment_text(row.closes_at),
    }
