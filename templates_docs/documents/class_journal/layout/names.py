"""Names in narrow columns: condensed, then smaller, then in two lines."""

from functools import lru_cache

from templates_docs.documents.class_journal.layout.look import (
    NAME,
    POINT,
    Style,
    style,
)
from templates_docs.documents.class_journal.layout.measure import clean, fits, wrap
from templates_docs.documents.class_journal.layout.model import Rich, Run

SIDES = 1.5
_NARROW = tuple(style("narrow", size) for size in (9.5, 9, 8.5, 8, 7.5, 7))
_TWO_LINES = tuple(style("narrow", size, size) for size in (8, 7.5, 7, 6.5, 6))


@lru_cache(maxsize=4096)
def fit_name(
    name: str, space: float, usual: Style = NAME, *, tall: float = 7.0
) -> Rich:
    """Return a name for a column: never clipped, never cut with dots.

    Below seven points of one line it breaks after the hyphen or between words.
    """
    text = clean(name)
    narrow = (item for item in _NARROW if item.size <= usual.size)
    for candidate in (usual, *narrow):
        if fits(text, candidate, space - 2 * SIDES):
            return (Run(text, candidate),)
    sizes = (item for item in _TWO_LINES if 2 * item.pitch * POINT <= tall)
    tried = ((wrap(text, item, space - 2 * SIDES), item) for item in sizes)
    smallest = (wrap(text, _TWO_LINES[-1], space - 2 * SIDES), _TWO_LINES[-1])
    lines, chosen = next((pair for pair in tried if len(pair[0]) <= 2), smallest)
    return (Run("\n".join(lines), chosen),)
