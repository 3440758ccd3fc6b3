"""Type and measures of the journal's pages: the one source for PDF and DOCX.

Millimetres from the top left corner of the page; text sizes in points. Values are
those of the look of printed documents.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

Face = Literal["serif", "sans", "narrow", "mono"]

POINT = 25.4 / 72
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
BINDING, OUTER = 25.0, 10.0
TEXT_WIDTH = PAGE_WIDTH - BINDING - OUTER
TEXT_TOP, TEXT_BOTTOM = 19.0, 277.0
HEADER_BASE, HEADER_RULE = 13.4, 14.7
FOOTER_BASE = 289.6
QR_SIDE, QR_TOP = 10.0, 280.6
HOLES = (68.5, 148.5, 228.5)
HOLE_FROM_SPINE, HOLE_DIAMETER = 13.0, 5.5

HAIR, FIFTH, GROUP, FRAME = 0.35, 0.6, 0.8, 1.0
"""Weights of lines, points: hairline, every fifth row, boundary, frame."""

WHITE_SHADE, WHITE_BAND = 0.93, 0.84
"""Shares of white in the fills of columns and of bands."""

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A cut and size of type; `pitch` is the height of its line, points.

    Equal values are one object (see `style`), so it is hashed by identity.
    """

    key: str
    face: Face
    size: float
    pitch: float
    bold: bool = False
    italic: bool = False
    tracking: float = 0


@cache
def style(
    face: Face,
    size: float,
    pitch: float = 0,
    *,
    bold: bool = False,
    italic: bool = False,
    tracking: float = 0,
) -> Style:
    """Return the one style of these values; without a pitch the usual one."""
    line = pitch or round(size * 1.2, 2)
    key = f"{face[:2]}{size:g}/{line:g}{'b' * bold}{'i' * italic}{tracking or ''}"
    return Style(key, face, size, line, bold, italic, tracking)


MARK = style("sans", 10)
MARK_BOLD = style("sans", 10, bold=True)
MARK_NARROW = style("narrow", 9.5)
MARK_NARROW_BOLD = style("narrow", 9.5, bold=True)
INDEX = style("sans", 6, bold=True)
INDEX_NOTE = style("sans", 6, 8.4, bold=True)
STAR = style("sans", 7)
NAME = style("sans", 9.5)
CONTENTS = style("sans", 9)
BODY = style("sans", 8.5, 9.7)
BODY_NARROW = style("narrow", 8.5, 9.7)
BODY_SMALL = style("sans", 8, 9.4)
BODY_ITALIC = style("sans", 8.5, 9.7, italic=True)
BODY_BOLD = style("sans", 8.5, 9.7, bold=True)
HEAD = style("sans", 8, 9.4)
HEAD_NARROW = style("narrow", 8, 9.4)
HEAD_SMALL = style("sans", 7.5, 8.8)
HEAD_SMALL_NARROW = style("narrow", 7.5, 8.8)
HEAD_BOLD = style("sans", 7.5, 8.8, bold=True)
MONTH = style("sans", 8.5)
NOTE = style("sans", 7, 8.4)
NOTE_BANDS = tuple(style("narrow", size, 9) for size in (7.5, 7, 6.5, 6))
CAPTION = style("sans", 7.5, 9)
FINE = style("sans", 6, 6.6)
FINE_BOLD = style("sans", 6, 6.6, bold=True)
FINE_NARROW = style("narrow", 6, 6.6)
FIELD_CAPTION = style("sans", 6.5, 7.6)
RUNNING = style("sans", 7.5)
SHEET = style("sans", 9, bold=True)
FOOTER = style("sans", 7, 8)
PAGE_OF = style("sans", 8)
DISCIPLINE = style("serif", 13, 15.6, bold=True)
DISCIPLINE_SMALL = style("serif", 11, 13, bold=True)
DISCIPLINE_LEAST = style("serif", 9.5, 11.2, bold=True)
TEACHER = style("serif", 10.5, 12.6)
TITLE = style("serif", 15, 18, tracking=0.08)
TITLE_SMALL = style("serif", 12, 14.4, tracking=0.05)
SUBTITLE = style("serif", 11, 13.2, bold=True)
LEAD = style("serif", 10.5, 13.6)
LEAD_SMALL = style("sans", 7, 13.6)
SIGNATURE = style("serif", 10.5, 12.6)
