"""Tables of groups, teachers, missed norms, two places in Word (разделы 3–6)."""

from templates_docs.documents.monitoring_report.context import (
    Miss,
    MonitoringReport,
    TeacherLine,
    TwoPlacesLine,
    Violator,
)
from templates_docs.documents.monitoring_report.word.cells import (
    BODY,
    BOLD,
    LINE,
    SMALL,
    cell,
    clause_text,
    counts_text,
    figure,
    fitted,
    group_cells,
    head,
    hours_text,
    norm_text,
    signed_text,
)
from templates_docs.documents.monitoring_report.word.charts import Charts
from templates_docs.formatting.dates import clock_time, short_date
from templates_docs.formatting.typography import (
    NBSP,
    decimal_text,
    grouped_digits,
    typograph,
)
from templates_docs.rendering.docx_values import Cell, CellStyle, Frame, Row, Table

GROUP_SHARES = (
    "Заполнено, %",
    "В день занятия, %",
    "Тема, %",
    "ДЗ, %",
    "Без оценок, %",
    "Одна оценка, %",
)
_GROUP_WIDTHS = (33.0, 12.0, 14.0, *((10.5, 12.0, 9.5) * 6), 14.0)
_COUNT, _PART, _FIGURE = 18.0, 18.0, 12.0
_TEACHER_WIDTHS = (
    *(8.0, 47.0, _COUNT),
    *((_PART, _FIGURE) * 2),
    *((_COUNT,) * 3),
    *((_PART, _FIGURE) * 2),
    _COUNT,
)
_MISS = 15.5
_PLACES_WIDTHS = (22.0, 20.0, 60.0, 110.0)
_FRAME = Frame(inside_v=0)
_TEACHER_HEADS = (
    ("№\nп/п", 1),
    ("Преподаватель", 1),
    ("Занятий проведено", 1),
    ("Заполнено, %", 2),
    ("В день занятия, %", 2),
    ("Без темы", 1),
    ("Без ДЗ", 1),
    ("Оценок", 1),
    ("Без оценок, %", 2),
    ("Одна оценка, %", 2),
    ("Отставание (−) от КТП, ч", 1),
)


def groups_table(report: MonitoringReport, charts: Charts) -> Table:
    """Return section 3; the last line is counted from sums."""
    heads = (
        head("Группа"),
        head("Обуч."),
        head("Занятий"),
        *(_ruled_head(title, span=3) for title in GROUP_SHARES),
        _ruled_head("КТП, ± ч"),
    )
    lines = tuple(
        Row(cells=group_cells(line, charts), height_mm=5.2) for line in report.groups
    )
    total = Row(
        cells=group_cells(report.total, charts, bold=True), height_mm=5.2, top=1
    )
    top = Row(cells=heads, height_mm=6.4, repeated=True, bottom=1)
    return Table(widths_mm=_GROUP_WIDTHS, rows=(top, *lines, total), frame=_FRAME)


def teachers_table(report: MonitoringReport) -> Table:
    """Return section 4."""
    heads = tuple(head(title, span=span) for title, span in _TEACHER_HEADS)
    top = Row(cells=heads, height_mm=7.2, repeated=True, bottom=1)
    lines = tuple(
        Row(cells=_teacher_cells(line), height_mm=5.2) for line in report.teachers
    )
    return Table(widths_mm=_TEACHER_WIDTHS, rows=(top, *lines), frame=_FRAME)


def violators_table(report: MonitoringReport) -> Table:
    """Return section 5: what each teacher missed, with norm and clause above."""
    columns = len(report.miss_columns)
    name = 265 - 8 - 20 - columns * 2 * _MISS
    upper = (
        _tall_head("№\nп/п"),
        _tall_head("Преподаватель"),
        *(_ruled_head(one.title, span=2, bottom=0) for one in report.miss_columns),
        _ruled_head("КТП, ± ч", bottom=0),
    )
    lower = (
        Cell(style=CellStyle(), down="continue"),
        Cell(style=CellStyle(), down="continue"),
        *(
            _ruled_head(
                f"норма {norm_text(one.norm, is_ceiling=one.is_ceiling)}{NBSP}%, "
                f"{clause_text(one.clause)}",
                span=2,
                small=True,
            )
            for one in report.miss_columns
        ),
        _ruled_head(clause_text(report.plan_clause), small=True),
    )
    return Table(
        widths_mm=(8.0, name, *((_MISS, _MISS) * columns), 20.0),
        rows=(
            Row(cells=upper, height_mm=5.6, repeated=True),
            Row(cells=lower, height_mm=5.6, repeated=True, bottom=1),
            *(
                Row(cells=_violator_cells(one, name), height_mm=5.2)
                for one in report.violators
            ),
        ),
        frame=_FRAME,
    )


def places_table(report: MonitoringReport) -> Table:
    """Return work under one login from two places at once (п. 4.1.7)."""
    heads = tuple(head(title) for title in ("Дата", "Время", "Работник", "Откуда"))
    top = Row(cells=heads, height_mm=4.6, repeated=True, bottom=1)
    last = report.two_places[-1]
    lines = tuple(
        Row(cells=_places_cells(one, keep_next=one is last), height_mm=4.8)
        for one in report.two_places
    )
    return Table(widths_mm=_PLACES_WIDTHS, rows=(top, *lines), frame=_FRAME)


def _places_cells(line: TwoPlacesLine, *, keep_next: bool) -> tuple[Cell, ...]:
    _, _, name, places = _PLACES_WIDTHS
    hours = f"{clock_time(line.since)}–{clock_time(line.until)}"
    return (
        cell(short_date(line.since), align="center", sides_mm=0, keep_next=keep_next),
        cell(hours, align="center", sides_mm=0),
        fitted(typograph(line.name), name - 2.4),
        fitted(line.places, places - 2.4),
    )


def _teacher_cells(line: TeacherLine) -> tuple[Cell, ...]:
    return (
        cell(str(line.number), align="center", sides_mm=0),
        fitted(typograph(line.name), 44.6),
        _count(grouped_digits(line.lessons)),
        _part(counts_text(line.full)),
        figure(line.full),
        _part(counts_text(line.in_time)),
        figure(line.in_time),
        _count(str(line.without_topic)),
        _count(str(line.without_homework)),
        _count(grouped_digits(line.marks)),
        _part(counts_text(line.no_marks)),
        figure(line.no_marks),
        _part(counts_text(line.one_mark)),
        figure(line.one_mark),
        _count(hours_text(line.lag)),
    )


def _violator_cells(one: Violator, name_mm: float) -> tuple[Cell, ...]:
    lag = hours_text(one.lag) if one.lag else ""
    return (
        cell(str(one.number), align="center", sides_mm=0),
        fitted(typograph(one.name), name_mm - 2.4),
        *(part for miss in one.misses for part in _miss_cells(miss)),
        cell(lag, align="right", sides_mm=6, left=LINE),
    )


def _miss_cells(miss: Miss | None) -> tuple[Cell, Cell]:
    if miss is None:
        return cell(left=LINE), cell()
    style = BOLD if miss.is_worse else BODY
    return (
        cell(
            decimal_text(miss.percent, 1), style, align="right", sides_mm=3, left=LINE
        ),
        cell(signed_text(miss.deviation), style, align="right", sides_mm=2.5),
    )


def _count(text: str) -> Cell:
    return cell(text, align="right", sides_mm=5)


def _part(text: str) -> Cell:
    return cell(text, align="right", sides_mm=0)


def _ruled_head(
    title: str, *, span: int = 1, small: bool = False, bottom: float | None = None
) -> Cell:
    plain = head(title, span=span, style=SMALL) if small else head(title, span=span)
    style = plain.style
    return Cell(
        text=plain.text,
        span=span,
        style=CellStyle(
            text=style.text,
            paragraph=style.paragraph,
            sides_mm=style.sides_mm,
            left=LINE,
            bottom=bottom,
            top=0 if small else None,
        ),
    )


def _tall_head(title: str) -> Cell:
    plain = head(title)
    return Cell(text=plain.text, style=plain.style, down="start")
