"""Learners not certified: reason, form, term, order, result (REG 4.2.3)."""

from templates_docs.documents.class_journal.context import Debt
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.caption import signatures_height
from templates_docs.documents.class_journal.layout.look import style
from templates_docs.documents.class_journal.layout.lookup import Lookup
from templates_docs.documents.class_journal.layout.measure import height
from templates_docs.documents.class_journal.layout.model import (
    Prose,
    Rich,
    Row,
    Run,
    Table,
)
from templates_docs.documents.class_journal.layout.parts.registers import RUNNING
from templates_docs.documents.class_journal.layout.tables import (
    Col,
    Flow,
    head_row,
    text_row,
)
from templates_docs.documents.class_journal.layout.words import order_of, short_name

_TITLE = "Не аттестованы: сроки и результаты сдачи"
_SMALL = style("sans", 8, 9.4)
_COLUMNS = (
    Col(7, "№", "center", _SMALL, True),
    Col(26, "Фамилия, имя", "left", _SMALL, True),
    Col(31, "Дисциплина", "left", _SMALL, True),
    Col(31, "Причина", "left", _SMALL, True),
    Col(15, "Форма\nсдачи", "center", _SMALL, True),
    Col(21, "Срок сдачи", "center", _SMALL, True),
    Col(19, "Приказ", "left", _SMALL, True),
    Col(25, "Результат, дата", "left", _SMALL, True),
)


def debts_blocks(
    lookup: Lookup, debts: tuple[Debt, ...], *, top: float
) -> tuple[Prose, Table]:
    """Return the heading and the table that stand under final marks."""
    rich: Rich = (Run(_TITLE, look.SUBTITLE),)
    widths = tuple(column.width for column in _COLUMNS)
    rows = (head_row(_COLUMNS, look.GROUP), *_rows(lookup, debts))
    return Prose(top, height(rich), rich), Table(top + 6.4, widths, rows)


def debts_fit(lookup: Lookup, debts: tuple[Debt, ...], *, top: float) -> bool:
    """Tell whether the table has room between the marks and the signatures."""
    table = debts_blocks(lookup, debts, top=top)[1]
    bottom = table.top + table.height
    return not debts or bottom <= look.TEXT_BOTTOM - signatures_height(1)


def debts_flow(lookup: Lookup, debts: tuple[Debt, ...], courses: str) -> Flow:
    """Return the table as pages of its own, for a year of many debts."""
    return Flow(
        kind="results",
        running=RUNNING,
        title="ИТОГОВЫЕ ОТМЕТКИ",
        lead=f"{_TITLE} ({courses}).",
        columns=_COLUMNS,
        rows=lambda page_of: _rows(lookup, debts),
    )


def _rows(lookup: Lookup, debts: tuple[Debt, ...]) -> tuple[Row, ...]:
    return tuple(_row(lookup, number, debt) for number, debt in enumerate(debts, 1))


def _row(lookup: Lookup, number: int, debt: Debt) -> Row:
    texts = (
        str(number),
        short_name(lookup.learners[debt.learner]),
        f"{debt.index}, {debt.period_name}",
        debt.reason,
        debt.form,
        debt.due,
        order_of(debt.order, debt.order_date),
        debt.result,
    )
    return text_row(_COLUMNS, texts, least=7.6)
