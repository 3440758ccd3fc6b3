"""Commands on correction requests: ask, approve, refuse, carry out (заявки)."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import StaleVersionError
from records.kernel.text import clean_line
from records.ledger.actions import append, lock_log
from records.ledger.values import INSTITUTION, NewEntry
from records.lessons.queries import find_repeated
from records.lessons.rules import compute_local_day
from records.marks.actions import correct_final, correct_mark
from records.marks.actions.basis import clean_basis
from records.marks.actions.writing import Pen, refuse
from records.marks.values import FINAL_WORK, Basis, Cell, FinalCell, Recorded
from records.norms.queries import get_calendar, get_institution, get_norms
from records.requests.queries import (
    basis_of,
    get_place,
    is_live,
    no_request,
    place_columns,
    ref_of,
    request_payload,
)
from records.requests.rules import (
    check_asking,
    check_decision,
    check_refusal,
    check_use,
    compute_state,
    describe,
    drop_empty,
    list_steps,
    place_of,
    read_terms,
    same_values,
)
from records.requests.tables import CorrectionRequest
from records.requests.values import (
    RESULT,
    CellRef,
    FinalRef,
    LessonCell,
    NewRequest,
    PlaceFact,
    RequestState,
    SheetLine,
    Values,
)
from records.sheets.actions import correct_row
from records.sheets.values import Result, RowEntry


def ask_correction(
    session: Session,
    new: NewRequest,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Ask to change one place that is shut; return the request's id (заявка).

    The change is tried and taken back, so nobody decides on what cannot be done.

    Raises:
        NotFoundError: there is no such place.
        NotAllowedError: the actor's role does not write there.
        RuleViolationError: the place is open, or a rule forbids such a change.
    """
    _require_writer(actor, new.ref)
    lock_log(session)
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    wanted, basis = drop_empty(new.wanted), clean_basis(new.basis)
    place = get_place(session, new.ref, now=now)
    live = is_live(session, new.ref, now=now)
    refuse(check_asking(place, wanted, person_id=actor.person_id, live=live))
    _try(pen, place, wanted, basis=basis)
    columns = place_columns(new.ref)
    row = CorrectionRequest(
        kind=columns.kind,
        journal_id=place.journal_id,
        course_id=place.course_id,
        person_id=new.ref.person_id,
        lesson_id=columns.lesson_id,
        sheet_id=columns.sheet_id,
        place=columns.place,
        was=dict(place.stands),
        wanted=_stored(new.ref, wanted),
        reason=basis.reason,
        basis=basis.document,
        basis_date=basis.document_date,
        asked_by=actor.person_id or 0,
        asked_at=now,
    )
    session.add(row)
    _write(pen, row)
    return row.id


def approve_request(
    session: Session,
    request_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> datetime:
    """Open the one place for the one who asked; return when it shuts again.

    Raises:
        NotFoundError: there is no such request.
        RuleViolationError: it is decided already, or it is the actor's own.
        StaleVersionError: something else stands there than when it was asked.
    """
    require(actor, Permission.REQUESTS_APPROVE)
    lock_log(session)
    row, place = _open(session, request_id, now=now)
    _refuse_decided(row, place, actor=actor, now=now)
    _refuse_changed(row, place)
    row.closes_at = _compute_term(session, now)
    _decide(row, RequestState.APPROVED, actor=actor, now=now)
    _write(Pen(session=session, actor=actor, now=now, entropy=entropy), row)
    return row.closes_at


def refuse_request(
    session: Session,
    request_id: int,
    *,
    words: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Refuse a request, saying why (отказ).

    Raises:
        NotFoundError: there is no such request.
        RuleViolationError: it is decided already, is one's own, or words lack.
    """
    require(actor, Permission.REQUESTS_APPROVE)
    lock_log(session)
    row, place = _open(session, request_id, now=now)
    _refuse_decided(row, place, actor=actor, now=now)
    row.decision = clean_line(words)
    refuse(check_refusal(row.decision, place_of(place)))
    _decide(row, RequestState.REFUSED, actor=actor, now=now)
    _write(Pen(session=session, actor=actor, now=now, entropy=entropy), row)


def use_window(
    session: Session,
    request_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Carry out an approved request, exactly as asked and once (исправление).

    Raises:
        NotFoundError: there is no such request.
        RuleViolationError: it is not open for this person now.
        StaleVersionError: something else stands there than when it was asked.
    """
    lock_log(session)
    if find_repeated(session, idem) is not None:
        return Recorded(repeated=True)
    row, place = _open(session, request_id, now=now)
    state = compute_state(row.state, row.closes_at, now=now)
    refuse(
        check_use(
            state, place_of(place), asked_by=row.asked_by, actor_id=actor.person_id
        )
    )
    _refuse_changed(row, place)
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    done = _carry_out(pen, place, row.wanted, basis=basis_of(row), idem=idem)
    row.state, row.done_at = RequestState.DONE, now
    row.version += 1
    _write(pen, row)
    return done


def _require_writer(actor: Actor, ref: CellRef) -> None:
    sheet = isinstance(ref, SheetLine)
    require(actor, Permission.SHEETS_WRITE if sheet else Permission.MARKS_WRITE)


def _try(pen: Pen, place: PlaceFact, wanted: Values, *, basis: Basis) -> None:
    attempt = pen.session.begin_nested()
    try:
        _carry_out(pen, place, wanted, basis=basis, idem=None)
    finally:
        attempt.rollback()


def _carry_out(
    pen: Pen, place: PlaceFact, wanted: Values, *, basis: Basis, idem: str | None
) -> Recorded:
    ref, basis = place.ref, replace(basis, by_request=True)
    if isinstance(ref, LessonCell):
        return _correct_cell(pen, ref, place, wanted=wanted, basis=basis, idem=idem)
    if isinstance(ref, FinalRef):
        return correct_final(
            pen.session,
            ref.course_id,
            ref.period,
            FinalCell(
                person_id=ref.person_id,
                value=wanted.get(FINAL_WORK, ""),
                not_attested=read_terms(wanted),
            ),
            basis=basis,
            actor=pen.actor,
            now=pen.now,
            entropy=pen.entropy,
            idem=idem,
        )
    return correct_row(
        pen.session,
        ref.sheet_id,
        RowEntry(person_id=ref.person_id, result=Result(wanted.get(RESULT, ""))),
        basis=basis,
        actor=pen.actor,
        now=pen.now,
        entropy=pen.entropy,
        idem=idem,
    )


def _correct_cell(
    pen: Pen,
    ref: LessonCell,
    place: PlaceFact,
    *,
    wanted: Values,
    basis: Basis,
    idem: str | None,
) -> Recorded:
    """Correct the works of a cell one after another; the key goes with the first."""
    done = Recorded(lesson_id=ref.lesson_id)
    for work, value in list_steps(ref, place.stands, wanted):
        made = correct_mark(
            pen.session,
            ref.lesson_id,
            Cell(person_id=ref.person_id, work=work, value=value),
            basis=basis,
            actor=pen.actor,
            now=pen.now,
            entropy=pen.entropy,
            idem=idem,
        )
        idem = None
        done = replace(
            done,
            entries=done.entries + made.entries,
            findings=done.findings + made.findings,
        )
    return done


def _open(
    session: Session, request_id: int, *, now: datetime
) -> tuple[CorrectionRequest, PlaceFact]:
    row = session.get(CorrectionRequest, request_id, populate_existing=True)
    if row is None:
        raise no_request(request_id)
    return row, get_place(session, ref_of(row), now=now)


def _refuse_decided(
    row: CorrectionRequest, place: PlaceFact, *, actor: Actor, now: datetime
) -> None:
    state = compute_state(row.state, row.closes_at, now=now)
    refuse(
        check_decision(
            state, place_of(place), asked_by=row.asked_by, actor_id=actor.person_id
        )
    )


def _refuse_changed(row: CorrectionRequest, place: PlaceFact) -> None:
    if not same_values(row.was, place.stands):
        stands = describe(place.stands) or "пусто"
        raise StaleVersionError(
            f"{place.words}, {place.learner}: запись изменилась после подачи заявки, "
            f"сейчас «{stands}». Подайте новую заявку.",
            code="stale_version",
        )


def _decide(
    row: CorrectionRequest, state: RequestState, *, actor: Actor, now: datetime
) -> None:
    row.state = state
    row.decided_by, row.decided_at = actor.person_id, now
    row.version += 1


def _compute_term(session: Session, now: datetime) -> datetime:
    """Return the end of the last working day the place stays open."""
    zone = get_institution(session).timezone
    days = get_norms(session).request_days
    last = get_calendar(session).add_working_days(compute_local_day(now, zone), days)
    return datetime.combine(last + timedelta(days=1), time(), ZoneInfo(zone))


def _stored(ref: CellRef, wanted: Values) -> dict[str, str]:
    if isinstance(ref, FinalRef):
        return {FINAL_WORK: "", **wanted}
    return dict(wanted)


def _write(pen: Pen, row: CorrectionRequest) -> None:
    pen.session.flush()
    entry = NewEntry(
        kind="request",
        entry_id=f"request/{row.id}",
        payload=request_payload(row),
        seen=row.version - 1,
    )
    append(
        pen.session,
        INSTITUTION,
        [entry],
        actor=pen.actor,
        now=pen.now,
        entropy=pen.entropy,
    )
