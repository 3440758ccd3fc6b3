"""Entries, heads, checkpoints and verification reports (записи реестра)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from records.kernel.actor import Actor

JsonValue: TypeAlias = (
    "bool | int | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
)
"""What a payload may hold: text, whole numbers, yes/no, lists and objects."""

INSTITUTION = "institution"
"""The chain of what belongs to no single journal: people, orders, numbers."""

NO_LINK = "0" * 64
"""What the first entry of a journal has in place of the previous hash."""

ERASURE = "erasure"
"""The kind of an entry that tells of erased payloads (152-ФЗ)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What is to be written: the next version of `entry_id` (запись).

    `seen` is the version the writer had before his eyes (0: none yet, None: not
    checked); `idem` is the key by which a repeated request is recognised.
    """

    kind: str
    entry_id: str
    payload: Mapping[str, JsonValue]
    reason: str = ""
    seen: int | None = None
    idem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What one person writes at the end of one journal's chain at a moment."""

    journal: str
    entries: Sequence[NewEntry]
    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """Where an entry stands in the log; `repeated` when it stood there before."""

    gseq: int
    jseq: int
    entry_id: str
    version: int
    hash: str
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryVersion:
    """One written version of an entry; `payload` is None once it was erased."""

    gseq: int
    jseq: int
    journal: str
    kind: str
    entry_id: str
    version: int
    actor: str
    role: str
    at: datetime
    reason: str
    supersedes: str | None
    payload: Mapping[str, JsonValue] | None
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of the whole log: number of entries and Merkle root (голова реестра)."""

    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalHead:
    """The end of one journal's chain: number of entries and the last hash."""

    journal: str
    size: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The state of the whole log at a moment (контрольная точка).

    `origin` names the log by its first entry, `heads_root` covers the ends of all
    journals, `purpose` says what it was made for.
    """

    origin: str
    size: int
    root: str
    heads_root: str
    at: datetime
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One broken place: stable code, journal, entry, Russian text."""

    code: str
    message: str
    journal: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What the verification of the ledger found (результат проверки)."""

    entries: int
    head: str
    journals: int
    checkpoints: int
    problems: tuple[Problem, ...] = field(default=())

    @property
    def intact(self) -> bool:
        """Tell whether nothing was found."""
        return not self.problems
