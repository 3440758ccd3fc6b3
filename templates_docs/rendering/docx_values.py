"""What a built Word document is made of: runs, paragraphs, cells, rows, tables.

Lines and letters are measured in points, widths and heights in millimetres.
"""

from dataclasses import dataclass, field
from typing import Literal

from templates_docs.rendering.docx_drawing import Drawing
from templates_docs.rendering.fonts import SANS

Align = Literal["left", "center", "right", "both"]
FITTED_STYLE = "FitLine"
"""Word style of a line that is narrowed, shrunk and broken to fit its cell."""
FITTED_BLOCK_STYLE = "FitBlock"
"""Word style of a text that is narrowed, then broken into two lines of its cell."""

VerticalAlign = Literal["top", "center", "bottom"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """Cut, size and tracking of a run of text, in points."""

    font: str = SANS
    size: float = 9
    bold: bool = False
    italic: bool = False
    raised: bool = False
    struck: bool = False
    underlined: bool = False
    tracking: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG placed in the line of text."""

    data: bytes
    width_mm: float
    height_mm: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text of one style, or a field (`PAGE`, `NUMPAGES`), a picture, a drawing."""

    text: str = ""
    style: TextStyle = TextStyle()
    field: str = ""
    picture: Picture | None = None
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """How a paragraph stands: spaces in points, indents and tabs in millimetres.

    `line` is a multiple of the font's own line, `exact` a fixed height in points;
    `tabs` are (place, alignment). A fitted paragraph is narrowed, shrunk and broken
    until it fits its cell (see `docx_fit`).
    """

    align: Align = "left"
    before: float = 0
    after: float = 0
    line: float = 1
    exact: float = 0
    indent_mm: float = 0
    first_mm: float = 0
    keep_next: bool = False
    fitted: bool = False
    page_break: bool = False
    tabs: tuple[tuple[float, Literal["left", "center", "right"]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of runs."""

    runs: tuple[Run, ...] = ()
    style: ParagraphStyle = ParagraphStyle()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellStyle:
    """How a cell stands; a line of None is the table's own, 0 is no line.

    `white` is the share of white in the fill, 1 is no fill; `hatched` fills the
    cell with diagonal strokes instead.
    """

    text: TextStyle = TextStyle()
    paragraph: ParagraphStyle = ParagraphStyle()
    valign: VerticalAlign = "center"
    white: float = 1
    hatched: bool = False
    rotated: bool = False
    unbroken: bool = False
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    diagonal: float = 0
    sides_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell with a plain text, or with paragraphs of its own.

    `span` joins columns; `down` begins («start») or goes on («continue») a cell
    joined through rows.
    """

    text: str = ""
    style: CellStyle = CellStyle()
    paragraphs: tuple[Paragraph, ...] = ()
    span: int = 1
    down: Literal["", "start", "continue"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; a repeated row stands again at the head of every page."""

    cells: tuple[Cell, ...]
    height_mm: float = 0
    exact: bool = False
    repeated: bool = False
    top: float | None = None
    bottom: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Lines of a table in points: heavy top and bottom, no sides."""

    top: float = 1
    bottom: float = 1
    left: float = 0
    right: float = 0
    inside_h: float = 0.35
    inside_v: float = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of fixed column widths."""

    widths_mm: tuple[float, ...]
    rows: tuple[Row, ...]
    frame: Frame = field(default_factory=Frame)
    sides_mm: float = 1.2
    indent_mm: float = 0


Block = Paragraph | Table
