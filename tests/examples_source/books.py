"""The workbooks of the examples: rows under headings, the same bytes every time."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tests.examples_source.accounting import PROGRAMME as ACCOUNTING
from tests.examples_source.law import PROGRAMME as LAW
from tests.examples_source.model import Programme
from tests.examples_source.people import KINSFOLK, LEARNERS, STAFF
from tests.examples_source.plans import make_plan
from tests.examples_source.software import PROGRAMME as SOFTWARE
from tests.examples_source.timetable import WINTER, make_timetable

PROGRAMMES = (LAW, SOFTWARE, ACCOUNTING)
MOMENT = datetime(2026, 8, 25, 10, 0, 0)  # noqa: DTZ001 - a zip keeps local moments
HEADMEN = {"ЮР-21": "Ёлкина Алёна Сергеевна", "ИСП-22-11": "Миронова Алиса Григорьевна"}
HOLIDAYS = (
    (date(2026, 11, 4), "праздник", "День народного единства"),
    (date(2026, 12, 31), "выходной", "Постановление Правительства РФ № 1466"),
    (date(2027, 2, 23), "праздник", "День защитника Отечества"),
    (date(2027, 3, 8), "праздник", "Международный женский день"),
    (date(2027, 5, 3), "выходной", "перенос с 1 мая"),
    (date(2027, 5, 10), "выходной", "перенос с 9 мая"),
    (date(2027, 6, 14), "выходной", "перенос с 12 июня"),
)
Row = Sequence[object]


def make_books() -> Mapping[str, bytes]:
    """Return every file of the examples by its name."""
    return {
        "calendar.xlsx": _book(
            ("Дата", "Вид", "Основание"), {"Календарь": _calendar()}
        ),
        "staff.xlsx": _book(
            (
                "Фамилия",
                "Имя",
                "Отчество",
                "Пол",
                "Должность",
                "Роли",
                "Куратор группы",
                "Эл. почта",
            ),
            {"Кадры": _staff()},
        ),
        "students.xlsx": _book(
            (
                "Фамилия",
                "Имя",
                "Отчество",
                "Пол",
                "Дата рождения",
                "Группа",
                "№ личного дела",
                "№ зачётной книжки",
                "Приказ о зачислении",
                "Дата приказа",
                "Дата зачисления",
                "Родитель (законный представитель)",
                "Телефон родителя",
                "Эл. почта родителя",
            ),
            {"Обучающиеся": [row for one in PROGRAMMES for row in _learners(one)]},
        ),
        "groups.xlsx": _book(
            (
                "Код группы",
                "Специальность (программа)",
                "Вид программы",
                "Курс",
                "Форма обучения",
                "Срок обучения",
                "Начало",
                "Окончание",
                "Отделение",
                "Староста",
            ),
            {"Группы": [_group(one) for one in PROGRAMMES]},
        ),
        "curriculum.xlsx": _book(
            (
                "Группа",
                "Индекс",
                "Наименование",
                "Часов",
                "Форма контроля",
                "Семестр",
                "Преподаватель",
                "Подгруппа",
                "Вид",
            ),
            {_sheet(one): list(_curriculum(one)) for one in PROGRAMMES},
        ),
        "subgroups.xlsx": _book(
            ("Группа", "Индекс", "Подгруппа", "Обучающийся"),
            {"Подгруппы": [row for one in PROGRAMMES for row in _subgroups(one)]},
        ),
        "plan.xlsx": _book(
            (
                "Группа",
                "Индекс",
                "№",
                "Тема",
                "Часов",
                "Вид занятия",
                "Домашнее задание",
            ),
            {_sheet(one): list(_plan(one)) for one in PROGRAMMES},
        ),
        "timetable.xlsx": _book(
            (
                "Группа",
                "Индекс",
                "Дата",
                "Пара",
                "Преподаватель",
                "Подгруппа",
                "Аудитория",
            ),
            {"Расписание": list(_timetable())},
        ),
    }


def _calendar() -> list[Row]:
    rows: list[Row] = list(HOLIDAYS)
    day = WINTER[0]
    while day <= WINTER[1]:
        if day.weekday() < 5 and day != date(2026, 12, 31):
            rows.append((day, "каникулы", "зимние каникулы"))
        day += timedelta(days=1)
    return sorted(rows, key=lambda row: str(row[0]))


def _staff() -> list[Row]:
    rows: list[Row] = []
    for one in STAFF:
        surname, name, patronymic = one.name.split()
        rows.append(
            (
                surname,
                name,
                patronymic,
                one.sex,
                one.post,
                one.roles,
                one.curates,
                one.email,
            )
        )
    return rows


def _names(group: str) -> list[list[str]]:
    lines = LEARNERS[group].strip().splitlines()
    return [_parts(line) for line in lines]


def _parts(line: str) -> list[str]:
    parts = line.split("|")
    if len(parts) == 3:
        *surname, name = parts[0].split()
        return [" ".join(surname), name, parts[1], parts[2]]
    return parts


def _learners(programme: Programme) -> list[Row]:
    adult = programme.kind == "ДПО"
    prefix = "ДПО" if adult else programme.group.split("-")[0]
    enrolled = date(2026, 10, 1) if adult else date(2025, 9, 1)
    ordered = date(2026, 9, 28) if adult else date(2025, 8, 25)
    rows: list[Row] = []
    for place, (surname, name, patronymic, sex) in enumerate(
        _names(programme.group), start=1
    ):
        year = 1978 + place % 20 if adult else 2008 + place % 2
        born = date(year, 1 + place * 5 % 12, 1 + place * 7 % 28)
        guardian = (
            _guardian(surname, place) if not adult and place % 3 else ("", "", "")
        )
        rows.append(
            (
                surname,
                name,
                patronymic,
                sex,
                born,
                programme.group,
                f"{prefix}-{place:03d}",
                "" if adult else f"{prefix}-25-{place:03d}",
                f"{31 + place % 3}-к",
                ordered,
                enrolled,
                *guardian,
            )
        )
    return rows


def _guardian(surname: str, place: int) -> tuple[str, str, str]:
    mother, father = KINSFOLK[place % len(KINSFOLK)]
    feminine = surname.endswith(("ова", "ева", "ина", "ая"))
    name = mother if feminine else father
    phone = f"8 (900) 000-{place:02d}-{place * 3 % 100:02d}"
    return f"{surname} {name}", phone, f"parent{place}@example.ru"


def _group(one: Programme) -> Row:
    return (
        one.group,
        one.programme,
        one.kind,
        one.course or "",
        one.form,
        one.duration,
        one.starts,
        one.ends,
        one.department,
        HEADMEN.get(one.group, ""),
    )


def _curriculum(one: Programme) -> Iterable[Row]:
    for study in one.studies:
        several = len(study.leaders) > 1
        for number, teacher in enumerate(study.leaders, start=1):
            for term, hours, control in study.terms:
                yield (
                    one.group,
                    study.index,
                    study.name,
                    hours,
                    control or "—",
                    int(term) if term.isdecimal() else term,
                    teacher,
                    number if several else "",
                    study.kind,
                )


def _subgroups(one: Programme) -> Iterable[Row]:
    people = [
        " ".join(part for part in parts[:3] if part) for parts in _names(one.group)
    ]
    for study in one.studies:
        if len(study.leaders) > 1:
            for place, person in enumerate(people):
                yield one.group, study.index, 1 + place % 2, person


def _plan(one: Programme) -> Iterable[Row]:
    for study in one.studies:
        for row in make_plan(study):
            yield (
                one.group,
                study.index,
                row.number,
                row.topic,
                row.hours,
                row.kind,
                row.homework,
            )


def _timetable() -> Iterable[Row]:
    for one in make_timetable(PROGRAMMES):
        yield (
            one.group,
            one.index,
            one.day,
            one.pair,
            one.teacher,
            one.subgroup or "",
            one.room,
        )


def _sheet(one: Programme) -> str:
    return one.group.replace("/", "-")


def _book(headings: Sequence[str], sheets: Mapping[str, Iterable[Row]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Учебный отдел"
    book.properties.created = MOMENT
    book.properties.modified = MOMENT
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append(list(headings))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        widths = [len(heading) for heading in headings]
        for row in rows:
            sheet.append([None if value == "" else value for value in row])
            widths = [
                max(width, min(len(str(value)), 60))
                for width, value in zip(widths, row, strict=True)
            ]
        for place, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width + 2
        for line in sheet.iter_rows(min_row=2):
            for cell in line:
                if isinstance(cell.value, date):
                    cell.number_format = "DD.MM.YYYY"
        sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return _calm(buffer.getvalue())


def _calm(data: bytes) -> bytes:
    """Give every member of the archive the same date."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in sorted(before.namelist()):
            content = before.read(name)
            if name == "docProps/core.xml":
                stamp = f"{MOMENT:%Y-%m-%dT%H:%M:%SZ}".encode()
                head, _, rest = content.partition(b"<dcterms:modified")
                inner, _, tail = rest.partition(b"</dcterms:modified>")
                opening = inner[: inner.index(b">") + 1]
                content = (
                    head
                    + b"<dcterms:modified"
                    + opening
                    + stamp
                    + b"</dcterms:modified>"
                    + tail
                )
            info = zipfile.ZipInfo(name, (2026, 8, 25, 10, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, content)
    return out.getvalue()
