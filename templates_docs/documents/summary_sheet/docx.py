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
from templates_docs.documents.summary_sheet.plan import (
    TITLE_LEADING,
    Rows,
    SummaryPlan,
    Title,
    plan_summary,
)
from templates_docs.formatting.dates import short_date
from templates_docs.formatting.typography import NBSP, decimal_text, numbered, percent
from templates_docs.layout.sheet.word import (
    HINT,
    NO_LINES,
    VALUE,
    field_row,
    footer_blocks,
    gap,
    paragraph,
    text_cell,
)
from templates_docs.rendering.docx import save_document
from templates_docs.rendering.docx_blank import PageSetup, blank_document
from templates_docs.rendering.docx_fit import fit_lines
from templates_docs.rendering.docx_rows import keep_with_next
from templates_docs.rendering.docx_table import append, replace_content
from templates_docs.rendering.docx_values import (
    Align,
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
_POINTS_A_MM = 72 / 25.4
_KEPT = 3
"""Last learners' rows that go to the next page together with what follows them."""
_LEADING = 1.12
_CENTER = ParagraphStyle(align="center")
_HEAD_PT = 7.5
_HEAD = CellStyle(
    text=TextStyle(size=_HEAD_PT),
    paragraph=ParagraphStyle(align="center", fitted=True, exact=_HEAD_PT * _LEADING),
    sides_mm=0.4,
)
_SIGNED = TextStyle(font=SERIF, size=9.5)


def render_docx(context: SummarySheet) -> bytes:
    """Return the Word document of a summary sheet."""
    plan = plan_summary(context)
    width, height = _PAPERS[context.grid.paper]
    page = PageSetup(width=width, height=height, top=10, bottom=14, footer=2.5)
    document = blank_document(page)
    append(document, *_head(context, plan), _table(context, plan))
    list_of_all = document.tables[-1]
    append(document, *_foot(context, plan))
    signers = document.tables[-1]
    for row in list_of_all.rows[-_KEPT - _foot_rows(context) :]:
        keep_with_next(row._tr)
    for row in signers.rows[:-1]:
        keep_with_next(row._tr)
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


def _foot_rows(context: SummarySheet) -> int:
    return len(_CAPTIONS) if context.grid.columns else 0


def _head(context: SummarySheet, plan: SummaryPlan) -> tuple[Block, ...]:
    whose = f"{context.letterhead.full_name} ({context.letterhead.short_name})"
    title = f"{TITLE} {numbered(context.number)}" if context.number else TITLE
    small, large = TextStyle(font=SERIF, size=7.5), TextStyle(font=SERIF, size=12)
    pairs = [("Группа", context.group), ("Учебный год", context.academic_year)]
    if context.semester:
        pairs.append(("Семестр", str(context.semester)))
    if context.course:
        pairs.append(("Курс", str(context.course)))
    pairs.append((context.programme_caption, context.programme))
    return (
        paragraph(whose, small, replace(_CENTER, exact=9)),
        paragraph(
            title,
            replace(large, tracking=0.6),
            replace(_CENTER, before=2.3, after=0.6, exact=15.3),
        ),
        field_row(plan.field_widths, pairs, strong="Группа", size=10, height_mm=5.2),
        gap(4.5),
    )


def _table(context: SummarySheet, plan: SummaryPlan) -> Table:
    grid = context.grid
    widths = grid.widths
    body = [_line(line, plan.rows) for line in context.lines]
    if not body:
        words = text_cell("Обучающихся в списке нет", 9, "center")
        body = [Row(height_mm=5.2, cells=(replace(words, span=len(widths)),))]
    rows = (*_heading(grid, plan), *body, *_columns_foot(context, plan.rows))
    return Table(widths_mm=widths, rows=rows)


def _heading(grid: SummaryGrid, plan: SummaryPlan) -> tuple[Row, ...]:
    columns = grid.columns
    rest = Cell(down="continue")
    signs = ("«5»", "«4»", "«3»", "«2»", "н/а")
    missed = ("всего", "уваж.", "без уваж.")
    first = (
        *(_tall(text) for text in ("№\nп/п", "Фамилия, имя, отчество обучающегося")),
        _tall("№ зачётной\nкнижки"),
        *map(_turned, plan.titles),
        _title("Количество", span=5),
        _tall("Средний\nбалл"),
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
        Row(height_mm=plan.head, exact=True, repeated=True, cells=first),
        Row(height_mm=3.4, repeated=True, cells=second),
        Row(height_mm=3.4, repeated=True, cells=third, bottom=0.8),
    )


def _turned(title: Title) -> Cell:
    style = CellStyle(
        text=TextStyle(font=title.family, size=title.size),
        paragraph=ParagraphStyle(indent_mm=0.7, exact=title.size * TITLE_LEADING),
        rotated=True,
        sides_mm=0,
    )
    return Cell(text="\n".join(title.lines), style=style)


def _title(text: str, span: int = 1) -> Cell:
    style = replace(_HEAD, valign="bottom") if span > 1 else _HEAD
    return Cell(text=text, span=span, style=style)


def _tall(text: str) -> Cell:
    paragraphs = tuple(
        paragraph(line, _HEAD.text, _HEAD.paragraph) for line in text.split("\n")
    )
    return Cell(paragraphs=paragraphs, style=_HEAD, down="start")


def _line(line: SummaryLine, rows: Rows) -> Row:
    size, counts = rows.size, line.counts
    counted = (counts.five, counts.four, counts.three, counts.two, counts.unattested)
    cells = (
        _cell(str(line.number), size, "right"),
        _cell(line.name, size, "left"),
        _mark(line.record_book, size, sides=0.5),
        *(_mark(result, size) for result in line.results),
        *(_mark(str(count), size) for count in counted),
        _mark(decimal_text(line.average), size, bold=True),
        *(_mark(str(hours), size) for hours in (line.missed, line.excused)),
        _mark(str(line.unexcused), size),
    )
    fifth = 0.6 if line.number % 5 == 0 else None
    return Row(height_mm=rows.height, cells=cells, bottom=fifth)


def _cell(text: str, size: float, align: Align, *, bold: bool = False) -> Cell:
    """Return a cell whose line is no taller than its letters: rows may be low."""
    cell = text_cell(text, size, align, bold=bold)
    line = replace(cell.style.paragraph, exact=round(size * _LEADING, 2))
    return replace(cell, style=replace(cell.style, paragraph=line))


def _mark(text: str, size: float, *, bold: bool = False, sides: float = 0) -> Cell:
    cell = _cell(text, size, "center", bold=bold)
    return replace(cell, style=replace(cell.style, sides_mm=sides))


_CAPTIONS = (
    *(f"Количество {sign}" for sign in ("«5»", "«4»", "«3»", "«2»", "н/а")),
    *("Абсолютная успеваемость, %", "Качество, %", "Средний балл"),
)


def _columns_foot(context: SummarySheet, rows: Rows) -> Iterator[Row]:
    """Give the rows that count below each column, the group's totals beside them."""
    columns = context.grid.columns
    if not columns:
        return
    texts = [_column_texts(column.totals) for column in columns]
    for number, caption in enumerate(_CAPTIONS):
        label = replace(_cell(caption, rows.foot_size, "right"), span=3)
        marks = (_mark(column[number], rows.foot_size) for column in texts)
        cells = (label, *marks, _corner(context, first=number == 0))
        yield Row(height_mm=rows.foot_height, cells=cells, top=None if number else 0.8)


def _corner(context: SummarySheet, *, first: bool) -> Cell:
    if not first:
        return Cell(span=9, down="continue")
    line = replace(_TOTALS_LINE, indent_mm=1.8, before=1.7)
    words = paragraph(_totals(context), _TOTALS, line)
    style = CellStyle(text=_TOTALS, valign="top")
    return Cell(paragraphs=(words,), span=9, down="start", style=style)


def _column_texts(totals: SheetTotals) -> tuple[str, ...]:
    counts = totals.counts
    counted = (counts.five, counts.four, counts.three, counts.two, counts.unattested)
    shares = (totals.progress, totals.quality)
    return (
        *map(str, counted),
        *(decimal_text(share, 1) for share in shares),
        decimal_text(totals.average),
    )


_TOTALS = TextStyle(font=SERIF, size=8)
_TOTALS_LINE = ParagraphStyle(exact=9.4)


def _totals(context: SummarySheet) -> str:
    totals = context.totals
    text = (
        f"Успевают на «5» (отличники) — {totals.excellent}; на «4» и «5» — "
        f"{totals.good}; с одной «3» — {totals.one_three}; неуспевающих — "
        f"{totals.failing}; н/а — {totals.unattested}; абсолютная успеваемость — "
        f"{percent(totals.progress)}; качественная — {percent(totals.quality)}; "
        f"средний балл — {decimal_text(totals.average)} (показатели по обучающимся)."
    )
    return text.replace(" — ", f"{NBSP}—{NBSP}")


def _foot(context: SummarySheet, plan: SummaryPlan) -> tuple[Block, ...]:
    space = ParagraphStyle(before=plan.spare * _POINTS_A_MM, exact=6.8, keep_next=True)
    blank = paragraph("", TextStyle(size=2), space)
    signers = _signers(context, plan)
    if context.grid.columns:
        return (blank, signers)
    words = replace(_TOTALS_LINE, before=5.7, keep_next=True)
    return (paragraph(_totals(context), _TOTALS, words), blank, signers)


def _signers(context: SummarySheet, plan: SummaryPlan) -> Table:
    """Return those who sign, side by side: the post over the line, the date."""
    plain = CellStyle(text=_SIGNED, valign="bottom")
    centred = ParagraphStyle(align="center", fitted=True)
    line = replace(plain, bottom=0.35, paragraph=centred)
    hint = CellStyle(
        text=HINT, valign="top", paragraph=ParagraphStyle(align="center", before=0.8)
    )
    empty = Cell(style=plain)
    posts: list[Cell] = []
    ink: list[Cell] = []
    hints: list[Cell] = []
    for one in context.signatures:
        day = short_date(one.signed_on) if one.signed_on else ""
        posts += (Cell(text=one.role, style=plain, span=5), empty)
        for text in ("", one.name, day):
            ink += (Cell(text=text, style=line), empty)
        for text in ("подпись", "инициалы, фамилия", "дата"):
            hints += (Cell(text=text, style=hint), empty)
    seal = replace(plain, text=VALUE, paragraph=_CENTER)
    return Table(
        widths_mm=plan.signature_widths,
        frame=NO_LINES,
        sides_mm=0,
        rows=(
            Row(height_mm=4, cells=(*posts, empty)),
            Row(height_mm=4.8, cells=(*ink, Cell(text="М.П.", style=seal))),
            Row(height_mm=2.8, cells=(*hints, empty)),
        ),
    )
