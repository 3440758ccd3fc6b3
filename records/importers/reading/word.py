"""Reading tables of a Word file (КТП comes so): plain cells only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from records.importers.reading.container import opened_container
from records.importers.reading.faults import Faults, Place
from records.importers.reading.sheets import RawRow, Sheet

_DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}


def read_docx(path: Path, faults: Faults) -> Iterator[Sheet]:
    """Give every table of a Word document as a sheet «таблица N»."""
    with opened_container(path, faults, needed=_DOCUMENT) as archive:
        if archive is None:
            return
        try:
            body = fromstring(archive.read(_DOCUMENT)).find(f"{_W}body")
        except (ParseError, DefusedXmlException):
            body = None
    tables = [] if body is None else body.findall(f"{_W}tbl")
    if not tables:
        faults.add(
            "в документе нет таблицы",
            "КТП загружается из таблицы с заголовками в первой строке",
            code="no_table",
        )
    for number, table in enumerate(tables, start=1):
        name = f"таблица {number}"
        if _is_plain(table, Place(sheet=name), faults):
            yield Sheet(name=name, rows=_rows(table))


def _is_plain(table: Any, at: Place, faults: Faults) -> bool:  # noqa: ANN401 - an XML element
    before = len(faults.errors)
    spans = (span.get(f"{_W}val") for span in table.iter(f"{_W}gridSpan"))
    if _has(table, "vMerge") or any(span != "1" for span in spans):
        faults.add(
            "есть объединённые ячейки",
            "отмените объединение и заполните каждую ячейку",
            at=at,
            code="merged_cells",
        )
    if table.find(f"{_W}tr/{_W}tc/{_W}tbl") is not None:
        faults.add("таблица в таблице", "оставьте одну таблицу", at=at)
    if _has(table, "ins") or _has(table, "del"):
        faults.add(
            "есть непринятые исправления", "примите или отклоните их в Word", at=at
        )
    return len(faults.errors) == before


def _has(table: Any, tag: str) -> bool:  # noqa: ANN401 - an XML element
    return next(table.iter(f"{_W}{tag}"), None) is not None


def _rows(table: Any) -> Iterator[RawRow]:  # noqa: ANN401 - an XML element
    for number, row in enumerate(table.findall(f"{_W}tr"), start=1):
        cells = tuple(_text(cell) for cell in row.findall(f"{_W}tc"))
        yield RawRow(number=number, cells=cells)


def _text(cell: Any) -> str:  # noqa: ANN401 - an XML element
    paragraphs = []
    for paragraph in cell.iter(f"{_W}p"):
        pieces = []
        for piece in paragraph.iter():
            if piece.tag == f"{_W}t":
                pieces.append(piece.text or "")
            else:
                pieces.append(_SPACES.get(piece.tag, ""))
        paragraphs.append("".join(pieces))
    return "\n".join(paragraphs)
