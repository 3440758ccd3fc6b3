from pathlib import Path

import pytest

from records.importers.kinds.calendar import CalendarImporter
from records.importers.reading.faults import Faults
from records.importers.reading.table import read_lines
from records.importers.values import Kind

pytestmark = pytest.mark.slow

LAYOUT = CalendarImporter.layout


def write_rows(path: Path, count: int) -> Path:
    file = path / "календарь.csv"
    file.write_text("Дата;Вид\n" + "04.11.2026;праздник\n" * count, encoding="utf-8")
    return file


def test_a_hundred_thousand_rows_are_read(tmp_path: Path) -> None:
    faults = Faults(file="календарь.csv")
    path = write_rows(tmp_path, 100_000)

    lines = read_lines(path, Kind.CALENDAR, LAYOUT, faults=faults)

    assert sum(1 for _ in lines) == 100_000
    assert faults.errors == []


def test_one_more_row_is_too_many(tmp_path: Path) -> None:
    faults = Faults(file="календарь.csv")
    path = write_rows(tmp_path, 100_001)

    lines = read_lines(path, Kind.CALENDAR, LAYOUT, faults=faults)

    assert sum(1 for _ in lines) == 100_000
    (found,) = faults.errors
    assert found.message == "в файле больше 100 000 строк"
