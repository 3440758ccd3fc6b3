"""Fixtures of the whole suite; every test that asks for a database runs on both.

`session`        rolled back at the end: for actions and queries, the quick way
`clean_engine`   a database of its own: for commits, concurrency, triggers
`database_url`   the same as a URL: for a command line or another process
`empty_database_url`  a database without tables: for `init` and migrations
`home`           an empty home directory; `surguch` runs a command in it
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from records.kernel.db import open_database
from tests.databases import Databases, SqliteDatabases, postgres_databases
from tests.servers import postgres_server

pytest.register_assert_rewrite("tests.recordings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one call of the program left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(
    scope="session",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)],
)
def databases(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Databases]:
    """Give a source of databases of each kind in turn."""
    if request.param == "sqlite":
        yield SqliteDatabases(directory=tmp_path_factory.mktemp("databases"))
        return
    with ExitStack() as stack:
        url = stack.enter_context(postgres_server())
        prefix = f"surguch_test_{os.getpid()}"
        yield stack.enter_context(postgres_databases(url, prefix=prefix))


@pytest.fixture(scope="session")
def engine(databases: Databases) -> Iterator[Engine]:
    """Give the shared database; committing to it is refused."""
    engine = open_database(databases.shared_url())
    event.listen(engine, "commit", _refuse_commit)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a session whose work is undone after the test, commits included."""
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(
            connection,
            join_transaction_mode="create_savepoint",
            expire_on_commit=False,
        ) as session:
            yield session
        transaction.rollback()


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """Give a database with the schema for one test."""
    url = databases.clone()
    yield url
    databases.drop(url)


@pytest.fixture
def empty_database_url(databases: Databases) -> Iterator[str]:
    """Give a database without tables for one test."""
    url = databases.clone(empty=True)
    yield url
    databases.drop(url)


@pytest.fixture
def clean_engine(database_url: str) -> Iterator[Engine]:
    """Give an engine on a database of its own: commits are real."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty home directory; the machine's own settings are out of sight."""
    for name in ("SURGUCH_HOME", "SURGUCH_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "home"
    path.mkdir(mode=0o700)
    return path


@pytest.fixture
def surguch(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Give a function that runs one command of the program in `home`."""
    from web.cli import main

    def run(*words: object) -> Ran:
        capsys.readouterr()
        code = main([*map(str, words), "--home", str(home)])
        captured = capsys.readouterr()
        return Ran(code=code, out=captured.out, err=captured.err)

    return run


def _refuse_commit(_connection: Connection) -> None:
    raise AssertionError("the shared database is never changed: use `clean_engine`")
