from collections.abc import Iterator
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Engine, Integer, inspect, text

from records.kernel.db import open_database, transaction
from records.kernel.errors import RecordsError
from records.ledger.protection import drop_protection, find_missing
from records.migrations.runner import (
    FOLDER,
    current,
    find_differences,
    newest,
    pending,
    upgrade,
)
from records.schema import load_metadata
from tests.ledgers import entry, verified, write


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Engine]:
    engine = open_database(empty_database_url)
    yield engine
    engine.dispose()


def shape(engine: Engine) -> dict[str, Any]:
    """Describe every table as the database has it."""
    found = inspect(engine)
    return {
        table: {
            "columns": [
                (one["name"], str(one["type"]), one["nullable"], str(one["default"]))
                for one in found.get_columns(table)
            ],
            "key": found.get_pk_constraint(table),
            "unique": _sorted(found.get_unique_constraints(table)),
            "checks": _sorted(found.get_check_constraints(table)),
            "foreign": _sorted(found.get_foreign_keys(table)),
            "indexes": _sorted(found.get_indexes(table)),
        }
        for table in found.get_table_names()
    }


def guards(engine: Engine) -> tuple[str, ...]:
    with engine.connect() as connection:
        return find_missing(connection, load_metadata())


def test_migrations_lead_to_the_declared_tables(empty: Engine) -> None:
    upgrade(empty)

    with empty.connect() as connection:
        assert find_differences(connection) == ()


def test_migrations_and_creation_at_once_lead_to_the_same_database(
    empty: Engine, clean_engine: Engine
) -> None:
    upgrade(empty)

    assert shape(empty) == shape(clean_engine)
    assert guards(empty) == guards(clean_engine) == ()
    for engine in (empty, clean_engine):
        with engine.connect() as connection:
            assert current(connection) == newest()
            assert pending(connection) == ()


def test_a_new_database_works(empty: Engine) -> None:
    upgrade(empty)

    with transaction(empty) as session:
        write(session, [entry("mark/1/1")])
    assert verified(empty).intact


def test_an_upgrade_tells_where_it_began_and_ended(empty: Engine) -> None:
    with empty.connect() as connection:
        assert current(connection) == ""
        assert pending(connection)[-1] == newest()

    assert upgrade(empty) == ("", newest())
    assert upgrade(empty) == (newest(), newest())


def test_an_upgrade_keeps_what_was_written(clean_engine: Engine) -> None:
    with transaction(clean_engine) as session:
        write(session, [entry("mark/1/1")])

    upgrade(clean_engine)

    assert verified(clean_engine).entries == 1
    assert verified(clean_engine).intact


def test_an_upgrade_puts_missing_guards_up_again(clean_engine: Engine) -> None:
    with clean_engine.begin() as connection:
        drop_protection(connection)
    assert guards(clean_engine)

    upgrade(clean_engine)

    assert guards(clean_engine) == ()


def test_a_database_of_a_newer_program_is_refused(clean_engine: Engine) -> None:
    with clean_engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'future'"))

    with pytest.raises(RecordsError, match="обновите программу"):
        upgrade(clean_engine)


def test_a_guarded_table_can_be_changed_by_a_migration(
    clean_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_column(config: Any, _revision: str) -> None:
        connection: Connection = config.attributes["connection"]
        operations = Operations(MigrationContext.configure(connection))
        sqlite = connection.dialect.name == "sqlite"
        with operations.batch_alter_table(
            "ledger_entry", recreate="always" if sqlite else "never"
        ) as table:
            table.add_column(Column("extra", Integer))

    with transaction(clean_engine) as session:
        write(session, [entry("mark/1/1")])
    monkeypatch.setattr("records.migrations.runner.pending", lambda _: ("next",))
    monkeypatch.setattr("alembic.command.upgrade", add_column)

    upgrade(clean_engine)

    names = [one["name"] for one in inspect(clean_engine).get_columns("ledger_entry")]
    assert names[-1] == "extra"
    assert guards(clean_engine) == ()
    assert verified(clean_engine).intact


def test_every_migration_says_when_it_was_made() -> None:
    names = [path.name for path in (FOLDER / "versions").glob("*.py")]

    assert names
    assert [name for name in names if not name[:8].isdigit() or name[8] != "_"] == []


def _sorted(found: Any) -> list[str]:
    return sorted(str(sorted(one.items(), key=str)) for one in found)
