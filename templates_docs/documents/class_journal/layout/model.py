"""What a planned page holds: the values both engines, PDF and DOCX, draw.

A block stands at its own height on the page (`top`, millimetres), because every
height is known beforehand; nothing flows, nothing is measured twice.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from templates_docs.documents.class_journal.layout.look import (
    HAIR,
    RUNNING,
    TEXT_WIDTH,
    Style,
)

Align = Literal["left", "center", "right"]
Shade = Literal["", "column", "band", "hatch"]


class Run(NamedTuple):
    """Text of one style; a line feed in it is a line break."""

    text: str
    style: Style
    mark: Literal["", "under", "raised", "struck"] = ""


Rich = tuple[Run, ...]


class Prose(NamedTuple):
    """Lines of text in a column of their own."""

    top: float
    height: float
    rich: Rich
    left: float = 0
    width: float = TEXT_WIDTH
    align: Align = "left"


class Rule(NamedTuple):
    """A level line."""

    top: float
    left: float = 0
    width: float = TEXT_WIDTH
    weight: float = HAIR


class Field(NamedTuple):
    """A caption and its value on a hairline (реквизит бланка)."""

    top: float
    height: float
    caption: Rich
    value: Rich
    hint: Rich = ()
    caption_left: float = 0
    value_left: float = 0
    value_right: float = TEXT_WIDTH
    ruled: bool = True


class Cell(NamedTuple):
    """A cell of a text table."""

    rich: Rich = ()
    align: Align = "left"
    middle: bool = False
    bottom: bool = False
    span: int = 1
    struck: bool = False


class Row(NamedTuple):
    """A row of a text table and the line under it."""

    height: float
    cells: tuple[Cell, ...]
    weight: float = HAIR


class Table(NamedTuple):
    """A text table: rows of known heights, the first `heads` are its header."""

    top: float
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    heads: int = 1
    left: float = 0
    first_top: bool = True

    @property
    def height(self) -> float:
        """Height of all rows."""
        return sum(row.height for row in self.rows)


class Column(NamedTuple):
    """A column of a grid; `cells` has a value a row: text, rich text or «»."""

    width: float
    cells: tuple[str | Rich, ...]
    style: Style
    align: Align = "center"
    shaded: bool = False
    weight: float = HAIR
    foot: tuple[str, ...] = ()


class HeadCell(NamedTuple):
    """A cell of a grid's header: place in columns and in millimetres of height.

    A rotated caption stands in the middle, a `low` one begins at the foot.
    """

    column: int
    span: int
    top: float
    height: float
    rich: Rich
    rotated: bool = False
    shaded: bool = False
    weight: float = HAIR
    low: bool = False


class Band(NamedTuple):
    """A span of cells of a row a learner was outside the group."""

    row: int
    column: int
    span: int
    shade: Shade
    rich: Rich


class Foot(NamedTuple):
    """A row of sums under a grid: its label, and the type of label and values."""

    label: str
    style: Style
    value: Style


class Grid(NamedTuple):
    """A table of marks: learners down, lessons or courses across.

    The first `sides` columns name the learner; labels of feet stand under them.
    """

    top: float
    columns: tuple[Column, ...]
    heads: tuple[HeadCell, ...]
    head_height: float
    row_height: float
    rows: int
    bands: tuple[Band, ...] = ()
    feet: tuple[Foot, ...] = ()
    foot_height: float = 5.6
    sides: int = 2

    @property
    def height(self) -> float:
        """Height of header, rows and feet."""
        body = self.rows * self.row_height + len(self.feet) * self.foot_height
        return self.head_height + body

    @property
    def width(self) -> float:
        """Width of all columns."""
        return sum(column.width for column in self.columns)


class Note(NamedTuple):
    """A footnote: its sign and text."""

    sign: str
    rich: Rich
    height: float


class Notes(NamedTuple):
    """Footnotes in two columns."""

    top: float
    columns: tuple[tuple[Note, ...], ...]

    @property
    def height(self) -> float:
        """Height of the longer column."""
        return max(
            (sum(n.height for n in column) for column in self.columns), default=0
        )


class Legend(NamedTuple):
    """The foot of a page of marks: signs in words, swatches of the fills."""

    top: float
    height: float
    rich: Rich
    swatches: tuple[tuple[Shade, str], ...]


class SignatureLine(NamedTuple):
    """Role, signature, name, date: one line of the foot."""

    role: str
    name: str
    date: str = ""


class Signatures(NamedTuple):
    """Signatures at the foot of the page, on the same three columns."""

    top: float
    lines: tuple[SignatureLine, ...]
    pitch: float


Block = Prose | Rule | Field | Table | Grid | Notes | Legend | Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A planned page with its running header and its place in the volume.

    `verso` is the left page of a spread, with the binding at its right; the
    sheet's number stands on the face of the sheet only.
    """

    number: int
    sheet: int | None
    verso: bool
    kind: str
    part: str
    running: str
    running_right: str
    blocks: tuple[Block, ...]
    code: str
    heading: bool = True
    running_face: Style = RUNNING
