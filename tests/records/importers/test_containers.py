import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

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


def repack(path: Path, changes: dict[str, bytes]) -> Path:
    """Write the same container with other content of some parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **changes}.items():
            archive.writestr(name, data)
    return path


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


def test_a_file_under_a_password_inside_is_told(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, KIM)
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(sign)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(sign, start + 4)
    path.write_bytes(data)

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "файл под паролем" in found


def test_a_part_that_does_not_unpack_is_told(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, KIM)
    data = bytearray(path.read_bytes())
    middle = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(data)

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "файл повреждён" in found


def test_a_part_met_twice_is_refused(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, KIM)
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr("xl/workbook.xml", b"<a/>")

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "части повторяются" in found


def test_an_unusual_packing_is_refused(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, KIM)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/extra.xml", b"<a/>")

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "упакован не так" in found


def test_a_word_file_without_a_table_is_told(world: World, tmp_path: Path) -> None:
    path = tmp_path / "ктп.docx"
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{names}"><w:body/></w:document>',
        )

    (found,) = refusal(world, Kind.PLAN, path)

    assert "в документе нет таблицы" in found


def test_lying_about_entities_in_word_is_refused(world: World, tmp_path: Path) -> None:
    path = tmp_path / "ктп.docx"
    bomb = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", bomb)

    (found,) = refusal(world, Kind.PLAN, path)

    assert "подстановки XML" in found


SHEET = "xl/worksheets/sheet1.xml"


def sheet_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(SHEET)


def test_a_row_that_calls_itself_the_last_of_millions_costs_nothing(
    world: World, tmp_path: Path
) -> None:
    path = students(tmp_path, KIM)
    far = sheet_of(path).replace(b'<row r="2"', b'<row r="2000000000"')

    result = bring(world, Kind.STUDENTS, repack(path, {SHEET: far}))

    assert result.written.added == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"</sheetData>", b"<"),
        (b'<row r="2"', b'<row r="1"'),
        (b'<row r="2"', b'<row r="x"'),
    ],
)
def test_a_sheet_that_breaks_off_while_it_is_read_is_damaged_not_a_bug(
    world: World, tmp_path: Path, before: bytes, after: bytes
) -> None:
    path = students(tmp_path, KIM)
    broken = sheet_of(path).replace(before, after)

    lines = refusal(world, Kind.STUDENTS, repack(path, {SHEET: broken}))

    assert any("файл повреждён: таблица не читается" in line for line in lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<row r="2"', b'<row r="2" hidden="1"'),
        (b"<sheetData>", b'<cols><col min="3" max="3" hidden="1"/></cols><sheetData>'),
    ],
)
def test_what_is_hidden_from_the_eye_is_read_with_a_warning(
    world: World, tmp_path: Path, before: bytes, after: bytes
) -> None:
    path = students(tmp_path, KIM)
    hidden = sheet_of(path).replace(before, after)

    result = bring(world, Kind.STUDENTS, repack(path, {SHEET: hidden}))

    assert result.written.added == 1
    assert ["есть скрытые строки" in one.message for one in result.warnings] == [True]
