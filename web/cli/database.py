"""The installation's database as the self-check and the upgrade see it."""

from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

import records
from records.kernel.db import open_database, sqlite_path
from records.ledger.protection import find_missing
from records.schema import load_metadata
from web.cli.checks import Check, State
from web.cli.machine import explain_machine

MIGRATIONS = Path(records.__file__).parent / "migrations"
TITLE = "База данных"


def upgrade(engine: Engine) -> tuple[str, str]:
    """Bring the database to the newest form; return the revisions before and after."""
    with engine.begin() as connection:
        before = _revision(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return before, _revision(connection)


def check_database(url: str) -> Iterator[Check]:
    """Check that the database answers, is of this version and guards its ledger."""
    engine = open_database(url)
    path = sqlite_path(engine)
    try:
        if path is not None and not path.is_file():
            yield Check(
                code="database",
                title=TITLE,
                state=State.WARNING,
                message=f"{path}: ещё не создана",
                advice="surguch init --institution ФАЙЛ.toml",
            )
            return
        with engine.connect() as connection:
            yield _answers(connection, url)
            yield _is_current(connection)
            yield _guards_records(connection)
    except SQLAlchemyError as error:
        known = explain_machine(error)
        yield Check(
            code="database",
            title=TITLE,
            state=State.MISSING,
            message=known.message if known else "не отвечает",
        )
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _answers(connection: Connection, url: str) -> Check:
    name = connection.dialect.name
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    place = "" if name == "postgresql" else f", {connection.engine.url.database}"
    return Check(
        code="database",
        title=TITLE,
        state=State.OK,
        message=f"отвечает: {name} {version}{place}",
    )


def _is_current(connection: Connection) -> Check:
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    current = _revision(connection)
    if current == newest:
        return Check(
            code="database-version",
            title=TITLE,
            state=State.OK,
            message=f"версия таблиц {current} — последняя",
        )
    return Check(
        code="database-version",
        title=TITLE,
        state=State.MISSING,
        message=f"версия таблиц {current or 'неизвестна'}, нужна {newest}",
        advice="surguch db upgrade"
        if current
        else "surguch init --institution ФАЙЛ.toml",
    )


def _guards_records(connection: Connection) -> Check:
    absent = find_missing(connection, load_metadata())
    return Check(
        code="database-guards",
        title=TITLE,
        state=State.MISSING if absent else State.OK,
        message=f"снята или изменена защита записей: {', '.join(absent)}"
        if absent
        else "записи защищены от правки и удаления",
        advice="Узнайте, кто её снял, затем: surguch verify, surguch db upgrade"
        if absent
        else "",
    )
