"""Questions to the register of issued documents."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from records.issuance.tables import IssuedDocument, IssuedFile
from records.issuance.values import FileFact, IssuedFact
from records.ledger.values import JsonValue


def list_issued(
    session: Session,
    *,
    code: str = "",
    subject: str = "",
    journal_id: int | None = None,
    ids: Collection[str] | None = None,
    since: datetime | None = None,
) -> tuple[IssuedFact, ...]:
    """Return issued documents in the order of issue: of a type, subject, journal.

    `ids` are the codes of single documents, `since` the moment of the first.
    """
    chosen = select(IssuedDocument).order_by(IssuedDocument.gseq)
    if code:
        chosen = chosen.where(IssuedDocument.code == code)
    if subject:
        chosen = chosen.where(IssuedDocument.subject == subject)
    if journal_id is not None:
        chosen = chosen.where(IssuedDocument.journal_id == journal_id)
    if ids is not None:
        chosen = chosen.where(IssuedDocument.id.in_(ids))
    if since is not None:
        chosen = chosen.where(IssuedDocument.issued_at >= since)
    return _facts(session, chosen)


def find_issued(session: Session, document_id: str) -> IssuedFact | None:
    """Return the document with this code, None if there is none."""
    found = _facts(
        session, select(IssuedDocument).where(IssuedDocument.id == document_id)
    )
    return found[0] if found else None


def find_by_sha256(session: Session, sha256: str) -> IssuedFact | None:
    """Return the document one of whose files has this hash."""
    chosen = (
        select(IssuedDocument)
        .join(IssuedFile, IssuedFile.document_id == IssuedDocument.id)
        .where(IssuedFile.sha256 == sha256)
        .order_by(IssuedDocument.gseq)
    )
    found = _facts(session, chosen)
    return found[0] if found else None


def project_issue(session: Session) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every issued document."""
    files = _files(session, select(IssuedDocument.id))
    for row in session.scalars(select(IssuedDocument)):
        yield f"issue/{row.id}", row.version, issue_payload(row, files[row.id])


def issue_payload(
    row: IssuedDocument, files: Sequence[IssuedFile]
) -> dict[str, JsonValue]:
    """Return what the ledger keeps of an issued document."""
    return {
        "id": row.id,
        "code": row.code,
        "series": row.series,
        "number": row.number,
        "date": row.issued_on.isoformat(),
        "title": row.title,
        "subject": row.subject,
        "journal": row.journal_id,
        "volume": row.volume,
        "pages": row.pages,
        "sheets": row.sheets,
        "entries": row.entries,
        "revision": row.revision,
        "digest": row.digest,
        "state": row.state,
        "files": [[one.format, one.sha256, one.size] for one in files],
    }


def _facts(session: Session, chosen: Select[IssuedDocument]) -> tuple[IssuedFact, ...]:
    ids = chosen.order_by(None).with_only_columns(IssuedDocument.id)
    files = _files(session, ids)
    return tuple(
        IssuedFact(
            id=row.id,
            code=row.code,
            series=row.series,
            number=row.number,
            issued_on=row.issued_on,
            title=row.title,
            subject=row.subject,
            journal_id=row.journal_id,
            volume=row.volume,
            pages=row.pages,
            sheets=row.sheets,
            entries=row.entries,
            revision=row.revision,
            digest=row.digest,
            issued_at=row.issued_at,
            state=row.state,
            files=tuple(
                FileFact(format=one.format, sha256=one.sha256, size=one.size)
                for one in files[row.id]
            ),
        )
        for row in session.scalars(chosen)
    )


def _files(session: Session, ids: Select[str]) -> defaultdict[str, list[IssuedFile]]:
    by_document: defaultdict[str, list[IssuedFile]] = defaultdict(list)
    wanted = select(IssuedFile).where(IssuedFile.document_id.in_(ids))
    for one in session.scalars(wanted.order_by(IssuedFile.format)):
        by_document[one.document_id].append(one)
    return by_document
