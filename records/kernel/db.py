"""Engine and transactions; the only file that names a database dialect."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session

_WAL_SAFE_BACKPORTS = {(3, 44): 6, (3, 50): 7}
_WAL_SAFE_SINCE = (3, 51, 3)
_KEPT, _MORE = 8, 24
"""Connections of a process: kept open, and at most besides; a thread has one."""


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Tell whether this SQLite is free of the WAL-reset corruption bug."""
    if version >= _WAL_SAFE_SINCE:
        return True
    patch = _WAL_SAFE_BACKPORTS.get(version[:2])
    return patch is not None and version[2] >= patch


def journal_mode() -> str:
    """Name the SQLite journal mode this machine gets: WAL only where it is safe."""
    return "WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "TRUNCATE"


def open_database(url: str) -> Engine:
    """Open the database behind a URL; nothing is created or changed by it."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            parsed,
            pool_pre_ping=True,
            hide_parameters=True,
            pool_size=_KEPT,
            max_overflow=_MORE,
        )
    engine = create_engine(
        parsed,
        connect_args={"timeout": 30.0},
        hide_parameters=True,
        pool_size=_KEPT,
        max_overflow=_MORE,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def sqlite_path(engine: Engine) -> Path | None:
    """Return the file behind a SQLite engine, None for other databases."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    return Path(engine.url.database)


@contextmanager
def transaction(engine: Engine, *, write: bool = True) -> Iterator[Session]:
    """Give a session in one transaction: committed at the end, undone on error.

    A writing transaction takes SQLite's lock at its start (BEGIN IMMEDIATE), so
    that two writers queue up instead of one of them being refused half-way.
    """
    options = {"surguch_write": write}
    with (
        engine.connect().execution_options(**options) as connection,
        Session(connection, expire_on_commit=False) as session,
    ):
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise


def insert_if_absent(
    session: Session, table: type[DeclarativeBase], row: dict[str, object]
) -> None:
    """Insert a row unless its key is there already."""
    dialect = session.get_bind().dialect.name
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    session.execute(build(table).values(row).on_conflict_do_nothing())


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own type
    connection.isolation_level = None
    mode = journal_mode()
    sync = "FULL" if mode == "WAL" else "EXTRA"
    for pragma in (
        "busy_timeout=30000",
        f"journal_mode={mode}",
        f"synchronous={sync}",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin, unless the file is gone: nothing is told as kept in a deleted file."""
    path = sqlite_path(connection.engine)
    if path is not None and path.name != ":memory:" and not path.exists():
        raise OperationalError("BEGIN", None, FileNotFoundError(str(path)))
    write = connection.get_execution_options().get("surguch_write", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
