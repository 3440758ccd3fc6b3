"""The upper half of the first page in Word: indicators and small charts."""

from collections.abc import Iterator
from typing import Literal

from templates_docs.documents.monitoring_report.context import (
    Indicator,
    MonitoringReport,
    Trend,
)
from templates_docs.documents.monitoring_report.word.cells import (
    BOLD,
    DRAWN,
    LINE,
    POINTS_A_MM,
    SMALL,
    cell,
    counts_text,
    drawn,
    fitted,
    head,
    norm_text,
    signed_text,
)
from templates_docs.documents.monitoring_report.word.charts import (
    CHART_HEIGHT,
    CHART_WIDTH,
    DARK,
    GREY,
    Charts,
)
from templates_docs.formatting.typography import decimal_text
from templates_docs.rendering.docx_values import (
    Cell,
    CellStyle,
    Frame,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Table,
    TextStyle,
)
from templates_docs.rendering.fitting import fit_line
from templates_docs.rendering.fonts import SERIF

TITLE = TextStyle(font=SERIF, size=11, bold=True)
CHART_BOLD = TextStyle(size=8.5, bold=True)
CHARTS_A_ROW = 3
CHART_TITLE = 22.5
_WIDTHS = (58.0, 21.0, 13.0, 12.0, 13.0, 33.0, 7.0, *((CHART_WIDTH, 6.0) * 3))
_CHART_TOP_MM = 4.4
_LEGEND_ROWS = 2


def overview_table(report: MonitoringReport, charts: Charts) -> Table:
    """Return sections 1 and 2 side by side: one table, as Word keeps it together."""
    last = len(report.indicators)
    left = [
        _head_cells(),
        *(
            _indicator_cells(one, charts, bottom=1 if number == last else LINE)
            for number, one in enumerate(report.indicators, start=1)
        ),
    ]
    right = list(_right_cells(report, len(left), charts))
    rows = [
        Row(cells=(*cells, *beside), height_mm=5.5)
        for cells, beside in zip(left, right, strict=True)
    ]
    titles = (
        cell("1. Показатели учреждения", TITLE, span=6, sides_mm=0),
        Cell(style=CellStyle()),
        cell("2. Динамика с начала учебного года, %", TITLE, span=6, sides_mm=0),
    )
    return Table(
        widths_mm=_WIDTHS,
        rows=(Row(cells=titles, height_mm=7), *rows),
        frame=Frame(top=0, bottom=0, inside_h=0, inside_v=0),
    )


def _ruled(one: Cell, *, top: float, bottom: float) -> Cell:
    style = one.style
    return Cell(
        text=one.text,
        paragraphs=one.paragraphs,
        style=CellStyle(
            text=style.text,
            paragraph=style.paragraph,
            sides_mm=style.sides_mm,
            valign=style.valign,
            top=top,
            bottom=bottom,
        ),
    )


def _head_cells() -> tuple[Cell, ...]:
    scale = Paragraph(
        runs=(Run(text="0\t50\t100", style=TextStyle(size=8)),),
        style=ParagraphStyle(tabs=((15.5, "center"), (31, "right"))),
    )
    cells = (
        head("Показатель (п.\u00a03.8.9)"),
        head("расчёт"),
        head("факт, %"),
        head("норма"),
        head("откл."),
        Cell(paragraphs=(scale,), style=CellStyle(sides_mm=1)),
    )
    return tuple(_ruled(one, top=1, bottom=1) for one in cells)


def _indicator_cells(
    line: Indicator, charts: Charts, *, bottom: float
) -> tuple[Cell, ...]:
    share = line.share
    bar = charts.bar(share.bar, width_mm=31, height_mm=3.2)
    cells = (
        fitted(line.title, 57),
        cell(counts_text(share), align="right"),
        cell(decimal_text(share.percent, 1), BOLD, align="right"),
        cell(norm_text(line.norm, is_ceiling=line.is_ceiling), align="right"),
        cell(signed_text(line.deviation), align="right"),
        drawn(bar, row_mm=5.5, sides_mm=1),
    )
    return tuple(_ruled(one, top=LINE, bottom=bottom) for one in cells)


def _right_cells(
    report: MonitoringReport, rows: int, charts: Charts
) -> Iterator[tuple[Cell, ...]]:
    gap = Cell(style=CellStyle())
    tall = max(1, (rows - _LEGEND_ROWS) // 2)
    upper, lower = report.trends[:CHARTS_A_ROW], report.trends[CHARTS_A_ROW:]
    for number in range(rows):
        top = 1.0 if number == 0 else 0.0
        if number < tall:
            band = _chart_cells(upper, number == 0, top, charts)
        elif number < 2 * tall:
            band = _chart_cells(lower, number == tall, top, charts)
        else:
            band = _legend_cells(report, number == 2 * tall, charts)
        yield (gap, *band)


def _chart_cells(
    trends: tuple[Trend, ...], is_first: bool, top: float, charts: Charts
) -> tuple[Cell, ...]:
    style = CellStyle(valign="top", sides_mm=0, top=top)
    if not is_first:
        return (Cell(style=style, down="continue"),) * (2 * CHARTS_A_ROW)
    cells: list[Cell] = []
    for trend in trends:
        cells.append(
            Cell(paragraphs=tuple(_chart(trend, charts)), style=style, down="start")
        )
        cells.append(Cell(paragraphs=(_limit(trend),), style=style, down="start"))
    while len(cells) < 2 * CHARTS_A_ROW:
        cells.append(Cell(style=style, down="start"))
    return tuple(cells)


def _chart(trend: Trend, charts: Charts) -> Iterator[Paragraph]:
    fit = fit_line(trend.title, width_mm=CHART_TITLE, size=CHART_BOLD.size)
    title = TextStyle(font=fit.family, size=fit.size)
    yield Paragraph(
        runs=(
            Run(text=f"{' '.join(fit.lines)} ", style=title),
            Run(text=decimal_text(trend.percent, 1), style=CHART_BOLD),
        ),
        style=ParagraphStyle(exact=_CHART_TOP_MM * POINTS_A_MM),
    )
    yield Paragraph(runs=(Run(drawing=charts.trend(trend), style=DRAWN),))
    tabs: tuple[tuple[float, Literal["center"]], ...] = tuple(
        (float(column.left + column.width / 2) * CHART_WIDTH / 100, "center")
        for column in trend.columns
    )
    months = tuple(
        Run(
            text=f"\t{column.month:02d}",
            style=TextStyle(size=7.5, bold=column.is_current),
        )
        for column in trend.columns
    )
    yield Paragraph(runs=months, style=ParagraphStyle(tabs=tabs))


def _limit(trend: Trend) -> Paragraph:
    if trend.norm is None or trend.norm_top is None:
        return Paragraph()
    down = _CHART_TOP_MM + float(trend.norm_top) * CHART_HEIGHT / 100 - 1.3
    return Paragraph(
        runs=(Run(text=norm_text(trend.norm, is_ceiling=False), style=SMALL),),
        style=ParagraphStyle(before=down * POINTS_A_MM, indent_mm=0.6),
    )


def _legend_cells(
    report: MonitoringReport, is_first: bool, charts: Charts
) -> tuple[Cell, ...]:
    style = CellStyle(valign="top", sides_mm=0)
    if not is_first:
        return (Cell(style=style, down="continue", span=2 * CHARTS_A_ROW),)
    signs = Paragraph(
        runs=(
            Run(drawing=charts.swatch(DARK)),
            Run(text=" отчётный месяц   ", style=SMALL),
            Run(drawing=charts.swatch(GREY)),
            Run(text=" прошлые месяцы   ", style=SMALL),
            Run(drawing=charts.swatch(0, height_mm=0.3)),
            Run(text=" норма", style=SMALL),
        )
    )
    scales = Paragraph(runs=(Run(text=report.trend_scales, style=SMALL),))
    return (
        Cell(
            paragraphs=(signs, scales),
            style=style,
            down="start",
            span=2 * CHARTS_A_ROW,
        ),
    )
