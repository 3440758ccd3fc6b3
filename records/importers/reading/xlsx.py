"""Reading XLSX: openpyxl over a checked container, nothing hidden, nothing merged."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import WorkSheetParser

from records.importers.reading.container import opened_container, search_member
from records.importers.reading.faults import Faults, Place
from records.importers.reading.sheets import (
    COLUMN_LIMIT,
    Broken,
    Formula,
    Raw,
    RawRow,
    Sheet,
)

_WORKBOOK = "xl/workbook.xml"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z0-9:]+)"')
_HIDDEN = re.compile(rb'<(?:\w+:)?(row|col)\s[^>]*\bhidden="(?:1|true)"')
_DAMAGED = (
    SyntaxError,  # both XML parsers' errors are of this class
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    zipfile.BadZipFile,
    InvalidFileException,
    DefusedXmlException,
)


def read_xlsx(path: Path, faults: Faults) -> Iterator[Sheet]:
    """Give the sheets of a workbook; hidden and merged ones are faults."""
    with (
        opened_container(path, faults, needed=_WORKBOOK) as archive,
        path.open("rb") as stream,
    ):
        if archive is None:
            return
        try:
            yield from _sheets(_load(stream), archive, faults)
        except _DAMAGED:
            _damaged(faults)


def _load(stream: BinaryIO) -> Any:  # noqa: ANN401 - openpyxl's own type
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions we do not read
        return load_workbook(
            stream, read_only=True, data_only=False, keep_links=False, rich_text=False
        )


def _sheets(
    book: Any,  # noqa: ANN401 - openpyxl's own type
    archive: zipfile.ZipFile,
    faults: Faults,
) -> Iterator[Sheet]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            faults.add(
                "лист скрыт",
                "покажите лист (правая кнопка — «Показать») или удалите его",
                at=Place(sheet=sheet.title),
                code="hidden_sheet",
            )
            continue
        part = sheet._worksheet_path.lstrip("/")
        merged = search_member(archive, part, _MERGED)
        if merged:
            ranges = ", ".join(merged[:5])
            faults.add(
                f"есть объединённые ячейки: {ranges}",
                "отмените объединение и заполните каждую ячейку",
                at=Place(sheet=sheet.title),
                code="merged_cells",
            )
            continue
        sheet.reset_dimensions()
        _warn_of_hidden(sheet.title, part, archive, faults)
        yield Sheet(name=sheet.title, rows=_rows(sheet, faults))


def _warn_of_hidden(
    title: str, part: str, archive: zipfile.ZipFile, faults: Faults
) -> None:
    """Say that rows or columns nobody sees on the screen are read all the same."""
    if search_member(archive, part, _HIDDEN):
        faults.warn(
            "есть скрытые строки или столбцы: они загружаются вместе с видимыми",
            "снимите фильтр, покажите скрытое и проверьте его",
            at=Place(sheet=title),
        )


def _rows(
    sheet: Any,  # noqa: ANN401 - openpyxl's own type
    faults: Faults,
) -> Iterator[RawRow]:
    """Give the rows that are written; openpyxl would make up those between them.

    A row of a few bytes may call itself the two thousand millionth, and a file may be
    cut off anywhere: whoever reads the rows is told by a fault, not by an exception.
    """
    above = 0
    try:
        with sheet._get_source() as source:
            for number, cells in _parser(sheet, source).parse():
                if number <= above:
                    raise ValueError("rows out of order")
                above = number
                row = sheet._get_row(cells, 1, COLUMN_LIMIT + 1)
                yield RawRow(
                    number=number,
                    cells=tuple(
                        None if cell is EMPTY_CELL else _raw(cell) for cell in row
                    ),
                )
    except _DAMAGED:
        _damaged(faults, Place(sheet=sheet.title, row=above + 1))


def _parser(
    sheet: Any,  # noqa: ANN401 - openpyxl's own type
    source: BinaryIO,
) -> WorkSheetParser:
    book = sheet.parent
    return WorkSheetParser(
        source,
        sheet._shared_strings,
        data_only=book.data_only,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _damaged(faults: Faults, at: Place | None = None) -> None:
    faults.add(
        "файл повреждён: таблица не читается",
        "откройте его в своей программе и сохраните заново",
        at=at,
        code="file_damaged",
    )


def _raw(cell: Any) -> Raw:  # noqa: ANN401 - openpyxl's own type
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Formula(str(getattr(value, "text", value)))
    if cell.data_type == "e":
        return Broken(str(value))
    known: Raw = value
    return known
