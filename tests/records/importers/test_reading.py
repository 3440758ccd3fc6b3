from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from records.curriculum.queries import list_groups
from records.importers.values import Kind
from tests.builders import World, make_world
from tests.records.importers.files import (
    KIM,
    STUDENTS,
    bring,
    refusal,
    write_csv,
    write_xlsx,
)


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def students(path: Path, *rows: tuple[object, ...]) -> Path:
    return write_xlsx(path / "списки.xlsx", {"Лист1": [STUDENTS, *rows]})


def changed(**values: object) -> tuple[object, ...]:
    named = dict(zip(STUDENTS, KIM, strict=True))
    assert not set(values) - set(named)
    return tuple({**named, **values}.values())


def test_headings_may_stand_in_any_order_and_case(world: World, tmp_path: Path) -> None:
    row = dict(zip(STUDENTS, KIM, strict=True))
    names = sorted(STUDENTS)
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {"Лист1": [[name.upper() for name in names], [row[name] for name in names]]},
    )

    assert bring(world, Kind.STUDENTS, path).written.added == 1


def test_a_column_beginning_with_an_underscore_is_left_out(
    world: World, tmp_path: Path
) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx", {"Лист1": [[*STUDENTS, "_заметки"], [*KIM, "=1+1"]]}
    )

    assert bring(world, Kind.STUDENTS, path).written.added == 1


def test_an_unknown_a_missing_and_a_double_column_are_told_at_once(
    world: World, tmp_path: Path
) -> None:
    names = [name for name in STUDENTS if name != "Пол"]
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {"Лист1": [[*names, "Имя", "Дата рожденья"], [*KIM, "x"]]},
    )

    found = refusal(world, Kind.STUDENTS, path)

    assert found == [
        "Лист1:1:: столбец «Имя» есть дважды — оставьте один",
        "Лист1:1:Дата рожденья: неизвестный столбец (похоже на «Дата рождения») — "
        "исправьте заголовок, удалите столбец или начните его имя с «_»",
        "Лист1:1:: нет обязательных столбцов: «Пол» — добавьте их; заголовки стоят "
        "в первой строке",
    ]


def test_a_value_under_no_heading_is_a_fault(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, (*KIM, "", "что-то"))

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert found.startswith("Лист1:2:12-й по счёту: значение без заголовка")


def test_a_file_of_another_kind_is_recognised(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, KIM)

    found = refusal(world, Kind.CALENDAR, path)

    assert any("surguch import students" in line for line in found)


def test_a_sheet_without_the_column_is_a_group(world: World, tmp_path: Path) -> None:
    at = STUDENTS.index("Группа")
    names = [*STUDENTS[:at], *STUDENTS[at + 1 :]]
    row = [*KIM[:at], *KIM[at + 1 :]]
    other = ["Долгих", "Виктория", "", "ж", *row[4:]]
    path = write_xlsx(
        tmp_path / "a.xlsx", {"ЮР-21": [names, row], "ИСП-22-11": [names, other]}
    )

    bring(world, Kind.STUDENTS, path)

    assert list_groups(world.session) == ("ИСП-22-11", "ЮР-21")


def test_an_empty_sheet_beside_a_full_one_is_nothing(
    world: World, tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Лист1": [STUDENTS, KIM], "Лист2": []})

    assert bring(world, Kind.STUDENTS, path).rows == 1


def test_csv_is_read_with_and_without_a_byte_order_mark(
    world: World, tmp_path: Path
) -> None:
    words = {"Фамилия": "Цой", "Имя": "Александра", "Отчество": "", "Пол": "ж"}
    other = changed(**words, **{"№ личного дела": "102"})
    one = write_csv(tmp_path / "1.csv", [STUDENTS, KIM])
    two = write_csv(tmp_path / "2.csv", [STUDENTS, other], "utf-8-sig")

    done = [bring(world, Kind.STUDENTS, path).written.added for path in (one, two)]

    assert done == [1, 1]


def test_excel_dates_and_numbers_for_text_are_read(
    world: World, tmp_path: Path
) -> None:
    row = changed(
        **{
            "Дата рождения": datetime(2008, 3, 15),  # noqa: DTZ001 - as openpyxl has it
            "№ личного дела": 101,
            "Дата приказа": date(2026, 8, 25),
        }
    )

    assert bring(world, Kind.STUDENTS, students(tmp_path, row)).written.added == 1


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("Дата рождения", "31.02.2008", "дня 31.02.2008 нет в календаре"),
        ("Дата рождения", "15.03.08", "«15.03.08» — не дата"),
        ("Дата рождения", "15.03.1899", "похоже, не тот век или год"),
        ("Дата рождения", "15.03.2226", "похоже, не тот век или год"),
        ("Дата рождения", 39522, "«39522» — не дата"),
        ("Дата зачисления", "01.09.2126", "похоже, не тот век или год"),
        ("Пол", "муж", "«муж» — такого обозначения нет"),
        ("Пол", "", "не заполнено"),
        ("Фамилия", "Kим", "латинские буквы вместо русских — «K»"),
        ("Фамилия", "Kim", "в имени латинские буквы, цифры или знаки"),
        ("Отчество", "-", "«-» — не имя"),
        ("Группа", "OP-21", "код группы набран латинскими буквами"),
        ("№ личного дела", 10.5, "«10,5» — не текст"),
        ("Имя", "Л" * 61, "слишком длинно: 61 знаков"),
        ("Фамилия", "=A1", "в ячейке формула"),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(
    world: World, tmp_path: Path, column: str, value: object, message: str
) -> None:
    path = students(tmp_path, changed(**{column: value}))

    found = refusal(world, Kind.STUDENTS, path)

    assert len(found) == 1
    assert found[0].startswith(f"Лист1:2:{column}: ")
    assert message in found[0]
    assert list_groups(world.session) == ()


def test_every_fault_of_a_file_is_told_in_the_order_of_rows(
    world: World, tmp_path: Path
) -> None:
    path = students(
        tmp_path,
        changed(Пол="?", **{"Дата рождения": "вчера"}),
        KIM,
        changed(Фамилия=""),
        KIM,
    )

    found = refusal(world, Kind.STUDENTS, path)

    assert [line.split(": ")[0] for line in found] == [
        "Лист1:2:Пол",
        "Лист1:2:Дата рождения",
        "Лист1:4:Фамилия",
        "Лист1:5:Фамилия",
    ]


def test_an_error_of_the_spreadsheet_is_a_fault(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, changed(Имя="#N/A"))

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "в ячейке ошибка #N/A" in found


def test_a_hidden_sheet_is_refused(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, KIM)
    book = load_workbook(path)
    book.create_sheet("Секрет").sheet_state = "veryHidden"
    book.save(path)

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert found.startswith("Секрет:None:: лист скрыт")


def test_merged_cells_are_refused_with_their_place(
    world: World, tmp_path: Path
) -> None:
    path = students(tmp_path, KIM)
    book = load_workbook(path)
    book["Лист1"].merge_cells("A3:B4")
    book.save(path)

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "есть объединённые ячейки: A3:B4" in found


def test_headings_are_in_the_first_row(world: World, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Лист1": [[], STUDENTS, KIM]})

    found = refusal(world, Kind.STUDENTS, path)

    assert "заголовки не в первой строке" in found[0]
