"""What the pages of messages show."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from records.letters.queries import get_thread, list_contacts
from records.letters.values import Contact, Kind, ThreadFact, Writer

KIND_NAMES = {
    Kind.LEARNER: "обучающиеся",
    Kind.PARENT: "родители",
    Kind.CURATOR: "Куратор",
    Kind.TEACHER: "Преподаватели",
    Kind.COLLEAGUE: "Работники",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Those one may write to of one kind: «ЮР-21, родители», some ticked."""

    title: str
    contacts: tuple[Contact, ...]
    ticked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom a link to the form has in mind (кому писать)."""

    accounts: frozenset[int] = frozenset()
    learners: frozenset[int] = frozenset()
    group: str = ""
    kind: str = ""

    def picks(self, contact: Contact) -> bool:
        """Tell whether a contact is meant."""
        if contact.account_id in self.accounts:
            return True
        if contact.learner_id is not None and contact.learner_id in self.learners:
            return self.kind in {"", contact.kind.value}
        return bool(self.group) and (
            contact.group_code == self.group and self.kind in {"", contact.kind.value}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation with those of its parties one may still answer."""

    thread: ThreadFact
    open_to: tuple[Writer, ...]
    first: frozenset[int]


def build_circles(
    session: Session, account_id: int, *, wanted: Wanted, today: date
) -> tuple[tuple[Circle, ...], frozenset[int]]:
    """Gather those one may write to, by group and kind, and who is ticked.

    A family that has nobody particular in mind writes to the curator.
    """
    contacts = list_contacts(session, account_id, today=today)
    ticked = frozenset(one.account_id for one in contacts if wanted.picks(one))
    if wanted == Wanted():
        ticked = frozenset(
            one.account_id for one in contacts if one.kind is Kind.CURATOR
        )
    groups = groupby(contacts, key=lambda one: (one.group_code, one.kind))
    return (
        tuple(
            _circle(code, kind, tuple(found), ticked) for (code, kind), found in groups
        ),
        ticked,
    )


def build_conversation(
    session: Session, thread_id: int, account_id: int, *, today: date
) -> Conversation:
    """Gather a conversation and whom an answer would go to first.

    Raises:
        NotFoundError: it is foreign.
    """
    thread = get_thread(session, thread_id, account_id)
    contacts = list_contacts(session, account_id, today=today)
    allowed = {one.account_id for one in contacts}
    open_to = tuple(one for one in thread.parties if one.account_id in allowed)
    return Conversation(thread=thread, open_to=open_to, first=_first(thread, open_to))


def _first(thread: ThreadFact, open_to: Sequence[Writer]) -> frozenset[int]:
    """Choose the sender of the last letter that came, else everybody."""
    everybody = frozenset(one.account_id for one in open_to)
    for letter in reversed(thread.letters):
        if not letter.mine:
            return everybody & {letter.sender.account_id}
    return everybody


def _circle(
    code: str, kind: Kind, contacts: tuple[Contact, ...], ticked: Collection[int]
) -> Circle:
    name = KIND_NAMES[kind]
    return Circle(
        title=f"{code}, {name}" if code else name,
        contacts=contacts,
        ticked=sum(one.account_id in ticked for one in contacts),
    )
