"""Filling sheets and taking them on their way to «сдана» (forms §4.7)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import StaleVersionError
from records.ledger.actions import lock_log
from records.marks.actions.writing import Pen
from records.sheets.actions.writing import (
    find_author,
    find_kind,
    get_row,
    list_examiners,
    place_of,
    refuse,
    write,
)
from records.sheets.queries import list_names
from records.sheets.rules.checks import (
    WORDS,
    check_change,
    check_closing,
    check_results,
)
from records.sheets.tables import SheetRow
from records.sheets.values import Result, RowEntry, SheetState

_NEXT = {
    SheetState.OPEN: SheetState.CLOSED,
    SheetState.CLOSED: SheetState.PRINTED,
    SheetState.PRINTED: SheetState.HANDED_IN,
}


def fill_sheet(
    session: Session,
    sheet_id: int,
    entries: Sequence[RowEntry],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Write results into an open sheet; return how many lines have changed.

    Raises:
        NotFoundError: there is no such sheet.
        RuleViolationError: it is not open, a learner is not in it, or a result
            does not belong to this type of sheet; all of them listed.
        StaleVersionError: somebody has changed a line since it was seen.
    """
    require(actor, Permission.SHEETS_WRITE)
    lock_log(session)
    sheet = get_row(session, sheet_id)
    place = place_of(sheet)
    names = list_names(session, sheet_id)
    refuse(
        (
            *find_author(actor, list_examiners(session, sheet_id), place),
            *check_change(SheetState(sheet.state), place),
            *check_results(find_kind(session, sheet), entries, names),
        )
    )
    rows = {row.person_id: row for row in _rows(session, sheet_id)}
    changed = []
    for entry in entries:
        row = rows[entry.person_id]
        if (row.result, row.ticket) == (entry.result, entry.ticket):
            continue
        _refuse_stale(entry, row, names[entry.person_id])
        row.result, row.ticket = entry.result, entry.ticket
        row.version += 1
        changed.append(row)
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    write(pen, sheet, rows=changed)
    return len(changed)


def advance_sheet(
    session: Session,
    sheet_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    seen: SheetState | None = None,
) -> SheetState:
    """Take a sheet one step further: close, print, hand in; return the new state.

    `seen` is the state the person had before his eyes, so that two people who
    close one sheet do not print it.

    Raises:
        NotFoundError: there is no such sheet.
        RuleViolationError: it cannot be closed while a line is empty, or there
            is no further step.
        StaleVersionError: somebody has taken it further since it was seen.
    """
    require(actor, Permission.SHEETS_WRITE)
    lock_log(session)
    sheet = get_row(session, sheet_id)
    place, state = place_of(sheet), SheetState(sheet.state)
    if seen is not None and seen is not state:
        raise StaleVersionError(
            f"{place.words}: её состояние уже изменено. Обновите страницу и повторите.",
            code="stale_version",
        )
    examiners = list_examiners(session, sheet_id)
    results = tuple(Result(row.result) for row in _rows(session, sheet_id))
    refuse(
        (
            *find_author(actor, examiners, place),
            *check_closing(state, results, place),
        )
    )
    sheet.state = _NEXT[state]
    sheet.version += 1
    if sheet.state == SheetState.CLOSED:
        sheet.closed_at = now
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    write(pen, sheet, examiners=examiners)
    return SheetState(sheet.state)


def _refuse_stale(entry: RowEntry, row: SheetRow, name: str) -> None:
    if entry.seen not in {None, row.version}:
        said = WORDS.get(Result(row.result), row.result) or "пусто"
        raise StaleVersionError(
            f"{name}: строка уже изменена, сейчас «{said}». Обновите страницу.",
            code="stale_version",
        )


def _rows(session: Session, sheet_id: int) -> Sequence[SheetRow]:
    chosen = (
        select(SheetRow)
        .filter_by(sheet_id=sheet_id)
        .order_by(SheetRow.person_id)
        .execution_options(populate_existing=True)
    )
    return session.scalars(chosen).all()
