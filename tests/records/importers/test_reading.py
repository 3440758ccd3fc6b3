import io
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
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
    write_docx,
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


def repack(path: Path, changes: dict[str, bytes]) -> Path:
    """Write the same container with other content of some parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **changes}.items():
            archive.writestr(name, data)
    return path


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
    other = changed(Фамилия="Цой", Имя="Александра", Отчество="", Пол="ж")
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
        ("Фамилия", "Kim", "в имени латинские буквы или цифры"),
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


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlsx", b"", "файл пуст"),
        ("a.xlsx", b"%PDF-1.7 ...", "это PDF"),
        ("a.xlsx", b"\xef\xbb\xbf\n<html><table>", "это страница HTML"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "старый формат"),
        ("a.xlsx", b"PK\x03\x04garbage", "это не файл Excel"),
        ("a.xlsx", b"x" * (10 * 1024 * 1024 + 1), "10,0 МБ, а можно до 10 МБ"),
        ("a.csv", "Имя;Фамилия".encode("utf-16"), "UTF-16"),
        ("a.csv", b"\x00;\x00", "это не текст"),
        ("a.csv", "Имя,Фамилия\nЛев,Ким".encode(), "не точкой с запятой"),
        ("a.csv", f'{";".join(STUDENTS)}\n"Ким;Лев'.encode(), "кавычки не закрыты"),
        ("a.docx", b"PK", "в формате Word загружается только КТП"),
    ],
)
def test_what_is_not_a_table_is_told_in_plain_words(
    world: World, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    found = refusal(world, Kind.STUDENTS, path)

    assert any(message in line for line in found), found


def test_a_file_that_is_not_there_is_told(world: World, tmp_path: Path) -> None:
    (found,) = refusal(world, Kind.STUDENTS, tmp_path / "нет.xlsx")

    assert "файла нет" in found


def test_windows_1251_is_recognised_with_its_row(world: World, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [STUDENTS, KIM], "cp1251")

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert found.startswith(":1:: кодировка файла не UTF-8 (похоже на Windows-1251)")


def test_only_headings_are_no_file(world: World, tmp_path: Path) -> None:
    (found,) = refusal(world, Kind.STUDENTS, students(tmp_path))

    assert "в файле нет ни одной строки" in found


def test_a_zip_bomb_is_refused_and_costs_no_memory(
    world: World, tmp_path: Path
) -> None:
    path = students(tmp_path, KIM)
    repack(path, {"xl/media/big.bin": b"\0" * 90_000_000})
    tracemalloc.start()

    (found,) = refusal(world, Kind.STUDENTS, path)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "сжат неправдоподобно сильно" in found
    assert peak < 20_000_000


def test_more_than_a_hundred_megabytes_inside_are_refused(
    world: World, tmp_path: Path
) -> None:
    path = students(tmp_path, KIM)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        member = zipfile.ZipInfo("big.bin")
        archive.writestr(member, b"small")
    data = path.read_bytes()
    size = (5).to_bytes(4, "little")
    at = data.rindex(b"big.bin") - 46
    assert data[at + 24 : at + 28] == size
    lie = data[: at + 24] + (2**27).to_bytes(4, "little") + data[at + 28 :]
    path.write_bytes(lie)

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "больше 100 МБ" in found


@pytest.mark.parametrize(
    ("part", "data", "message"),
    [
        (
            "xl/workbook.xml",
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            "подстановки XML",
        ),
        (
            "xl/sharedStrings.xml",
            "<!DOCTYPE a><a/>".encode("utf-16"),
            "подстановки XML",
        ),
        ("xl/vbaProject.bin", b"macro", "макросы"),
        ("xl/worksheets/sheet1.xml", b"<worksheet", "файл повреждён"),
        ("xl/workbook.xml", b"", "файл повреждён"),
    ],
)
def test_a_dangerous_or_damaged_part_is_refused(
    world: World, tmp_path: Path, part: str, data: bytes, message: str
) -> None:
    path = repack(students(tmp_path, KIM), {part: data})

    found = refusal(world, Kind.STUDENTS, path)

    assert any(message in line for line in found), found


def test_a_truncated_file_is_told(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, KIM)
    path.write_bytes(path.read_bytes()[:-400])

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "это не файл Excel или он повреждён" in found


def test_a_container_that_is_no_workbook_is_told(world: World, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "x")
    path.write_bytes(buffer.getvalue())

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "это не таблица Excel" in found


def test_a_word_table_with_unaccepted_changes_is_refused(
    world: World, tmp_path: Path
) -> None:
    path = write_docx(tmp_path / "ктп.docx", [["Группа"], ["ЮР-21"]], extra="<w:ins/>")

    found = refusal(world, Kind.PLAN, path)

    assert "есть непринятые исправления" in found[0]


def test_a_word_table_with_merged_cells_is_refused(
    world: World, tmp_path: Path
) -> None:
    merged = "<w:tcPr><w:vMerge/></w:tcPr>"
    path = write_docx(tmp_path / "ктп.docx", [["Группа"], ["ЮР-21"]], extra=merged)

    found = refusal(world, Kind.PLAN, path)

    assert "есть объединённые ячейки" in found[0]


def test_a_value_beyond_the_hundredth_column_costs_nothing(
    world: World, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(STUDENTS))
    sheet.append(list(KIM))
    sheet.cell(row=2, column=16_384, value="x")
    path = tmp_path / "a.xlsx"
    book.save(path)

    assert bring(world, Kind.STUDENTS, path).rows == 1
