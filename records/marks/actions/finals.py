"""Final marks, their corrections and what is done about «н/а» (REG 4.2)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.ledger.actions import lock_log
from records.lessons.queries import find_repeated
from records.lessons.rules import check_month
from records.marks.actions.basis import clean_basis
from records.marks.actions.columns import (
    check_cells,
    check_free,
    correct_row,
    list_changed,
    open_finals,
    refuse_stale,
    write_rows,
)
from records.marks.actions.writing import Pen, refuse
from records.marks.queries.projections import find_terms
from records.marks.rules.cells import check_basis, check_changed
from records.marks.rules.finals import check_course, check_settlement, settle
from records.marks.values import Basis, FinalCell, Period, Recorded, Settlement


def enter_finals(
    session: Session,
    course_id: int,
    period: Period,
    cells: Sequence[FinalCell],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Put final marks of a period; on the day they are put they may be changed.

    Raises:
        NotFoundError: there is no such course.
        NotAllowedError: the actor's role does not put marks.
        PeriodClosedError: the year is closed.
        RuleViolationError: the regulation forbids it; every reason is listed.
        StaleVersionError: somebody has changed a final since it was seen.
    """
    require(actor, Permission.MARKS_WRITE)
    first = lock_log(session).size
    if find_repeated(session, idem) is not None:
        return Recorded(repeated=True)
    opened = open_finals(session, course_id, period, now=now)
    cells = list_changed(cells, opened)
    refuse_stale(cells, opened)
    warnings = refuse(
        (
            *check_course(opened.course, actor.person_id, period),
            *check_cells(cells, opened),
            *check_free(cells, opened),
        )
    )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    entries = write_rows(pen, cells, opened, first=first)
    if entries:
        entries[0] = replace(entries[0], idem=idem)
        pen.write(opened.course.journal_key, entries)
        session.flush()
    return Recorded(entries=len(entries), findings=warnings)


def correct_final(
    session: Session,
    course_id: int,
    period: Period,
    cell: FinalCell,
    *,
    basis: Basis,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Correct a final with a basis; the terms of a former «н/а» stay (исправление).

    When the month its period ends in is closed, only an approved request does it:
    `use_window` of `records.requests`.

    Raises:
        NotFoundError: there is no such course.
        NotAllowedError: the actor's role does not put marks.
        PeriodClosedError: the year is closed, or the month and no request opens it.
        RuleViolationError: the basis is incomplete or a rule forbids the value.
        StaleVersionError: somebody has changed the final since it was seen.
    """
    require(actor, Permission.MARKS_WRITE)
    basis = clean_basis(basis)
    first = lock_log(session).size
    if find_repeated(session, idem) is not None:
        return Recorded(repeated=True)
    opened = open_finals(session, course_id, period, now=now)
    cells = list_changed((cell,), opened)
    place = opened.place_of(cell.person_id)
    refuse_stale(cells, opened)
    warnings = refuse(
        (
            *check_course(opened.course, actor.person_id, period),
            *check_changed(cells, place),
            *check_basis(basis, opened.today, place),
            *check_month(
                place, opened.ends, closed=opened.closed, by_request=basis.by_request
            ),
            *check_cells(cells, opened),
        )
    )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    entries = correct_row(pen, cells[0], opened, basis=basis, first=first)
    entries[0] = replace(entries[0], idem=idem)
    pen.write(opened.course.journal_key, entries)
    session.flush()
    return Recorded(entries=len(entries), findings=warnings)


def settle_not_attested(
    session: Session,
    course_id: int,
    settlement: Settlement,
    *,
    basis: Basis,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Put the result of a made-up «н/а»: a correction by the order (REG 4.2.3).

    Cause, form and term of the «н/а» stay for ever beside the result. A closed
    journal takes this entry too: the term may lie after the year.

    Raises:
        NotFoundError: there is no such course.
        NotAllowedError: the actor's role does not put marks.
        RuleViolationError: no «н/а» stands there, the basis is incomplete or the
            result is not a mark.
    """
    require(actor, Permission.MARKS_WRITE)
    basis = clean_basis(basis)
    first = lock_log(session).size
    if find_repeated(session, idem) is not None:
        return Recorded(repeated=True)
    opened = open_finals(session, course_id, settlement.period, now=now)
    row = opened.rows.get(settlement.person_id)
    terms = find_terms(row)
    setting = opened.setting_of(settlement.person_id)
    value, result = row.value if row else "", settlement.result
    course = opened.course
    warnings = refuse(
        (
            *check_course(course, actor.person_id, opened.period, settling=True),
            *check_basis(basis, opened.today, setting.place),
            *check_settlement(terms, value, result=result, setting=setting),
        )
    )
    made_good = terms and settle(terms, result, settlement.result_date or opened.today)
    cell = FinalCell(
        person_id=settlement.person_id, value=result, not_attested=made_good
    )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    entries = correct_row(pen, cell, opened, basis=basis, first=first)
    entries[0] = replace(entries[0], idem=idem)
    pen.write(course.journal_key, entries)
    session.flush()
    return Recorded(entries=len(entries), findings=warnings)
