"""Rows of a file whatever its format: sheets of numbered rows of raw cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

COLUMN_LIMIT = 100
ROW_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula; its text is kept for the message only."""

    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that holds an error of the spreadsheet, such as «#Н/Д»."""

    text: str


Raw: TypeAlias = (
    "str | int | float | bool | date | datetime | time | Formula | Broken | None"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """A row with its number as the program shows it."""

    number: int
    cells: tuple[Raw, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is written in the row."""
        return all(is_blank(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet (лист): its name, empty for CSV, and its rows as they are read."""

    name: str
    rows: Iterator[RawRow]


def is_blank(cell: Raw) -> bool:
    """Tell whether a cell holds nothing to be read."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
