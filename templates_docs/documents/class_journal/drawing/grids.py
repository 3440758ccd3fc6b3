"""A grid of marks as texts, lines and fills, row after row."""

from itertools import accumulate

from templates_docs.documents.class_journal.drawing.canvas import Canvas
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import POINT, Style
from templates_docs.documents.class_journal.layout.measure import height, width
from templates_docs.documents.class_journal.layout.model import (
    Align,
    Band,
    Column,
    Grid,
    HeadCell,
    Run,
)
from templates_docs.documents.class_journal.layout.names import SIDES

_STRIP = 3.3
_EDGE = 0.1


class GridDrawing:
    """Draws one grid on a canvas."""

    def __init__(self, grid: Grid, canvas: Canvas) -> None:
        self.grid = grid
        self.canvas = canvas
        self.edges = [0.0, *accumulate(column.width for column in grid.columns)]
        self.body_top = grid.top + grid.head_height
        self.body_bottom = self.body_top + grid.rows * grid.row_height

    def draw(self) -> None:
        """Draw fills and lines first, texts over them in the order of reading."""
        self._fills()
        self._head_lines()
        self._body_lines()
        for cell in self.grid.heads:
            self._head_text(cell)
        bands = {(band.row, band.column): band for band in self.grid.bands}
        for row in range(self.grid.rows):
            self._row(row, bands)
        self._feet()

    def _fills(self) -> None:
        grid = self.grid
        tops = {cell.column: cell.top for cell in grid.heads if cell.shaded}
        for index, column in enumerate(grid.columns):
            if column.shaded:
                top = grid.top + tops.get(index, grid.head_height)
                tall = grid.top + grid.height - top
                box = (self.edges[index], top, column.width, tall)
                self.canvas.fill(box, "column")

    def _head_lines(self) -> None:
        grid = self.grid
        self.canvas.level(0, grid.top, grid.width, look.FRAME)
        under: dict[float, list[tuple[float, float]]] = {}
        for cell in grid.heads:
            left, right = self._span(cell.column, cell.span)
            bottom = cell.top + cell.height
            if bottom < grid.head_height - 0.01:
                under.setdefault(bottom, []).append((left, right))
            if cell.column:
                self.canvas.plumb(left, grid.top + cell.top, cell.height, cell.weight)
        for bottom, pieces in sorted(under.items()):
            for left, right in _joined(pieces):
                self.canvas.level(left, grid.top + bottom, right - left, look.HAIR)
        self.canvas.level(0, self.body_top, grid.width, look.FRAME)

    def _body_lines(self) -> None:
        grid = self.grid
        tall = self.body_bottom - self.body_top
        foot = len(grid.feet) * grid.foot_height
        for index, column in enumerate(grid.columns):
            if index:
                rest = foot if index >= grid.sides else 0.0
                weight = column.weight
                self.canvas.plumb(self.edges[index], self.body_top, tall + rest, weight)
        for row in range(1, grid.rows):
            weight = look.HAIR if row % 5 else look.FIFTH
            y = self.body_top + row * grid.row_height
            self.canvas.level(0, y, grid.width, weight)
        self.canvas.level(0, self.body_bottom, grid.width, look.FRAME)
        for number in range(1, len(grid.feet) + 1):
            last = number == len(grid.feet)
            y = self.body_bottom + number * grid.foot_height
            self.canvas.level(0, y, grid.width, look.FRAME if last else look.HAIR)

    def _head_text(self, cell: HeadCell) -> None:
        left, right = self._span(cell.column, cell.span)
        top = self.grid.top + cell.top
        if cell.rotated:
            box = (left, top, right - left, cell.height)
            self.canvas.upright(box, cell.rich, low=cell.low)
            return
        y = top + (cell.height - height(cell.rich)) / 2
        self.canvas.rich((left, y, right - left), cell.rich, "center")

    def _row(self, row: int, bands: dict[tuple[int, int], Band]) -> None:
        top = self.body_top + row * self.grid.row_height
        covered = -1
        for index, column in enumerate(self.grid.columns):
            band = bands.get((row, index))
            if band:
                self._band(band, top)
                covered = index + band.span - 1
            elif index > covered and column.cells[row]:
                self._cell(index, column, row, top=top)

    def _cell(self, index: int, column: Column, row: int, *, top: float) -> None:
        value = column.cells[row]
        left, wide = self.edges[index], column.width
        if isinstance(value, str):
            run = Run(value, column.style)
            y = top + (self.grid.row_height - column.style.pitch * POINT) / 2
            rest = wide - width(value, column.style)
            self.canvas.text(left + _shift(column.align, rest), y, run)
            return
        y = top + (self.grid.row_height - height(value)) / 2
        if column.align != "center":
            left, wide = left + SIDES, wide - 2 * SIDES
        if len(value) == 1:
            self.canvas.rich((left, y, wide), value, column.align)
            return
        used = sum(width(run.text, run.style) for run in value)
        self.canvas.rich((left + (wide - used) / 2, y, used + 1), value, "left")

    def _band(self, band: Band, top: float) -> None:
        left, right = self._span(band.column, band.span)
        tall = self.grid.row_height
        after = band.column + band.span
        columns = self.grid.columns
        start = columns[band.column].weight * POINT / 2
        end = columns[after].weight * POINT / 2 if after < len(columns) else 0.0
        box = (left + start, top + _EDGE, right - left - start - end, tall - 2 * _EDGE)
        self.canvas.cover(box, "white")
        self.canvas.cover(box, band.shade)
        if band.rich:
            self._band_words(band, top)

    def _band_words(self, band: Band, top: float) -> None:
        left, right = self._span(band.column, band.span)
        tall = self.grid.row_height
        run = band.rich[0]
        used = width(run.text, run.style)
        y = top + (tall - run.style.pitch * POINT) / 2
        x = left + (right - left - used) / 2
        if band.shade == "hatch":
            strip = min(used + 1.6, right - left - 0.4)
            middle = left + (right - left - strip) / 2
            box = (middle, top + (tall - _STRIP) / 2, strip, _STRIP)
            self.canvas.cover(box, "white")
        self.canvas.text(x, y, run)

    def _feet(self) -> None:
        grid = self.grid
        for number, foot in enumerate(grid.feet):
            top = self.body_bottom + number * grid.foot_height
            y = self._middle(top, foot.style)
            label = (Run(foot.label, foot.style),)
            self.canvas.rich((0, y, self.edges[grid.sides] - SIDES), label, "right")
            for index, column in enumerate(grid.columns):
                value = column.foot[number] if column.foot else ""
                if value:
                    run = (Run(value, foot.value),)
                    self.canvas.rich(
                        (self.edges[index], y, column.width), run, "center"
                    )

    def _middle(self, top: float, style: Style) -> float:
        return top + (self.grid.foot_height - style.pitch * POINT) / 2

    def _span(self, column: int, span: int) -> tuple[float, float]:
        return self.edges[column], self.edges[column + span]


def _shift(align: Align, rest: float) -> float:
    if align == "center":
        return rest / 2
    return SIDES if align == "left" else rest - SIDES


def _joined(pieces: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in sorted(pieces):
        if joined and abs(joined[-1][1] - left) < 0.01:
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined
