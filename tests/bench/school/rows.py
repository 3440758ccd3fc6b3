"""Rows of tables gathered in memory and inserted in large portions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from records.kernel.bulk import insert_rows
from records.kernel.table import Base

_PORTION = 50_000


@dataclass(slots=True, kw_only=True)
class Rows:
    """Rows to insert by table; a table's `id` is counted here, not by the database."""

    session: Session
    waiting: dict[type[Base], list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    last: dict[type[Base], int] = field(default_factory=lambda: defaultdict(int))
    entries: int = 0

    def add(self, table: type[Base], /, **columns: object) -> None:
        """Add a row that needs no number; what is not named has its default."""
        self.waiting[table].append({**_defaults(table), **columns})

    def entry(self, versions: int = 1) -> int:
        """Return the number of the last of so many entries of the ledger."""
        self.entries += versions
        return self.entries

    def number(self, table: type[Base], /, **columns: object) -> int:
        """Add a row and return its `id`."""
        self.last[table] += 1
        self.add(table, id=self.last[table], **columns)
        return self.last[table]

    def flush(self, *, everything: bool = True) -> None:
        """Insert what waits, in the order the tables were first used."""
        waiting = sum(map(len, self.waiting.values()))
        if not everything and waiting < _PORTION:
            return
        for table, rows in self.waiting.items():
            insert_rows(self.session, table, rows)
            rows.clear()

    def finish(self) -> None:
        """Insert the rest; let PostgreSQL count on from the last numbers."""
        self.flush()
        if self.session.get_bind().dialect.name != "postgresql":
            return
        for table, last in self.last.items():
            name = text("SELECT pg_get_serial_sequence(:name, 'id')")
            sequence = self.session.scalar(name, {"name": _table(table).name})
            self.session.execute(select(func.setval(sequence, last)))


@cache
def _defaults(table: type[Base]) -> Mapping[str, object]:
    return {
        column.name: default.arg
        if isinstance(default := column.default, ScalarElementColumnDefault)
        else None
        for column in _table(table).columns
        if column.nullable or isinstance(column.default, ScalarElementColumnDefault)
    }


def _table(mapped: type[Base]) -> Table:
    return cast("Table", mapped.__table__)
