"""Input files for the tests of importers, made on the spot."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from records.importers.actions import import_file
from records.importers.values import ImportResult, Kind
from records.kernel.errors import InputRefusedError
from tests.builders import NOW, World, entropy

Rows = Sequence[Sequence[Any]]

STUDENTS = (
    "Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Группа", "№ личного дела",
    "Приказ о зачислении", "Дата приказа", "Дата зачисления",
)  # fmt: skip
KIM = (
    "Ким", "Лев", "Андреевич", "м", "15.03.2008", "ЮР-21", "101",
    "77-к", "25.08.2026", "01.09.2026",
)  # fmt: skip


def write_xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write a workbook of these sheets."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    """Write a CSV file with semicolons."""
    text = "\n".join(";".join(map(str, row)) for row in rows)
    path.write_bytes(text.encode(encoding))
    return path


def write_docx(path: Path, rows: Rows, *, extra: str = "") -> Path:
    """Write a Word file with one table; `extra` goes into the first cell."""
    cells = [
        "<w:tr>"
        + "".join(
            f"<w:tc>{extra if (at, place) == (0, 0) else ''}<w:p><w:r>"
            f"<w:t>{cell}</w:t></w:r></w:p></w:tc>"
            for place, cell in enumerate(row)
        )
        + "</w:tr>"
        for at, row in enumerate(rows)
    ]
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:body><w:tbl>{''.join(cells)}</w:tbl></w:body>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{names}">{body}</w:document>'
        )
    return path


def bring(world: World, kind: Kind, path: Path, **options: Any) -> ImportResult:
    """Import a file as the office does."""
    return import_file(
        world.session,
        kind,
        path,
        actor=world.actor,
        now=NOW,
        entropy=entropy(),
        **options,
    )


def refusal(world: World, kind: Kind, path: Path) -> list[str]:
    """Return the remarks of a refused file as «лист:строка:столбец: …»."""
    try:
        bring(world, kind, path)
    except InputRefusedError as error:
        return [
            f"{one.sheet}:{one.row}:{one.column}: {one.message} — {one.advice}"
            for one in error.findings
        ]
    raise AssertionError("the file was not refused")
