"""Commands on the register of issued documents (регистрация)."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.issuance.queries import issue_payload
from records.issuance.tables import IssuedDocument, IssuedFile
from records.issuance.values import NewDocument
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.ledger.actions import append
from records.ledger.values import INSTITUTION, NewEntry


def register(
    session: Session,
    document: NewDocument,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Write a document into the register; from now on it is official.

    The bytes are in the store already: bytes without a row are harmless, a row
    without bytes would not be.
    """
    require(actor, Permission.DOCUMENTS_ISSUE)
    row = IssuedDocument(
        id=document.id,
        code=document.code,
        series=document.series,
        number=document.number,
        issued_on=document.issued_on,
        title=document.title,
        subject=document.subject,
        journal_id=document.journal_id,
        volume=document.volume,
        pages=document.pages,
        sheets=document.sheets,
        entries=document.entries,
        revision=document.revision,
        digest=document.digest,
        issued_at=now,
        gseq=0,
    )
    files = [
        IssuedFile(
            document_id=document.id,
            format=one.format,
            sha256=one.sha256,
            size=one.size,
        )
        for one in sorted(document.files, key=lambda one: one.format)
    ]
    entry = NewEntry(
        kind="issue",
        entry_id=f"issue/{document.id}",
        payload=issue_payload(row, files),
    )
    journal = document.journal_id
    key = INSTITUTION if journal is None else f"journal/{journal}"
    (written,) = append(session, key, [entry], actor=actor, now=now, entropy=entropy)
    row.gseq = written.gseq
    session.add(row)
    session.flush()
    session.add_all(files)
    session.flush()
