"""What every command on marks does: refuse, write the ledger, write the rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.bulk import insert_rows
from records.kernel.entropy import Entropy
from records.kernel.errors import (
    PeriodClosedError,
    RuleViolationError,
    StaleVersionError,
)
from records.kernel.finding import Finding, blocking
from records.kernel.text import clean_line
from records.ledger.actions import append
from records.ledger.values import Appended, NewEntry
from records.lessons.actions import PARTS, Fields, insert_lessons
from records.lessons.rules import MONTH_CLOSED, YEAR_CLOSED, compute_local_day
from records.lessons.values import LessonSetting
from records.marks.queries.projections import cell_id, cell_kind, cell_payload
from records.marks.queries.settings import load_roll, load_standings
from records.marks.rules.cells import CellSetting, Standings
from records.marks.tables import Mark
from records.marks.values import Cell, Standing
from records.norms.queries import get_norms

_CLOSED = frozenset({MONTH_CLOSED.code, YEAR_CLOSED.code})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Who writes, when and where; hands entries over to the ledger."""

    session: Session
    actor: Actor
    now: datetime
    entropy: Entropy

    def write(self, key: str, entries: Sequence[NewEntry]) -> tuple[Appended, ...]:
        """Append entries to a journal's chain."""
        return append(
            self.session,
            key,
            entries,
            actor=self.actor,
            now=self.now,
            entropy=self.entropy,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLesson:
    """The row of a lesson to be inserted and its cells."""

    fields: Fields
    cells: Sequence[Cell]

    @property
    def parts(self) -> int:
        """Return how many entries the lesson itself makes."""
        return sum(part.filled(self.fields) for part in PARTS)


def refuse(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Refuse the command if anything stops it; give the warnings back.

    Raises:
        PeriodClosedError: the month or the year is closed.
        RuleViolationError: a rule forbids it; all reasons are listed.
    """
    listed = tuple(findings)
    stopping = blocking(listed)
    if not stopping:
        return listed
    closed = any(found.code in _CLOSED for found in stopping)
    raise (PeriodClosedError if closed else RuleViolationError).of(stopping)


def write_lessons(
    pen: Pen,
    journal_id: int,
    lessons: Sequence[NewLesson],
    *,
    first: int,
    reason: str = "",
    idem: str | None = None,
) -> tuple[int, ...]:
    """Insert lessons with their cells in one append; `first` is the next number.

    The head of the log is locked, so the numbers of the entries are known before
    they are written, and every row is inserted once and for all.
    """
    at = first
    for lesson in lessons:
        lesson.fields["gseq"] = at + lesson.parts - 1
        at += lesson.parts + len(lesson.cells)
    rows = [lesson.fields for lesson in lessons]
    ids = insert_lessons(pen.session, journal_id, rows)
    entries: list[NewEntry] = []
    marks: list[Fields] = []
    at = first
    for lesson_id, lesson in zip(ids, lessons, strict=True):
        entries += _lesson_entries({**lesson.fields, "id": lesson_id}, reason, idem)
        at += lesson.parts
        for offset, cell in enumerate(lesson.cells):
            row = cell_fields(lesson_id, cell, version=1, gseq=at + offset)
            marks.append(row)
            entries.append(cell_entry(row, reason, seen=0))
        at += len(lesson.cells)
    written = pen.write(f"journal/{journal_id}", entries)
    if written[0].gseq != first or written[-1].gseq != at - 1:
        raise RuntimeError("the log has grown under a lock")
    insert_rows(pen.session, Mark, marks)
    return ids


def write_cells(
    pen: Pen,
    setting: LessonSetting,
    cells: Sequence[Cell],
    *,
    standing: Standings,
    before: Sequence[NewEntry] = (),
    after: Sequence[NewEntry] = (),
    reason: str = "",
    idem: str | None = None,
) -> tuple[Appended, ...]:
    """Write new versions of a lesson's cells with the entries before and after them.

    Gives what was appended, in order.
    """
    lesson_id = _lesson_id(setting)
    rows = []
    entries = list(before)
    for cell in cells:
        stands = standing.get((cell.person_id, cell.work))
        version = stands.version if stands else 0
        row = cell_fields(lesson_id, cell, version=version + 1, gseq=0)
        rows.append(row)
        entries.append(cell_entry(row, reason, seen=version))
    entries += after
    if not entries:
        return ()
    entries[0] = replace(entries[0], idem=idem)
    written = pen.write(setting.journal_key, entries)
    for row, appended in zip(rows, written[len(before) :], strict=False):
        row["gseq"] = appended.gseq
    store_cells(pen.session, rows)
    return written


def open_cells(
    session: Session,
    setting: LessonSetting,
    *,
    now: datetime,
    monthly_control: bool,
) -> CellSetting:
    """Read what decides which cells of a lesson may be written today."""
    recorded = setting.lesson_id is not None
    return CellSetting(
        lesson=setting,
        roll=load_roll(session, setting, day=setting.day),
        standing=load_standings(session, _lesson_id(setting)) if recorded else {},
        monthly_control=monthly_control,
        today=compute_local_day(now, setting.timezone),
        norms=get_norms(session),
    )


def list_changes(
    cells: Sequence[Cell], standing: Mapping[Any, Standing]
) -> tuple[Cell, ...]:
    """Leave out the cells that already stand as they are given."""
    changes = []
    for cell in cells:
        stands = standing.get((cell.person_id, cell.work))
        same = (
            (stands.value, stands.cause, stands.document)
            == (cell.value, cell.cause, cell.document)
            if stands
            else not cell.value
        )
        if not same:
            changes.append(cell)
    return tuple(changes)


def clean_cells(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return cells with their documents as stored; an empty one has no cause."""
    return tuple(
        Cell(
            person_id=cell.person_id,
            work=cell.work,
            value=cell.value,
            cause=cell.cause if cell.value else "",
            document=clean_line(cell.document) if cell.value else "",
            seen=cell.seen,
        )
        for cell in cells
    )


def refuse_stale(cells: Sequence[Cell], setting: CellSetting) -> None:
    """Refuse a change of what somebody else has changed since it was seen.

    Raises:
        StaleVersionError: says whose cell it is and what stands there now.
    """
    stale = []
    for cell in cells:
        stands = setting.standing.get((cell.person_id, cell.work))
        version = stands.version if stands else 0
        if cell.seen is not None and cell.seen != version:
            now = f"«{stands.value}»" if stands and stands.value else "пусто"
            place = setting.place_of(cell.person_id).words
            stale.append(f"{place}: запись уже изменена, сейчас {now}")
    if stale:
        advice = "Обновите страницу и повторите."
        raise StaleVersionError("\n".join((*stale, advice)), code="stale_version")


def cell_fields(lesson_id: int, cell: Cell, *, version: int, gseq: int) -> Fields:
    """Return the row of a cell."""
    return {
        "lesson_id": lesson_id,
        "person_id": cell.person_id,
        "work": str(cell.work),
        "value": cell.value,
        "cause": cell.cause,
        "document": cell.document,
        "version": version,
        "gseq": gseq,
    }


def _lesson_entries(fields: Fields, reason: str, idem: str | None) -> list[NewEntry]:
    before = {**fields, **{part.version: 0 for part in PARTS}}
    entries = [
        part.entry(before, reason=reason) for part in PARTS if part.filled(fields)
    ]
    entries[0] = replace(entries[0], idem=idem)
    return entries


def cell_entry(row: Fields, reason: str, *, seen: int) -> NewEntry:
    """Make the next version of a cell from its row as it will be."""
    return NewEntry(
        kind=cell_kind(row["work"]),
        entry_id=cell_id(row["lesson_id"], row["person_id"], row["work"]),
        payload=cell_payload(row),
        reason=reason,
        seen=seen,
    )


def store_cells(session: Session, rows: Sequence[Fields]) -> None:
    """Write the rows of cells that have got a new version."""
    fresh = [row for row in rows if row["version"] == 1]
    changed = [row for row in rows if row["version"] > 1]
    insert_rows(session, Mark, fresh)
    if changed:
        session.execute(update(Mark), changed)


def _lesson_id(setting: LessonSetting) -> int:
    if setting.lesson_id is None:
        raise RuntimeError("a lesson is recorded before its cells")
    return setting.lesson_id
