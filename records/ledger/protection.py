"""Triggers that keep written rows as they are, one definition for every database.

A table says among its arguments how it is kept (`append_only`, `grow_only`); the
ledger's own tables have stricter guards below. SQLite's DELETE triggers do not
stop INSERT OR REPLACE of a foreign connection, hence the guards before INSERT;
PostgreSQL's are ENABLE ALWAYS, so that a replica role does not pass them by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from records.kernel.table import Base
from records.ledger.values import NO_LINK

PREFIX = "guard_"
_INFO = "protection"
_REFUSAL = "written rows are neither changed nor removed"

_ENTRY_GAP = {
    "sqlite": f"""
    NEW.gseq IS DISTINCT FROM (SELECT COALESCE(MAX(gseq) + 1, 0) FROM ledger_entry)
    OR NEW.jseq IS DISTINCT FROM (SELECT COALESCE(MAX(jseq) + 1, 0)
        FROM ledger_entry WHERE journal = NEW.journal)
    OR NEW.version IS DISTINCT FROM (SELECT COALESCE(MAX(version) + 1, 1)
        FROM ledger_entry WHERE entry_id = NEW.entry_id)
    OR NEW.prev IS DISTINCT FROM COALESCE((SELECT hash FROM ledger_entry
        WHERE journal = NEW.journal AND jseq = NEW.jseq - 1), '{NO_LINK}')
    OR EXISTS (SELECT 1 FROM ledger_entry WHERE idem = NEW.idem)""",  # noqa: S608 - constants
    "postgresql": f"""EXISTS (
    SELECT 1 FROM written AS w
    LEFT JOIN ledger_entry AS g ON g.gseq = w.gseq - 1
    LEFT JOIN ledger_entry AS j ON j.journal = w.journal AND j.jseq = w.jseq - 1
    LEFT JOIN ledger_entry AS e
        ON e.entry_id = w.entry_id AND e.version = w.version - 1
    WHERE (g.gseq IS NULL) <> (w.gseq = 0)
    OR (j.gseq IS NULL) <> (w.jseq = 0)
    OR (e.gseq IS NULL) <> (w.version = 1)
    OR w.prev IS DISTINCT FROM COALESCE(j.hash, '{NO_LINK}'))""",  # noqa: S608 - constants
}
_PAYLOAD_GAP = {
    "sqlite": """
    NEW.gseq IS DISTINCT FROM (SELECT COALESCE(MAX(gseq) + 1, 0) FROM ledger_payload)
    OR NEW.payload IS NULL""",
    "postgresql": "EXISTS (SELECT 1 FROM written WHERE payload IS NULL)",
}
_CHECKPOINT_GAP = {
    "sqlite": """
    NEW.number IS DISTINCT FROM
        (SELECT COALESCE(MAX(number) + 1, 0) FROM ledger_checkpoint)""",
    "postgresql": """EXISTS (
    SELECT 1 FROM written AS w
    LEFT JOIN ledger_checkpoint AS c ON c.number = w.number - 1
    WHERE (c.number IS NULL) <> (w.number = 0))""",
}
_JOURNAL_END = """(SELECT hash FROM ledger_entry
        WHERE journal = {row}.journal AND jseq = {row}.size - 1)"""
_PAYLOAD_CHANGED = """
    NEW.gseq IS DISTINCT FROM OLD.gseq
    OR NEW.salt IS NOT NULL OR NEW.payload IS NOT NULL"""
_HEAD_WRONG = """
    NEW.id IS DISTINCT FROM OLD.id OR NEW.size < OLD.size
    OR NEW.size IS DISTINCT FROM (SELECT COALESCE(MAX(gseq) + 1, 0) FROM ledger_entry)"""
_JOURNAL_WRONG = f"""
    NEW.journal IS DISTINCT FROM OLD.journal OR NEW.size < OLD.size
    OR NEW.hash IS DISTINCT FROM {_JOURNAL_END.format(row="NEW")}"""

_LEDGER_INSERT: dict[str, dict[str, str]] = {
    "ledger_entry": _ENTRY_GAP,
    "ledger_payload": _PAYLOAD_GAP,
    "ledger_checkpoint": _CHECKPOINT_GAP,
    "ledger_head": {"sqlite": "EXISTS (SELECT 1 FROM ledger_head)", "postgresql": ""},
    "ledger_journal": {
        "sqlite": f"""
    EXISTS (SELECT 1 FROM ledger_journal WHERE journal = NEW.journal)
    OR NEW.hash IS DISTINCT FROM {_JOURNAL_END.format(row="NEW")}""",  # noqa: S608 - constants
        "postgresql": f"""EXISTS (SELECT 1 FROM written AS w
    WHERE w.hash IS DISTINCT FROM {_JOURNAL_END.format(row="w")})""",  # noqa: S608 - constants
    },
}
_LEDGER_UPDATE = {
    "ledger_entry": "",
    "ledger_payload": _PAYLOAD_CHANGED,
    "ledger_checkpoint": "",
    "ledger_head": _HEAD_WRONG,
    "ledger_journal": _JOURNAL_WRONG,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """One trigger: refuses `event` on `table`, where a condition is given only then.

    On PostgreSQL an insert is looked at once a statement (its rows are `written`),
    in SQLite row by row before it can replace anything.
    """

    table: str
    event: str
    condition: str = ""
    silent: bool = False

    @property
    def name(self) -> str:
        """Return the trigger's name."""
        return f"{PREFIX}{self.table}_{self.event}"

    def statements(self, dialect: str) -> tuple[str, ...]:
        """Return the statements that create the trigger anew."""
        if dialect == "sqlite":
            return (f"DROP TRIGGER IF EXISTS {self.name}", self.sqlite())
        return (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger "
            f"LANGUAGE plpgsql SET enable_seqscan TO off AS $guard${self.body()}$guard$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            self.postgresql(),
            f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {self.name}",
        )

    def sqlite(self) -> str:
        """Return the SQLite trigger as the database keeps it."""
        when = f" WHEN {self.condition.strip()}" if self.condition else ""
        refuse = "IGNORE" if self.silent else f"ABORT, '{self.table}: {_REFUSAL}'"
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.event.upper()} ON {self.table}"
            f"{when} BEGIN SELECT RAISE({refuse}); END"
        )

    def postgresql(self) -> str:
        """Return the PostgreSQL trigger as the database tells it."""
        time = {
            "insert": "AFTER INSERT ON {} REFERENCING NEW TABLE AS written FOR EACH STATEMENT",
            "truncate": "BEFORE TRUNCATE ON {} FOR EACH STATEMENT",
        }.get(self.event, f"BEFORE {self.event.upper()} ON {{}} FOR EACH ROW")
        return (
            f"CREATE TRIGGER {self.name} {time.format(self.table)} "
            f"EXECUTE FUNCTION {self.name}()"
        )

    def body(self) -> str:
        """Return the body of the PostgreSQL function as the database keeps it."""
        refuse = (
            f"RAISE EXCEPTION '{self.table}: {_REFUSAL}' "
            "USING ERRCODE = 'integrity_constraint_violation';"
        )
        if not self.condition:
            return f" BEGIN {refuse} END "
        when = self.condition.strip()
        return f" BEGIN IF {when} THEN {refuse} END IF; RETURN NEW; END "


def append_only(*, may_change: tuple[str, ...] = ()) -> dict[str, Any]:
    """Guard a table whose rows stay; only `may_change` is written over.

    Use: `__table_args__ = (…, append_only())`.
    """
    return {"info": {_INFO: {"may_change": may_change, "grows": ()}}}


def grow_only(*columns: str) -> dict[str, Any]:
    """Guard a table of counters: `columns` may only grow, the rest stays.

    An insert over a row that is there is passed over in silence, as «insert unless
    it is there» wants it.
    """
    return {"info": {_INFO: {"may_change": columns, "grows": columns}}}


def list_protected(metadata: MetaData = Base.metadata) -> tuple[str, ...]:
    """List the tables that are kept by triggers, sorted by name."""
    return tuple(
        table.name
        for table in sorted(metadata.tables.values(), key=lambda table: table.name)
        if table.name in _LEDGER_UPDATE or _INFO in table.info
    )


def append_only_ddl(table: Table, dialect: str) -> tuple[str, ...]:
    """Return the statements that guard one table."""
    return tuple(
        statement
        for guard in _guards(table, dialect)
        for statement in guard.statements(dialect)
    )


def apply_protection(
    connection: Connection, metadata: MetaData = Base.metadata
) -> None:
    """Create every guard anew."""
    for name in list_protected(metadata):
        for statement in append_only_ddl(
            metadata.tables[name], connection.dialect.name
        ):
            connection.exec_driver_sql(_escaped(statement, connection))


def drop_protection(connection: Connection) -> None:
    """Remove every guard; a migration does so for the length of its transaction."""
    for name, (table, _) in sorted(_standing(connection).items()):
        on_table = "" if connection.dialect.name == "sqlite" else f" ON {table}"
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on_table}")


def find_missing(
    connection: Connection, metadata: MetaData = Base.metadata
) -> tuple[str, ...]:
    """List the guards that are absent, disabled or not as they were made."""
    dialect = connection.dialect.name
    standing = _standing(connection)
    return tuple(
        guard.name
        for name in list_protected(metadata)
        for guard in _guards(metadata.tables[name], dialect)
        if standing.get(guard.name) != (guard.table, _kept(guard, dialect))
    )


def _guards(table: Table, dialect: str) -> Iterator[Guard]:
    name = table.name
    taken = {"sqlite": _taken(table), "postgresql": ""}
    insert = _LEDGER_INSERT.get(name, taken)[dialect]
    if insert:
        silent = bool(table.info.get(_INFO, {}).get("grows"))
        yield Guard(table=name, event="insert", condition=insert, silent=silent)
    update = _LEDGER_UPDATE[name] if name in _LEDGER_UPDATE else _changed(table)
    yield Guard(table=name, event="update", condition=update)
    yield Guard(table=name, event="delete")
    if dialect != "sqlite":
        yield Guard(table=name, event="truncate")


def _taken(table: Table) -> str:
    unique = [list(table.primary_key.columns)] + [
        list(constraint.columns)
        for constraint in sorted(table.constraints, key=lambda one: str(one.name))
        if isinstance(constraint, UniqueConstraint)
    ]
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table.name} WHERE "  # noqa: S608 - our own names
        + " AND ".join(f"{column.name} = NEW.{column.name}" for column in columns)
        + ")"
        for columns in unique
    )


def _changed(table: Table) -> str:
    rule = table.info[_INFO]
    kept = [column for column in table.columns if column.name not in rule["may_change"]]
    if len(kept) == len(table.columns):
        return ""
    return " OR ".join(
        [
            f"{_value('NEW', column)} IS DISTINCT FROM {_value('OLD', column)}"
            for column in kept
        ]
        + [f"NEW.{name} < OLD.{name}" for name in rule["grows"]]
    )


def _value(row: str, column: Column[Any]) -> str:
    """Name a value that can be compared; PostgreSQL does not compare JSON."""
    value = f"{row}.{column.name}"
    return f"CAST({value} AS TEXT)" if isinstance(column.type, JSON) else value


def _kept(guard: Guard, dialect: str) -> str:
    if dialect == "sqlite":
        return guard.sqlite()
    return f"A {guard.postgresql()} {guard.body()}"


def _standing(connection: Connection) -> dict[str, tuple[str, str]]:
    if connection.dialect.name == "sqlite":
        query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT t.tgname, c.relname, t.tgenabled::text || ' ' "
            "|| pg_get_triggerdef(t.oid, true) || ' ' || p.prosrc "
            "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"
        )
    return {
        name: (table, kept)
        for name, table, kept in connection.execute(text(query.replace("::", "\\:\\:")))
        if name.startswith(PREFIX)
    }


def _escaped(statement: str, connection: Connection) -> str:
    return (
        statement
        if connection.dialect.name == "sqlite"
        else statement.replace("%", "%%")
    )
