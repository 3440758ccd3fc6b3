"""Parts of a grade sheet for Word documents built in code; equal to `frame.html`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from templates_docs.document import Imprint
from templates_docs.formatting.dates import local_moment
from templates_docs.formatting.typography import NBSP, short_digest
from templates_docs.rendering.docx_values import (
    Align,
    Block,
    Cell,
    CellStyle,
    Frame,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Table,
    TextStyle,
)
from templates_docs.rendering.fonts import SANS, SERIF
from templates_docs.rendering.qr import imprint_payload, qr_png

NO_LINES = Frame(top=0, bottom=0, inside_h=0, inside_v=0)
VALUE = TextStyle(font=SERIF, size=10.5)
CAPTION = TextStyle(font=SANS, size=8)
HINT = TextStyle(font=SANS, size=6.5)
FOOT = TextStyle(font=SANS, size=7)
_QR_MM = 12.0
_CAPTION_LEAD = 4.0


def paragraph(text: str, style: TextStyle, form: ParagraphStyle) -> Paragraph:
    """Return a paragraph of one style."""
    return Paragraph(runs=(Run(text=text, style=style),), style=form)


def gap(points: float) -> Paragraph:
    """Return an empty line of an exact height; tables need one between them."""
    return paragraph("", TextStyle(size=1), ParagraphStyle(exact=points))


def text_cell(
    text: str, size: float, align: Align = "left", *, bold: bool = False
) -> Cell:
    """Return a cell of sans text that is fitted into its column."""
    style = CellStyle(
        text=TextStyle(size=size, bold=bold),
        paragraph=ParagraphStyle(align=align, fitted=True),
    )
    return Cell(text=text, style=style)


def field_row(
    widths: Sequence[float],
    pairs: Iterable[tuple[str, str]],
    strong: str = "",
    *,
    size: float = 10.5,
    height_mm: float = 5.65,
) -> Table:
    """Return captions and values on hairlines, one base line for both (поля)."""
    cells: list[Cell] = []
    letters = replace(VALUE, size=size)
    for caption, value in pairs:
        cells.append(_caption_cell(caption, _CAPTION_LEAD if cells else 0, letters))
        style = replace(letters, bold=bool(strong) and caption == strong)
        line = CellStyle(text=style, valign="bottom", bottom=0.35, sides_mm=0.8)
        cells.append(Cell(text=value, style=line))
    row = Row(height_mm=height_mm, cells=tuple(cells))
    return Table(widths_mm=tuple(widths), rows=(row,), frame=NO_LINES, sides_mm=0)


def footer_blocks(
    retention: str, file_index: str, imprint: Imprint, width_mm: float
) -> tuple[Block, ...]:
    """Return the running footer: term of keeping, leaf, imprint, symbol."""
    right = ParagraphStyle(align="right")
    stamp = (
        f"{imprint.code} · контрольная сумма {short_digest(imprint.digest)}",
        f"Сформировано {local_moment(imprint.made_at)} (ЭЖ)",
    )
    symbol = Picture(
        data=qr_png(imprint_payload(imprint)),
        width_mm=_QR_MM,
        height_mm=_QR_MM,
        name="qr.png",
    )
    cells = (
        Cell(
            text=f"Срок хранения {retention} · дело {file_index}",
            style=CellStyle(text=FOOT, valign="bottom"),
        ),
        _foot_cell((_leaf(),)),
        _foot_cell(tuple(paragraph(line, FOOT, right) for line in stamp)),
        _foot_cell((Paragraph(runs=(Run(picture=symbol),), style=right),)),
    )
    side = (width_mm - _QR_MM - 1) / 3
    row = Row(cells=cells)
    widths = (side, side, side, _QR_MM + 1)
    return Table(widths_mm=widths, rows=(row,), frame=NO_LINES, sides_mm=0), gap(1)


def _caption_cell(caption: str, lead_mm: float, value: TextStyle) -> Cell:
    # The space of the value's size makes both cells stand on one base line.
    runs = (Run(text=caption, style=CAPTION), Run(text=NBSP, style=value))
    text = Paragraph(runs=runs, style=ParagraphStyle(indent_mm=lead_mm))
    return Cell(paragraphs=(text,), style=CellStyle(valign="bottom"))


def _leaf() -> Paragraph:
    runs = (
        Run(text="Лист ", style=FOOT),
        Run(field="PAGE", style=FOOT),
        Run(text=" из ", style=FOOT),
        Run(field="NUMPAGES", style=FOOT),
    )
    return Paragraph(runs=runs, style=ParagraphStyle(align="center"))


def _foot_cell(paragraphs: tuple[Paragraph, ...]) -> Cell:
    return Cell(paragraphs=paragraphs, style=CellStyle(text=FOOT, valign="bottom"))
