"""The demonstration's world: database, people in their roles, moments, chance."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.issue import Desk
from archive.store.content import ContentStore
from records.access.roles import Role
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.entropy import Entropy
from records.people.queries import list_staff
from web.demo.dice import roll

SOURCE = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Where the year is lived; `posts` names one holder of every role of the staff."""

    engine: Engine
    store: ContentStore
    entropy: Entropy
    zone: ZoneInfo
    year: str
    posts: Mapping[Role, int]

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a local moment of a day in UTC."""
        local = datetime.combine(day, time(hour, minute), tzinfo=self.zone)
        return local.astimezone(UTC)

    def after(self, day: date, hour: int, *question: object) -> datetime:
        """Return a moment within the hour that begins then, as chance has it."""
        return self.moment(day, hour, int(roll("minute", day, *question) * 55))

    def acting(self, role: Role) -> Actor:
        """Return the holder of a post at work."""
        return Actor(person_id=self.posts[role], role=role, source=SOURCE)

    def desk(self, now: datetime) -> Desk:
        """Return the desk of the training office at a moment."""
        return Desk(
            store=self.store,
            actor=self.acting(Role.CONTENT_ADMIN),
            now=now,
            entropy=self.entropy,
        )

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that writes."""
        with transaction(self.engine) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads."""
        with transaction(self.engine, write=False) as session:
            yield session


def teacher(person_id: int) -> Actor:
    """Return a teacher at work in the journal."""
    return Actor(person_id=person_id, role=Role.TEACHER, source=SOURCE)


def list_posts(session: Session) -> Mapping[Role, int]:
    """Find one holder of every role of the staff."""
    posts: dict[Role, int] = {}
    for one in list_staff(session):
        for role in one.roles:
            posts.setdefault(role, one.person.id)
    return posts
