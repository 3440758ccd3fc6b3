from collections.abc import Iterator

import pytest
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.exc import DBAPIError

from records.ledger.protection import (
    append_only,
    apply_protection,
    drop_protection,
    find_missing,
    list_protected,
)

WRITTEN = "written rows are neither changed nor removed"
TOYS = MetaData()
ACT = Table(
    "toy_act",
    TOYS,
    Column("id", Integer, primary_key=True),
    Column("number", Text),
    Column("facts", JSON),
    Column("state", Text),
    UniqueConstraint("number"),
    **append_only(may_change=("state",)),
)
REMARK = Table(
    "toy_remark", TOYS, Column("id", Integer, primary_key=True), **append_only()
)


@pytest.fixture
def guarded(clean_engine: Engine) -> Iterator[Engine]:
    """Two tables of their own, one of which has a state that changes."""
    with clean_engine.begin() as connection:
        TOYS.create_all(connection)
        apply_protection(connection, TOYS)
        row = {"number": "1", "facts": {"pages": 2}, "state": "new"}
        connection.execute(ACT.insert(), row)
        connection.execute(REMARK.insert(), {"id": 1})
    yield clean_engine
    with clean_engine.begin() as connection:
        drop_protection(connection)
        TOYS.drop_all(connection)


def execute(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def refusal(engine: Engine, statement: str) -> str:
    with pytest.raises(DBAPIError) as refused:
        execute(engine, statement)
    return str(refused.value.orig)


def missing(connection: Connection) -> tuple[str, ...]:
    return find_missing(connection, TOYS)


def test_guarded_tables_are_listed() -> None:
    assert list_protected(TOYS) == ("toy_act", "toy_remark")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE toy_act SET number = '2'",
        "UPDATE toy_act SET facts = '{}'",
        "UPDATE toy_act SET id = 9",
        "UPDATE toy_act SET state = 'x', number = '2'",
        "DELETE FROM toy_act",
        "UPDATE toy_remark SET id = 9",
        "UPDATE toy_remark SET id = id",
        "DELETE FROM toy_remark",
    ],
)
def test_what_was_written_stays(guarded: Engine, statement: str) -> None:
    assert WRITTEN in refusal(guarded, statement)


def test_what_may_change_does(guarded: Engine) -> None:
    execute(guarded, "UPDATE toy_act SET state = 'signed'")

    with guarded.connect() as connection:
        assert connection.scalar(text("SELECT state FROM toy_act")) == "signed"


def test_new_rows_are_welcome(guarded: Engine) -> None:
    with guarded.begin() as connection:
        connection.execute(ACT.insert(), {"number": "2", "facts": {}, "state": "new"})

    with guarded.connect() as connection:
        assert connection.scalar(text("SELECT COUNT(*) FROM toy_act")) == 2


@pytest.mark.parametrize(
    "row", ["(1, '7', '{}', 'x')", "(7, '1', '{}', 'x')"], ids=["key", "unique"]
)
def test_a_row_is_not_written_over(guarded: Engine, row: str) -> None:
    if guarded.dialect.name == "sqlite":
        guard = "PRAGMA recursive_triggers=OFF"
        with guarded.connect() as connection:
            connection.connection.cursor().execute(guard)
        told = refusal(guarded, f"INSERT OR REPLACE INTO toy_act VALUES {row}")  # noqa: S608 - our own words
    else:
        conflict = "id" if row.startswith("(1") else "number"
        told = refusal(
            guarded,
            f"INSERT INTO toy_act VALUES {row} "  # noqa: S608 - our own words
            f"ON CONFLICT ({conflict}) DO UPDATE SET facts = '[]'",
        )

    assert WRITTEN in told


def test_guards_that_are_gone_are_missed(guarded: Engine) -> None:
    with guarded.begin() as connection:
        assert missing(connection) == ()
        drop_protection(connection)
        assert "guard_toy_act_update" in missing(connection)
        apply_protection(connection, TOYS)
        assert missing(connection) == ()
