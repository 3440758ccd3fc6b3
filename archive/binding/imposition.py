"""Imposition of a booklet: two pages a side, folded and sewn (спуск полос).

Pure counting: which page goes where so that folded sheets read in order.
"""

from collections.abc import Iterator
from dataclasses import dataclass

PAGES_A_SHEET = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of an unfolded sheet; None is a blank page (сторона листа)."""

    left: int | None
    right: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedSheet:
    """A sheet to be folded in half, in the place it has in its section."""

    section: int
    place: int
    face: Side
    back: Side


def impose_booklet(pages: int, *, sheets_a_section: int = 4) -> tuple[FoldedSheet, ...]:
    """Return folded sheets in the order of printing, outer sheets first.

    Sheets go by sections of a few, each sewn through its fold; blank pages fill the
    last one. Printed in duplex with a flip on the short edge.

    Raises:
        ValueError: there are no pages, or a section has no sheets.
    """
    if pages < 1 or sheets_a_section < 1:
        message = "a booklet has at least one page and a section one sheet"
        raise ValueError(message)
    return tuple(_sheets(pages, sheets_a_section))


def _sheets(pages: int, most: int) -> Iterator[FoldedSheet]:
    first = 1
    for section, sheets in enumerate(_sections(pages, most), start=1):
        last = first + sheets * PAGES_A_SHEET - 1
        for place in range(sheets):
            low, high = first + 2 * place, last - 2 * place
            yield FoldedSheet(
                section=section,
                place=place + 1,
                face=Side(left=_page(high, pages), right=_page(low, pages)),
                back=Side(left=_page(low + 1, pages), right=_page(high - 1, pages)),
            )
        first = last + 1


def _sections(pages: int, most: int) -> Iterator[int]:
    rest = -(-pages // PAGES_A_SHEET)
    while rest:
        yield min(rest, most)
        rest -= min(rest, most)


def _page(number: int, pages: int) -> int | None:
    return number if number <= pages else None
