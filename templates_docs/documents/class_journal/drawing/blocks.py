"""Tables, prose, fields, footnotes and signatures as texts and lines."""

from functools import singledispatch
from itertools import accumulate

from templates_docs.documents.class_journal.drawing.canvas import Canvas
from templates_docs.documents.class_journal.drawing.grids import GridDrawing
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.caption import level
from templates_docs.documents.class_journal.layout.look import POINT, style
from templates_docs.documents.class_journal.layout.measure import (
    fit_line,
    height,
    width,
)
from templates_docs.documents.class_journal.layout.model import (
    Block,
    Cell,
    Field,
    Grid,
    Legend,
    Notes,
    Prose,
    Rich,
    Rule,
    Run,
    Signatures,
    Table,
)
from templates_docs.documents.class_journal.layout.spread.notes import (
    COLUMN_WIDTH,
    GUTTER,
    SIGN_WIDTH,
)
from templates_docs.documents.class_journal.layout.tables import (
    BELOW,
    SIDES,
    space_above,
)

SIGNATURE_COLUMNS = ((67.0, 36.0), (108.0, 36.0), (149.0, 26.0))
"""Left edge and width of signature, name and date: the last three columns."""

SIGNATURE_CAPTIONS = ("подпись", "инициалы, фамилия", "дата")
_ROLES = (
    look.SIGNATURE,
    style("serif", 9.5, 12.6),
    style("serif", 8.5, 12.6),
    *(style("narrow", size, 12.6) for size in (9, 8, 7, 6)),
)
_SWATCH_WIDTH, _SWATCH_HEIGHT, _SWATCH_GAP = 6.0, 2.7, 1.6


@singledispatch
def draw(block: Block, canvas: Canvas) -> None:
    """Draw a block of a page."""
    message = f"no drawing for {type(block).__name__}"
    raise TypeError(message)


@draw.register
def _(block: Prose, canvas: Canvas) -> None:
    canvas.rich((block.left, block.top, block.width), block.rich, block.align)


@draw.register
def _(block: Rule, canvas: Canvas) -> None:
    canvas.level(block.left, block.top, block.width, block.weight)


@draw.register
def _(block: Grid, canvas: Canvas) -> None:
    GridDrawing(block, canvas).draw()


@draw.register
def _(block: Field, canvas: Canvas) -> None:
    main = block.value[0].style if block.value else look.TEACHER
    foot = block.top + max(height(block.value), main.pitch * POINT)
    caption = block.caption[0].style
    canvas.rich(
        (block.caption_left, level(block.top, main, caption), look.TEXT_WIDTH),
        block.caption,
        "left",
    )
    if block.value:
        wide = block.value_right - block.value_left
        canvas.rich((block.value_left + 0.5, block.top, wide), block.value, "left")
    if block.ruled:
        wide = block.value_right - block.value_left
        canvas.level(block.value_left, foot, wide, look.HAIR)
    if block.hint:
        wide = block.value_right - block.value_left
        canvas.rich((block.value_left, foot + 0.5, wide), block.hint, "center")


@draw.register
def _(block: Table, canvas: Canvas) -> None:
    _table_lines(block, canvas)
    edges = [block.left, *(block.left + x for x in accumulate(block.widths))]
    top = block.top
    for row in block.rows:
        column = 0
        above = space_above(row)
        for cell in row.cells:
            left, right = edges[column], edges[column + cell.span]
            column += cell.span
            if cell.rich:
                box = (left, top, right - left, row.height)
                _cell(cell, canvas, box, above=above)
        top += row.height


def _cell(
    cell: Cell,
    canvas: Canvas,
    box: tuple[float, float, float, float],
    *,
    above: float,
) -> None:
    left, top, wide, tall = box
    free = tall - height(cell.rich)
    y = top + free / 2
    if not cell.middle:
        y = top + (free - BELOW + 0.2 if cell.bottom else above)
    canvas.rich((left + SIDES, y, wide - 2 * SIDES), cell.rich, cell.align)
    if cell.struck:
        run = cell.rich[0]
        canvas.strike(left + (wide - width(run.text, run.style)) / 2, y, run)


def _table_lines(block: Table, canvas: Canvas) -> None:
    wide = sum(block.widths)
    canvas.level(block.left, block.top, wide, look.FRAME)
    top = block.top
    for index, row in enumerate(block.rows):
        top += row.height
        last = index == len(block.rows) - 1
        weight = look.FRAME if last else row.weight
        if weight:
            canvas.level(block.left, top, wide, weight)
    for x in accumulate(block.widths[:-1]):
        for start, tall in _upright_pieces(block, x):
            canvas.plumb(block.left + x, start, tall, look.HAIR)


def _upright_pieces(block: Table, x: float) -> list[tuple[float, float]]:
    """Return the pieces of a line between columns, broken at joined cells."""
    pieces: list[tuple[float, float]] = []
    top = block.top
    for row in block.rows:
        if x in _inner_edges(block, row.cells):
            if pieces and abs(pieces[-1][0] + pieces[-1][1] - top) < 0.001:
                pieces[-1] = (pieces[-1][0], pieces[-1][1] + row.height)
            else:
                pieces.append((top, row.height))
        top += row.height
    return pieces


def _inner_edges(block: Table, cells: tuple[Cell, ...]) -> set[float]:
    if len(cells) == len(block.widths):
        return set(accumulate(block.widths))
    sums = list(accumulate(block.widths))
    return {sums[end - 1] for end in accumulate(cell.span for cell in cells)}


@draw.register
def _(block: Notes, canvas: Canvas) -> None:
    left = 0.0
    for column in block.columns:
        top = block.top
        for note in column:
            canvas.text(left, top - 0.9, Run(note.sign, look.INDEX_NOTE))
            box = (left + SIGN_WIDTH, top, COLUMN_WIDTH - SIGN_WIDTH + 3)
            canvas.rich(box, note.rich, "left")
            top += note.height
        left += COLUMN_WIDTH + GUTTER


@draw.register
def _(block: Legend, canvas: Canvas) -> None:
    canvas.level(0, block.top - 0.8, look.TEXT_WIDTH, look.HAIR)
    canvas.rich((0, block.top, look.TEXT_WIDTH), block.rich, "left")
    right = look.TEXT_WIDTH
    places = []
    for shade, label in reversed(block.swatches):
        right -= width(label, look.NOTE)
        places.append((right, shade, label))
        right -= _SWATCH_WIDTH + _SWATCH_GAP + 5.0
    for x, shade, label in reversed(places):
        box_left = x - _SWATCH_WIDTH - _SWATCH_GAP
        box = (box_left, block.top + 0.2, _SWATCH_WIDTH, _SWATCH_HEIGHT)
        canvas.fill(box, f"{shade}-swatch")
        canvas.text(x, block.top, Run(label, look.NOTE))


def role_run(role: str) -> Run:
    """Return a role fitted before the line for a signature."""
    return fit_line(role, _ROLES, SIGNATURE_COLUMNS[0][0] - 2)


def signed_run(text: str, column: int) -> Run:
    """Return a name or a date fitted into its column."""
    return fit_line(text, _ROLES, SIGNATURE_COLUMNS[column][1])


@draw.register
def _(block: Signatures, canvas: Canvas) -> None:
    for index, line in enumerate(block.lines):
        top = block.top + index * block.pitch
        canvas.rich((0, top, 65), (role_run(line.role),), "left")
        foot = top + look.SIGNATURE.pitch * POINT
        for column, text in enumerate(("", line.name, line.date)):
            left, wide = SIGNATURE_COLUMNS[column]
            if text:
                canvas.rich((left, top, wide), (signed_run(text, column),), "center")
            canvas.level(left, foot, wide, look.HAIR)
        for (left, wide), caption in zip(
            SIGNATURE_COLUMNS, SIGNATURE_CAPTIONS, strict=True
        ):
            rich: Rich = (Run(caption, look.FIELD_CAPTION),)
            canvas.rich((left, foot + 0.3, wide), rich, "center")
