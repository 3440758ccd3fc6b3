"""The rows people see against the last versions in the ledger (сверка таблиц)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.errors import RecordsError
from records.ledger.queries import list_current
from records.ledger.rules import canonical_text, clean
from records.ledger.tables import LedgerEntry
from records.ledger.values import JsonValue, Problem

Rows = Iterable[tuple[str, int, Mapping[str, JsonValue]]]
_Current = dict[str, tuple[int, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """How the entries of one kind are rebuilt from the rows of their area."""

    kind: str
    rows: Callable[[Session], Rows]


def compare(session: Session, projection: Projection) -> Iterator[Problem]:
    """Find rows that say something else than the last versions of their entries."""
    written: _Current = {
        entry_id: (version, payload)
        for entry_id, version, payload in list_current(session, projection.kind)
    }
    for entry_id, version, payload in projection.rows(session):
        message = _difference(written.pop(entry_id, None), version, payload)
        if message:
            yield _problem(session, entry_id, f"{message} ({entry_id}).")
    for entry_id in sorted(written):
        yield _problem(
            session,
            entry_id,
            f"В реестре запись есть, а из таблицы её строка удалена ({entry_id}).",
        )


def _difference(
    written: tuple[int, str | None] | None,
    version: int,
    payload: Mapping[str, JsonValue],
) -> str:
    if written is None:
        return "В таблице есть строка, которой нет в реестре"
    last, text = written
    if last != version:
        return f"В таблице версия {version}, а последняя в реестре {last}"
    if text is not None and canonical_text(payload) != text != _cleaned(payload):
        return "Строка таблицы изменена помимо реестра"
    return ""


def _cleaned(payload: Mapping[str, JsonValue]) -> str:
    try:
        return canonical_text(clean(payload))
    except RecordsError:
        return ""


def _problem(session: Session, entry_id: str, message: str) -> Problem:
    journal = session.scalar(
        select(LedgerEntry.journal).where(LedgerEntry.entry_id == entry_id).limit(1)
    )
    return Problem(
        code="row_altered", journal=journal or "", entry=entry_id, message=message
    )
