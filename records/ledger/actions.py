"""Writing to the ledger: entries, checkpoints, erasure; the caller commits.

Whoever writes to other tables too calls `append` (or `lock_log`) before touching
their rows: the head of the log is the first lock of every transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.bulk import insert_rows
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, RecordsError, StaleVersionError
from records.kernel.moment import moment_text
from records.ledger import rules
from records.ledger.merkle import Frontier
from records.ledger.queries import get_origin, journal_head, list_journal_heads
from records.ledger.tables import (
    LedgerCheckpoint,
    LedgerEntry,
    LedgerHead,
    LedgerJournal,
    LedgerPayload,
)
from records.ledger.values import (
    ERASURE,
    INSTITUTION,
    NO_LINK,
    Appended,
    Checkpoint,
    NewEntry,
)

_PORTION = 500
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    entry: NewEntry
    payload: str
    salt: bytes


@dataclass(slots=True, kw_only=True)
class _Writing:
    """One append: the chain as it grows, the rows to insert."""

    frontier: Frontier
    jseq: int
    prev: str
    latest: dict[str, tuple[int, str | None]]
    columns: _Row
    unsearched: _Row
    entries: list[_Row] = field(default_factory=list)
    payloads: list[_Row] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    def add(self, ready: _Ready) -> Appended:
        """Put one entry at the end of its chain and of the log."""
        entry = ready.entry
        version, supersedes = self.latest.get(entry.entry_id, (0, None))
        if entry.seen is not None and entry.seen != version:
            self.stale.append(_stale(entry, version))
        row = self.columns | {
            "gseq": self.frontier.size,
            "jseq": self.jseq,
            "prev": self.prev,
            "kind": entry.kind,
            "entry_id": entry.entry_id,
            "version": version + 1,
            "idem": entry.idem,
        }
        row["record"] = rules.canonical_text(
            row
            | self.unsearched
            | {
                "commit": rules.commit(ready.salt, ready.payload),
                "supersedes": supersedes,
                "reason": entry.reason,
            }
        )
        row["hash"] = end = rules.hash_record(row["record"])
        self.entries.append(row)
        self.payloads.append(
            {"gseq": row["gseq"], "salt": ready.salt, "payload": ready.payload}
        )
        self.frontier.append(bytes.fromhex(end))
        self.latest[entry.entry_id] = (version + 1, end)
        self.jseq, self.prev = self.jseq + 1, end
        return _appended(row, repeated=False)


def append(
    session: Session,
    journal: str,
    entries: Sequence[NewEntry],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> tuple[Appended, ...]:
    """Write entries at the end of a journal's chain and of the log (внести записи).

    Raises:
        StaleVersionError: somebody has written a newer version than the one seen.
        RecordsError: a payload cannot be written, or a key is met with other content.
    """
    ready = _prepare(entries, entropy)
    frontier = lock_log(session)
    repeated = _find_repeated(session, journal, ready)
    fresh = [one for one in ready if one.entry.idem not in repeated]
    if not fresh:
        return tuple(repeated[str(one.entry.idem)] for one in ready)
    head = journal_head(session, journal)
    writing = _Writing(
        frontier=frontier,
        jseq=head.size,
        prev=head.hash,
        latest=_find_latest(session, [one.entry.entry_id for one in fresh]),
        columns={"journal": journal, "actor": actor.mark, "at": moment_text(now)},
        unsearched={"v": 1, "role": actor.role, "session": actor.source},
    )
    written = [
        repeated[one.entry.idem] if one.entry.idem in repeated else writing.add(one)
        for one in ready
    ]
    if writing.stale:
        raise StaleVersionError("\n".join(writing.stale), code="stale_version")
    _store(session, writing, new_journal=head.size == 0)
    return tuple(written)


def lock_log(session: Session) -> Frontier:
    """Wait for the turn to write; give the right edge of the log.

    Raises:
        NotFoundError: the database has not been created.
    """
    row = session.execute(
        select(LedgerHead.size, LedgerHead.frontier).with_for_update()
    ).first()
    if row is None:
        raise NotFoundError(
            "Реестр записей не создан: выполните «surguch init».", code="no_ledger"
        )
    return Frontier.parse(row.size, row.frontier)


def checkpoint(session: Session, *, purpose: str, now: datetime) -> Checkpoint:
    """Fix the state of the whole log (контрольная точка).

    The caller commits, and then keeps it outside the database as well.
    """
    frontier = lock_log(session)
    made = Checkpoint(
        origin=get_origin(session),
        size=frontier.size,
        root=frontier.root().hex(),
        heads_root=rules.compute_heads_root(list_journal_heads(session)),
        at=now,
        purpose=rules.clean_text(purpose, "purpose"),
    )
    last = session.execute(
        select(LedgerCheckpoint.number, LedgerCheckpoint.hash)
        .order_by(LedgerCheckpoint.number.desc())
        .limit(1)
    ).first()
    number, prev = (last.number + 1, last.hash) if last else (0, NO_LINK)
    body = rules.canonical_text(
        {**rules.checkpoint_fields(made), "number": number, "prev": prev}
    )
    session.execute(
        insert(LedgerCheckpoint).values(
            number=number, hash=rules.hash_checkpoint(body), body=body
        )
    )
    return made


def erase_payloads(
    session: Session,
    entry_ids: Iterable[str],
    *,
    basis: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> Appended:
    """Erase the content of all versions of entries, keeping that they were (152-ФЗ).

    The chain still verifies; an entry of its own tells what was erased and why.

    Raises:
        NotFoundError: there is no content to erase.
    """
    size = lock_log(session).size
    rows = session.execute(
        select(LedgerEntry.gseq, LedgerEntry.hash)
        .join(LedgerPayload, LedgerPayload.gseq == LedgerEntry.gseq)
        .where(LedgerEntry.entry_id.in_(list(entry_ids)))
        .where(LedgerEntry.kind != ERASURE, LedgerPayload.payload.is_not(None))
        .order_by(LedgerEntry.gseq)
    ).all()
    if not rows:
        raise NotFoundError("Стирать нечего: такого содержания в реестре нет.")
    told = NewEntry(
        kind=ERASURE,
        entry_id=f"{ERASURE}/{size}",
        payload={"basis": basis, "entries": [row.hash for row in rows]},
        reason=basis,
    )
    (written,) = append(
        session, INSTITUTION, [told], actor=actor, now=now, entropy=entropy
    )
    session.execute(
        update(LedgerPayload)
        .where(LedgerPayload.gseq.in_([row.gseq for row in rows]))
        .values(salt=None, payload=None)
    )
    return written


def _prepare(entries: Sequence[NewEntry], entropy: Entropy) -> list[_Ready]:
    salts = entropy.take(rules.SALT_BYTES * len(entries))
    keys = [entry.idem for entry in entries if entry.idem is not None]
    if len(set(keys)) != len(keys):
        raise RecordsError("Ключ запроса повторён в одном запросе.", code="idem_twice")
    return [
        _Ready(
            entry=replace(entry, reason=rules.clean_text(entry.reason, "reason")),
            payload=rules.canonical_text(rules.clean(entry.payload)),
            salt=salts[at * rules.SALT_BYTES : (at + 1) * rules.SALT_BYTES],
        )
        for at, entry in enumerate(entries)
    ]


def _find_repeated(
    session: Session, journal: str, ready: Sequence[_Ready]
) -> dict[str | None, Appended]:
    asked = {one.entry.idem: one for one in ready if one.entry.idem is not None}
    keys = list(asked)
    found: dict[str | None, Appended] = {}
    for start in range(0, len(keys), _PORTION):
        rows = session.execute(
            select(
                LedgerEntry.idem,
                LedgerEntry.gseq,
                LedgerEntry.jseq,
                LedgerEntry.journal,
                LedgerEntry.kind,
                LedgerEntry.entry_id,
                LedgerEntry.version,
                LedgerEntry.hash,
                LedgerPayload.payload,
            )
            .outerjoin(LedgerPayload, LedgerPayload.gseq == LedgerEntry.gseq)
            .where(LedgerEntry.idem.in_(keys[start : start + _PORTION]))
        )
        for row in rows.mappings():
            _check_same(asked[row["idem"]], journal, dict(row))
            found[row["idem"]] = _appended(dict(row), repeated=True)
    return found


def _check_same(ready: _Ready, journal: str, row: _Row) -> None:
    entry = ready.entry
    same = (journal, entry.kind, entry.entry_id) == (
        row["journal"],
        row["kind"],
        row["entry_id"],
    )
    if not same or row["payload"] not in {None, ready.payload}:
        raise RecordsError(
            f"Ключ запроса уже использован для другой записи ({row['entry_id']}); "
            "обновите страницу и внесите запись заново.",
            code="idem_conflict",
        )


def _find_latest(
    session: Session, entry_ids: Sequence[str]
) -> dict[str, tuple[int, str | None]]:
    latest: dict[str, tuple[int, str | None]] = {}
    for start in range(0, len(entry_ids), _PORTION):
        rows = session.execute(
            select(LedgerEntry.entry_id, LedgerEntry.version, LedgerEntry.hash)
            .where(LedgerEntry.entry_id.in_(entry_ids[start : start + _PORTION]))
            .order_by(LedgerEntry.version)
        )
        latest.update({row.entry_id: (row.version, row.hash) for row in rows})
    return latest


def _store(session: Session, writing: _Writing, *, new_journal: bool) -> None:
    insert_rows(session, LedgerEntry, writing.entries)
    insert_rows(session, LedgerPayload, writing.payloads)
    end = {"size": writing.jseq, "hash": writing.prev}
    journal = writing.columns["journal"]
    if new_journal:
        session.execute(insert(LedgerJournal).values(journal=journal, **end))
    else:
        session.execute(
            update(LedgerJournal).where(LedgerJournal.journal == journal).values(**end)
        )
    session.execute(
        update(LedgerHead).values(
            size=writing.frontier.size,
            root=writing.frontier.root().hex(),
            frontier=writing.frontier.text(),
        )
    )


def _appended(row: _Row, *, repeated: bool) -> Appended:
    return Appended(
        gseq=row["gseq"],
        jseq=row["jseq"],
        entry_id=row["entry_id"],
        version=row["version"],
        hash=row["hash"],
        repeated=repeated,
    )


def _stale(entry: NewEntry, version: int) -> str:
    return (
        f"Запись {entry.entry_id} уже изменена: вы видели версию {entry.seen}, "
        f"сейчас версия {version}. Обновите страницу и повторите."
    )
