"""Reading CSV: UTF-8 and semicolons, nothing else is guessed."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from records.importers.reading.faults import Faults, Place
from records.importers.reading.sheets import COLUMN_LIMIT, RawRow, Sheet

_SAVE_AS = "сохраните таблицу как «CSV UTF-8 (разделитель — точка с запятой)»"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FIELD_LIMIT = 32_768
_FOR_EXCEL = "sep=;"


def read_csv(path: Path, faults: Faults) -> Iterator[Sheet]:
    """Give the one sheet of a CSV file; another encoding or separator is a fault."""
    text = _decode(path.read_bytes(), faults)
    if text is None:
        return
    if text.startswith(_FOR_EXCEL):
        text = text.partition("\n")[2]  # Excel itself does not count this line
    heading = text.split("\n", 1)[0]
    if ";" not in heading and ("," in heading or "\t" in heading):
        faults.add(
            "столбцы разделены не точкой с запятой", _SAVE_AS, code="csv_separator"
        )
        return
    yield Sheet(name="", rows=_rows(text, faults))


def _decode(data: bytes, faults: Faults) -> str | None:
    if data.startswith(_UTF16):
        faults.add("кодировка файла UTF-16, а нужна UTF-8", _SAVE_AS, code="encoding")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        likely = " (похоже на Windows-1251)" if _is_cyrillic_ansi(data) else ""
        faults.add(
            f"кодировка файла не UTF-8{likely}",
            _SAVE_AS,
            at=Place(row=line),
            code="encoding",
        )
        return None
    if "\x00" in text:
        faults.add("это не текст", _SAVE_AS, code="encoding")
        return None
    return text


def _rows(text: str, faults: Faults) -> Iterator[RawRow]:
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    number = 1
    try:
        for cells in reader:
            yield RawRow(number=number, cells=tuple(cells[: COLUMN_LIMIT + 1]))
            number = reader.line_num + 1
    except csv.Error:
        faults.add(
            "кавычки не закрыты, или значение длиннее 32 000 знаков",
            "исправьте строку или сохраните файл заново",
            at=Place(row=number),
            code="csv_quotes",
        )


def _is_cyrillic_ansi(data: bytes) -> bool:
    letters = sum(byte >= 0xC0 for byte in data[:4096])
    others = sum(0x80 <= byte < 0xC0 for byte in data[:4096])
    return letters > 3 * others
