"""The installation's database as the self-check sees it."""

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from records.kernel.db import open_database, sqlite_path
from records.ledger.protection import find_missing
from records.migrations.runner import current, newest
from records.schema import load_metadata
from web.cli.checks import Check, State
from web.cli.machine import explain_machine

TITLE = "База данных"


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
    here, wanted = current(connection), newest()
    if here == wanted:
        return Check(
            code="database-version",
            title=TITLE,
            state=State.OK,
            message=f"версия таблиц {here} — последняя",
        )
    return Check(
        code="database-version",
        title=TITLE,
        state=State.MISSING,
        message=f"версия таблиц {here or 'неизвестна'}, нужна {wanted}",
        advice="surguch db upgrade" if here else "surguch init --institution ФАЙЛ.toml",
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
