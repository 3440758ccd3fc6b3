"""Reading stored rows as they are, also from a damaged SQLite file."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")
_NOT_TEXT = "Could not decode"


def read(
    connection: Connection,
    columns: Sequence[str],
    tail: str,
    **values: int,
) -> Sequence[Any]:
    """Return rows; text that is no longer UTF-8 comes with marks of replacement.

    Raises:
        DatabaseError: the database cannot be read.
    """
    try:
        return _select(connection, columns, tail, **values)
    except DatabaseError as error:
        if _NOT_TEXT not in str(error.orig):
            raise
    whole = [
        f"CASE typeof({name}) WHEN 'text' THEN CAST({name} AS BLOB) ELSE {name} END"
        for name in columns
    ]
    kinds = [f"typeof({name})" for name in columns]
    rows = _select(connection, [*whole, *kinds], tail, **values)
    width = len(columns)
    return [
        tuple(
            value.decode("utf-8", "replace") if kind == "text" else value
            for value, kind in zip(row[:width], row[width:], strict=True)
        )
        for row in rows
    ]


def steady(engine: Engine) -> Engine:
    """Return an engine whose transactions see one state from beginning to end."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def find_damage(error: DatabaseError) -> str | None:
    """Return SQLite's word for a damaged file, None where that is not the trouble."""
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    told = str(error.orig)
    return told if name.startswith(_DAMAGE) or _NOT_TEXT in told else None


def check_storage(connection: Connection) -> tuple[str, ...]:
    """List what SQLite itself finds wrong with its file; a server checks its own."""
    if connection.dialect.name != "sqlite":
        return ()
    told = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    return tuple(line for line in told if line != "ok")


def _select(
    connection: Connection, columns: Sequence[str], tail: str, **values: int
) -> Sequence[Any]:
    query = text(f"SELECT {', '.join(columns)} {tail}")
    return connection.execute(query, values).fetchall()
