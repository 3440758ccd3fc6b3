"""From a file to lines under known headings; the first row holds the headings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from records.importers.reading.container import check_size
from records.importers.reading.csv_file import read_csv
from records.importers.reading.faults import Faults, Place
from records.importers.reading.lines import Line
from records.importers.reading.sheets import (
    COLUMN_LIMIT,
    ROW_LIMIT,
    Raw,
    RawRow,
    Sheet,
    is_blank,
)
from records.importers.reading.word import read_docx
from records.importers.reading.xlsx import read_xlsx
from records.importers.values import GROUP, Kind, Layout
from records.kernel.text import clean_line, fold

IGNORED = "_"


def read_lines(
    path: Path, kind: Kind, layout: Layout, *, faults: Faults
) -> Iterator[Line]:
    """Give the filled lines of a file; every fault of its form is noted."""
    if not check_size(path, faults):
        return
    sheets = _open(path, kind, faults)
    count = 0
    for sheet in sheets:
        for line in _sheet_lines(sheet, layout, faults):
            count += 1
            if count > ROW_LIMIT:
                faults.add(
                    "в файле больше 100 000 строк",
                    "разделите его на несколько",
                    code="too_many_rows",
                )
                return
            yield line
    if count == 0 and not faults.errors:
        faults.add("в файле нет ни одной строки", "заполните таблицу", code="no_rows")


def read_headings(path: Path, kind: Kind) -> tuple[str, ...]:
    """Return the headings of a file's first sheet; empty when it cannot be read."""
    faults = Faults(file=path.name)
    if not check_size(path, faults):
        return ()
    for sheet in _open(path, kind, faults):
        first = next(sheet.rows, None)
        return tuple(_heading(cell) for cell in first.cells) if first else ()
    return ()


def _open(path: Path, kind: Kind, faults: Faults) -> Iterator[Sheet]:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return read_csv(path, faults)
    if suffix == ".docx" and kind is Kind.PLAN:
        return read_docx(path, faults)
    if suffix == ".docx":
        faults.add(
            "в формате Word загружается только КТП",
            "перенесите таблицу в Excel (.xlsx)",
            code="not_office_file",
        )
        return iter(())
    return read_xlsx(path, faults)


def _sheet_lines(sheet: Sheet, layout: Layout, faults: Faults) -> Iterator[Line]:
    filled = (row for row in sheet.rows if not row.is_empty)
    first = next(filled, None)
    if first is None:
        return
    headings = _read_headings(sheet, first, layout, faults=faults)
    if headings is None:
        return
    for row in filled:
        line = Line(
            sheet=sheet.name,
            number=row.number,
            cells=headings.name_cells(row),
            faults=faults,
        )
        headings.check_stray(row, line)
        for name in headings.required:
            if not line.has(name):
                line.fault(name, "не заполнено", "впишите значение")
        yield line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headings:
    """Which column holds what; what the sheet's own name stands for."""

    places: dict[int, str]
    ignored: frozenset[int]
    given: dict[str, Raw]
    required: tuple[str, ...]
    stray: set[int] = field(default_factory=set)

    def name_cells(self, row: RawRow) -> dict[str, Raw]:
        """Return the row's cells by their headings."""
        cells = {
            self.places[at]: cell
            for at, cell in enumerate(row.cells)
            if at in self.places
        }
        return {**cells, **self.given}

    def check_stray(self, row: RawRow, line: Line) -> None:
        """Note, once a column, a value that stands under no heading."""
        for at, cell in enumerate(row.cells):
            if at in self.places or at in self.ignored or at in self.stray:
                continue
            if not is_blank(cell):
                self.stray.add(at)
                line.fault(
                    f"{at + 1}-й по счёту",
                    "значение без заголовка",
                    "подпишите столбец или удалите его",
                )


def _read_headings(
    sheet: Sheet, row: RawRow, layout: Layout, *, faults: Faults
) -> _Headings | None:
    """Map columns to headings; None when the sheet cannot be read under them."""
    at = Place(sheet=sheet.name, row=row.number)
    before = len(faults.errors)
    if row.number != 1:
        faults.add(
            "заголовки не в первой строке", "удалите строки над заголовками", at=at
        )
    names = {fold(column.name): column.name for column in layout.columns}
    places: dict[int, str] = {}
    ignored = set()
    for number, cell in enumerate(row.cells[:COLUMN_LIMIT]):
        heading = _heading(cell)
        known = names.get(fold(heading))
        if heading.startswith(IGNORED):
            ignored.add(number)
        elif known in places.values():
            faults.add(f"столбец «{known}» есть дважды", "оставьте один", at=at)
        elif known is not None:
            places[number] = known
        elif heading:
            _unknown(heading, names, faults, at=at)
    by_sheet = layout.by_sheets and sheet.name and GROUP not in places.values()
    given: dict[str, Raw] = {GROUP: sheet.name} if by_sheet else {}
    required = [column.name for column in layout.columns if column.required]
    _check_missing([name for name in required if name not in given], places,
                   faults, at=at)  # fmt: skip
    if len(faults.errors) > before:
        return None
    return _Headings(
        places=places,
        ignored=frozenset(ignored),
        given=given,
        required=tuple(
            column.name
            for column in layout.columns
            if column.required and not column.may_be_empty and column.name not in given
        ),
    )


def _check_missing(
    required: list[str], places: dict[int, str], faults: Faults, *, at: Place
) -> None:
    missing = [f"«{name}»" for name in required if name not in places.values()]
    if missing:
        faults.add(
            f"нет обязательных столбцов: {', '.join(missing)}",
            "добавьте их; заголовки стоят в первой строке",
            at=at,
            code="missing_columns",
        )


def _unknown(heading: str, names: dict[str, str], faults: Faults, *, at: Place) -> None:
    near = get_close_matches(fold(heading), list(names), n=1, cutoff=0.7)
    hint = f" (похоже на «{names[near[0]]}»)" if near else ""
    faults.add(
        f"неизвестный столбец{hint}",
        "исправьте заголовок, удалите столбец или начните его имя с «_»",
        at=Place(sheet=at.sheet, row=at.row, column=heading),
        code="unknown_column",
    )


def _heading(cell: object) -> str:
    return clean_line(str(cell)) if cell is not None else ""
