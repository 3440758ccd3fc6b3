"""Letters inside the system as plain values (сообщения)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """How somebody one may write to is concerned with the writer."""

    LEARNER = "learner"
    PARENT = "parent"
    CURATOR = "curator"
    TEACHER = "teacher"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody one may write to (получатель): account, name, who it is."""

    account_id: int
    name: str
    kind: Kind
    words: str
    group_code: str = ""
    learner_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who has written or got a letter: the name and the post or role."""

    account_id: int
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFact:
    """A letter at one recipient: when it reached the box, when it was read."""

    recipient: Writer
    delivered_at: datetime | None
    read_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFact:
    """A letter as one of its parties sees it; a recipient sees the own copy alone."""

    id: int
    sender: Writer
    text: str
    sent_at: datetime
    mine: bool
    copies: tuple[CopyFact, ...]

    @property
    def read(self) -> int:
        """Count the recipients who have read it."""
        return sum(one.read_at is not None for one in self.copies)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadFact:
    """A conversation as one party sees it, the earliest letter first (переписка)."""

    id: int
    subject: str
    letters: tuple[LetterFact, ...]
    parties: tuple[Writer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """A conversation in the list: its last letter, how many are unread."""

    id: int
    subject: str
    parties: tuple[Writer, ...]
    last_text: str
    last_at: datetime
    last_mine: bool
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """What a family tells the curator of an absence: days, document (справка)."""

    learner_id: int
    first: date
    last: date
    document: str
    words: str = ""
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """What is sent: to whom, about what, the words; `key` makes it go once."""

    recipients: tuple[int, ...]
    text: str
    subject: str = ""
    key: str | None = None
