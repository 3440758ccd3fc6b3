"""Verification of the whole ledger: every byte, link, number, head, checkpoint.

One pass over the stored bytes in the order of the log. What follows from a broken
place is not reported again, so that the first broken link stays readable.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError
from records.ledger.anchors import check_anchors, read_anchors
from records.ledger.protection import find_missing
from records.ledger.reading import find_damage, read
from records.ledger.values import ERASURE, ChainReport, Checkpoint, Problem
from records.ledger.walk import FIELDS, Row, Walk

PORTION = 2_000
TABLES = (
    "ledger_head",
    "ledger_journal",
    "ledger_entry",
    "ledger_payload",
    "ledger_checkpoint",
)
_ROW = (*(f"e.{name}" for name in FIELDS), "e.hash", "e.record", "p.salt", "p.payload")
_ROWS = """FROM ledger_entry AS e LEFT JOIN ledger_payload AS p ON p.gseq = e.gseq
WHERE e.gseq >= :first AND e.gseq < :past ORDER BY e.gseq"""
_HEAD = (
    "h.size",
    "h.root",
    "h.frontier",
    "j.journal",
    "j.size",
    "j.hash",
    "(SELECT COALESCE(MAX(gseq) + 1, 0) FROM ledger_entry)",
    "(SELECT COUNT(*) FROM ledger_entry WHERE gseq < 0)",
    "(SELECT COUNT(*) FROM ledger_payload WHERE gseq < 0 OR (gseq >= h.size "
    "AND gseq > (SELECT COALESCE(MAX(gseq), -1) FROM ledger_entry)))",
)
_HEADS = "FROM ledger_head AS h LEFT JOIN ledger_journal AS j ON 1 = 1"
_BAD_VERSIONS = """SELECT entry_id FROM ledger_entry GROUP BY entry_id
HAVING COUNT(*) <> MAX(version) OR MIN(version) <> 1 ORDER BY entry_id LIMIT 100"""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """The heads as one statement saw them, so that a writer at work does not disturb."""

    size: int
    root: str
    frontier: str
    journals: list[tuple[str, Any, Any]]
    problems: list[Problem]


def verify_chain(
    session: Session,
    checkpoints: Sequence[Checkpoint] = (),
    *,
    progress: Progress | None = None,
) -> ChainReport:
    """Verify the whole ledger, also against checkpoints kept outside (сверка).

    Raises:
        NotFoundError: there is no ledger to verify.
    """
    connection = session.connection()
    absent = sorted(set(TABLES) - set(inspect(connection).get_table_names()))
    if len(absent) == len(TABLES):
        raise NotFoundError(
            "Реестр записей не создан: выполните «surguch init».", code="no_ledger"
        )
    if absent:
        return _refused(f"В базе нет таблиц реестра: {', '.join(absent)}.")
    try:
        return _verify(connection, checkpoints, progress)
    except DatabaseError as error:
        damage = find_damage(error)
        if damage is None:
            raise
        return _refused(f"Файл базы данных повреждён, записи не читаются ({damage}).")


def _verify(
    connection: Connection,
    checkpoints: Sequence[Checkpoint],
    progress: Progress | None,
) -> ChainReport:
    anchors, problems = read_anchors(connection)
    kept = _read_heads(connection)
    walk = Walk({one.size for one in (*anchors, *checkpoints)})
    for row in _read_rows(connection, kept.size, progress):
        walk.step(row)
    walk.finish(kept.size, kept.journals)
    problems += [
        *kept.problems,
        *walk.problems,
        *_check_head(kept, walk),
        *_check_erased(connection, walk),
        *_check_versions(connection, walk),
        *check_anchors(connection, walk, stored=anchors, outside=checkpoints),
        *_check_guards(connection),
    ]
    return ChainReport(
        entries=walk.frontier.size,
        head=walk.frontier.root().hex(),
        journals=len(walk.chains),
        checkpoints=len({*anchors, *checkpoints}),
        problems=tuple(problems),
    )


def _read_heads(connection: Connection) -> _Kept:
    rows = read(connection, _HEAD, _HEADS)
    if not rows:
        count = read(connection, _HEAD[6:7], "")[0][0]
        fault = _altered("Голова реестра удалена.")
        return _Kept(size=count, root="", frontier="", journals=[], problems=[fault])
    size, root, frontier, *_, count, negative, foreign = rows[0]
    problems = []
    if not isinstance(size, int):
        problems.append(_altered("Голова реестра изменена: в ней нет числа записей."))
        size = count
    if count > size or negative:
        problems.append(
            _altered(f"В реестре {count + negative} записей, а в его голове {size}.")
        )
    if foreign:
        message = f"В базе есть содержание без записей ({foreign})."
        problems.append(Problem(code="payload_altered", message=message))
    return _Kept(
        size=max(size, count),
        root=root,
        frontier=frontier,
        journals=[(row[3], row[4], row[5]) for row in rows if row[3] is not None],
        problems=problems,
    )


def _read_rows(
    connection: Connection, size: int, progress: Progress | None
) -> Iterator[Row]:
    for first in range(0, size, PORTION):
        place = {"first": first, "past": min(first + PORTION, size)}
        yield from read(connection, _ROW, _ROWS, **place)
        if progress is not None:
            progress(place["past"], size)


def _check_head(kept: _Kept, walk: Walk) -> Iterator[Problem]:
    if walk.problems or kept.problems:
        return
    told = (kept.size, kept.root, kept.frontier)
    found = (walk.next, walk.frontier.root().hex(), walk.frontier.text())
    if told != found:
        yield _altered("Голова реестра не сходится с записями.")


def _check_erased(connection: Connection, walk: Walk) -> Iterator[Problem]:
    if not walk.erased:
        return
    told = _list_erased(connection)
    for end, journal, entry in walk.erased:
        if end not in told:
            yield Problem(
                code="payload_missing",
                journal=journal,
                entry=entry,
                message=f"Содержание записи {entry} стёрто без записи о стирании.",
            )


def _list_erased(connection: Connection) -> set[str]:
    rows = connection.execute(
        text(
            "SELECT p.payload FROM ledger_entry AS e "
            "JOIN ledger_payload AS p ON p.gseq = e.gseq WHERE e.kind = :kind"
        ),
        {"kind": ERASURE},
    )
    return {end for (payload,) in rows for end in _entries_in(payload)}


def _check_versions(connection: Connection, walk: Walk) -> Iterator[Problem]:
    if walk.problems:
        return
    for (entry,) in connection.execute(text(_BAD_VERSIONS)):
        yield Problem(
            code="versions_broken",
            entry=entry,
            message=f"Версии записи {entry} идут не подряд.",
        )


def _check_guards(connection: Connection) -> Iterator[Problem]:
    missing = find_missing(connection)
    if missing:
        yield Problem(
            code="triggers_missing",
            message="Снята или изменена защита записей от правки: "
            f"{', '.join(missing)}. Узнайте, кто её снял; вернёт её «surguch db "
            "upgrade».",
        )


def _entries_in(payload: str | None) -> list[str]:
    try:
        told = json.loads(payload or "{}")
        return [str(end) for end in told.get("entries", [])]
    except (ValueError, AttributeError, TypeError):
        return []


def _altered(message: str) -> Problem:
    return Problem(code="head_altered", message=message)


def _refused(message: str) -> ChainReport:
    return ChainReport(
        entries=0,
        head="",
        journals=0,
        checkpoints=0,
        problems=(Problem(code="database_damaged", message=message),),
    )
