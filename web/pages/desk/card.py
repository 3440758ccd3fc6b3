"""A card of the desk: one question answered in a few lines (карточка)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a card: what, where it is mended, how much."""

    words: str
    href: str
    fact: str = ""
    side: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card of the desk (карточка): lines, or that nothing waits."""

    title: str
    lines: tuple[Line, ...]
    nothing: str
    fact: str = ""
    more: str = ""
