"""Tables, prose, fields, footnotes and signatures as Word has them."""

from collections.abc import Iterator
from itertools import pairwise

from templates_docs.documents.class_journal.drawing.blocks import (
    SIGNATURE_CAPTIONS,
    SIGNATURE_COLUMNS,
    role_run,
    signed_run,
)
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import POINT
from templates_docs.documents.class_journal.layout.measure import width
from templates_docs.documents.class_journal.layout.model import (
    Cell as PlannedCell,
)
from templates_docs.documents.class_journal.layout.model import (
    Field,
    Legend,
    Note,
    Notes,
    Prose,
    Rich,
    Rule,
    Run,
    Shade,
    Signatures,
)
from templates_docs.documents.class_journal.layout.model import Row as PlannedRow
from templates_docs.documents.class_journal.layout.model import Table as PlannedTable
from templates_docs.documents.class_journal.layout.spread.notes import (
    COLUMN_WIDTH,
    GUTTER,
)
from templates_docs.documents.class_journal.layout.tables import space_above
from templates_docs.documents.class_journal.word.styles import (
    paragraph,
    paragraph_style,
)
from templates_docs.rendering.docx_values import (
    Cell,
    CellStyle,
    Frame,
    Paragraph,
    Row,
    Table,
)

# A little less than in print: the same lines must fit where kerning differs.
_SIDES = 0.8
_SWATCH = 6.0
_NO_LINES = Frame(top=0, bottom=0, inside_h=0, inside_v=0)
_THIN = paragraph_style(1.0)
_BLANK = Cell(style=CellStyle(paragraph=_THIN))


def text_table(block: PlannedTable) -> Table:
    """Return a text table; its rows may grow where Word breaks a line otherwise."""
    last = len(block.rows) - 1
    return Table(
        widths_mm=block.widths,
        rows=tuple(
            _row(row, head=index < block.heads, last=index == last)
            for index, row in enumerate(block.rows)
        ),
        frame=Frame(top=look.FRAME, bottom=look.FRAME),
        sides_mm=_SIDES,
        indent_mm=block.left,
    )


def _row(row: PlannedRow, *, head: bool, last: bool) -> Row:
    above = space_above(row)
    return Row(
        cells=tuple(_cell(cell, above) for cell in row.cells),
        height_mm=row.height,
        repeated=head,
        bottom=look.FRAME if last else row.weight,
    )


def _cell(cell: PlannedCell, above: float) -> Cell:
    middle = cell.middle or cell.bottom
    style = CellStyle(
        paragraph=_THIN,
        valign="bottom" if cell.bottom else "center" if cell.middle else "top",
        diagonal=0.5 if cell.struck else 0,
    )
    if not cell.rich:
        return Cell(style=style, span=cell.span)
    before = 0.0 if middle else above
    text = paragraph(cell.rich, cell.align, before=before)
    return Cell(paragraphs=(text,), style=style, span=cell.span)


def prose_row(group: list[Prose]) -> Table:
    """Return prose standing side by side as one row without lines."""
    top = min(prose.top for prose in group)
    tall = max(prose.top + prose.height for prose in group) - top
    cells = tuple(
        Cell(
            paragraphs=(paragraph(prose.rich, prose.align, before=prose.top - top),),
            style=CellStyle(valign="top", paragraph=_THIN),
        )
        for prose in group
    )
    return _layout(_widths(group), (Row(cells=cells, height_mm=tall),))


def _widths(group: list[Prose]) -> tuple[float, ...]:
    if len({prose.left for prose in group}) == 1:
        return (look.TEXT_WIDTH / len(group),) * len(group)
    return _between([*(prose.left for prose in group), look.TEXT_WIDTH])


def _between(edges: list[float]) -> tuple[float, ...]:
    return tuple(after - before for before, after in pairwise(edges))


def _layout(widths: tuple[float, ...], rows: tuple[Row, ...]) -> Table:
    return Table(widths_mm=widths, rows=rows, frame=_NO_LINES, sides_mm=0)


def fields_table(fields: list[Field]) -> Table:
    """Return captions and values on a line, values on hairlines."""
    edges: list[float] = []
    for field in fields:
        edges += [field.caption_left, field.value_left, field.value_right]
    if edges[-1] < look.TEXT_WIDTH:
        edges.append(look.TEXT_WIDTH)
    widths = _between(edges)
    rows = [
        Row(cells=tuple(_field_cells(fields, len(widths))), height_mm=fields[0].height)
    ]
    if any(field.hint for field in fields):
        rows.append(Row(cells=tuple(_hint_cells(fields, len(widths)))))
    kept = [index for index, wide in enumerate(widths) if wide > 0.01]
    return _layout(
        tuple(widths[index] for index in kept),
        tuple(
            Row(cells=tuple(row.cells[i] for i in kept), height_mm=row.height_mm)
            for row in rows
        ),
    )


def _field_cells(fields: list[Field], count: int) -> Iterator[Cell]:
    made = 0
    for number, field in enumerate(fields):
        if number:
            yield _BLANK
            made += 1
        bottom = CellStyle(paragraph=_THIN, valign="bottom")
        line = CellStyle(
            paragraph=_THIN,
            valign="bottom",
            bottom=look.HAIR if field.ruled else None,
            sides_mm=0.5,
        )
        yield Cell(paragraphs=(paragraph(field.caption),), style=bottom)
        yield Cell(paragraphs=(paragraph(field.value),), style=line)
        made += 2
    for _ in range(count - made):
        yield _BLANK


def _hint_cells(fields: list[Field], count: int) -> Iterator[Cell]:
    made = 0
    for number, field in enumerate(fields):
        if number:
            yield _BLANK
            made += 1
        yield _BLANK
        hint = (paragraph(field.hint, "center"),) if field.hint else ()
        yield Cell(paragraphs=hint, style=CellStyle(paragraph=_THIN, valign="top"))
        made += 2
    for _ in range(count - made):
        yield _BLANK


def rules_table(rules: list[Rule]) -> Table:
    """Return level lines as the lower borders of empty rows."""
    rows = []
    for index, rule in enumerate(rules):
        gap = rules[index + 1].top - rule.top if index + 1 < len(rules) else 0.4
        style = CellStyle(paragraph=_THIN, top=rule.weight, bottom=0)
        rows.append(Row(cells=(Cell(style=style),), height_mm=gap, exact=True))
    return Table(
        widths_mm=(rules[0].width,),
        rows=tuple(rows),
        frame=_NO_LINES,
        sides_mm=0,
        indent_mm=rules[0].left,
    )


def notes_table(block: Notes) -> Table:
    """Return footnotes in two columns."""
    cells = tuple(
        Cell(
            paragraphs=tuple(map(_note, column)),
            style=CellStyle(valign="top", paragraph=_THIN),
        )
        for column in block.columns
    )
    widths = (COLUMN_WIDTH + GUTTER / 2,) * 2
    return _layout(widths, (Row(cells=cells, height_mm=block.height),))


def _note(note: Note) -> Paragraph:
    sign = Run(f"{note.sign}{look.NBSP}", look.INDEX_NOTE)
    return paragraph((sign, *note.rich), before=0.3)


def legend_table(block: Legend) -> Table:
    """Return the foot of a page of marks: words, then swatches with labels."""
    labels = [width(label, look.NOTE) + 4.0 for _, label in block.swatches]
    left = look.TEXT_WIDTH - sum(labels) - _SWATCH * len(labels)
    words = CellStyle(valign="top", paragraph=_THIN, top=look.HAIR)
    first = [
        Cell(paragraphs=(paragraph(block.rich, before=0.8),), style=words, down="start")
    ]
    for shade, label in block.swatches:
        text: Rich = (Run(f"{look.NBSP}{label}", look.NOTE),)
        first += [
            Cell(style=_swatch(shade)),
            Cell(paragraphs=(paragraph(text, before=0.4),), style=words),
        ]
    second = (Cell(style=CellStyle(paragraph=_THIN), down="continue"), *[_BLANK] * 6)
    widths = [left]
    for label_width in labels:
        widths += [_SWATCH, label_width]
    rows = (
        Row(cells=tuple(first), height_mm=3.4, exact=True),
        Row(cells=second, height_mm=block.height - 3.4, exact=True),
    )
    return _layout(tuple(widths), rows)


def _swatch(shade: Shade) -> CellStyle:
    return CellStyle(
        paragraph=_THIN,
        top=look.HAIR,
        bottom=look.HAIR,
        left=look.HAIR,
        right=look.HAIR,
        white={"column": look.WHITE_SHADE, "band": look.WHITE_BAND}.get(shade, 1),
        hatched=shade == "hatch",
    )


def signatures_table(block: Signatures) -> Table:
    """Return lines of signatures on the same three columns as in print."""
    edges = [0.0]
    for left, wide in SIGNATURE_COLUMNS:
        edges += [left, left + wide]
    widths = _between(edges)
    tall = look.SIGNATURE.pitch * POINT
    rows: list[Row] = []
    for line in block.lines:
        values = (
            (),
            (signed_run(line.name, 1),) if line.name else (),
            (signed_run(line.date, 2),) if line.date else (),
        )
        rows.append(
            Row(cells=tuple(_signed(role_run(line.role), values)), height_mm=tall)
        )
        captions = tuple(
            ((Run(text, look.FIELD_CAPTION),)) for text in SIGNATURE_CAPTIONS
        )
        rows.append(Row(cells=tuple(_captions(captions)), height_mm=block.pitch - tall))
    return _layout(widths, tuple(rows))


def _signed(role: Run, values: tuple[Rich, ...]) -> Iterator[Cell]:
    plain = CellStyle(valign="bottom", paragraph=_THIN)
    lined = CellStyle(valign="bottom", paragraph=_THIN, bottom=look.HAIR)
    yield Cell(paragraphs=(paragraph((role,)),), style=plain)
    for index, rich in enumerate(values):
        if index:
            yield _BLANK
        text = (paragraph(rich, "center"),) if rich else ()
        yield Cell(paragraphs=text, style=lined)


def _captions(captions: tuple[Rich, ...]) -> Iterator[Cell]:
    plain = CellStyle(valign="top", paragraph=_THIN)
    yield _BLANK
    for index, rich in enumerate(captions):
        if index:
            yield _BLANK
        yield Cell(paragraphs=(paragraph(rich, "center"),), style=plain)
