"""The whole schema: every table of every area, its guards, the empty ledger."""

import importlib
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, func, insert, select

import records
from records.kernel.db import sqlite_path
from records.kernel.table import Base
from records.ledger.merkle import EMPTY_ROOT
from records.ledger.protection import apply_protection
from records.ledger.tables import LedgerHead

ROOT = Path(records.__file__).parent


def list_table_modules() -> tuple[str, ...]:
    """List the modules that declare tables; an area's are found by their fixed name."""
    return tuple(
        f"records.{area.name}.tables"
        for area in sorted(ROOT.iterdir())
        if (area / "tables.py").is_file() or (area / "tables").is_dir()
    )


def load_metadata() -> MetaData:
    """Return the tables of all areas."""
    for module in list_table_modules():
        importlib.import_module(module)
    return Base.metadata


def create_all(engine: Engine) -> None:
    """Create all tables at once, as `upgrade` does step by step; tests use it."""
    from records.migrations.runner import stamp

    metadata = load_metadata()
    keep_private(engine)
    with engine.begin() as connection:
        metadata.create_all(connection)
        finish(connection)
        stamp(connection)


def finish(connection: Connection) -> None:
    """Put the guards up and the head of the empty log in."""
    if connection.scalar(select(func.count()).select_from(LedgerHead)) == 0:
        connection.execute(
            insert(LedgerHead).values(id=1, size=0, root=EMPTY_ROOT.hex(), frontier="")
        )
    apply_protection(connection, load_metadata())


def keep_private(engine: Engine) -> None:
    """Give a SQLite file to its owner alone before anything is written to it."""
    path = sqlite_path(engine)
    if path is not None and str(path) != ":memory:":
        path.touch(mode=0o600)
        path.chmod(0o600)
