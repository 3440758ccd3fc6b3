"""The report as a Word document: tables with drawn bars (отчёт в DOCX)."""

from collections.abc import Iterator

from templates_docs.document import Signature
from templates_docs.documents.monitoring_report.context import MonitoringReport
from templates_docs.documents.monitoring_report.word.cells import (
    CAPTION,
    LINE,
    SMALL,
    VOICE,
)
from templates_docs.documents.monitoring_report.word.charts import Charts
from templates_docs.documents.monitoring_report.word.overview import (
    TITLE,
    overview_table,
)
from templates_docs.documents.monitoring_report.word.tables import (
    groups_table,
    places_table,
    teachers_table,
    violators_table,
)
from templates_docs.formatting.dates import local_moment, month_year, short_date
from templates_docs.formatting.typography import short_digest, typograph
from templates_docs.rendering.docx import save_document
from templates_docs.rendering.docx_blank import PageSetup, blank_document
from templates_docs.rendering.docx_table import append, replace_content
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
from templates_docs.rendering.fonts import SERIF
from templates_docs.rendering.qr import imprint_payload, qr_png

DOCUMENT_TITLE = "Отчёт о результатах мониторинга ведения электронного журнала"
PAGE = PageSetup(
    width=297, height=210, left=20, right=12, top=12, bottom=18, header=6, footer=5
)
GROUPS_NOTE = (
    "Черта — норма, тонкая линия — недобор, тёмный участок — превышение; полужирным — "
    "хуже нормы более чем на 10 п. п. Итоги — по суммам, а не средние процентов. "
    "«Без оценок» и «одна оценка» — в шкале 0–20 %."
)
MISSES_NOTE = (
    "Слева — факт, %; справа — отклонение от нормы, п. п.; пусто — норма выполнена. "
    "Полужирным — хуже нормы более чем на 10 п. п."
)
_OPEN = Frame(top=0, bottom=0, inside_h=0, inside_v=0)
_CONCLUSION = TextStyle(font=SERIF, size=10.5)


def render_docx(report: MonitoringReport) -> bytes:
    """Return the report as a Word document."""
    document = blank_document(PAGE)
    charts = Charts()
    append(document, *_blocks(report, charts))
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    replace_content(footer, _footer(report), _gap(1))
    return save_document(document, title=DOCUMENT_TITLE, made_at=report.imprint.made_at)


def _blocks(report: MonitoringReport, charts: Charts) -> Iterator[Block]:
    yield from _heading(report)
    yield overview_table(report, charts)
    yield _section("3. По группам")
    yield groups_table(report, charts)
    yield _note(GROUPS_NOTE)
    yield _section("4. По преподавателям")
    yield teachers_table(report)
    yield _section("5. Показатели хуже нормы")
    if report.violators:
        yield violators_table(report)
        yield _note(MISSES_NOTE)
    else:
        yield _conclusion("Показателей хуже нормы нет.")
    yield _section("6. Выводы")
    for number, conclusion in enumerate(report.conclusions, start=1):
        last = number == len(report.conclusions)
        yield _conclusion(f"{number}. {typograph(conclusion)}", keep_next=last)
    if report.two_places:
        yield places_table(report)
    yield _gap(24, keep_next=True)
    yield _signature(report.author)
    yield Paragraph(
        runs=(Run(text="С отчётом ознакомлен:", style=VOICE),),
        style=ParagraphStyle(before=6, after=2, keep_next=True),
    )
    yield _signature(report.reader)
    yield _gap(1)


def _heading(report: MonitoringReport) -> Iterator[Block]:
    owner = f"{report.letterhead.short_name} · {report.department}"
    yield Paragraph(runs=(Run(text=owner, style=TextStyle(font=SERIF, size=10)),))
    big = TextStyle(font=SERIF, size=16)
    bold = TextStyle(font=SERIF, size=16, bold=True)
    cells = (
        _cell("ОТЧЁТ о результатах мониторинга ведения электронного журнала", big),
        _cell(f"за {month_year(report.month)}", bold, align="right"),
    )
    yield Table(
        widths_mm=(203, 62),
        rows=(Row(cells=cells),),
        frame=Frame(top=0, bottom=1, inside_h=0, inside_v=0),
        sides_mm=0,
    )
    yield _gap(4)


def _signature(line: Signature) -> Table:
    day = "" if line.signed_on is None else short_date(line.signed_on)
    values = (
        _cell(line.role, VOICE, keep_next=True),
        _cell("", VOICE, bottom=LINE),
        _cell("", VOICE),
        _cell(line.name, VOICE, align="center", bottom=LINE),
        _cell("", VOICE),
        _cell(day, VOICE, align="center", bottom=LINE),
    )
    captions = tuple(
        _cell(text, CAPTION, align="center")
        for text in ("", "подпись", "", "инициалы, фамилия", "", "дата")
    )
    return Table(
        widths_mm=(157, 36, 5, 36, 5, 26),
        rows=(Row(cells=values, height_mm=6), Row(cells=captions)),
        frame=_OPEN,
        sides_mm=0,
    )


def _footer(report: MonitoringReport) -> Table:
    imprint = report.imprint
    symbol = Picture(
        data=qr_png(imprint_payload(imprint)), width_mm=10, height_mm=10, name="qr.png"
    )
    page = TextStyle(size=8)
    middle = (
        Run(text="Стр. ", style=page),
        Run(field="PAGE", style=page),
        Run(text=" из ", style=page),
        Run(field="NUMPAGES", style=page),
    )
    tell = (
        f"{imprint.code} · контрольная сумма {short_digest(imprint.digest)}",
        f"Сформировано {local_moment(imprint.made_at)} (ЭЖ)",
    )
    source = f"Отчёт по п.\u00a03.8.9, 3.8.10 Положения · дело {report.file_index}"
    cells = (
        _cell(source, SMALL),
        _held(Paragraph(runs=middle, style=ParagraphStyle(align="center"))),
        _held(
            *(
                Paragraph(
                    runs=(Run(text=text, style=SMALL),),
                    style=ParagraphStyle(align="right"),
                )
                for text in tell
            )
        ),
        _held(
            Paragraph(runs=(Run(picture=symbol),), style=ParagraphStyle(align="right"))
        ),
    )
    return Table(
        widths_mm=(100, 65, 88, 12), rows=(Row(cells=cells),), frame=_OPEN, sides_mm=0
    )


def _held(*paragraphs: Paragraph) -> Cell:
    return Cell(paragraphs=paragraphs, style=CellStyle(valign="bottom"))


def _cell(
    text: str,
    style: TextStyle,
    *,
    align: Align = "left",
    bottom: float | None = None,
    keep_next: bool = False,
) -> Cell:
    paragraph = ParagraphStyle(align=align, keep_next=keep_next)
    return Cell(
        text=text,
        style=CellStyle(
            text=style, paragraph=paragraph, valign="bottom", bottom=bottom
        ),
    )


def _section(title: str) -> Paragraph:
    return Paragraph(
        runs=(Run(text=title, style=TITLE),),
        style=ParagraphStyle(before=10, after=5, keep_next=True),
    )


def _note(text: str) -> Paragraph:
    return Paragraph(
        runs=(Run(text=typograph(text), style=SMALL),), style=ParagraphStyle(before=4)
    )


def _conclusion(text: str, *, keep_next: bool = False) -> Paragraph:
    return Paragraph(
        runs=(Run(text=text, style=_CONCLUSION),),
        style=ParagraphStyle(align="both", after=3, keep_next=keep_next),
    )


def _gap(points: float, *, keep_next: bool = False) -> Paragraph:
    return Paragraph(style=ParagraphStyle(exact=points, keep_next=keep_next))
