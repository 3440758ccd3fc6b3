"""The rows of corrections: what was, what is, why, by which document (основание)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from records.kernel.text import clean_line
from records.ledger.values import NewEntry
from records.marks.actions.writing import Pen
from records.marks.queries.projections import correction_payload
from records.marks.tables import Correction
from records.marks.values import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is corrected: the entry, the place in the journal, old and new text."""

    kind: str
    entry_id: str
    course_id: int
    old: str
    new: str
    lesson_id: int | None = None
    person_id: int | None = None
    work: str = ""


def insert_corrections(
    pen: Pen,
    journal_id: int,
    changes: Sequence[Change],
    *,
    basis: Basis,
    first: int,
) -> list[NewEntry]:
    """Insert the rows of corrections; give their entries, numbered from `first`.

    The head of the log is locked, so the numbers are known beforehand.
    """
    entries = []
    for gseq, change in enumerate(changes, start=first):
        row = Correction(
            journal_id=journal_id,
            kind=change.kind,
            entry_id=change.entry_id,
            course_id=change.course_id,
            lesson_id=change.lesson_id,
            person_id=change.person_id,
            work=change.work,
            old=change.old,
            new=change.new,
            reason=basis.reason,
            basis=basis.document,
            basis_date=basis.document_date,
            actor_id=pen.actor.person_id,
            at=pen.now,
            gseq=gseq,
        )
        pen.session.add(row)
        pen.session.flush()
        entries.append(
            NewEntry(
                kind="correction",
                entry_id=f"correction/{row.id}",
                payload=correction_payload(row),
                reason=basis.reason,
                seen=0,
            )
        )
    return entries


def clean_basis(basis: Basis) -> Basis:
    """Return a basis with its texts as they will be stored."""
    return replace(
        basis, reason=clean_line(basis.reason), document=clean_line(basis.document)
    )
