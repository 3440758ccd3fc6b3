import stat
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from records.kernel.db import open_database, sqlite_path, transaction
from records.kernel.table import Base
from records.ledger.actions import checkpoint
from records.ledger.counters import take_number
from records.ledger.protection import (
    append_only_ddl,
    apply_protection,
    drop_protection,
    find_missing,
    list_protected,
)
from records.schema import create_all, load_metadata
from tests.ledgers import NOW, fill, verified

WRITTEN = "written rows are neither changed nor removed"
LEDGER = (
    "ledger_checkpoint",
    "ledger_entry",
    "ledger_head",
    "ledger_journal",
    "ledger_payload",
)
COPY = (
    "INSERT {how} INTO ledger_entry SELECT {gseq}, journal, {jseq}, kind, {entry}, "
    "version, actor, at, {idem}, prev, hash, record FROM ledger_entry WHERE gseq = 1"
)
SQLITE_ATTACKS = {
    "a row by its number": COPY.format(
        how="OR REPLACE", gseq="gseq", jseq="jseq", entry="entry_id", idem="idem"
    ),
    "a row by its place in the journal": COPY.format(
        how="OR REPLACE", gseq="900", jseq="jseq", entry="'x'", idem="NULL"
    ),
    "a row by its version": COPY.format(
        how="OR REPLACE", gseq="900", jseq="900", entry="entry_id", idem="NULL"
    ),
    "a payload": "INSERT OR REPLACE INTO ledger_payload VALUES (1, x'00', '{}')",
    "the head": "INSERT OR REPLACE INTO ledger_head VALUES (1, 0, '', '')",
    "the end of a journal": (
        "INSERT OR REPLACE INTO ledger_journal VALUES ('journal/1', 1, 'x')"
    ),
    "a checkpoint": "INSERT OR REPLACE INTO ledger_checkpoint VALUES (0, 'x', 'y')",
}
ATTACKS = {
    "a changed record": "UPDATE ledger_entry SET record = 'x' WHERE gseq = 1",
    "a changed hash": "UPDATE ledger_entry SET hash = 'x'",
    "a moved entry": "UPDATE ledger_entry SET gseq = 900 WHERE gseq = 1",
    "a removed entry": "DELETE FROM ledger_entry WHERE gseq = 1",
    "removed entries": "DELETE FROM ledger_entry",
    "a changed payload": "UPDATE ledger_payload SET payload = '{}' WHERE gseq = 1",
    "a payload without salt": "UPDATE ledger_payload SET salt = NULL WHERE gseq = 1",
    "a moved payload": (
        "UPDATE ledger_payload SET gseq = 900, salt = NULL, payload = NULL "
        "WHERE gseq = 1"
    ),
    "a removed payload": "DELETE FROM ledger_payload WHERE gseq = 1",
    "a changed checkpoint": "UPDATE ledger_checkpoint SET body = 'x'",
    "a removed checkpoint": "DELETE FROM ledger_checkpoint",
    "a forgotten checkpoint": "INSERT INTO ledger_checkpoint VALUES (7, 'x', 'y')",
    "a shorter log": "UPDATE ledger_head SET size = size - 1",
    "a longer log": "UPDATE ledger_head SET size = size + 1",
    "a removed head": "DELETE FROM ledger_head",
    "a second head": "INSERT INTO ledger_head VALUES (2, 0, '', '')",
    "a shorter journal": "UPDATE ledger_journal SET size = size - 1",
    "another end": "UPDATE ledger_journal SET hash = 'x'",
    "a renamed journal": "UPDATE ledger_journal SET journal = 'x'",
    "a removed journal": "DELETE FROM ledger_journal",
    "a journal without entries": "INSERT INTO ledger_journal VALUES ('x', 1, 'y')",
    "a gap in the log": COPY.format(
        how="", gseq="900", jseq="jseq + 100", entry="'x'", idem="NULL"
    ),
    "a lowered counter": "UPDATE counter SET last = 1",
    "a renamed counter": "UPDATE counter SET series = 'x'",
    "a removed counter": "DELETE FROM counter",
}


@pytest.fixture
def filled(clean_engine: Engine) -> Engine:
    fill(clean_engine)
    with transaction(clean_engine) as session:
        checkpoint(session, purpose="test", now=NOW)
        take_number(session, "orders")
        take_number(session, "orders")
    return clean_engine


def refused(engine: Engine, *statements: str) -> str:
    with pytest.raises(DBAPIError) as refusal, engine.begin() as connection:
        execute(connection, statements)
    return str(refusal.value.orig)


def execute(connection: Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        connection.execute(text(statement))


@pytest.mark.parametrize("statement", ATTACKS.values(), ids=ATTACKS.keys())
def test_the_database_itself_refuses(filled: Engine, statement: str) -> None:
    told = refused(filled, statement)

    assert WRITTEN in told or "constraint" in told
    assert verified(filled).intact


@pytest.mark.parametrize("statement", SQLITE_ATTACKS.values(), ids=SQLITE_ATTACKS)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_nothing_is_written_over_in_sqlite(
    filled: Engine, statement: str, recursive: str
) -> None:
    if filled.dialect.name != "sqlite":
        statement = statement.replace("INSERT OR REPLACE", "INSERT")
        refused(filled, statement)
        return
    pragma = f"PRAGMA recursive_triggers={recursive}"

    assert WRITTEN in refused(filled, pragma, statement)
    assert verified(filled).intact


def test_an_upsert_is_refused(filled: Engine) -> None:
    statement = (
        "INSERT INTO ledger_payload VALUES (1, {salt}, '{{}}') "
        "ON CONFLICT (gseq) DO UPDATE SET payload = '{{}}'"
    )
    salt = "x'00'" if filled.dialect.name == "sqlite" else "'\\x00'"

    assert WRITTEN in refused(filled, statement.format(salt=salt))


@pytest.mark.parametrize("table", [*LEDGER, "counter"])
def test_a_table_is_not_emptied_by_truncate(filled: Engine, table: str) -> None:
    if filled.dialect.name == "sqlite":
        told = refused(filled, f"DELETE FROM {table}")  # noqa: S608 - our own names
    else:
        told = refused(filled, f"TRUNCATE {table} CASCADE")

    assert WRITTEN in told
    assert verified(filled).intact


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM ledger_payload WHERE gseq = 1",
        "UPDATE ledger_entry SET record = 'x' WHERE gseq = 1",
        "TRUNCATE ledger_entry CASCADE",
    ],
)
def test_a_superuser_in_the_role_of_a_replica_is_refused_too(
    filled: Engine, statement: str
) -> None:
    if filled.dialect.name == "sqlite":
        told = refused(filled, "PRAGMA foreign_keys=OFF", "DELETE FROM ledger_entry")
    else:
        with filled.connect() as connection:
            assert connection.scalar(text("SELECT current_setting('is_superuser')"))
        told = refused(filled, "SET session_replication_role = replica", statement)

    assert WRITTEN in told


def test_content_may_be_erased_but_only_whole(filled: Engine) -> None:
    with filled.begin() as connection:
        connection.execute(
            text("UPDATE ledger_payload SET salt = NULL, payload = NULL WHERE gseq = 1")
        )

    assert WRITTEN in refused(
        filled, "UPDATE ledger_payload SET payload = '{}' WHERE gseq = 1"
    )


def test_every_guard_is_in_its_place(engine: Engine) -> None:
    with engine.connect() as connection:
        assert find_missing(connection, load_metadata()) == ()
    assert set(LEDGER) | {"counter"} <= set(list_protected())


def without_one(connection: Session) -> None:
    on_table = "" if dialect(connection) == "sqlite" else " ON ledger_entry"
    connection.execute(text(f"DROP TRIGGER guard_ledger_entry_delete{on_table}"))


def disabled(connection: Session) -> None:
    if dialect(connection) == "sqlite":
        return without_one(connection)
    connection.execute(
        text("ALTER TABLE ledger_entry DISABLE TRIGGER guard_ledger_entry_delete")
    )
    return None


def weakened(connection: Session) -> None:
    without_one(connection)
    trigger = "CREATE TRIGGER guard_ledger_entry_delete BEFORE DELETE ON ledger_entry "
    if dialect(connection) == "sqlite":
        connection.execute(text(trigger + "BEGIN SELECT 1; END"))
        return
    connection.execute(
        text(
            "CREATE OR REPLACE FUNCTION guard_ledger_entry_delete() RETURNS trigger "
            "LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
        )
    )
    trigger += "FOR EACH ROW EXECUTE FUNCTION guard_ledger_entry_delete()"
    connection.execute(text(trigger))


def misplaced(connection: Session) -> None:
    without_one(connection)
    trigger = "CREATE TRIGGER guard_ledger_entry_delete "
    if dialect(connection) == "sqlite":
        trigger += "BEFORE DELETE ON ledger_entry WHEN 0 BEGIN SELECT 1; END"
        connection.execute(text(trigger))
        return
    trigger += (
        "BEFORE INSERT ON ledger_entry FOR EACH ROW "
        "EXECUTE FUNCTION guard_ledger_entry_delete()"
    )
    connection.execute(text(trigger))
    connection.execute(
        text("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER guard_ledger_entry_delete")
    )


def dialect(session: Session) -> str:
    return session.get_bind().dialect.name


@pytest.mark.parametrize("harm", [without_one, disabled, weakened, misplaced])
def test_a_guard_that_was_taken_off_is_missed(
    session: Session, harm: Callable[[Session], None]
) -> None:
    harm(session)

    assert find_missing(session.connection()) == ("guard_ledger_entry_delete",)
    apply_protection(session.connection())
    assert find_missing(session.connection()) == ()


def test_all_guards_can_be_taken_off_for_a_migration(session: Session) -> None:
    drop_protection(session.connection())

    missing = find_missing(session.connection())
    assert len(missing) >= 3 * len(list_protected())


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_guards_of_one_table_can_be_listed(dialect: str) -> None:
    table = Base.metadata.tables["counter"]

    statements = append_only_ddl(table, dialect)

    assert all("counter" in statement for statement in statements)
    assert any("BEFORE DELETE" in statement for statement in statements)


def test_a_sqlite_file_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'new.db'}")
    create_all(engine)
    engine.dispose()

    path = sqlite_path(engine)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
