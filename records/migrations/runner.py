"""Running the migrations: configuration in code, one transaction, guards put back.

The guards of written rows are taken down for the length of a migration (SQLite
changes a table by copying it) and put up anew from their present definition.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from records.kernel.errors import RecordsError
from records.ledger.protection import drop_protection
from records.schema import finish, keep_private, load_metadata

FOLDER = Path(__file__).parent
_NAMES = "%%(year)d%%(month).2d%%(day).2d_%%(hour).2d%%(minute).2d_%%(rev)s_%%(slug)s"


def upgrade(engine: Engine, *, guarded: bool = True) -> tuple[str, str]:
    """Bring the database to the newest form; return the revisions before and after.

    Without guards it is only good for being compared with the declared tables,
    of which some may not be there yet.
    """
    keep_private(engine)
    with _connected(engine) as connection, connection.begin():
        before = current(connection)
        if pending(connection):
            drop_protection(connection)
            command.upgrade(_config(connection), "head")
            _check_references(connection)
        after = current(connection)
        if after and guarded:
            finish(connection)
        return before, after


def current(connection: Connection) -> str:
    """Return the revision of a database, empty when it has none."""
    context = MigrationContext.configure(connection)
    return context.get_current_revision() or ""


def newest() -> str:
    """Return the revision this program works with."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def pending(connection: Connection) -> tuple[str, ...]:
    """List the revisions a database has not yet been through, the first to run first."""
    scripts = ScriptDirectory.from_config(_config())
    known = {script.revision for script in scripts.walk_revisions()}
    here = current(connection)
    if here and here not in known:
        raise RecordsError(
            f"База данных новее программы (её версия {here}): обновите программу.",
            code="database_newer",
        )
    steps = scripts.iterate_revisions("head", here or "base")
    return tuple(reversed([step.revision for step in steps]))


def stamp(connection: Connection) -> None:
    """Say of a database made in one go that it is of the newest form."""
    scripts = ScriptDirectory.from_config(_config())
    MigrationContext.configure(connection).stamp(scripts, "head")


def find_differences(connection: Connection) -> tuple[Any, ...]:
    """List what differs between a database and the declared tables (`alembic check`)."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return tuple(compare_metadata(context, load_metadata()))


def create_revision(engine: Engine, message: str) -> None:
    """Write the next migration from the difference to the declared tables."""
    with engine.begin() as connection:
        command.revision(_config(connection), message=message, autogenerate=True)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", _NAMES)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            yield connection
            return
        raw = connection.connection.cursor()
        raw.execute("PRAGMA foreign_keys=OFF")  # refused inside a transaction
        try:
            yield connection
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise RecordsError(
            f"База данных не обновлена: потеряны связи строк в таблицах {tables}.",
            code="references_broken",
        )
