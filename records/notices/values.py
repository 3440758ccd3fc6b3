"""Notices and who has read them as plain values (объявления, ознакомление)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from records.access.roles import Role


class Section(StrEnum):
    """Where on the board a notice hangs (раздел доски)."""

    GENERAL = "general"
    STAFF = "staff"


SECTION_NAMES: Mapping[Section, str] = {
    Section.GENERAL: "Общая",
    Section.STAFF: "Преподавательская",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who stands before the board: the account with its holder and roles."""

    account_id: int
    person_id: int | None
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """What is hung out (объявление).

    With a term of acquaintance somebody is asked to sign: everybody of the
    `audience` and every person of `readers`.
    """

    title: str
    text: str
    section: Section
    order_id: int | None = None
    document: str = ""
    acknowledge_until: date | None = None
    audience: frozenset[Role] = frozenset()
    readers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFact:
    """A notice as it hangs; a withdrawn one stays in the record."""

    id: int
    section: Section
    title: str
    text: str
    order_id: int | None
    document: str
    acknowledge_until: date | None
    audience: frozenset[Role]
    readers: tuple[int, ...]
    author_id: int | None
    author: str
    author_post: str
    published_at: datetime
    withdrawn_at: datetime | None
    withdrawn_why: str
    version: int

    def asks(self, person_id: int | None, roles: tuple[Role, ...]) -> bool:
        """Tell whether this reader is asked to sign that the notice is read."""
        if self.acknowledge_until is None:
            return False
        named = person_id is not None and person_id in self.readers
        return named or bool(self.audience.intersection(roles))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A notice before one reader: opened, asked of, signed; how many have signed."""

    notice: NoticeFact
    read_at: datetime | None
    asked: bool
    acknowledged_at: datetime | None
    signed: int
    expected: int
    fresh: bool

    @property
    def waits(self) -> bool:
        """Tell whether the reader's signature is still awaited."""
        return self.asked and self.acknowledged_at is None

    @property
    def unread(self) -> bool:
        """Tell whether something of it still waits for the reader."""
        return self.waits or self.fresh


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """One line of the list of acquaintance (лист ознакомления)."""

    person_id: int | None
    guardian_id: int | None
    name: str
    gender: str
    post: str
    opened_at: datetime | None
    acknowledged_at: datetime | None
    account_id: int | None

    @property
    def has_account(self) -> bool:
        """Tell whether the person can sign in and sign at all."""
        return self.account_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much on the board waits for a reader; urgent when a term is over."""

    number: int
    urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What of an order's inspection concerns one reader (REG 5.3)."""

    own: tuple[str, ...]
    total: int
