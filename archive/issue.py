"""The only way a document becomes official: number, print, store, register."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from archive.press import Job, Print, PrintedFile, print_job
from archive.store.content import ContentStore
from records.issuance.actions import register
from records.issuance.queries import find_issued, list_issued
from records.issuance.values import FileFact, IssuedFact, NewDocument
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import RecordsError
from records.ledger.counters import take_number
from records.ledger.queries import get_head
from records.norms.queries import get_institution
from templates_docs.catalogue import find
from templates_docs.document import Built, DocumentType, Imprint
from templates_docs.rendering.digest import canonical_digest

FORMATS = ("pdf", "docx")
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_DUPLEX = frozenset({"J-YEAR"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who issues, when, from which chance, into which store (стол выдачи)."""

    store: ContentStore
    actor: Actor
    now: datetime
    entropy: Entropy


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An issued document with the bytes of its files."""

    fact: IssuedFact
    files: tuple[PrintedFile, ...]
    group: str
    reprinted: bool = False


def issue(
    session: Session,
    code: str,
    subject: str,
    *,
    desk: Desk,
    formats: Sequence[str] = FORMATS,
) -> Issued:
    """Issue a document about a subject; the same content is reprinted, not remade.

    Raises:
        NotFoundError: there is no such type or subject.
        RuleViolationError: a rule forbids it, or its twins differ.
    """
    document = find(code)
    return issue_built(
        session, document, document.build(session, subject), desk=desk, formats=formats
    )


def issue_built(
    session: Session,
    document: DocumentType,
    built: Built,
    *,
    desk: Desk,
    formats: Sequence[str] = FORMATS,
    volume: int = 0,
) -> Issued:
    """Issue a context that was read already; see `issue`."""
    digest = canonical_digest(built.context)
    known = _known(session, document, built, digest=digest, volume=volume)
    if known is not None:
        return reprint(known, desk.store, group=built.group)
    imprint = make_imprint(session, document.code, digest, desk=desk)
    context = replace(built.context, imprint=imprint)
    printed = print_job(
        Job(code=document.code, context=context, formats=tuple(formats))
    )
    return enter(
        session,
        document,
        built,
        imprint=imprint,
        printed=printed,
        desk=desk,
        volume=volume,
    )


def enter(
    session: Session,
    document: DocumentType,
    built: Built,
    *,
    imprint: Imprint,
    printed: Print,
    desk: Desk,
    volume: int = 0,
    duplex: bool = True,
) -> Issued:
    """Store the bytes of a printed document and write it into the register."""
    files = tuple(
        FileFact(format=one.format, sha256=desk.store.put(one.data), size=len(one.data))
        for one in printed.files
    )
    both_sides = duplex and document.code in _DUPLEX
    series = f"{document.code}/{built.issued_on.year}"
    number = built.number or str(take_number(session, f"issue/{series}"))
    new = NewDocument(
        id=imprint.code,
        code=document.code,
        series=series,
        number=number,
        issued_on=built.issued_on,
        title=built.title,
        subject=built.subject,
        journal_id=built.journal_id,
        volume=volume,
        pages=printed.pages,
        sheets=ceil(printed.pages / 2) if both_sides else printed.pages,
        entries=get_head(session).size,
        revision=document.revision,
        digest=imprint.digest,
        files=files,
    )
    register(session, new, actor=desk.actor, now=desk.now, entropy=desk.entropy)
    fact = find_issued(session, new.id)
    if fact is None:
        raise RecordsError(
            "Документ не попал в реестр выданных.", code="not_registered"
        )
    return Issued(fact=fact, files=printed.files, group=built.group)


def make_imprint(session: Session, code: str, digest: str, *, desk: Desk) -> Imprint:
    """Return the imprint of a new document: an unguessable code, local moment."""
    zone = ZoneInfo(get_institution(session).timezone)
    chance = int.from_bytes(desk.entropy.take(8), "big")
    letters = []
    for _ in range(8):
        chance, place = divmod(chance, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    word = "".join(letters)
    prefix = code.replace("-", "")[:4]
    return Imprint(
        code=f"{prefix}-{word[:4]}-{word[4:]}",
        digest=digest,
        made_at=desk.now.astimezone(zone),
    )


def reprint(fact: IssuedFact, store: ContentStore, *, group: str = "") -> Issued:
    """Return a document from its stored bytes; it is never rendered again."""
    files = tuple(
        PrintedFile(format=one.format, data=store.get(one.sha256), seconds=0.0)
        for one in fact.files
    )
    return Issued(fact=fact, files=files, group=group, reprinted=True)


def _known(
    session: Session, document: DocumentType, built: Built, *, digest: str, volume: int
) -> IssuedFact | None:
    wanted: tuple[Any, ...] = (built.subject, volume, digest, document.revision)
    for fact in reversed(list_issued(session, code=document.code)):
        if (fact.subject, fact.volume, fact.digest, fact.revision) == wanted:
            return fact
    return None
