"""Substitutions, corrections, remarks and the sheet for notes (§1.13-1.14)."""

from templates_docs.documents.class_journal.context import JournalContext, Remark
from templates_docs.documents.class_journal.context import Substitution as Swap
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.caption import page_title
from templates_docs.documents.class_journal.layout.lookup import (
    Draft,
    PageOf,
    Part,
    running,
)
from templates_docs.documents.class_journal.layout.model import Block, Row, Rule
from templates_docs.documents.class_journal.layout.tables import (
    Col,
    Flow,
    blank_row,
    flow_drafts,
    text_row,
)
from templates_docs.formatting.dates import short_date

RUNNING = "Общие страницы журнала"
_NARROW, _SMALL = look.BODY_NARROW, look.BODY_SMALL
_SUBSTITUTIONS = (
    Col(7, "№", "right", _SMALL),
    Col(17, "Дата", "center", _SMALL),
    Col(9, "№\nпары", "center", _SMALL),
    Col(27, "Дисциплина\nпо расписанию", "left", _NARROW),
    Col(23, "Преподаватель\nотсутствующий", "left", _NARROW),
    Col(27, "Дисциплина\nфактически", "left", _NARROW),
    Col(23, "Замещающий\nпреподаватель", "left", _NARROW),
    Col(21, "Основание", "left", _NARROW),
    Col(9, "Часы", "center", _SMALL),
    Col(12, "Подпись", "left", _SMALL),
)
_REMARKS = (
    Col(18, "Дата\nпроверки", "center", _SMALL),
    Col(26, "Цель проверки", "left", _SMALL),
    Col(47, "Замечания и предложения", "left", _SMALL),
    Col(28, "ФИО, должность\nпроверяющего", "left", _SMALL),
    Col(15, "Подпись", "left", _SMALL),
    Col(17, "Срок\nустранения", "center", _SMALL),
    Col(24, "Отметка\nоб устранении\n(дата, ФИО, подпись)", "left", _SMALL),
)
_REMARKS_TITLE = "ЗАМЕЧАНИЯ И ПРЕДЛОЖЕНИЯ ПРОВЕРЯЮЩИХ"
_REMARKS_LEAD = "Записи по результатам проверки."
_BLANK_SUBSTITUTIONS, _BLANK_REMARKS = 4, 8
_BLANK_REMARK_HEIGHT = 15.0
_NOTES_TOP, _NOTES_PITCH = 40.0, 8.8


def plan_substitutions(context: JournalContext) -> Part:
    """Return the account of lessons held by other teachers (REG 4.1.1)."""
    rows = tuple(_swap(n, item) for n, item in enumerate(context.substitutions, 1))
    blank = (blank_row(_SUBSTITUTIONS),) * _BLANK_SUBSTITUTIONS
    flow = Flow(
        kind="substitutions",
        running=RUNNING,
        title="УЧЁТ ЗАМЕЩЁННЫХ ЗАНЯТИЙ",
        columns=_SUBSTITUTIONS,
        rows=lambda page_of: (*rows, *blank),
        note="Свободные строки — для записей от руки.",
    )
    title = "Учёт замещённых занятий"
    return Part(key="substitutions", drafts=tuple(flow_drafts(flow)), title=title)


def _swap(number: int, item: Swap) -> Row:
    return text_row(
        _SUBSTITUTIONS,
        (
            str(number),
            short_date(item.date),
            str(item.pair),
            item.planned,
            item.absent_teacher,
            item.held,
            item.substitute,
            item.basis,
            str(item.hours),
            "",
        ),
    )


def plan_remarks(context: JournalContext) -> Part:
    """Return remarks of inspections, with rows for entries by hand."""
    rows = tuple(map(_remark, context.remarks))
    blank = (blank_row(_REMARKS, _BLANK_REMARK_HEIGHT),) * _BLANK_REMARKS
    flow = Flow(
        kind="remarks",
        running=RUNNING,
        title=_REMARKS_TITLE,
        lead=_REMARKS_LEAD,
        columns=_REMARKS,
        rows=lambda page_of: (*rows, *blank),
    )
    title = "Замечания и предложения проверяющих"
    return Part(key="remarks", drafts=tuple(flow_drafts(flow)), title=title)


def _remark(item: Remark) -> Row:
    return text_row(
        _REMARKS,
        (
            short_date(item.date),
            item.purpose,
            item.text,
            item.inspector,
            "",
            item.due,
            item.resolved,
        ),
        least=_BLANK_REMARK_HEIGHT,
    )


def plan_notes(pages: int) -> Part:
    """Return ruled pages for notes, as many as make the count of pages even."""

    def compose(page_of: PageOf) -> tuple[Block, ...]:
        del page_of
        count = int((look.TEXT_BOTTOM - _NOTES_TOP) // _NOTES_PITCH)
        rules = (Rule(_NOTES_TOP + _NOTES_PITCH * index) for index in range(count + 1))
        return (page_title("ЛИСТ ДЛЯ ЗАПИСЕЙ"), *rules)

    draft = Draft(kind="notes", running=running(RUNNING), compose=compose)
    return Part(key="notes", drafts=(draft,) * pages, title="Лист для записей")
