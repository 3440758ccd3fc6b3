"""What decides about the few cells of one request, read in few questions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum.tables import Membership, SubgroupMember
from records.kernel.actor import read_mark
from records.ledger.tables import LedgerEntry
from records.marks.queries.settings import Block
from records.marks.tables import Mark
from records.marks.values import RollEntry, Standing, Work
from records.people.tables import Person

BlockKey = tuple[int, int, int]
_Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """When some learners were on a group's roll and in a subgroup."""

    names: Mapping[int, str]
    on_roll: Mapping[int, list[_Span]]
    led: Mapping[int, list[_Span]] | None

    def roll_of(self, day: date) -> dict[int, RollEntry]:
        """Return these learners as they stood on a day."""
        return {
            person_id: RollEntry(
                person_id=person_id,
                name=name,
                on_roll=_covers(self.on_roll[person_id], day),
                led=self.led is None or _covers(self.led.get(person_id, []), day),
            )
            for person_id, name in self.names.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a version, and when; the program itself is no person."""

    person_id: int | None
    at: datetime


def load_spans(
    session: Session, blocks: Iterable[Block], people: Collection[int]
) -> dict[BlockKey, Spans]:
    """Return the spans of some learners in some blocks; strangers are left out."""
    keys = dict.fromkeys(block_key(block) for block in blocks)
    rows = session.execute(
        select(
            Membership.group_id,
            Person.id,
            Person.surname,
            Person.name,
            Membership.start_date,
            Membership.end_date,
        )
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.group_id.in_({group for group, _, _ in keys}),
            Membership.person_id.in_(people),
        )
    )
    names: dict[int, dict[int, str]] = defaultdict(dict)
    on_roll: dict[int, dict[int, list[_Span]]] = defaultdict(lambda: defaultdict(list))
    for group, person_id, surname, name, start, end in rows:
        names[group][person_id] = f"{surname} {name}"
        on_roll[group][person_id].append((start, end))
    halved = {discipline for _, discipline, subgroup in keys if subgroup}
    led = _load_led(session, halved, people) if halved else {}
    return {
        key: Spans(
            names=names[key[0]],
            on_roll=on_roll[key[0]],
            led=led.get(key[1:], {}) if key[2] else None,
        )
        for key in keys
    }


def block_key(block: Block) -> BlockKey:
    """Return which group, discipline and subgroup a block is of."""
    return block.group_id, block.discipline_id, block.subgroup


def load_standings_of(
    session: Session, lessons: Collection[int], people: Collection[int]
) -> dict[int, dict[tuple[int, Work], Standing]]:
    """Return lesson → (learner, work) → what stands, annulled ones included."""
    rows = session.execute(
        select(
            Mark.lesson_id,
            Mark.person_id,
            Mark.work,
            Mark.value,
            Mark.cause,
            Mark.document,
            Mark.version,
        ).where(Mark.lesson_id.in_(lessons), Mark.person_id.in_(people))
    )
    found: dict[int, dict[tuple[int, Work], Standing]] = defaultdict(dict)
    for lesson_id, person_id, work, value, cause, document, version in rows:
        found[lesson_id][person_id, Work(work)] = Standing(
            value=value, cause=cause, document=document, version=version
        )
    return found


def find_keys(session: Session, keys: Collection[str]) -> dict[str, str]:
    """Return which entry each key of a request has already written."""
    rows = session.execute(
        select(LedgerEntry.idem, LedgerEntry.entry_id).where(LedgerEntry.idem.in_(keys))
    )
    return {idem: entry_id for idem, entry_id in rows if idem is not None}


def find_authors(session: Session, entry_ids: Iterable[str]) -> dict[str, Author]:
    """Return who wrote the last version of each entry, and when."""
    rows = session.execute(
        select(LedgerEntry.entry_id, LedgerEntry.actor, LedgerEntry.at)
        .where(LedgerEntry.entry_id.in_(tuple(entry_ids)))
        .order_by(LedgerEntry.version)
    )
    return {entry_id: read_author(actor, at) for entry_id, actor, at in rows}


def list_short_names(session: Session, people: Iterable[int]) -> dict[int, str]:
    """Return «Петрова А. В.» of some people."""
    return {one: name for one, (name, _) in load_people(session, people).items()}


def load_people(session: Session, people: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return the short name and the gender of some people."""
    rows = session.execute(
        select(
            Person.id, Person.surname, Person.name, Person.patronymic, Person.gender
        ).where(Person.id.in_(set(people)))
    )
    found = {}
    for person_id, surname, name, patronymic, gender in rows:
        initials = (f"{word[0]}." for word in (name, patronymic) if word)
        found[person_id] = (" ".join((surname, *initials)), gender)
    return found


def read_author(actor: str, at: str) -> Author:
    """Read the pseudonymous mark of an actor («p12») and the moment of an entry."""
    return Author(person_id=read_mark(actor), at=datetime.fromisoformat(at))


def _load_led(
    session: Session, disciplines: Collection[int], people: Collection[int]
) -> dict[tuple[int, int], dict[int, list[_Span]]]:
    rows = session.execute(
        select(
            SubgroupMember.discipline_id,
            SubgroupMember.subgroup,
            SubgroupMember.person_id,
            SubgroupMember.start_date,
            SubgroupMember.end_date,
        ).where(
            SubgroupMember.discipline_id.in_(disciplines),
            SubgroupMember.person_id.in_(people),
        )
    )
    led: dict[tuple[int, int], dict[int, list[_Span]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for discipline, subgroup, person_id, start, end in rows:
        led[discipline, subgroup][person_id].append((start, end))
    return led


def _covers(spans: Iterable[_Span], day: date) -> bool:
    return any(start <= day and (end is None or day <= end) for start, end in spans)
