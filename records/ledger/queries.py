"""Questions to the ledger: heads, versions, checkpoints."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, func, select
from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError
from records.ledger.rules import name_origin
from records.ledger.tables import (
    LedgerCheckpoint,
    LedgerEntry,
    LedgerHead,
    LedgerJournal,
    LedgerPayload,
)
from records.ledger.values import (
    NO_LINK,
    Checkpoint,
    EntryVersion,
    Head,
    JournalHead,
)

_PORTION = 500


def get_head(session: Session) -> Head:
    """Return size and root of the whole log.

    Raises:
        NotFoundError: the database has not been created.
    """
    row = session.execute(select(LedgerHead.size, LedgerHead.root)).first()
    if row is None:
        raise NotFoundError(
            "Реестр записей не создан: выполните «surguch init».", code="no_ledger"
        )
    return Head(size=row.size, root=row.root)


def find_last_moment(session: Session) -> datetime | None:
    """Return when the last entry was written, None in an empty log."""
    last = select(LedgerEntry.at).order_by(LedgerEntry.gseq.desc()).limit(1)
    at = session.scalar(last)
    return None if at is None else datetime.fromisoformat(at)


def journal_head(session: Session, journal: str) -> JournalHead:
    """Return the end of a journal's chain; size 0 where nothing was written."""
    row = session.execute(
        select(LedgerJournal.size, LedgerJournal.hash).where(
            LedgerJournal.journal == journal
        )
    ).first()
    if row is None:
        return JournalHead(journal=journal, size=0, hash=NO_LINK)
    return JournalHead(journal=journal, size=row.size, hash=row.hash)


def list_journal_heads(session: Session) -> tuple[JournalHead, ...]:
    """List the ends of all chains, sorted by journal."""
    rows = session.execute(
        select(LedgerJournal.journal, LedgerJournal.size, LedgerJournal.hash)
    )
    heads = (JournalHead(journal=name, size=size, hash=end) for name, size, end in rows)
    return tuple(sorted(heads, key=lambda head: head.journal))


def get_origin(session: Session) -> str:
    """Return the log's own name, made of its first entry."""
    first = session.scalar(select(LedgerEntry.hash).where(LedgerEntry.gseq == 0))
    return name_origin(first)


def list_versions(session: Session, entry_id: str) -> tuple[EntryVersion, ...]:
    """List the versions of one entry, the oldest first; empty when there is none."""
    rows = session.execute(
        _versions()
        .where(LedgerEntry.entry_id == entry_id)
        .order_by(LedgerEntry.version)
    )
    return tuple(_version(row) for row in rows.mappings())


def list_versions_of(
    session: Session, entry_ids: Sequence[str]
) -> dict[str, tuple[EntryVersion, ...]]:
    """Return the versions of many entries at once, as a page of a journal needs."""
    found: dict[str, list[EntryVersion]] = {}
    for start in range(0, len(entry_ids), _PORTION):
        wanted = entry_ids[start : start + _PORTION]
        rows = session.execute(
            _versions()
            .where(LedgerEntry.entry_id.in_(wanted))
            .order_by(LedgerEntry.entry_id, LedgerEntry.version)
        )
        for row in rows.mappings():
            version = _version(row)
            found.setdefault(version.entry_id, []).append(version)
    return {entry_id: tuple(versions) for entry_id, versions in found.items()}


def list_current(session: Session, kind: str) -> Iterator[tuple[str, int, str | None]]:
    """Give (entry, last version, payload text) of a kind; None where it was erased."""
    last = (
        select(func.max(LedgerEntry.version).label("version"), LedgerEntry.entry_id)
        .where(LedgerEntry.kind == kind)
        .group_by(LedgerEntry.entry_id)
        .subquery()
    )
    rows = session.execute(
        select(LedgerEntry.entry_id, LedgerEntry.version, LedgerPayload.payload)
        .join(last, LedgerEntry.entry_id == last.c.entry_id)
        .outerjoin(LedgerPayload, LedgerPayload.gseq == LedgerEntry.gseq)
        .where(LedgerEntry.version == last.c.version)
    )
    for row in rows:
        yield row.entry_id, row.version, row.payload


def count_later(session: Session, journal: str, *, gseq: int, but: str) -> int:
    """Count the entries of a journal from a place in the log on, one kind left out."""
    counted = select(func.count()).where(
        LedgerEntry.journal == journal,
        LedgerEntry.gseq >= gseq,
        LedgerEntry.kind != but,
    )
    return session.scalar(counted) or 0


def list_checkpoints(session: Session) -> tuple[Checkpoint, ...]:
    """List the stored checkpoints, the oldest first."""
    bodies = session.scalars(
        select(LedgerCheckpoint.body).order_by(LedgerCheckpoint.number)
    )
    return tuple(parse_checkpoint(json.loads(body)) for body in bodies)


def parse_checkpoint(fields: dict[str, Any]) -> Checkpoint:
    """Read a checkpoint from its JSON.

    Raises:
        ValueError: a field is absent or is not what it should be.
    """
    try:
        return Checkpoint(
            origin=str(fields["origin"]),
            size=int(fields["size"]),
            root=str(fields["root"]),
            heads_root=str(fields["heads_root"]),
            at=datetime.fromisoformat(fields["at"]),
            purpose=str(fields["purpose"]),
        )
    except (KeyError, TypeError) as fault:
        message = f"not a checkpoint: {fault}"
        raise ValueError(message) from fault


def _versions() -> Select[int, str, str, str | None]:
    return select(
        LedgerEntry.gseq, LedgerEntry.hash, LedgerEntry.record, LedgerPayload.payload
    ).outerjoin(LedgerPayload, LedgerPayload.gseq == LedgerEntry.gseq)


def _version(row: RowMapping) -> EntryVersion:
    fields = json.loads(row["record"])
    payload = row["payload"]
    return EntryVersion(
        gseq=row["gseq"],
        jseq=fields["jseq"],
        journal=fields["journal"],
        kind=fields["kind"],
        entry_id=fields["entry_id"],
        version=fields["version"],
        actor=fields["actor"],
        role=fields["role"],
        at=datetime.fromisoformat(fields["at"]),
        reason=fields["reason"],
        supersedes=fields["supersedes"],
        payload=None if payload is None else json.loads(payload),
        hash=row["hash"],
    )
