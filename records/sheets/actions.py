"""Commands on sheets: open, fill, close, hand in, re-take (ведомости)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.tables import Course, Discipline, Journal
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, RuleViolationError
from records.ledger.actions import append
from records.ledger.counters import take_number
from records.ledger.values import NewEntry
from records.norms.tables import SchoolYear
from records.sheets.queries import list_roll, row_payload, sheet_payload
from records.sheets.rules import check_change, check_closing, check_results
from records.sheets.tables import Sheet, SheetExaminer, SheetRow
from records.sheets.values import (
    PREFIXES,
    Result,
    RowEntry,
    SheetCode,
    SheetDraft,
    SheetState,
)

_NEXT = {
    SheetState.OPEN: SheetState.CLOSED,
    SheetState.CLOSED: SheetState.PRINTED,
    SheetState.PRINTED: SheetState.HANDED_IN,
}


def open_sheet(
    session: Session,
    draft: SheetDraft,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    learners: Sequence[int] | None = None,
    first_sheet_id: int | None = None,
) -> int:
    """Open a sheet for the learners on the roll that day; return its id.

    Number and rows come into being together (REG 4.2.5, forms §4.1–4.2).
    """
    require(actor, Permission.SHEETS_WRITE)
    journal, year = _journal_of(session, draft.course_id)
    sheet = Sheet(
        journal_id=journal.id,
        course_id=draft.course_id,
        code=draft.code,
        title=draft.title,
        semester=draft.semester,
        number=_number(session, draft.code, year.name),
        state=SheetState.OPEN,
        held_on=draft.held_on,
        starts=draft.starts,
        ends=draft.ends,
        room=draft.room,
        form=draft.form,
        first_sheet_id=first_sheet_id,
        attempt=draft.attempt,
        basis=draft.basis,
        valid_until=draft.valid_until,
    )
    session.add(sheet)
    session.flush()
    chosen = list_roll(session, draft.course_id, draft.held_on)
    if learners is not None:
        chosen = tuple(one for one in chosen if one in set(learners))
    rows = [SheetRow(sheet_id=sheet.id, person_id=one) for one in chosen]
    session.add_all(rows)
    session.add_all(
        SheetExaminer(sheet_id=sheet.id, position=place, person_id=one)
        for place, one in enumerate(draft.examiner_ids)
    )
    session.flush()
    entries = [_sheet_entry(sheet, draft.examiner_ids), *map(_row_entry, rows)]
    append(session, _key(journal), entries, actor=actor, now=now, entropy=entropy)
    return sheet.id


def fill_sheet(
    session: Session,
    sheet_id: int,
    entries: Sequence[RowEntry],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Write results into an open sheet.

    Raises:
        RuleViolationError: the sheet is closed, a learner is not in it, or a
            result does not belong to this type of sheet; all of them listed.
    """
    require(actor, Permission.SHEETS_WRITE)
    sheet = _sheet(session, sheet_id)
    rows = {
        row.person_id: row
        for row in session.scalars(select(SheetRow).filter_by(sheet_id=sheet_id))
    }
    code = SheetCode(sheet.code)
    findings = (
        *check_change(SheetState(sheet.state), sheet.number),
        *check_results(code, entries, frozenset(rows)),
    )
    if findings:
        raise RuleViolationError.of(findings)
    changed = []
    for entry in entries:
        row = rows[entry.person_id]
        if (row.result, row.ticket) == (entry.result, entry.ticket):
            continue
        row.result, row.ticket = entry.result, entry.ticket
        row.version += 1
        changed.append(row)
    session.flush()
    _record(
        session,
        sheet,
        [_row_entry(row) for row in changed],
        actor=actor,
        now=now,
        entropy=entropy,
    )


def advance_sheet(
    session: Session,
    sheet_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> SheetState:
    """Take a sheet one step further: close, print, hand in; return the new state.

    Raises:
        RuleViolationError: it cannot be closed while a line is empty, or there
            is no further step.
    """
    require(actor, Permission.SHEETS_WRITE)
    sheet = _sheet(session, sheet_id)
    state = SheetState(sheet.state)
    results = tuple(
        Result(one)
        for one in session.scalars(select(SheetRow.result).filter_by(sheet_id=sheet_id))
    )
    findings = check_closing(state, sheet.number, results)
    if findings:
        raise RuleViolationError.of(findings)
    sheet.state = _NEXT[state]
    sheet.version += 1
    if sheet.state == SheetState.CLOSED:
        sheet.closed_at = now
    session.flush()
    examiners = session.scalars(
        select(SheetExaminer.person_id)
        .filter_by(sheet_id=sheet_id)
        .order_by(SheetExaminer.position)
    ).all()
    entry = _sheet_entry(sheet, examiners)
    _record(session, sheet, [entry], actor=actor, now=now, entropy=entropy)
    return SheetState(sheet.state)


def open_retake(
    session: Session,
    first_sheet_id: int,
    draft: SheetDraft,
    *,
    learner_id: int,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Open an individual sheet linked to the first one (forms §4.5).

    Raises:
        NotFoundError: the learner is not on the first sheet.
    """
    require(actor, Permission.SHEETS_WRITE)
    known = session.get(SheetRow, (first_sheet_id, learner_id))
    if known is None:
        raise NotFoundError(
            "Обучающегося нет в первой ведомости — проверьте её номер.",
            code="not_in_first_sheet",
            clause="4.2.5",
        )
    return open_sheet(
        session,
        draft,
        actor=actor,
        now=now,
        entropy=entropy,
        learners=(learner_id,),
        first_sheet_id=first_sheet_id,
    )


def _journal_of(session: Session, course_id: int) -> tuple[Journal, SchoolYear]:
    found = session.execute(
        select(Journal, SchoolYear)
        .join(Discipline, Discipline.journal_id == Journal.id)
        .join(Course, Course.discipline_id == Discipline.id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
        .where(Course.id == course_id)
    ).one()
    return found[0], found[1]


def _number(session: Session, code: str, year: str) -> str:
    first, last = year.split("/")
    short = f"{first}-{last[-2:]}"
    prefix = PREFIXES[SheetCode(code)]
    return f"{prefix}-{take_number(session, f'{code}/{short}'):02d}/{short}"


def _sheet(session: Session, sheet_id: int) -> Sheet:
    sheet = session.get(Sheet, sheet_id)
    if sheet is None:
        raise NotFoundError(f"Ведомости № {sheet_id} нет в журнале.", code="no_sheet")
    return sheet


def _record(
    session: Session,
    sheet: Sheet,
    entries: Sequence[NewEntry],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    if not entries:
        return
    key = f"journal/{sheet.journal_id}"
    append(session, key, entries, actor=actor, now=now, entropy=entropy)


def _key(journal: Journal) -> str:
    return f"journal/{journal.id}"


def _sheet_entry(sheet: Sheet, examiner_ids: Sequence[int]) -> NewEntry:
    return NewEntry(
        kind="sheet",
        entry_id=f"sheet/{sheet.id}",
        payload=sheet_payload(sheet, examiner_ids),
    )


def _row_entry(row: SheetRow) -> NewEntry:
    return NewEntry(
        kind="sheet_row",
        entry_id=f"sheet_row/{row.sheet_id}/{row.person_id}",
        payload=row_payload(row),
    )
