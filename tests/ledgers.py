"""Ledgers for tests: lessons with marks, and an enemy with the database password."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.entropy import SeededEntropy
from records.ledger import rules
from records.ledger.actions import append
from records.ledger.merkle import Frontier
from records.ledger.protection import apply_protection, drop_protection
from records.ledger.values import (
    NO_LINK,
    Appended,
    ChainReport,
    Checkpoint,
    JsonValue,
    NewEntry,
)
from records.ledger.verification import verify_chain

NOW = datetime(2026, 9, 1, 3, 0, tzinfo=UTC)
TEACHER = Actor(person_id=7, role="teacher", source="web")


def entry(
    entry_id: str, value: str = "5", *, seen: int | None = None, idem: str | None = None
) -> NewEntry:
    """Give an entry that holds one value."""
    return NewEntry(
        kind=entry_id.split("/", maxsplit=1)[0],
        entry_id=entry_id,
        payload={"value": value},
        seen=seen,
        idem=idem,
    )


def lesson(number: int, *, marks: int = 3) -> list[NewEntry]:
    """Give the entries of a lesson with its marks."""
    topic: dict[str, JsonValue] = {"topic": "Введение в право", "hours": 2}
    head = NewEntry(kind="lesson", entry_id=f"lesson/{number}", payload=topic)
    return [head, *(entry(f"mark/{number}/{person}") for person in range(marks))]


def write(
    session: Session,
    entries: Sequence[NewEntry],
    *,
    journal: str = "journal/1",
    seed: str = "tests",
) -> tuple[Appended, ...]:
    """Append entries as a teacher."""
    return append(
        session, journal, entries, actor=TEACHER, now=NOW, entropy=SeededEntropy(seed)
    )


def fill(engine: Engine, *, lessons: int = 6, journals: int = 2) -> None:
    """Write lessons into several journals in turn, and a second version of a mark."""
    for number in range(lessons):
        journal = f"journal/{number % journals + 1}"
        with transaction(engine) as session:
            write(session, lesson(number), journal=journal, seed=str(number))
    with transaction(engine) as session:
        write(session, [entry("mark/0/0", "4", seen=1)], seed="correction")


def attack(engine: Engine, *statements: str, **values: object) -> None:
    """Change the database past its guards and put them back: the trace is removed."""
    with transaction(engine) as session:
        connection = session.connection()
        drop_protection(connection)
        for statement in statements:
            connection.execute(text(statement), values)
        apply_protection(connection)


def harm(engine: Engine, *statements: str, **values: object) -> None:
    """Attack with the links between tables off; of PostgreSQL they are taken away."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    attack(engine, *statements, **values)


def stored_row(engine: Engine, gseq: int) -> dict[str, Any]:
    """Give the columns of an entry."""
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT * FROM ledger_entry WHERE gseq = :gseq"), {"gseq": gseq}
        )
        return dict(found.mappings().one())


def rewrite(engine: Engine, start: int, change: tuple[str, str]) -> None:
    """Rewrite the log from a place on so that everything in the database fits."""
    with transaction(engine) as session:
        connection = session.connection()
        drop_protection(connection)
        rows = connection.execute(text("SELECT * FROM ledger_entry ORDER BY gseq"))
        frontier = Frontier()
        ends: dict[str, str] = {}
        for one in [dict(found) for found in rows.mappings()]:
            if one["gseq"] >= start:
                fields = json.loads(one["record"])
                fields["prev"] = ends.get(one["journal"], NO_LINK)
                record = rules.canonical_text(fields).replace(*change)
                one |= {"prev": fields["prev"], "record": record}
                one["hash"] = rules.hash_record(record)
                connection.execute(
                    text(
                        "UPDATE ledger_entry SET prev = :prev, record = :record, "
                        "hash = :hash WHERE gseq = :gseq"
                    ),
                    {name: one[name] for name in ("prev", "record", "hash", "gseq")},
                )
            frontier.append(bytes.fromhex(one["hash"]))
            ends[one["journal"]] = one["hash"]
        for journal, end in ends.items():
            connection.execute(
                text("UPDATE ledger_journal SET hash = :end WHERE journal = :journal"),
                {"end": end, "journal": journal},
            )
        connection.execute(
            text("UPDATE ledger_head SET root = :root, frontier = :frontier"),
            {"root": frontier.root().hex(), "frontier": frontier.text()},
        )
        apply_protection(connection)


def verified(engine: Engine, *checkpoints: Checkpoint) -> ChainReport:
    """Verify the ledger."""
    with transaction(engine, write=False) as session:
        return verify_chain(session, checkpoints)


def codes(report: ChainReport) -> list[str]:
    """List the codes of what was found."""
    return [problem.code for problem in report.problems]


def later(days: int) -> datetime:
    """Give a moment some days after the first lesson."""
    return NOW + timedelta(days=days)
