"""How a summary sheet stands on its page: a group of thirty takes one of it.

Sizes are in millimetres, letters in points; both twins are drawn by the same plan.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from templates_docs.documents.summary_sheet.context import SummarySheet
from templates_docs.rendering.fitting import (
    break_evenly,
    count_lines,
    fit_line,
    longest_piece,
)
from templates_docs.rendering.fonts import NARROW, SANS, SERIF

MOST_ON_A_PAGE = 30
HEADS_MM = (20, 22, 24, 26, 28, 30, 32, 34, 36, 38)
TITLE_LEADING = 1.08
FIELDS_WIDTH = 265.0
_SIGNATURE_WIDTHS = (31.0, 2.0, 29.0, 2.0, 17.0, 2.0)
_SEAL_WIDTH = 16.0
_MM_A_POINT = 25.4 / 72
_SIDE_MM = 1.2
_LINES_MM = 0.15
_HEIGHTS = {"A4": 186.0, "A3": 273.0}
# Institution, title, table's lines, signatures with the space before them.
_ALWAYS_MM = 28.5
_FIELDS_MM = 5.6
_UNDER_TITLES_MM = 7.4
_FOOT_ROWS = 8
_GRACE_MM = 3.0
_HEAD_ENDS_MM = 1.5
Cuts = tuple[tuple[str, float], ...]
_CUTS: Cuts = (
    *((SANS, 7.5), (NARROW, 7.5), (NARROW, 7.0)),
    *((NARROW, 6.5), (NARROW, 6.0)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Height and letters of the learners' rows, and of those that count below."""

    height: float
    size: float
    foot_height: float
    foot_size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A discipline's title as it stands upright in the head: its lines and cut.

    `longest` is the width of its longest word.
    """

    lines: tuple[str, ...]
    family: str
    size: float
    longest: float

    @property
    def leading(self) -> float:
        """Height of a line in millimetres."""
        return self.size * TITLE_LEADING * _MM_A_POINT

    @property
    def depth(self) -> float:
        """Room of all lines across the column, in millimetres."""
        return self.leading * len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPlan:
    """What a page of the sheet is drawn by.

    `spare` is the free space above the signatures, nothing where the list goes on
    to another page.
    """

    field_widths: tuple[float, ...]
    titles: tuple[Title, ...]
    head: float
    rows: Rows
    signature_widths: tuple[float, ...]
    spare: float = 0


STEPS = (
    Rows(height=5.2, size=9, foot_height=4.4, foot_size=8.5),
    Rows(height=4.8, size=9, foot_height=4.2, foot_size=8.5),
    Rows(height=4.4, size=9, foot_height=4, foot_size=8.5),
    Rows(height=4.1, size=8.5, foot_height=3.8, foot_size=8),
    Rows(height=3.8, size=8.5, foot_height=3.6, foot_size=8),
    Rows(height=3.6, size=8, foot_height=3.4, foot_size=7.5),
    Rows(height=3.4, size=8, foot_height=3.3, foot_size=7.5),
    Rows(height=3.25, size=7.5, foot_height=3.1, foot_size=7),
    Rows(height=3.1, size=7.5, foot_height=3, foot_size=7),
    Rows(height=3, size=7, foot_height=2.9, foot_size=7),
)


def plan_summary(sheet: SummarySheet) -> SummaryPlan:
    """Return the plan with the roomiest rows with which the sheet fits one page."""
    widths = _field_widths(sheet)
    taken = _ALWAYS_MM + _UNDER_TITLES_MM
    taken += _FIELDS_MM * _value_lines(sheet.programme, widths[-1])
    room = _HEIGHTS[sheet.grid.paper] - taken
    heads = list(_heads(sheet))
    fitting = (
        (*one, *found)
        for one in heads
        for found in itertools.islice(_rows(sheet, room - one[0]), 1)
    )
    head, titles, rows, spare = max(
        fitting, key=lambda plan: plan[2].height, default=(*heads[0], STEPS[0], 0.0)
    )
    return SummaryPlan(
        field_widths=widths,
        titles=titles,
        head=head,
        rows=rows,
        signature_widths=(*_SIGNATURE_WIDTHS * len(sheet.signatures), _SEAL_WIDTH),
        spare=max(0, spare - _GRACE_MM),
    )


def _rows(sheet: SummarySheet, room: float) -> Iterator[tuple[Rows, float]]:
    """Give the rows all learners fit into, tallest first, and the room they leave."""
    if len(sheet.lines) > MOST_ON_A_PAGE:
        return
    for rows in STEPS:
        spare = room - _FOOT_ROWS * rows.foot_height - _learners(sheet, rows)
        if spare >= 0:
            yield rows, spare


def _learners(sheet: SummarySheet, rows: Rows) -> float:
    """Return the height of all learners' rows; a long name may take two lines."""
    width = sheet.grid.widths[1] - 2 * _SIDE_MM
    taken = 0.0
    for line in sheet.lines:
        fit = fit_line(line.name, width_mm=width, size=rows.size)
        name = fit.size * len(fit.lines) * _MM_A_POINT + _LINES_MM
        taken += max(rows.height, name)
    return taken


_GROUP_AND_YEAR = (11.0, 28.0, 21.5, 20.0)
_SEMESTER, _COURSE = (16.5, 8.0), (12.0, 8.0)
_PROGRAMME_CAPTION = 24.5


def _field_widths(sheet: SummarySheet) -> tuple[float, ...]:
    """Return widths of captions and values; what a programme lacks takes none."""
    widths = (
        *_GROUP_AND_YEAR,
        *(_SEMESTER if sheet.semester else ()),
        *(_COURSE if sheet.course else ()),
        _PROGRAMME_CAPTION,
    )
    return (*widths, FIELDS_WIDTH - sum(widths))


def _value_lines(text: str, width: float) -> int:
    return count_lines(text, width_mm=width - 1, size=10, family=SERIF)


def _heads(sheet: SummarySheet) -> Iterator[tuple[float, tuple[Title, ...]]]:
    """Give the least head for the regular cut, and lower ones for narrower cuts."""
    texts = tuple(column.title for column in sheet.grid.columns)
    each = sheet.grid.widths[3] if texts else 0
    found = False
    for number in range(1, len(_CUTS) + 1):
        for head in HEADS_MM:
            titles = _turned(texts, each, head, _CUTS[:number])
            if titles is not None:
                found = True
                yield head, titles
                break
    if not found:
        last = (turn_title(text, each=each, head=HEADS_MM[-1]) for text in texts)
        yield HEADS_MM[-1], tuple(last)


def _turned(
    texts: Iterable[str], each: float, head: float, cuts: Cuts
) -> tuple[Title, ...] | None:
    """Return the titles if all fit their columns and no word is cut."""
    titles = []
    for text in texts:
        title = turn_title(text, each=each, head=head, cuts=cuts)
        if title.depth > each or title.longest > head - _HEAD_ENDS_MM:
            return None
        titles.append(title)
    return tuple(titles)


@lru_cache(maxsize=4096)
def turn_title(text: str, *, each: float, head: float, cuts: Cuts = _CUTS) -> Title:
    """Return a title broken to stand upright in a column and a head of some size.

    Where no cut fits, the last one is as near as it can be.
    """
    (family, size), *narrower = cuts
    room = head - _HEAD_ENDS_MM
    title = Title(
        lines=break_evenly(text, width_mm=room, size=size, family=family),
        family=family,
        size=size,
        longest=longest_piece(text, size=size, family=family),
    )
    if not narrower or (title.depth <= each and title.longest <= room):
        return title
    return turn_title(text, each=each, head=head, cuts=tuple(narrower))
