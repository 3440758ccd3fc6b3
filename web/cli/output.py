"""What a command prints: JSON for programs, a table for people."""

import json
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import click


def print_json(value: object) -> None:
    """Print a value, dataclasses and dates included, as readable JSON."""
    click.echo(to_json(value))


def to_json(value: object) -> str:
    """Return a value, dataclasses and dates included, as readable JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings in columns; whole numbers stand to the right."""
    lines = [[str(cell) for cell in row] for row in rows]
    widths = [
        max([len(heading), *(len(line[number]) for line in lines)])
        for number, heading in enumerate(headings)
    ]
    click.echo(_joined(headings, headings, widths))
    click.echo("  ".join("─" * width for width in widths))
    for row, line in zip(rows, lines, strict=True):
        click.echo(_joined(line, row, widths))


def _joined(
    line: Sequence[str], values: Sequence[object], widths: Sequence[int]
) -> str:
    cells = (
        text.rjust(width)
        if isinstance(value, int | float | Decimal)
        else text.ljust(width)
        for text, value, width in zip(line, values, widths, strict=True)
    )
    return "  ".join(cells).rstrip()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"not for JSON: {type(value).__name__}")
