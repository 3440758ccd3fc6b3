"""Lists of the study, as the office brings them: curriculum, plans, timetable."""

from pathlib import Path
from typing import Any

from records.curriculum import queries
from tests.builders import YEAR, World
from tests.records.importers.files import write_xlsx

CURRICULUM = (
    "Группа", "Индекс", "Наименование", "Часов", "Форма контроля", "Семестр",
    "Преподаватель", "Подгруппа",
)  # fmt: skip
LAW = ("ЮР-21", "ОП.01", "Теория государства и права", 4, "Э", 1, "Петрова А.В.", "")
ENGLISH = (
    "ЮР-21", "ОГСЭ.03", "Иностранный язык", 4, "ДЗ", 1, "Стриж О.П.", 1,
)  # fmt: skip
PLAN = ("Группа", "Индекс", "№", "Тема", "Часов", "Вид занятия", "Домашнее задание")
SLOTS = ("Группа", "Индекс", "Дата", "Пара", "Преподаватель", "Подгруппа", "Аудитория")
PLACES = ("Группа", "Индекс", "Подгруппа", "Обучающийся")


def sheet(path: Path, *rows: Any, name: str = "файл.xlsx") -> Path:
    """Write a workbook of one sheet."""
    return write_xlsx(path / name, {"Лист1": rows})


def journal(world: World) -> Any:
    """Read the journal of ЮР-21."""
    return queries.get_journal(world.session, "ЮР-21", YEAR)
