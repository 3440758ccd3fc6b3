"""The summary sheet in Word: built in code, for its columns are not known before."""

from collections.abc import Iterator
from dataclasses import replace

from records.sheets.values import SheetTotals
from templates_docs.documents.summary_sheet.context import (
    TITLE,
    SummaryGrid,
    SummaryLine,
    SummarySheet,
)
from templates_docs.formatting.typography import (
    decimal_text,
    numbered,
    or_dash,
    percent,
)
from templates_docs.layout.sheet.word import (
    VALUE,
    field_row,
    footer_blocks,
    gap,
    paragraph,
    signature_table,
    text_cell,
)
from templates_docs.rendering.docx import save_document
from templates_docs.rendering.docx_blank import PageSetup, blank_document
from templates_docs.rendering.docx_fit import fit_lines
from templates_docs.rendering.docx_table import append, replace_content
from templates_docs.rendering.docx_values import (
    Block,
    Cell,
    CellStyle,
    ParagraphStyle,
    Row,
    Table,
    TextStyle,
)
from templates_docs.rendering.fonts import SERIF

_PAPERS = {"A4": (297, 210), "A3": (420, 297)}
_FIELDS = (14, 20, 22, 22, 18, 10, 13, 10, 27, 109)
_CENTER = ParagraphStyle(align="center")
_HEAD = CellStyle(
    text=TextStyle(size=7.5),
    paragraph=replace(_CENTER, fitted=True),
    sides_mm=0.4,
)
_TURNED = CellStyle(
    text=TextStyle(size=7.5),
    paragraph=ParagraphStyle(indent_mm=0.7),
    rotated=True,
    sides_mm=0,
)


def render_docx(context: SummarySheet) -> bytes:
    """Return the Word document of a summary sheet."""
    width, height = _PAPERS[context.grid.paper]
    page = PageSetup(width=width, height=height, top=12, bottom=16, footer=4.5)
    document = blank_document(page)
    append(document, *_head(context), _table(context), *_foot(context))
    replace_content(
        document.sections[0].footer,
        *footer_blocks(
            context.retention, context.file_index, context.imprint, width - 32
        ),
    )
    fit_lines(document)
    return save_document(
        document,
        title="Сводная ведомость успеваемости",
        made_at=context.imprint.made_at,
    )


def _head(context: SummarySheet) -> tuple[Block, ...]:
    whose = f"{context.letterhead.full_name} ({context.letterhead.short_name})"
    title = f"{TITLE} {numbered(context.number)}" if context.number else TITLE
    small, large = TextStyle(font=SERIF, size=8), TextStyle(font=SERIF, size=13)
    pairs = (
        ("Группа", context.group),
        ("Учебный год", context.academic_year),
        ("Семестр", or_dash(context.semester)),
        ("Курс", or_dash(context.course)),
        ("Специальность", context.programme),
    )
    return (
        paragraph(whose, small, _CENTER),
        paragraph(
            title,
            replace(large, tracking=0.65),
            replace(_CENTER, before=4, after=3, exact=17),
        ),
        field_row(_FIELDS, pairs, strong="Группа"),
        gap(9),
    )


def _table(context: SummarySheet) -> Table:
    grid = context.grid
    widths = grid.widths
    body = [_line(line, context.grid) for line in context.lines]
    if not body:
        words = text_cell("Обучающихся в списке нет", 9, "center")
        body = [Row(height_mm=5.2, cells=(replace(words, span=len(widths)),))]
    rows = (*_heading(grid), *body, *_columns_foot(grid))
    return Table(widths_mm=widths, rows=rows)


def _heading(grid: SummaryGrid) -> tuple[Row, ...]:
    columns = grid.columns
    rest = Cell(down="continue")
    signs = ("«5»", "«4»", "«3»", "«2»", "н/а")
    missed = ("всего", "уваж.", "без уваж.")
    first = (
        *(_tall(text) for text in ("№ п/п", "Фамилия, имя, отчество обучающегося")),
        _tall("№ зачётной книжки"),
        *(Cell(text=column.title, style=_TURNED) for column in columns),
        _title("Количество", span=5),
        Cell(text="Средний балл", style=_HEAD, down="start"),
        _title("Пропущено часов", span=3),
    )
    second = (
        *(rest, rest, rest),
        *(_title(column.control) for column in columns),
        *map(_tall, signs),
        rest,
        *map(_tall, missed),
    )
    third = (
        *(rest, rest, rest),
        *(_title(str(column.hours)) for column in columns),
        *[rest] * 9,
    )
    return (
        Row(height_mm=37, exact=True, repeated=True, cells=first),
        Row(height_mm=4.4, repeated=True, cells=second),
        Row(height_mm=4.4, repeated=True, cells=third, bottom=0.8),
    )


def _title(text: str, span: int = 1) -> Cell:
    style = replace(_HEAD, valign="bottom") if span > 1 else _HEAD
    return Cell(text=text, span=span, style=style)


def _tall(text: str) -> Cell:
    wrapped = replace(_HEAD, paragraph=_CENTER)
    return Cell(text=text, style=wrapped, down="start")


def _line(line: SummaryLine, grid: SummaryGrid) -> Row:
    counts = line.counts
    counted = (counts.five, counts.four, counts.three, counts.two, counts.unattested)
    cells = (
        text_cell(str(line.number), 9, "right"),
        text_cell(line.name, 9),
        _mark(line.record_book, 8.5, sides=0.5),
        *(_mark(result, 9) for result in line.results),
        *(_mark(str(count), 9) for count in counted),
        _mark(decimal_text(line.average), 9, bold=True),
        *(_mark(str(hours), 9) for hours in (line.missed, line.excused)),
        _mark(str(line.unexcused), 9),
    )
    fifth = 0.6 if line.number % 5 == 0 else None
    return Row(height_mm=5.2, cells=cells, bottom=fifth)


def _mark(text: str, size: float, *, bold: bool = False, sides: float = 0) -> Cell:
    cell = text_cell(text, size, "center", bold=bold)
    return replace(cell, style=replace(cell.style, sides_mm=sides))


def _columns_foot(grid: SummaryGrid) -> Iterator[Row]:
    if not grid.columns:
        return
    texts = [_column_texts(column.totals) for column in grid.columns]
    captions = (
        *(f"Количество {sign}" for sign in ("«5»", "«4»", "«3»", "«2»", "н/а")),
        *("Абсолютная успеваемость, %", "Качество, %", "Средний балл"),
    )
    for number, caption in enumerate(captions):
        label = replace(text_cell(caption, 8.5, "right"), span=3)
        blank = Cell(span=9, down="continue" if number else "start")
        marks = (_mark(column[number], 8.5) for column in texts)
        top = None if number else 0.8
        yield Row(height_mm=4.4, cells=(label, *marks, blank), top=top)


def _column_texts(totals: SheetTotals) -> tuple[str, ...]:
    counts = totals.counts
    counted = (counts.five, counts.four, counts.three, counts.two, counts.unattested)
    shares = (totals.progress, totals.quality)
    return (
        *map(str, counted),
        *(decimal_text(share, 1) for share in shares),
        decimal_text(totals.average),
    )


def _foot(context: SummarySheet) -> tuple[Block, ...]:
    totals = context.totals
    text = (
        f"Успевают на «5» (отличники) — {totals.excellent}; на «4» и «5» — "
        f"{totals.good}; с одной «3» — {totals.one_three}; неуспевающих — "
        f"{totals.failing}; н/а — {totals.unattested}; абсолютная успеваемость — "
        f"{percent(totals.progress)}; качественная — {percent(totals.quality)}; "
        f"средний балл — {decimal_text(totals.average)} (показатели по обучающимся)."
    )
    small = TextStyle(font=SERIF, size=9)
    return (
        paragraph(text, small, ParagraphStyle(before=8.5, after=17)),
        signature_table(context.signatures),
        paragraph("М.П.", VALUE, ParagraphStyle(before=8.5)),
    )
