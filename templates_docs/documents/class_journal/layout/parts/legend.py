"""The page of designations (условные обозначения, §1.15)."""

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.lookup import Part
from templates_docs.documents.class_journal.layout.model import Row
from templates_docs.documents.class_journal.layout.tables import (
    Col,
    Flow,
    flow_drafts,
    spanning_row,
    text_row,
)

_COLUMNS = (
    Col(30, "Обозначение", "center", look.BODY_BOLD),
    Col(145, "Значение", "left", look.BODY),
)
_SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Отметки и посещаемость",
        (
            ("5", "отлично"),
            ("4", "хорошо"),
            ("3", "удовлетворительно"),
            ("2", "неудовлетворительно"),
            ("н", "отсутствовал(а)"),
            ("н/4", "отсутствовал(а), материал сдан на «4»"),
            ("4/5", "отметки за две работы на одном занятии"),
            ("н/а", "не аттестован(а)"),
        ),
    ),
    (
        "Виды занятий и работ",
        (
            ("Л", "лекция (урок)"),
            ("С", "семинар"),
            ("ПЗ", "практическое занятие"),
            ("ЛР", "лабораторная работа"),
            ("КР", "контрольная работа"),
            ("КП", "курсовая работа (проект)"),
            ("СР", "самостоятельная работа"),
            ("К", "консультация"),
            ("УП, ПП, ПДП", "практика учебная, производственная, преддипломная"),
        ),
    ),
    (
        "Контрольные точки и итоги",
        (
            (
                "МИУД",
                "мониторинг индивидуальных учебных достижений (контрольная точка): "
                "проводится на последнем занятии месяца по дисциплине",
            ),
            ("З, ДЗ", "зачёт, дифференцированный зачёт"),
            ("Э, Эк", "экзамен, экзамен по модулю"),
            ("1 с, 2 с, Ит.", "итог за первый и второй семестр, итоговая отметка"),
        ),
    ),
    (
        "Знаки на страницах",
        (
            ("4¹", "отметка с примечанием под таблицей той же страницы"),
            ("14*", "занятие проведено в порядке замены"),
            ("штриховка", "дни до зачисления в группу (подгруппу)"),
            ("серая полоса", "дни после выбытия, академический отпуск"),
            (
                "запись № 18204",
                "порядковый номер записи о занятии в реестре электронного журнала",
            ),
            ("л. 20", "номер листа: на лицевой стороне, в правом верхнем углу"),
        ),
    ),
)


def plan_legend() -> Part:
    """Return page 2: every sign of the journal with its meaning."""
    flow = Flow(
        kind="legend",
        running="Журнал учебных занятий",
        title="УСЛОВНЫЕ ОБОЗНАЧЕНИЯ",
        columns=_COLUMNS,
        rows=lambda page_of: _rows(),
    )
    return Part(key="legend", drafts=tuple(flow_drafts(flow)))


def _rows() -> tuple[Row, ...]:
    rows: list[Row] = []
    for title, pairs in _SECTIONS:
        rows.append(spanning_row(_COLUMNS, title, look.CONTENTS))
        rows += [text_row(_COLUMNS, pair, least=5.9) for pair in pairs]
    return tuple(rows)
