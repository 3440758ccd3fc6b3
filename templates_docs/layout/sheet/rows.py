"""How tall the rows of a grade sheet are: a group of thirty fits one page."""

from collections.abc import Sequence
from typing import Any, Protocol

from templates_docs.layout.sheet.context import SheetFoot, SheetHead
from templates_docs.rendering.fitting import count_lines, fit_block, fit_line
from templates_docs.rendering.fonts import SERIF
from templates_docs.rendering.rows import RowPlan

MOST_ON_A_PAGE = 30
HEIGHTS_MM = (
    6.35,
    6.25,
    6.0,
    5.85,
    5.7,
    5.55,
    5.35,
    5.2,
    5.1,
    5.0,
    4.9,
    4.8,
    4.7,
    4.6,
    4.5,
)
"""The row of the picture, then tighter ones, each still wider than its letters."""
_SMALL_PT = (8.5, 8.0, 7.5, 7.0, 6.5)
_NAME_PT, _BLOCK_PT = 9.5, 8.5
_MM_A_POINT = 25.4 / 72
_LINES_MM = 0.15
# The height of a page less its margins, and what stands on it besides the rows.
_PAGE_MM = 267.0
_ALWAYS_MM = 77.0
_LETTERHEAD_MM = 3.55
_TITLE_MM = 7.0
_FIELD_MM = 4.9
_SIGNATURE_MM = 8.4
# What Word may take more than is reckoned here, before signatures would move on.
_GRACE_MM = 3.0
# Where a value of the head may take a second line: its width and cut.
_TITLE_WIDTH, _TITLE_PT, _TITLE_TRACKING_MM = 178.0, 14.0, 0.25
_PROGRAMME_WIDTH, _DISCIPLINE_WIDTH = 150.0, 112.0
_EXAMINER_WIDTH, _FORM_WIDTH = 69.0, 52.0
_VALUE_PT = 10.5


class ListSheet(Protocol):
    """A sheet with a head, lines and a foot (ведомость со списком)."""

    @property
    def head(self) -> SheetHead:
        """What the sheet is of."""

    @property
    def lines(self) -> Sequence[Any]:
        """The learners' lines."""

    @property
    def foot(self) -> SheetFoot:
        """Who signs."""


def plan_rows(
    sheet: ListSheet, *, name_mm: float, block: tuple[str, float] | None = None
) -> RowPlan:
    """Return the tallest rows with which a sheet and its signatures fit one page.

    `name_mm` is the width of the names; `block` is the field of a line that may take
    several lines, and its width. A longer list has rows of the usual height and goes
    on to more pages.
    """
    room = _room(sheet.head, sheet.foot)
    for height in HEIGHTS_MM:
        small = next((one for one in _SMALL_PT if _tall(one, 2) <= height), 6.5)
        taken = 0.0
        for line in sheet.lines:
            name = fit_line(line.name, width_mm=name_mm, size=_NAME_PT)
            taken += max(
                height,
                _tall(name.size, len(name.lines)),
                _block(line, block, small) if block else 0,
            )
        if taken <= room and len(sheet.lines) <= MOST_ON_A_PAGE:
            spare = max(0, room - taken - _GRACE_MM)
            return RowPlan(height_mm=height, small_pt=small, spare_mm=spare)
    return RowPlan(height_mm=HEIGHTS_MM[0], small_pt=_SMALL_PT[0])


def _block(line: object, block: tuple[str, float], small: float) -> float:
    name, width = block
    text: str = getattr(line, name)
    fit = fit_block(text, width_mm=width, size=_BLOCK_PT, small=small)
    return _tall(fit.size, len(fit.lines))


def _tall(size: float, lines: int) -> float:
    return lines * size * _MM_A_POINT + _LINES_MM


def _room(head: SheetHead, foot: SheetFoot) -> float:
    taken = (
        _ALWAYS_MM
        + _LETTERHEAD_MM * len(head.letterhead.name_lines)
        + _TITLE_MM * _title_lines(head)
        + _FIELD_MM * _second_lines(head)
        + _SIGNATURE_MM * len(foot.signatures)
    )
    return _PAGE_MM - taken


def _title_lines(head: SheetHead) -> int:
    text = f"{head.title} № {head.number}"
    width = _TITLE_WIDTH - _TITLE_TRACKING_MM * len(text)
    return count_lines(text, width_mm=width, size=_TITLE_PT, family=SERIF)


def _second_lines(head: SheetHead) -> int:
    """Return how many lines the values of the head take beyond one each."""
    examiners = ", ".join(head.examiners)
    return sum(
        (
            _lines(head.programme, _PROGRAMME_WIDTH) - 1,
            _lines(head.discipline, _DISCIPLINE_WIDTH, bold=True) - 1,
            max(
                _lines(examiners, _EXAMINER_WIDTH),
                _lines(head.control_form, _FORM_WIDTH),
            )
            - 1,
        )
    )


def _lines(text: str, width: float, *, bold: bool = False) -> int:
    return count_lines(text, width_mm=width, size=_VALUE_PT, family=SERIF, bold=bold)
