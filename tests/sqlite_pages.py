"""Where the rows of a table lie in a SQLite file, byte by byte (its file format, §1.6)."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_INTERIOR, _LEAF = 5, 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The bytes of one row: from `start` up to `past`.

    At `unread` stands the type of a column that SQLite takes from the row's own
    number: where it is NULL, one bit of it may turn without any effect.
    """

    table: str
    start: int
    past: int
    unread: int


def list_cells(path: Path, *tables: str) -> list[Cell]:
    """List the cells of tables without overflow pages."""
    with sqlite3.connect(path) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        roots = dict(
            connection.execute(
                "SELECT name, rootpage FROM sqlite_master WHERE type = 'table'"
            )
        )
    connection.close()
    data = path.read_bytes()
    return [
        Cell(table=table, start=start, past=past, unread=unread)
        for table in tables
        for start, past, unread in _cells(data, size, roots[table])
    ]


def _cells(data: bytes, size: int, number: int) -> Iterator[tuple[int, int, int]]:
    page = (number - 1) * size
    kind = data[page]
    count = int.from_bytes(data[page + 3 : page + 5], "big")
    pointers = page + (12 if kind == _INTERIOR else 8)
    places = [
        page + int.from_bytes(data[at : at + 2], "big")
        for at in range(pointers, pointers + 2 * count, 2)
    ]
    if kind == _INTERIOR:
        for place in places:
            yield from _cells(
                data, size, int.from_bytes(data[place : place + 4], "big")
            )
        last = int.from_bytes(data[page + 8 : page + 12], "big")
        yield from _cells(data, size, last)
        return
    assert kind == _LEAF
    for place in places:
        length, after = _varint(data, place)
        _, body = _varint(data, after)
        _, types = _varint(data, body)
        yield place, body + length, types


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while data[at] & 0x80:
        value = value << 7 | data[at] & 0x7F
        at += 1
    return value << 7 | data[at], at + 1
