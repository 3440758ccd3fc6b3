"""The contents (СОДЕРЖАНИЕ, §1.3): every part of the volume with its pages."""

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import style
from templates_docs.documents.class_journal.layout.lookup import PageOf, Part
from templates_docs.documents.class_journal.layout.measure import bind, wrapped
from templates_docs.documents.class_journal.layout.model import Cell, Row
from templates_docs.documents.class_journal.layout.tables import (
    Col,
    Flow,
    flow_drafts,
    spanning_row,
    table_row,
    text_cell,
)

_FACE = style("sans", 9, 11.4)
_COLUMNS = (
    Col(8, "№\nп/п", "right", _FACE, True),
    Col(19, "Индекс", "left", _FACE, True),
    Col(67, "Наименование дисциплины, МДК, практики", "left", _FACE, True),
    Col(49, "Преподаватель (фамилия, имя, отчество)", "left", _FACE, True),
    Col(15, "Часов по\nплану", "center", _FACE, True),
    Col(17, "Страницы", "center", _FACE, True),
)
_NOTE = (
    "Наименования приведены по учебному плану без сокращений. Для дисциплин "
    "с делением на подгруппы указан преподаватель каждой подгруппы."
)
_NARROW = style("narrow", 9, 11.4)


def plan_contents(parts: tuple[Part, ...]) -> Part:
    """Return the contents of a volume; ranges are asked when pages are numbered."""
    listed = tuple(part for part in parts if part.title)
    flow = Flow(
        kind="contents",
        running="Журнал учебных занятий",
        title="СОДЕРЖАНИЕ",
        columns=_COLUMNS,
        rows=lambda page_of: _rows(listed, page_of),
        note=_NOTE,
        note_face=look.LEAD,
    )
    return Part(key="contents", drafts=tuple(flow_drafts(flow)))


def _rows(parts: tuple[Part, ...], page_of: PageOf) -> tuple[Row, ...]:
    courses = [part for part in parts if part.course]
    common = [part for part in parts if not part.course]
    rows = [_course(number, part, page_of) for number, part in enumerate(courses, 1)]
    if common:
        rows.append(spanning_row(_COLUMNS, "Общие страницы журнала", _FACE))
    rows += [
        _common(number, part, page_of)
        for number, part in enumerate(common, len(courses) + 1)
    ]
    return tuple(rows)


def _course(number: int, part: Part, page_of: PageOf) -> Row:
    values = (part.index, part.title, part.teacher, part.hours)
    cells = (
        text_cell(_COLUMNS[0], str(number)),
        *(
            _fitted(column, value)
            for column, value in zip(_COLUMNS[1:5], values, strict=True)
        ),
        text_cell(_COLUMNS[5], page_of(f"range:{part.key}")),
    )
    return table_row(cells, 5.75, tight=True)


def _fitted(column: Col, text: str) -> Cell:
    """Condense a long name before breaking it into more than two lines."""
    cell = text_cell(column, text)
    breaks = sum(run.text.count("\n") for run in cell.rich)
    if not breaks or column is _COLUMNS[2]:
        return cell
    return text_cell(column, text, face=_NARROW)


def _common(number: int, part: Part, page_of: PageOf) -> Row:
    space = sum(column.width for column in _COLUMNS[1:5]) - 3
    cells = (
        text_cell(_COLUMNS[0], str(number)),
        Cell(wrapped(bind(part.title), _FACE, space), middle=True, span=4),
        text_cell(_COLUMNS[5], page_of(f"range:{part.key}")),
    )
    return table_row(cells, 5.75, tight=True)
