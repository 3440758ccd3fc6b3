"""What the pages of the board show."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from records.access.roles import STAFF_ROLES
from records.notices.queries import list_acknowledgements, list_notices, tell_concern
from records.notices.values import (
    SECTION_NAMES,
    Acquaintance,
    Concern,
    NoticeLine,
    Reader,
    Section,
)
from web.site.readers import reader_of
from web.site.viewer import Viewer

SHOWN = 10
FULL = 700
"""A text no longer than this is read on the board itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A notice on the board: what of it concerns the reader, whether it is whole."""

    line: NoticeLine
    concern: Concern

    @property
    def whole(self) -> bool:
        """Tell whether the whole text stands on the board."""
        return len(self.line.notice.text) <= FULL

    @property
    def beginning(self) -> str:
        """Return the text, or its beginning up to a space."""
        text = self.line.notice.text
        return text if self.whole else f"{text[:FULL].rsplit(None, 1)[0]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One section of the board before one reader."""

    section: Section
    tabs: tuple[tuple[str, str, bool, int], ...]
    cards: tuple[Card, ...]
    waiting: tuple[NoticeLine, ...]
    total: int
    everything: bool

    @property
    def opened(self) -> tuple[int, ...]:
        """Return the notices that this page has put before the reader for the first time."""
        return tuple(
            one.line.notice.id
            for one in self.cards
            if one.whole and one.line.read_at is None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """The list of acquaintance; `late` are accounts of the staff to be reminded."""

    line: NoticeLine
    people: tuple[Acquaintance, ...]
    late: tuple[int, ...]

    @property
    def signed(self) -> int:
        """Count the signatures."""
        return sum(one.acknowledged_at is not None for one in self.people)


def list_sections(viewer: Viewer) -> tuple[Section, ...]:
    """Return the sections open to a viewer, the own one first."""
    if viewer.has(*STAFF_ROLES):
        return Section.STAFF, Section.GENERAL
    return (Section.GENERAL,)


def build_board(
    session: Session, viewer: Viewer, section: Section, *, everything: bool
) -> Board:
    """Gather a section of the board; beyond the latest only when asked for."""
    reader = reader_of(viewer)
    lines = {one: list_notices(session, reader, one) for one in list_sections(viewer)}
    here = lines[section]
    shown = here if everything else _latest(here)
    return Board(
        section=section,
        tabs=tuple(
            (
                f"/board?section={one.value}",
                SECTION_NAMES[one],
                one is section,
                sum(line.unread for line in found),
            )
            for one, found in reversed(lines.items())
        ),
        cards=tuple(build_card(session, one, reader) for one in shown),
        waiting=tuple(one for found in lines.values() for one in found if one.waits),
        total=len(here),
        everything=everything,
    )


def build_card(session: Session, line: NoticeLine, reader: Reader) -> Card:
    """Gather one notice."""
    concern = tell_concern(session, line.notice, reader.person_id)
    return Card(line=line, concern=concern)


def build_readers(session: Session, line: NoticeLine, viewer: Viewer) -> Readers:
    """Gather the list of acquaintance, the slowest first."""
    people = list_acknowledgements(session, line.notice.id)
    waiting = (one for one in people if one.acknowledged_at is None and one.post)
    late = {one.account_id for one in waiting} - {None, viewer.account_id}
    return Readers(
        line=line, people=people, late=tuple(sorted(one for one in late if one))
    )


def _latest(lines: Sequence[NoticeLine]) -> tuple[NoticeLine, ...]:
    return (*lines[:SHOWN], *(one for one in lines[SHOWN:] if one.waits))
