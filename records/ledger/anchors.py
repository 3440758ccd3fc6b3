"""Checkpoints against the log: those of the database and those kept outside."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from records.ledger.queries import parse_checkpoint
from records.ledger.reading import read
from records.ledger.rules import hash_checkpoint, name_origin
from records.ledger.values import NO_LINK, Checkpoint, Problem
from records.ledger.walk import Walk


def read_anchors(connection: Connection) -> tuple[list[Checkpoint], list[Problem]]:
    """Return the stored checkpoints and what is wrong with their own chain."""
    rows = read(
        connection,
        ("number", "hash", "body"),
        "FROM ledger_checkpoint ORDER BY number",
    )
    found: list[Checkpoint] = []
    problems: list[Problem] = []
    expected, prev = 0, NO_LINK
    for number, end, body in rows:
        if number != expected:
            problems.append(_lost(f"Удалены контрольные точки до № {number}."))
            prev = ""
        checkpoint, link = _parse(end, body)
        if checkpoint is None or prev not in {"", link}:
            problems.append(_altered(number))
        if checkpoint is not None:
            found.append(checkpoint)
        expected, prev = number + 1, str(end)
    return found, problems


def check_anchors(
    connection: Connection,
    walk: Walk,
    *,
    stored: Sequence[Checkpoint],
    outside: Sequence[Checkpoint],
) -> Iterator[Problem]:
    """Check that the log still continues what each checkpoint saw."""
    for checkpoint in outside:
        if checkpoint not in stored:
            yield _lost(
                f"Контрольная точка от {checkpoint.at:%d.%m.%Y %H:%M} UTC (записей: "
                f"{checkpoint.size}) хранится вне базы, а в базе её нет."
            )
    first = read(connection, ("hash",), "FROM ledger_entry WHERE gseq = 0")
    origin = name_origin(str(first[0][0]) if first else None)
    good = 0
    for checkpoint in sorted({*stored, *outside}, key=lambda one: one.size):
        problem = _compare(checkpoint, walk, origin=origin, good=good)
        if problem is not None:
            yield _named(connection, problem, good)
            return
        good = checkpoint.size


def _compare(
    checkpoint: Checkpoint, walk: Walk, *, origin: str, good: int
) -> str | None:
    when = f"контрольной точкой от {checkpoint.at:%d.%m.%Y %H:%M} UTC"
    if walk.broken_at is not None and walk.broken_at < checkpoint.size:
        return None
    if checkpoint.size > walk.next:
        return (
            f"Записей {walk.next}, а было {checkpoint.size}: удалён конец реестра, "
            f"закреплённый {when}."
        )
    if checkpoint.size and checkpoint.origin != origin:
        return f"Реестр начат заново: он не тот, что закреплён {when}."
    told = (checkpoint.root, checkpoint.heads_root)
    if walk.snapshots.get(checkpoint.size) != told:
        return (
            f"Записи №№ {good}–{checkpoint.size - 1} реестра переписаны: они не "
            f"сходятся с {when}."
        )
    return None


def _named(connection: Connection, message: str, good: int) -> Problem:
    rows = read(
        connection,
        ("journal", "entry_id"),
        "FROM ledger_entry WHERE gseq = :gseq",
        gseq=good,
    )
    journal, entry = (str(part) for part in rows[0]) if rows else ("", "")
    return Problem(code="tail_rewritten", journal=journal, entry=entry, message=message)


def _parse(end: Any, body: Any) -> tuple[Checkpoint | None, str]:  # noqa: ANN401 - a damaged database may hold anything
    try:
        if hash_checkpoint(body) != end:
            return None, ""
        fields = json.loads(body)
        return parse_checkpoint(fields), str(fields["prev"])
    except (ValueError, TypeError, AttributeError, KeyError):
        return None, ""


def _altered(number: int) -> Problem:
    return Problem(
        code="checkpoint_altered",
        message=f"Контрольная точка № {number} изменена после создания.",
    )


def _lost(message: str) -> Problem:
    return Problem(code="checkpoint_lost", message=message)
