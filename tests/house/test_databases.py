"""The databases of the suite: both kinds, nothing left behind, commits apart."""

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from records.kernel.db import open_database, transaction
from tests.databases import Databases, PostgresDatabases, SqliteDatabases

PROBE = "CREATE TABLE probe (number INTEGER)"


def test_the_url_names_the_kind_of_its_source(
    databases: Databases, database_url: str
) -> None:
    kinds = {SqliteDatabases: "sqlite:///", PostgresDatabases: "postgresql+psycopg://"}

    assert database_url.startswith(kinds[type(databases)])


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_session_leaves_nothing_behind(session: Session, turn: str) -> None:
    session.execute(text(PROBE))
    session.commit()

    assert "probe" in inspect(session.connection()).get_table_names(), turn


def test_a_commit_to_the_shared_database_is_refused(engine: Engine) -> None:
    with (
        pytest.raises(AssertionError, match="clean_engine"),
        transaction(engine) as session,
    ):
        session.execute(text("SELECT 1"))


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_clean_engine_keeps_commits_in_a_database_of_its_own(
    clean_engine: Engine, turn: str
) -> None:
    with transaction(clean_engine) as session:
        session.execute(text(PROBE))

    tables = inspect(clean_engine).get_table_names()
    assert {"probe", "ledger_head"} <= set(tables), turn


def test_an_empty_database_has_no_tables(empty_database_url: str) -> None:
    engine = open_database(empty_database_url)
    try:
        assert inspect(engine).get_table_names() == []
    finally:
        engine.dispose()
