"""Correcting a line of a closed sheet: reason, basis, the old value kept for ever."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.actions.writing import journal_of_course
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError
from records.kernel.finding import Finding
from records.ledger.actions import lock_log
from records.lessons.queries import find_repeated
from records.lessons.rules import check_year, compute_local_day
from records.lessons.values import Place
from records.marks.actions.basis import Change, clean_basis, insert_corrections
from records.marks.actions.writing import Pen
from records.marks.rules.cells import check_basis, check_changed
from records.marks.values import Basis, Recorded
from records.norms.queries import get_institution
from records.sheets.actions.writing import (
    find_author,
    find_kind,
    get_row,
    list_examiners,
    place_of,
    refuse,
    row_entry,
)
from records.sheets.queries import list_names
from records.sheets.rules.checks import WORDS, check_closed, check_results
from records.sheets.tables import Sheet, SheetRow
from records.sheets.values import Result, RowEntry, SheetState


def correct_row(
    session: Session,
    sheet_id: int,
    entry: RowEntry,
    *,
    basis: Basis,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Correct the result in a closed sheet's line by a request (исправление).

    Only an approved one does it: `use_window` of `records.requests`. The ticket
    stays: it was drawn once.

    Raises:
        NotFoundError: there is no such sheet, or the learner is not in it.
        PeriodClosedError: the year is closed.
        RuleViolationError: the sheet is still open, no request opens it, the basis
            is incomplete, or such a result is not of this type of sheet.
    """
    require(actor, Permission.SHEETS_WRITE)
    basis = clean_basis(basis)
    first = lock_log(session).size
    if find_repeated(session, idem) is not None:
        return Recorded(repeated=True)
    sheet = get_row(session, sheet_id)
    row = session.get(SheetRow, (sheet_id, entry.person_id), populate_existing=True)
    if row is None:
        raise NotFoundError(
            "Обучающегося нет в этой ведомости.", code="not_in_sheet", clause="4.2.5"
        )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    refuse(_check(pen, sheet, row, entry=entry, basis=basis))
    change = Change(
        kind="sheet_row",
        entry_id=f"sheet_row/{sheet_id}/{entry.person_id}",
        course_id=sheet.course_id,
        old=describe_result(Result(row.result)),
        new=describe_result(entry.result),
        person_id=entry.person_id,
        work=sheet.number,
    )
    row.result = entry.result
    row.version += 1
    session.flush()
    line = row_entry(row, reason=basis.reason, idem=idem)
    corrections = insert_corrections(
        pen, sheet.journal_id, [change], basis=basis, first=first + 1
    )
    written = pen.write(f"journal/{sheet.journal_id}", [line, *corrections])
    return Recorded(entries=len(written))


def describe_result(result: Result) -> str:
    """Return a result as a register of corrections prints it: «4», «зачтено»."""
    return WORDS.get(result, str(result))


def _check(
    pen: Pen, sheet: Sheet, row: SheetRow, *, entry: RowEntry, basis: Basis
) -> Iterator[Finding]:
    session, place = pen.session, place_of(sheet)
    names = list_names(session, sheet.id)
    line = Place(words=f"{place.words}, {names[row.person_id]}")
    journal = journal_of_course(session, sheet.course_id)
    today = compute_local_day(pen.now, get_institution(session).timezone)
    yield from check_year(journal.state, line)
    yield from find_author(pen.actor, list_examiners(session, sheet.id), place)
    yield from check_closed(
        SheetState(sheet.state), entry.result, line, by_request=basis.by_request
    )
    yield from check_results(find_kind(session, sheet), [entry], names)
    yield from check_basis(basis, today, line)
    changed = [entry] if row.result != entry.result else []
    yield from check_changed(changed, line)
