"""One database transaction for one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from records.kernel.db import open_database, sqlite_path, transaction
from records.kernel.errors import MissingPartError
from web.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """Open the installation's database and close it afterwards.

    Raises:
        MissingPartError: there is no database yet.
    """
    engine = open_database(settings.database_url)
    path = sqlite_path(engine)
    try:
        if path is not None and not path.is_file():
            raise MissingPartError(
                f"Базы данных {path} ещё нет. Сначала выполните "
                "«surguch init --institution ФАЙЛ.toml».",
                code="database_missing",
            )
        yield engine
    finally:
        engine.dispose()


@contextmanager
def recorded(settings: Settings, *, write: bool = False) -> Iterator[Session]:
    """Give a session in one transaction of the installation's database."""
    with opened(settings) as engine, transaction(engine, write=write) as session:
        yield session
