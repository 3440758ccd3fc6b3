"""Short words of the journal's cells and registers (подписи и обозначения)."""

from datetime import date

from records.curriculum.values import MovementKind
from records.marks.values import Period

PERIODS = {
    Period.FIRST: ("1 с", "Итог за 1 семестр", "1 семестр"),
    Period.SECOND: ("2 с", "Итог за 2 семестр", "2 семестр"),
    Period.YEAR: ("Год", "Итог за год", "год"),
    Period.EXAM: ("Экз", "Экзамен", "экзамен"),
    Period.TOTAL: ("Ит.", "Итоговая", "итоговая"),
}
"""Key of the cell, caption of the column, name in a sentence; in this order."""

MOVEMENTS = {
    MovementKind.ENROLLED: "зачисление",
    MovementKind.EXPELLED: "отчисление",
    MovementKind.ACADEMIC_LEAVE: "академический отпуск",
    MovementKind.RETURNED: "выход из академического отпуска",
    MovementKind.TRANSFERRED: "перевод",
    MovementKind.RENAMED: "смена фамилии",
    MovementKind.SUBGROUP: "перевод в другую подгруппу",
}

CORRECTED = {
    "topic": "тема занятия",
    "homework": "домашнее задание",
    "lesson": "запись занятия",
    "sheet_row": "строка ведомости",
}

EMPTY = "–"


def day_text(day: date) -> str:
    """Return «23.11.2026»."""
    return f"{day:%d.%m.%Y}"


def order_text(number: str, day: date) -> str:
    """Return «приказ от 18.01.2027 № 12-к» with a no-break space after «№»."""
    return f"приказ от {day_text(day)} №\u00a0{number}"
