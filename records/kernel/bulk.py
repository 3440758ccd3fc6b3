"""Inserting many rows in one statement, the quickest way of each database."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, TextClause, insert, text
from sqlalchemy.orm import Session

from records.kernel.table import Base

_PORTION = 10_000


def insert_rows(
    session: Session, mapped: type[Base], rows: Sequence[dict[str, Any]]
) -> None:
    """Insert rows that all name the same columns.

    PostgreSQL gets them as one JSON text: one journey to the server and one run of
    the statement's triggers; psycopg would send each row by itself.
    """
    if not rows:
        return
    table = cast("Table", mapped.__table__)
    if session.get_bind().dialect.name == "sqlite":
        session.execute(insert(table), rows)
        return
    statement = _insert_json(table.name, tuple(rows[0]))
    for start in range(0, len(rows), _PORTION):
        portion = json.dumps(rows[start : start + _PORTION], default=_plain)
        session.execute(statement, {"rows": portion})


@cache
def _insert_json(table: str, names: tuple[str, ...]) -> TextClause:
    columns = ", ".join(names)
    return text(
        f"INSERT INTO {table} ({columns}) SELECT {columns} "  # noqa: S608 - our own names
        f"FROM json_populate_recordset(CAST(NULL AS {table}), CAST(:rows AS json))"
    )


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("naive moment")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    message = f"{type(value).__name__} does not go into a table"
    raise TypeError(message)
