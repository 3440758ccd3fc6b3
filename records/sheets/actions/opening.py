"""Drafting and opening sheets, re-takes included (REG 4.2.5, forms §4.5, §4.7)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.actions.writing import journal_of_course, refuse_closed
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError
from records.kernel.finding import Finding
from records.ledger.actions import lock_log
from records.ledger.counters import take_number
from records.lessons.values import Place
from records.marks.actions.writing import Pen
from records.norms.queries import get_norms
from records.norms.tables import SchoolYear
from records.people.queries import get_person
from records.sheets.actions.writing import (
    find_author,
    find_leader,
    get_row,
    list_examiners,
    place_of,
    refuse,
    write,
)
from records.sheets.queries import count_retakes, get_sheet, list_roll
from records.sheets.rules.checks import (
    check_draft,
    check_opening,
    check_retake,
    check_roll,
)
from records.sheets.tables import Sheet, SheetExaminer, SheetRow
from records.sheets.values import SheetDraft, SheetState


def draft_sheet(
    session: Session,
    draft: SheetDraft,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Keep the draft of a sheet: it has neither number nor learners yet (черновик).

    Raises:
        NotFoundError: there is no such course or examiner.
        PeriodClosedError: the month of that day, or the year, is closed.
        RuleViolationError: something is missing, or a teacher of other courses
            drafts it; everything is listed.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    journal_id = _open_journal(session, draft.course_id, draft.held_on)
    refuse(_list_faults(pen, draft))
    sheet = _insert(pen, draft, journal_id=journal_id)
    write(pen, sheet, examiners=draft.examiner_ids)
    return sheet.id


def open_sheet(
    session: Session,
    draft: SheetDraft,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Open a sheet for the learners on the roll that day; return its id.

    Number and lines come into being together (forms §4.1–4.2).

    Raises:
        NotFoundError: there is no such course or examiner.
        PeriodClosedError: the month of that day, or the year, is closed.
        RuleViolationError: nobody is on the roll, a teacher of other courses opens
            it, or something is missing.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    journal_id = _open_journal(session, draft.course_id, draft.held_on)
    roll = list_roll(session, draft.course_id, draft.held_on)
    refuse((*_list_faults(pen, draft), *check_roll(draft.held_on, roll)))
    sheet = _insert(pen, draft, journal_id=journal_id)
    _open(pen, sheet, draft.examiner_ids, roll=roll)
    return sheet.id


def open_draft(
    session: Session,
    sheet_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> str:
    """Open a drafted sheet for the roll of its day; return its number.

    Raises:
        NotFoundError: there is no such sheet.
        PeriodClosedError: the month of its day, or the year, is closed.
        RuleViolationError: it is open already, nobody is on the roll, or the
            teacher leads other courses.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    sheet = get_row(session, sheet_id)
    place = place_of(sheet)
    refuse(check_draft(SheetState(sheet.state), place))
    _open_journal(session, sheet.course_id, sheet.held_on)
    examiners = list_examiners(session, sheet_id)
    roll = list_roll(session, sheet.course_id, sheet.held_on)
    refuse(
        (
            *find_author(actor, examiners, place),
            *find_leader(session, actor, sheet.course_id, place),
            *check_roll(sheet.held_on, roll),
        )
    )
    sheet.version += 1
    _open(pen, sheet, examiners, roll=roll)
    return sheet.number


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

    A re-take of a re-take is linked to the very first sheet; the attempt is counted.
    A closed journal takes it too: debts are made good after the year.

    Raises:
        NotFoundError: there is no such sheet, or the learner is not on it.
        RuleViolationError: the first sheet is not closed or is of another course,
            the learner has left or has had all attempts, or somebody else examined
            it first; everything is listed.
    """
    pen = _begin(session, actor=actor, now=now, entropy=entropy)
    given = get_row(session, first_sheet_id)
    first = get_sheet(session, given.first_sheet_id or given.id)
    if learner_id not in {row.person_id for row in first.rows}:
        raise NotFoundError(
            "Обучающегося нет в первой ведомости — проверьте её номер.",
            code="not_in_first_sheet",
            clause="4.2.5",
        )
    group = list_roll(session, first.course_id, draft.held_on, whole_group=True)
    roll = [one for one in group if one == learner_id]
    taken = count_retakes(session, first.id, learner_id)
    name = get_person(session, learner_id).full_name.short
    refuse(
        (
            *find_author(actor, list_examiners(session, given.id), place_of(given)),
            *_list_faults(pen, draft, first=first.id),
            *check_retake(
                first, draft, taken=taken, most=get_norms(session).attempts_max
            ),
            *check_roll(draft.held_on, roll, learner=name),
        )
    )
    draft = replace(draft, attempt=taken + 1)
    sheet = _insert(pen, draft, journal_id=first.journal_id, first=first.id)
    _open(pen, sheet, draft.examiner_ids, roll=roll)
    return sheet.id


def _begin(session: Session, *, actor: Actor, now: datetime, entropy: Entropy) -> Pen:
    require(actor, Permission.SHEETS_WRITE)
    lock_log(session)
    return Pen(session=session, actor=actor, now=now, entropy=entropy)


def _open_journal(session: Session, course_id: int, day: date) -> int:
    journal = journal_of_course(session, course_id)
    refuse_closed(session, journal, day)
    return journal.id


def _list_faults(
    pen: Pen, draft: SheetDraft, *, first: int | None = None
) -> Iterator[Finding]:
    for examiner in draft.examiner_ids:
        get_person(pen.session, examiner)
    place = Place(words=f"Ведомость на {draft.held_on:%d.%m.%Y}")
    yield from check_opening(draft, place, first=first)
    yield from find_author(pen.actor, draft.examiner_ids, place)
    if first is None:
        yield from find_leader(pen.session, pen.actor, draft.course_id, place)


def _insert(
    pen: Pen, draft: SheetDraft, *, journal_id: int, first: int | None = None
) -> Sheet:
    sheet = Sheet(
        journal_id=journal_id,
        course_id=draft.course_id,
        code=draft.code,
        title=draft.title,
        semester=draft.semester,
        state=SheetState.DRAFT,
        held_on=draft.held_on,
        starts=draft.starts,
        ends=draft.ends,
        room=draft.room,
        form=draft.form,
        first_sheet_id=first,
        attempt=draft.attempt,
        basis=draft.basis,
        valid_until=draft.valid_until,
    )
    pen.session.add(sheet)
    pen.session.flush()
    pen.session.add_all(
        SheetExaminer(sheet_id=sheet.id, position=place, person_id=one)
        for place, one in enumerate(draft.examiner_ids)
    )
    return sheet


def _open(
    pen: Pen, sheet: Sheet, examiners: Sequence[int], *, roll: Sequence[int]
) -> None:
    sheet.state = SheetState.OPEN
    sheet.number = _take_number(pen.session, sheet)
    rows = [SheetRow(sheet_id=sheet.id, person_id=one) for one in roll]
    pen.session.add_all(rows)
    write(pen, sheet, examiners=examiners, rows=rows)


def _take_number(session: Session, sheet: Sheet) -> str:
    journal = journal_of_course(session, sheet.course_id)
    first, last = session.get_one(SchoolYear, journal.year_id).name.split("/")
    series = f"{sheet.code}/{first}-{last[-2:]}"
    prefix = get_norms(session).sheet_prefix(sheet.code)
    dash = "-" if prefix else ""
    return f"{prefix}{dash}{take_number(session, series):02d}/{first}-{last[-2:]}"
