"""The only way a document becomes official: number, print, store, register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.press import Job, Press, Print, PrintedFile
from archive.store.content import ContentStore
from records.issuance.actions import register
from records.issuance.queries import find_issued, list_issued
from records.issuance.values import FileFact, IssuedFact, NewDocument
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.entropy import Entropy
from records.kernel.errors import RecordsError
from records.ledger.actions import lock_log
from records.ledger.counters import take_number
from records.ledger.queries import get_head
from records.norms.queries import get_institution
from templates_docs.document import Built, DocumentType, Imprint
from templates_docs.facts import printed_with_journal
from templates_docs.rendering.digest import canonical_digest

FORMATS = ("pdf", "docx")
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who issues, when, from which chance, into which store (стол выдачи)."""

    store: ContentStore
    actor: Actor
    now: datetime
    entropy: Entropy


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """A document drawn from the record, to be printed; `known` was issued before.

    `entries` is the size of the ledger it was drawn from.
    """

    document: DocumentType
    built: Built
    context: Any
    digest: str
    entries: int
    volume: int
    known: IssuedFact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An issued document with the bytes of its files."""

    fact: IssuedFact
    files: tuple[PrintedFile, ...]
    group: str
    reprinted: bool = False


def issue(
    engine: Engine,
    code: str,
    subject: str,
    *,
    desk: Desk,
    formats: Sequence[str] = FORMATS,
) -> Issued:
    """Issue a document about a subject; the same content is reprinted, not remade.

    The record is read, the document printed, and only then the register written:
    nobody waits with a mark while a document is being printed.

    Raises:
        NotFoundError: there is no such type or subject.
        RuleViolationError: a rule forbids it, or its twins differ.
    """
    with Press() as press:
        made = issue_all(
            engine, [(code, subject)], desk=desk, press=press, formats=formats
        )
        return next(iter(made))


def issue_all(
    engine: Engine,
    wanted: Sequence[tuple[str, str]],
    *,
    desk: Desk,
    press: Press,
    formats: Sequence[str] = FORMATS,
) -> Iterator[Issued]:
    """Issue documents named by code and subject, each in its own transaction."""
    with transaction(engine, write=False) as session:
        found = [
            _find(session, code, subject, desk=desk, press=press)
            for code, subject in wanted
        ]
    fresh = [one for one in found if isinstance(one, PrintOrder)]
    prints = press.run([_job(one, formats) for one in fresh])
    for one in found:
        if isinstance(one, Issued):
            yield one
            continue
        printed = next(prints)
        keep(printed, desk.store)
        with transaction(engine) as session:
            entered = enter(session, one, printed=printed, desk=desk)
        yield entered


def issue_within(
    session: Session, code: str, subject: str, *, desk: Desk, press: Press
) -> Issued:
    """Issue a document in the caller's transaction: with what it tells of, or not.

    Others wait while it is printed; it is for papers made together with their fact.

    Raises:
        NotFoundError: there is no such type or subject.
        RuleViolationError: a rule forbids it, or its twins differ.
    """
    found = _find(session, code, subject, desk=desk, press=press)
    if isinstance(found, Issued):
        return found
    (printed,) = press.run([_job(found, FORMATS)])
    return enter(session, found, printed=printed, desk=desk)


def _job(order: PrintOrder, formats: Sequence[str]) -> Job:
    return Job(code=order.document.code, context=order.context, formats=tuple(formats))


def _find(
    session: Session, code: str, subject: str, *, desk: Desk, press: Press
) -> PrintOrder | Issued:
    document = press.find(code)
    bound = _bound(session, document, subject)
    if bound is not None:
        return reprint(bound, desk.store)
    built = document.build(session, subject)
    order = draw(session, document, built, desk=desk)
    if order.known is not None:
        return reprint(order.known, desk.store, group=built.group)
    return order


def draw(
    session: Session,
    document: DocumentType,
    built: Built,
    *,
    desk: Desk,
    volume: int = 0,
) -> PrintOrder:
    """Say what is to be printed: the context with its imprint, or what is known."""
    digest = canonical_digest(built.context)
    known = _known(session, document, built, digest=digest, volume=volume)
    imprint = known is None and make_imprint(session, document.code, digest, desk=desk)
    return PrintOrder(
        document=document,
        built=built,
        context=replace(built.context, imprint=imprint) if imprint else built.context,
        digest=digest,
        entries=get_head(session).size,
        volume=volume,
        known=known,
    )


def enter(
    session: Session,
    order: PrintOrder,
    *,
    printed: Print,
    desk: Desk,
    duplex: bool = False,
) -> Issued:
    """Store the bytes of a printed document and write it into the register.

    `duplex` tells that two pages stand on a sheet. What somebody else has issued
    while it was being printed is reprinted instead.
    """
    lock_log(session)
    known = _known(
        session, order.document, order.built, digest=order.digest, volume=order.volume
    )
    if known is not None:
        return reprint(known, desk.store, group=order.built.group)
    files = tuple(
        FileFact(format=one.format, sha256=desk.store.put(one.data), size=len(one.data))
        for one in printed.files
    )
    built, code = order.built, order.document.code
    series = f"{code}/{built.issued_on.year}"
    number = built.number or str(take_number(session, f"issue/{series}"))
    new = NewDocument(
        id=order.context.imprint.code,
        code=code,
        series=series,
        number=number,
        issued_on=built.issued_on,
        title=built.title,
        subject=built.subject,
        journal_id=built.journal_id,
        volume=order.volume,
        pages=printed.pages,
        sheets=ceil(printed.pages / 2) if duplex else printed.pages,
        entries=order.entries,
        revision=order.document.revision,
        digest=order.digest,
        files=files,
    )
    register(session, new, actor=desk.actor, now=desk.now, entropy=desk.entropy)
    fact = find_issued(session, new.id)
    if fact is None:
        raise RecordsError(
            "Документ не попал в реестр выданных.", code="not_registered"
        )
    return Issued(fact=fact, files=printed.files, group=built.group)


def keep(printed: Print, store: ContentStore) -> None:
    """Store the bytes before the register is locked: a slow disk keeps nobody waiting.

    Bytes without a row are harmless, and `enter` finds them there.
    """
    for one in printed.files:
        store.put(one.data)


def make_imprint(session: Session, code: str, digest: str, *, desk: Desk) -> Imprint:
    """Return the imprint of a new document: an unguessable code, local moment."""
    zone = ZoneInfo(get_institution(session).timezone)
    made = make_code(code, desk.entropy)
    while find_issued(session, made) is not None:
        made = make_code(code, desk.entropy)
    return Imprint(code=made, digest=digest, made_at=desk.now.astimezone(zone))


def make_code(code: str, entropy: Entropy) -> str:
    """Return the code printed on a document, «JYEA-7KQ2-M9XR»."""
    chance = int.from_bytes(entropy.take(8), "big")
    letters = []
    for _ in range(8):
        chance, place = divmod(chance, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    word = "".join(letters)
    return f"{code.replace('-', '')[:4]}-{word[:4]}-{word[4:]}"


def reprint(fact: IssuedFact, store: ContentStore, *, group: str = "") -> Issued:
    """Return a document from its stored bytes; it is never rendered again."""
    files = tuple(
        PrintedFile(format=one.format, data=store.get(one.sha256), seconds=0.0)
        for one in fact.files
    )
    return Issued(fact=fact, files=files, group=group, reprinted=True)


def _bound(session: Session, document: DocumentType, subject: str) -> IssuedFact | None:
    """Find a paper of a bound journal: «ЮР-21 2026/2027», or with «том 2» after it."""
    if not document.code.startswith("J-"):
        return None
    journal, _, volume = subject.partition(" том ")
    known = list_issued(session, code=document.code, subject=journal)
    for fact in known if journal.strip() else ():
        if volume in {"", str(fact.volume)}:
            return fact
    printed_with_journal(session, journal)
    return None


def _known(
    session: Session, document: DocumentType, built: Built, *, digest: str, volume: int
) -> IssuedFact | None:
    wanted = (volume, digest, document.revision)
    issued = list_issued(session, code=document.code, subject=built.subject)
    for fact in reversed(issued):
        if (fact.volume, fact.digest, fact.revision) == wanted:
            return fact
    return None
