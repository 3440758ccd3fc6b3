"""The list of corrections: the old value struck, the new one bold (§1.13)."""

from dataclasses import dataclass

from templates_docs.documents.class_journal.context import Correction
from templates_docs.documents.class_journal.layout.look import style
from templates_docs.documents.class_journal.layout.lookup import Lookup, PageOf, Part
from templates_docs.documents.class_journal.layout.measure import (
    bind,
    fits,
    wrap_rich,
)
from templates_docs.documents.class_journal.layout.model import (
    Cell,
    Row,
    Run,
    SignatureLine,
)
from templates_docs.documents.class_journal.layout.parts.registers import RUNNING
from templates_docs.documents.class_journal.layout.tables import (
    SIDES,
    Col,
    Flow,
    blank_row,
    flow_drafts,
    table_row,
    text_cell,
)
from templates_docs.documents.class_journal.layout.words import (
    date_or_blank,
    short_name,
    subgroup_number,
)
from templates_docs.formatting.dates import day_month, local_moment, short_date
from templates_docs.formatting.words import number_in_words

_SMALL, _NARROW = style("sans", 8, 9.4), style("narrow", 8, 9.4)
_BOLD = style("sans", 8, 9.4, bold=True)
_VALUE = style("sans", 10, 11)
_VALUE_BOLD = style("sans", 10, 11, bold=True)
_COLUMNS = (
    Col(7, "№", "center", _SMALL),
    Col(9, "Стр.", "center", _SMALL),
    Col(24, "Дисциплина", "left", _NARROW),
    Col(13, "Занятие\n(дата)", "center", _SMALL),
    Col(26, "ФИО обучаю-\nщегося", "left", _SMALL),
    Col(9.5, "Было", "center", _VALUE),
    Col(9.5, "Стало", "center", _VALUE_BOLD),
    Col(22, "Причина", "left", _NARROW),
    Col(21, "Основание", "left", _NARROW),
    Col(18, "Внёс", "left", _NARROW),
    Col(16, "Дата и\nвремя", "left", style("sans", 7.5, 9.4)),
)
_LEAD = (
    "Записи — в порядке внесения. Прежнее значение не удаляется; исправления, "
    "внесённые в день проведения занятия, в перечень не включаются."
)
_BLANK_ROWS = 8
_ROW_LEAST = 9.4


def plan_corrections(lookup: Lookup) -> Part:
    """Return the list of corrections with the pages of the corrected cells."""
    context = lookup.context
    head = context.head_of_office
    day = context.year.ended_on
    count = len(context.corrections)
    lines = (
        (SignatureLine(head.role, head.name, date_or_blank(head.signed_on)),)
        if head
        else ()
    )
    flow = Flow(
        kind="corrections",
        running=RUNNING,
        title="СВЕДЕНИЯ ОБ ИСПРАВЛЕНИЯХ",
        lead=_LEAD,
        columns=_COLUMNS,
        rows=lambda page_of: _rows(lookup, page_of),
        note=f"Всего исправлений на {short_date(day)}: {count} "
        f"({number_in_words(count)}). Свободные строки — для записей от руки.",
        lines=lines,
        fixed_anchors=("corrections",),
    )
    title = "Сведения об исправлениях"
    return Part(key="corrections", drafts=tuple(flow_drafts(flow)), title=title)


def _rows(lookup: Lookup, page_of: PageOf) -> tuple[Row, ...]:
    rows: list[Row] = []
    for number, item in enumerate(lookup.context.corrections, 1):
        entry = _Entry(lookup=lookup, number=number, item=item)
        rows += entry.rows(page_of(f"correction:{number}"))
    return (*rows, *(blank_row(_COLUMNS),) * _BLANK_ROWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A line of the list; long values stand in a line of their own under it."""

    lookup: Lookup
    number: int
    item: Correction

    def rows(self, page: str) -> tuple[Row, ...]:
        item = self.item
        short = all(map(_is_mark, (item.was, item.now)))
        was, now = (item.was, item.now) if short else ("см. ниже", "см. ниже")
        texts = (
            str(self.number),
            page,
            self._course(),
            self._place(),
            self._name(),
            was or "–",
            now or "–",
            item.reason,
            item.basis,
            ", ".join(filter(None, (item.author, item.author_post))),
            local_moment(item.made_at),
        )
        cells = list(map(text_cell, _COLUMNS, texts))
        if short:
            cells[5] = cells[5]._replace(struck=bool(item.was))
        else:
            cells[5:7] = (text_cell(_COLUMNS[5], was, face=_NARROW),) * 2
        row = table_row(tuple(cells), _ROW_LEAST)
        return (row,) if short else (row._replace(weight=0), self._values())

    def _course(self) -> str:
        block = self.lookup.blocks.get(self.item.block)
        if block is None:
            return ""
        number = subgroup_number(block.subgroup)
        subgroup = f", подгруппа {number}" if number else ""
        return f"{block.index} {block.title}{subgroup}"

    def _place(self) -> str:
        item = self.item
        block = self.lookup.blocks.get(item.block)
        if item.period and block is not None:
            captions = {final.period: final.caption for final in block.finals}
            return captions.get(item.period, item.period)
        lessons = block.lessons if block else ()
        day = next((one.date for one in lessons if one.number == item.lesson), None)
        text = day_month(day) if day else ""
        return f"{text}, МИУД" if item.control else text

    def _name(self) -> str:
        learner = self.lookup.learners.get(self.item.learner or 0)
        return short_name(learner) if learner else "запись о занятии"

    def _values(self) -> Row:
        rich = (
            Run("Было: ", _SMALL),
            Run(bind(self.item.was) or "–", _SMALL, "struck"),
            Run(". Стало: ", _SMALL),
            Run(bind(self.item.now) or "–", _BOLD),
        )
        space = sum(column.width for column in _COLUMNS) - 2 * SIDES
        return table_row((Cell(wrap_rich(rich, space), span=len(_COLUMNS)),))


def _is_mark(text: str) -> bool:
    return fits(text, _VALUE_BOLD, _COLUMNS[5].width - 1.0)
