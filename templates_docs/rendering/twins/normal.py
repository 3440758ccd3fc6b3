"""Bare text: what is left when spaces, hyphenation and kinds of dash do not count."""

import re
from collections.abc import Iterator

# All dashes are one sign; so are the hyphens a PDF reader reports at a line's end.
_SAME = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u0002\ufffe", "-")
)
_LETTER = r"[^\W\d_]"
# A hyphen between two letters may be a word's own or a line's; neither counts.
# Upright text has no line ends: its lines are parted by a space.
_HYPHEN = re.compile(rf"(?<={_LETTER})-\s*(?={_LETTER})")
_VISIBLE = re.compile(r"[^\s\u200b\ufeff]")


def bare(text: str) -> str:
    """Return the bare text of a string."""
    same = text.translate(_SAME)
    if "-" in same:
        same = _HYPHEN.sub("", same)
    return "".join(_VISIBLE.findall(same))


def visible_places(text: str) -> tuple[str, Iterator[int]]:
    """Return a string with dashes made one, and the places its bare text is made of."""
    same = text.translate(_SAME)
    if "-" in same:
        same = _HYPHEN.sub(lambda found: " " * len(found[0]), same)
    return same, (found.start() for found in _VISIBLE.finditer(same))
