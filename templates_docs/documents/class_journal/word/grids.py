"""A grid of marks as a Word table, joined cells and all."""

from collections.abc import Iterator

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.model import (
    Align,
    Band,
    Column,
    Grid,
    HeadCell,
    Rich,
)
from templates_docs.documents.class_journal.layout.names import SIDES
from templates_docs.documents.class_journal.word.styles import (
    cell_style,
    paragraph,
    paragraph_style,
    text_style,
)
from templates_docs.rendering.docx_values import Cell, CellStyle, Frame, Row, Table

_BLANK = look.NOTE
_EMPTY = Cell(style=CellStyle(paragraph=paragraph_style(1.0), text=text_style(_BLANK)))


def grid_table(grid: Grid) -> Table:
    """Return the table: storeys of the header, learners, sums."""
    return Table(
        widths_mm=tuple(round(column.width, 2) for column in grid.columns),
        rows=(*_head_rows(grid), *_body_rows(grid), *_foot_rows(grid)),
        frame=Frame(top=look.FRAME, bottom=look.FRAME),
        sides_mm=0,
    )


def _head_rows(grid: Grid) -> Iterator[Row]:
    levels = sorted({cell.top for cell in grid.heads}) or [0.0]
    bottoms = [*levels[1:], grid.head_height]
    for top, bottom in zip(levels, bottoms, strict=True):
        last = bottom == grid.head_height
        yield Row(
            cells=tuple(_storey(grid, top)),
            height_mm=bottom - top,
            exact=True,
            repeated=True,
            bottom=look.FRAME if last else None,
        )


def _storey(grid: Grid, top: float) -> Iterator[Cell]:
    """Yield the cells of a storey; a cell of several storeys goes on downwards."""
    column = 0
    while column < len(grid.columns):
        cell = _standing(grid, column, top)
        if cell is None:
            yield _EMPTY
            column += 1
            continue
        yield _head_cell(grid, cell, begins=abs(cell.top - top) < 0.01)
        column += cell.span


def _standing(grid: Grid, column: int, top: float) -> HeadCell | None:
    for cell in grid.heads:
        inside = cell.top - 0.01 <= top < cell.top + cell.height - 0.01
        if cell.column == column and inside:
            return cell
    return None


def _head_cell(grid: Grid, cell: HeadCell, *, begins: bool) -> Cell:
    tall = cell.height < grid.head_height - 0.01
    several = _storeys(grid, cell) > 1
    style = CellStyle(
        paragraph=paragraph_style(1.0),
        white=look.WHITE_SHADE if cell.shaded else 1,
        rotated=cell.rotated,
        left=cell.weight if cell.column else None,
        bottom=None if tall else look.FRAME,
    )
    down = ("start" if begins else "continue") if several else ""
    if not begins:
        return Cell(style=style, span=cell.span, down="continue")
    align: Align = "left" if cell.low else "center"
    return Cell(
        paragraphs=(paragraph(cell.rich, align),),
        style=style,
        span=cell.span,
        down="start" if down else "",
    )


def _storeys(grid: Grid, cell: HeadCell) -> int:
    levels = {one.top for one in grid.heads}
    return sum(cell.top - 0.01 <= top < cell.top + cell.height - 0.01 for top in levels)


def _body_rows(grid: Grid) -> Iterator[Row]:
    bands = {(band.row, band.column): band for band in grid.bands}
    for row in range(grid.rows):
        last = row == grid.rows - 1
        weight = look.FIFTH if (row + 1) % 5 == 0 else look.HAIR
        yield Row(
            cells=tuple(_body_cells(grid, row, bands)),
            height_mm=grid.row_height,
            exact=True,
            bottom=look.FRAME if last else weight,
        )


def _body_cells(
    grid: Grid, row: int, bands: dict[tuple[int, int], Band]
) -> Iterator[Cell]:
    covered = -1
    for index, column in enumerate(grid.columns):
        band = bands.get((row, index))
        if band:
            covered = index + band.span - 1
            yield _band_cell(band, column)
        elif index > covered:
            yield _cell(column, column.cells[row], index)


def _cell(column: Column, value: str | Rich, index: int) -> Cell:
    white = look.WHITE_SHADE if column.shaded else 1
    weight = column.weight if index else None
    if isinstance(value, str):
        style = cell_style(column.style, column.align, white=white, left=weight)
        if column.align != "center":
            style = _padded(style)
        return Cell(text=value, style=style)
    style = CellStyle(
        paragraph=paragraph_style(1.0),
        white=white,
        left=weight,
        sides_mm=None if column.align == "center" else SIDES - 0.3,
    )
    return Cell(paragraphs=(paragraph(value, column.align),), style=style)


def _padded(style: CellStyle) -> CellStyle:
    return CellStyle(
        text=style.text,
        paragraph=style.paragraph,
        white=style.white,
        left=style.left,
        sides_mm=SIDES - 0.3,
    )


def _band_cell(band: Band, column: Column) -> Cell:
    style = CellStyle(
        paragraph=paragraph_style(1.0),
        white=look.WHITE_BAND if band.shade == "band" else 1,
        hatched=band.shade == "hatch",
        left=column.weight,
    )
    return Cell(
        paragraphs=(paragraph(band.rich, "center"),), style=style, span=band.span
    )


def _foot_rows(grid: Grid) -> Iterator[Row]:
    for number, foot in enumerate(grid.feet):
        label = CellStyle(
            text=text_style(foot.style),
            paragraph=paragraph_style(foot.style.pitch, "right"),
            sides_mm=SIDES,
        )
        values = tuple(
            Cell(
                text=column.foot[number] if column.foot else "",
                style=cell_style(
                    foot.value,
                    white=look.WHITE_SHADE if column.shaded else 1,
                    left=column.weight,
                ),
            )
            for column in grid.columns[grid.sides :]
        )
        yield Row(
            cells=(Cell(text=foot.label, style=label, span=grid.sides), *values),
            height_mm=grid.foot_height,
            exact=True,
        )
