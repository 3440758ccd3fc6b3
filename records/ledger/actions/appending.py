"""Writing entries to the ledger; the caller commits.

Whoever writes to other tables too calls `append` (or `lock_log`) before touching
their rows: the head of the log is the first lock of every transaction.
"""

from collections.abc import Collection, Iterable, Sequence
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
from records.ledger.tables import (
    LedgerEntry,
    LedgerHead,
    LedgerJournal,
    LedgerPayload,
)
from records.ledger.values import (
    NO_LINK,
    Appended,
    NewEntry,
    Parcel,
)

_PORTION = 500
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    entry: NewEntry
    payload: str
    salt: bytes


@dataclass(slots=True, kw_only=True)
class _Chain:
    """The end of one journal's chain as it grows."""

    journal: str
    size: int
    hash: str
    new: bool


@dataclass(slots=True, kw_only=True)
class _Writing:
    """One append: the chains as they grow, the rows to insert."""

    frontier: Frontier
    chains: dict[str, _Chain]
    latest: dict[str, tuple[int, str | None]]
    entries: list[_Row] = field(default_factory=list)
    payloads: list[_Row] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    def add(self, ready: _Ready, parcel: Parcel) -> Appended:
        """Put one entry at the end of its chain and of the log."""
        entry, actor = ready.entry, parcel.actor
        chain = self.chains[parcel.journal]
        version, supersedes = self.latest.get(entry.entry_id, (0, None))
        if entry.seen is not None and entry.seen != version:
            self.stale.append(_stale(entry, version))
        row: _Row = {
            "journal": parcel.journal,
            "actor": actor.mark,
            "at": moment_text(parcel.now),
            "gseq": self.frontier.size,
            "jseq": chain.size,
            "prev": chain.hash,
            "kind": entry.kind,
            "entry_id": entry.entry_id,
            "version": version + 1,
            "idem": entry.idem,
        }
        row["record"] = rules.canonical_text(
            row
            | {
                "v": 1,
                "role": actor.role,
                "session": actor.source,
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
        chain.size, chain.hash = chain.size + 1, end
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
    parcel = Parcel(journal=journal, entries=entries, actor=actor, now=now)
    (written,) = append_many(session, [parcel], entropy=entropy)
    return written


def append_many(
    session: Session, parcels: Sequence[Parcel], *, entropy: Entropy
) -> tuple[tuple[Appended, ...], ...]:
    """Write what several people have written at once, parcel after parcel.

    Raises:
        StaleVersionError: somebody has written a newer version than the one seen.
        RecordsError: a payload cannot be written, or a key is met with other content.
    """
    ready = [_prepare(parcel.entries, entropy) for parcel in parcels]
    _refuse_twice(one.entry.idem for few in ready for one in few)
    frontier = lock_log(session)
    repeated = _find_repeated(session, parcels, ready)
    fresh = [one for few in ready for one in few if one.entry.idem not in repeated]
    if not fresh:
        return tuple(
            tuple(repeated[str(one.entry.idem)] for one in few) for few in ready
        )
    writing = _Writing(
        frontier=frontier,
        chains=_load_chains(session, {parcel.journal for parcel in parcels}),
        latest=_find_latest(session, [one.entry.entry_id for one in fresh]),
    )
    written = tuple(
        tuple(
            repeated[one.entry.idem]
            if one.entry.idem in repeated
            else writing.add(one, parcel)
            for one in few
        )
        for parcel, few in zip(parcels, ready, strict=True)
    )
    if writing.stale:
        raise StaleVersionError("\n".join(writing.stale), code="stale_version")
    _store(session, writing)
    return written


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


def _prepare(entries: Sequence[NewEntry], entropy: Entropy) -> list[_Ready]:
    salts = entropy.take(rules.SALT_BYTES * len(entries))
    return [
        _Ready(
            entry=replace(entry, reason=rules.clean_text(entry.reason, "reason")),
            payload=rules.canonical_text(rules.clean(entry.payload)),
            salt=salts[at * rules.SALT_BYTES : (at + 1) * rules.SALT_BYTES],
        )
        for at, entry in enumerate(entries)
    ]


def _refuse_twice(keys: Iterable[str | None]) -> None:
    given = [key for key in keys if key is not None]
    if len(set(given)) != len(given):
        raise RecordsError("Ключ запроса повторён в одном запросе.", code="idem_twice")


def _find_repeated(
    session: Session, parcels: Sequence[Parcel], ready: Sequence[Sequence[_Ready]]
) -> dict[str | None, Appended]:
    asked = {
        one.entry.idem: (one, parcel.journal)
        for parcel, few in zip(parcels, ready, strict=True)
        for one in few
        if one.entry.idem is not None
    }
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
            one, journal = asked[row["idem"]]
            _check_same(one, journal, dict(row))
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


def _load_chains(session: Session, journals: Collection[str]) -> dict[str, _Chain]:
    rows = session.execute(
        select(LedgerJournal.journal, LedgerJournal.size, LedgerJournal.hash).where(
            LedgerJournal.journal.in_(journals)
        )
    )
    chains = {
        name: _Chain(journal=name, size=0, hash=NO_LINK, new=True) for name in journals
    }
    for name, size, end in rows:
        chains[name] = _Chain(journal=name, size=size, hash=end, new=False)
    return chains


def _store(session: Session, writing: _Writing) -> None:
    insert_rows(session, LedgerEntry, writing.entries)
    insert_rows(session, LedgerPayload, writing.payloads)
    for chain in sorted(writing.chains.values(), key=lambda chain: chain.journal):
        _store_chain(session, chain)
    session.execute(
        update(LedgerHead).values(
            size=writing.frontier.size,
            root=writing.frontier.root().hex(),
            frontier=writing.frontier.text(),
        )
    )


def _store_chain(session: Session, chain: _Chain) -> None:
    end = {"size": chain.size, "hash": chain.hash}
    if chain.size == 0:
        return
    if chain.new:
        session.execute(insert(LedgerJournal).values(journal=chain.journal, **end))
        return
    session.execute(
        update(LedgerJournal)
        .where(LedgerJournal.journal == chain.journal)
        .values(**end)
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
