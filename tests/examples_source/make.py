"""The input files of `examples/`, made from the lists and plans beside it."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tests.examples_source.scheduling import make_timetable
from tests.examples_source.sources import (
    Taught,
    parse_day,
    read_curriculum,
    read_list,
    read_plans,
)

Cell: TypeAlias = str | int | date | None
Table: TypeAlias = list[list[Cell]]

EXAMPLES = Path(__file__).parents[2] / "examples"
MADE = datetime(2026, 8, 26, 10, 0)  # noqa: DTZ001 - a workbook's own moment has no zone
_ZIP_DATE = (2026, 8, 26, 10, 0, 0)
_WIDEST = 60

GROUPS = (
    ("ЮР-21", "students_yur-21", "ЮР-25", "31-к", "12.08.2025", "01.09.2025"),
    ("ИСП-22-11", "students_isp-22-11", "ИСП-25", "31-к", "12.08.2025", "01.09.2025"),
    ("ДПО-2026/03", "students_dpo-2026-03", "ДПО-26", "64-к", "25.08.2026",
     "05.10.2026"),
)  # fmt: skip
STUDENTS = (
    "Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Группа", "№ личного дела",
    "№ зачётной книжки", "Приказ о зачислении", "Дата приказа", "Дата зачисления",
    "Родитель (законный представитель)", "Телефон родителя", "Эл. почта родителя",
)  # fmt: skip
HEADMEN = {"ЮР-21": "Павлов Никита Сергеевич", "ИСП-22-11": "Зайцева Милана Руслановна"}
MOTHERS = ("Анна", "Елена", "Ольга", "Ирина", "Марина", "Наталья", "Светлана")
FATHERS = ("Сергей", "Андрей", "Павел", "Игорь", "Олег")


def make_tables() -> Mapping[str, Table]:
    """Return the rows of every file by its name, headings first."""
    lines = read_curriculum()
    return {
        "calendar": _calendar(),
        "staff": _plain("staff"),
        "groups": _groups(),
        "students": _students(),
        "curriculum": _curriculum(lines),
        "subgroups": _subgroups(lines),
        "plan": _plan(lines),
        "timetable": _timetable(lines),
    }


def main() -> None:
    """Write the files."""
    EXAMPLES.mkdir(exist_ok=True)
    for name, table in make_tables().items():
        (EXAMPLES / f"{name}.xlsx").write_bytes(workbook_bytes(table))


def workbook_bytes(table: Table) -> bytes:
    """Return a workbook whose bytes depend on nothing but its rows."""
    book = Workbook()
    book.properties.creator = "Учебный отдел"
    book.properties.created = book.properties.modified = MADE
    sheet = book.active
    if sheet is None:
        raise ValueError("a new workbook has a sheet")
    sheet.title = "Лист1"
    for row in table:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, column in enumerate(zip(*table, strict=True), start=1):
        widest = max(len(str(value or "")) for value in column)
        width = min(max(widest, 8), _WIDEST) + 2
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, date):
                cell.number_format = "DD.MM.YYYY"
    sheet.freeze_panes = "A2"
    return _steady(book)


def _steady(book: Workbook) -> bytes:
    first, second = io.BytesIO(), io.BytesIO()
    book.save(first)
    with (
        zipfile.ZipFile(first) as source,
        zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _with_moment(data)
            target.writestr(zipfile.ZipInfo(name, _ZIP_DATE), data,
                            zipfile.ZIP_DEFLATED, 9)  # fmt: skip
    return second.getvalue()


def _with_moment(data: bytes) -> bytes:
    """Put back the moment of change that the library sets to now on saving."""
    start = data.index(b"<dcterms:modified")
    start = data.index(b">", start) + 1
    end = data.index(b"<", start)
    return data[:start] + f"{MADE:%Y-%m-%dT%H:%M:%SZ}".encode() + data[end:]


def _plain(name: str, dates: Sequence[str] = ()) -> Table:
    rows = read_list(name)
    table: Table = [list(rows[0])]
    for row in rows:
        table.append(
            [
                parse_day(value) if heading in dates and value else value or None
                for heading, value in row.items()
            ]
        )
    return table


def _calendar() -> Table:
    return _plain("calendar", ("Дата",))


def _groups() -> Table:
    table = _plain("groups", ("Начало", "Окончание"))
    course = table[0].index("Курс")
    table[0].append("Староста")
    for row in table[1:]:
        row[course] = int(str(row[course])) if row[course] else None
        row.append(HEADMEN.get(str(row[0])))
    return table


def _students() -> Table:
    table: Table = [list(STUDENTS)]
    for code, name, prefix, order, order_date, start in GROUPS:
        people = _people(name)
        for number, (surname, first, patronymic, gender, birth) in enumerate(
            people, start=1
        ):
            table.append(
                [
                    surname, first, patronymic or None, gender, parse_day(birth), code,
                    f"{prefix}-{number:03}", f"{number:03}/{prefix[-2:]}", order,
                    parse_day(order_date), parse_day(start),
                    *_parent(surname, gender, number, code),
                ]
            )  # fmt: skip
    return table


def _people(name: str) -> list[list[str]]:
    path = Path(__file__).parent / "lists" / f"{name}.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _parent(surname: str, gender: str, number: int, code: str) -> list[Cell]:
    """Invent a parent for those who may be minors; numbers belong to nobody."""
    if code.startswith("ДПО") or number % 9 == 0:
        return [None, None, None]
    woman = number % 3 != 0
    names = MOTHERS if woman else FATHERS
    name = f"{_surname(surname, gender, woman=woman)} {names[number % len(names)]}"
    mail = f"parent{number:02}.{'yur' if code == 'ЮР-21' else 'isp'}@smoc.example"
    area = 1 if code == "ЮР-21" else 2
    return [name, f"+7 900 000-{area:02}-{number:02}", mail]


def _surname(surname: str, gender: str, *, woman: bool) -> str:
    if gender == "м" and woman and surname.endswith(("ов", "ев", "ёв", "ин")):
        return f"{surname}а"
    if gender == "ж" and not woman and surname.endswith(("ова", "ева", "ёва", "ина")):
        return surname[:-1]
    return surname


def _curriculum(lines: Sequence[Taught]) -> Table:
    table: Table = [
        ["Группа", "Индекс", "Наименование", "Часов", "Форма контроля", "Семестр",
         "Преподаватель", "Подгруппа", "Вид"]
    ]  # fmt: skip
    plans = read_plans()
    for line in lines:
        topics = plans[line.plan]
        if sum(line.lessons) != len(topics):
            raise ValueError(f"{line.group} {line.index}: {len(topics)} topics")
        borders = (0, line.lessons[0], sum(line.lessons))
        for term in (0, 1):
            own = topics[borders[term] : borders[term + 1]]
            if own:
                table.append(
                    [
                        line.group, line.index, line.name,
                        sum(topic.hours for topic in own), line.control[term],
                        "—" if line.without_semesters else term + 1, line.teacher,
                        int(line.subgroup) if line.subgroup else None,
                        line.kind or None,
                    ]
                )  # fmt: skip
    return table


def _subgroups(lines: Sequence[Taught]) -> Table:
    table: Table = [["Группа", "Индекс", "Подгруппа", "Обучающийся"]]
    files = {code: name for code, name, *_ in GROUPS}
    divided = dict.fromkeys((line.group, line.index) for line in lines if line.subgroup)
    for code, index in divided:
        people = _people(files[code])
        half = (len(people) + 1) // 2
        for place, (surname, name, patronymic, *_) in enumerate(people):
            full = " ".join(filter(None, (surname, name, patronymic)))
            table.append([code, index, 1 if place < half else 2, full])
    return table


def _plan(lines: Sequence[Taught]) -> Table:
    table: Table = [
        ["Группа", "Индекс", "№", "Тема", "Часов", "Вид занятия", "Домашнее задание"]
    ]
    plans = read_plans()
    for code, index, plan in dict.fromkeys(
        (line.group, line.index, line.plan) for line in lines
    ):
        for number, topic in enumerate(plans[plan], start=1):
            table.append(
                [code, index, number, topic.topic, topic.hours, topic.kind,
                 topic.homework]
            )  # fmt: skip
    return table


def _timetable(lines: Sequence[Taught]) -> Table:
    table: Table = [
        ["Группа", "Индекс", "Дата", "Пара", "Преподаватель", "Подгруппа", "Аудитория"]
    ]
    for held in make_timetable(lines):
        table.append(
            [held.group, held.index, held.day, held.pair, held.teacher,
             int(held.subgroup) if held.subgroup else None, held.room or None]
        )  # fmt: skip
    return table
