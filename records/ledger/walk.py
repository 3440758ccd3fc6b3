"""The walk along the log: each stored row against its own bytes and its neighbours."""

import json
from hashlib import sha256
from operator import itemgetter
from typing import Any

from records.ledger.merkle import Frontier
from records.ledger.rules import (
    COMMIT_PREFIX,
    ENTRY_PREFIX,
    commit,
    compute_heads_root,
    hash_record,
)
from records.ledger.values import NO_LINK, JournalHead, Problem

ENOUGH = 1_000
"""Problems listed at most; a rewritten database would fill the memory with them."""

FIELDS = (
    "gseq",
    "journal",
    "jseq",
    "prev",
    "kind",
    "entry_id",
    "version",
    "actor",
    "at",
    "idem",
)
"""Columns that repeat a field of the record, as they stand at a row's beginning."""

Row = Any
"""gseq … idem (`FIELDS`), hash, record, salt, payload."""

_pick = itemgetter(*FIELDS)
_decode = json.JSONDecoder().raw_decode
_START = (0, NO_LINK)
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class Walk:
    """State of the walk: where each chain stands, what was found."""

    __slots__ = (
        "_absent",
        "_displaced",
        "_names",
        "_wanted",
        "broken_at",
        "chains",
        "erased",
        "frontier",
        "next",
        "problems",
        "snapshots",
    )

    def __init__(self, wanted: set[int]) -> None:
        self.frontier = Frontier()
        self.chains: dict[str, tuple[int, str]] = {}
        self.next = 0
        self.problems: list[Problem] = []
        self.broken_at: int | None = None
        self.erased: list[tuple[str, str, str]] = []
        self.snapshots: dict[int, tuple[str, str]] = {}
        self._wanted = wanted
        self._names: dict[str, tuple[str, str]] = {}
        self._absent = 0
        self._displaced = 0

    def step(self, row: Row) -> None:
        """Check one row; rows come in the order of the log."""
        if self.next in self._wanted:
            self._snapshot()
        if row[0] != self.next:
            self._gap(row[0])
        if self._is_sound(row):
            self.chains[row[1]] = (row[2] + 1, row[10])
        else:
            self._explain(row)
        try:
            self.frontier.append(bytes.fromhex(row[10]))
        except _UNREADABLE:
            self.frontier.append(b"")
        self.next = row[0] + 1

    def finish(self, size: int, heads: list[tuple[str, Any, Any]]) -> None:
        """Compare the ends of the chains with the heads the database keeps."""
        if self.next < size:
            self._gap(size)
        for journal, length, end in heads:
            self._check_end(journal, length, end)
        for journal in sorted(self.chains.keys() - {head[0] for head in heads}):
            self._add("head_altered", journal, "", "Конец журнала в базе не записан.")
        if self._absent > 0:
            self._add(
                "entry_missing",
                "",
                f"#{self.broken_at or 0}",
                f"Из реестра удалены записи (не хватает: {self._absent}).",
            )
        self._snapshot()

    def _is_sound(self, row: Row) -> bool:
        try:
            text = row[11]
            record, end = _decode(text)
            return bool(
                sha256(ENTRY_PREFIX + text.encode()).hexdigest() == row[10]
                and end == len(text)
                and _pick(record) == row[:10]
                and self.chains.get(row[1], _START) == row[2:4]
                and sha256(COMMIT_PREFIX + row[12] + row[13].encode()).hexdigest()
                == record["commit"]
            )
        except _UNREADABLE:
            return False

    def _explain(self, row: Row) -> None:
        record = _read_record(row)
        if record is None:
            self._altered(row)
        elif record["gseq"] != row[0]:
            self._displace(row, record)
        else:
            self._check_columns(row, record)
            self._check_link(row, record)
            self._check_payload(row, record)

    def _altered(self, row: Row) -> None:
        journal, jseq = str(row[1]), row[2]
        self._add(
            "entry_altered",
            journal,
            str(row[5]),
            f"Запись {row[5]} (версия {row[6]}, № {row[0]} реестра) изменена после "
            "внесения: её содержание не сходится с её контрольной суммой.",
        )
        expected = self.chains.get(journal, _START)[0]
        self._names[journal] = (str(row[5]), _hash_of(row))
        self.chains[journal] = (
            jseq + 1 if isinstance(jseq, int) else expected + 1,
            str(row[10]),
        )

    def _displace(self, row: Row, record: dict[str, Any]) -> None:
        self._displaced += 1
        self._add(
            "entries_swapped",
            record["journal"],
            record["entry_id"],
            f"Запись {_name(record)} стоит не на своём месте: внесена под № "
            f"{record['gseq']} реестра, а лежит под № {row[0]}.",
        )

    def _check_columns(self, row: Row, record: dict[str, Any]) -> None:
        wrong = [
            name
            for name, kept, told in zip(FIELDS, row[:10], _pick(record), strict=True)
            if kept != told or type(kept) is not type(told)
        ]
        if wrong:
            self._add(
                "entry_altered",
                record["journal"],
                record["entry_id"],
                f"Запись {_name(record)} изменена после внесения: в базе переписаны "
                f"поля {', '.join(wrong)}.",
            )

    def _check_link(self, row: Row, record: dict[str, Any]) -> None:
        journal, jseq = record["journal"], record["jseq"]
        expected, last = self.chains.get(journal, _START)
        before, other = self._names.pop(journal, ("предыдущая", last))
        if jseq > expected:
            self._jump(journal, expected, jseq)
        elif jseq < expected or record["prev"] not in {last, other}:
            self._add(
                "chain_broken",
                journal,
                record["entry_id"],
                f"Цепочка журнала разорвана на записи {_name(record)}: её ссылка не "
                f"ведёт к предыдущей. Переписана она сама или запись № {jseq} "
                f"журнала ({before}).",
            )
        self.chains[journal] = (jseq + 1, row[10])

    def _check_payload(self, row: Row, record: dict[str, Any]) -> None:
        salt, payload = row[12], row[13]
        if salt is None and payload is None:
            self.erased.append((row[10], record["journal"], record["entry_id"]))
            return
        try:
            same = commit(salt, payload) == record["commit"]
        except _UNREADABLE:
            same = False
        if not same:
            self._add(
                "payload_altered",
                record["journal"],
                record["entry_id"],
                f"Содержание записи {_name(record)} изменено после внесения.",
            )

    def _check_end(self, journal: str, length: Any, end: Any) -> None:  # noqa: ANN401 - a damaged database may hold anything
        seen, last = self.chains.get(journal, _START)
        other = self._names.get(journal, ("", last))[1]
        if isinstance(length, int) and seen < length:
            self._jump(journal, seen, length)
        elif seen != length or end not in {last, other}:
            self._add(
                "head_altered",
                journal,
                "",
                f"Конец журнала в базе (записей: {length}) не сходится с записями "
                f"({seen}).",
            )

    def _jump(self, journal: str, expected: int, found: int) -> None:
        count = found - expected
        if count <= self._displaced:
            self._displaced -= count
            return
        self._absent -= count
        places = f"№ {expected + 1}" if count == 1 else f"№№ {expected + 1}–{found}"
        self._add(
            "entry_missing",
            journal,
            f"#{expected + 1}",
            f"Из журнала удалены записи: {places}; цепочка обрывается после № "
            f"{expected}.",
        )

    def _gap(self, found: int) -> None:
        self._absent += found - self.next
        if self.broken_at is None:
            self.broken_at = self.next

    def _snapshot(self) -> None:
        heads = (
            JournalHead(journal=journal, size=size, hash=end)
            for journal, (size, end) in self.chains.items()
        )
        self.snapshots[self.next] = (
            self.frontier.root().hex(),
            compute_heads_root(heads),
        )

    def _add(self, code: str, journal: str, entry: str, message: str) -> None:
        if self.broken_at is None:
            self.broken_at = self.next
        if len(self.problems) < ENOUGH:
            self.problems.append(
                Problem(code=code, journal=journal, entry=entry, message=message)
            )


def _read_record(row: Row) -> dict[str, Any] | None:
    if _hash_of(row) != row[10]:
        return None
    try:
        record = json.loads(row[11])
        _pick(record)
    except _UNREADABLE:
        return None
    return record if isinstance(record, dict) and "commit" in record else None


def _hash_of(row: Row) -> str:
    return hash_record(row[11]) if isinstance(row[11], str) else ""


def _name(record: dict[str, Any]) -> str:
    return f"{record['entry_id']} (версия {record['version']})"
