"""Questions about correction requests: places, windows, lists (заявки)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from records.curriculum.tables import Course, Discipline, Group, Journal
from records.kernel.errors import NotFoundError
from records.kernel.hashing import sha256_hex
from records.ledger.values import JsonValue
from records.lessons.queries import get_lesson_setting
from records.lessons.rules import compute_local_day
from records.lessons.tables import Lesson
from records.marks.queries.settings import get_course_setting, load_standings
from records.marks.rules.finals import PERIOD_NAMES, compute_span
from records.marks.rules.texts import WORKS
from records.marks.tables import FinalMark
from records.marks.values import FINAL_WORK, Basis, CellKind, Period, Work
from records.people.queries import get_person, person_fact
from records.people.tables import Person
from records.requests.rules import compute_state, describe, drop_empty
from records.requests.tables import CorrectionRequest
from records.requests.values import (
    RESULT,
    CellRef,
    FinalRef,
    LessonCell,
    PlaceFact,
    RequestFact,
    RequestState,
    SheetLine,
    Window,
)
from records.sheets.queries import get_sheet
from records.sheets.tables import Sheet
from records.sheets.values import SheetState

Found = tuple[
    CorrectionRequest, str, str, str, int, date | None, int | None, str | None
]


def get_place(session: Session, ref: CellRef, *, now: datetime) -> PlaceFact:
    """Return what stands in a place of the record, and whether it is shut.

    Raises:
        NotFoundError: there is no such lesson, course, sheet, line or learner.
    """
    if isinstance(ref, LessonCell):
        return _lesson_place(session, ref)
    if isinstance(ref, FinalRef):
        return _final_place(session, ref, now=now)
    return _sheet_place(session, ref)


def find_window(
    session: Session, ref: CellRef, *, actor_id: int | None, now: datetime
) -> Window | None:
    """Find the window a person has for a place; None when nothing is open."""
    for window in _windows(session, actor_id, now, _same_place(ref)):
        return window
    return None


def list_windows(
    session: Session,
    *,
    actor_id: int | None,
    now: datetime,
    course_id: int | None = None,
) -> tuple[Window, ...]:
    """List the places open for a person now, of one course if asked."""
    condition = {} if course_id is None else {"course_id": course_id}
    return tuple(_windows(session, actor_id, now, condition))


def is_live(session: Session, ref: CellRef, *, now: datetime) -> bool:
    """Tell whether a request for a place waits, or is approved and not used."""
    rows = session.scalars(select(CorrectionRequest).filter_by(**_same_place(ref)))
    return any(
        compute_state(row.state, row.closes_at, now=now)
        in {RequestState.ASKED, RequestState.APPROVED}
        for row in rows
    )


def get_request(session: Session, request_id: int, *, now: datetime) -> RequestFact:
    """Return a request with its decision.

    Raises:
        NotFoundError: there is no such request.
    """
    found = _facts(session, _chosen().where(CorrectionRequest.id == request_id), now)
    for fact in found:
        return fact
    raise no_request(request_id)


def list_requests(
    session: Session, *, now: datetime, asked_by: int | None = None
) -> tuple[RequestFact, ...]:
    """List requests, the newest first; those of one person if asked."""
    chosen = _chosen().order_by(CorrectionRequest.id.desc())
    if asked_by is not None:
        chosen = chosen.where(CorrectionRequest.asked_by == asked_by)
    return tuple(_facts(session, chosen, now))


def count_asked(session: Session) -> tuple[int, datetime | None]:
    """Count the requests that wait for a decision; say since when the oldest does."""
    row = session.execute(
        select(func.count(), func.min(CorrectionRequest.asked_at)).where(
            CorrectionRequest.state == RequestState.ASKED
        )
    ).one()
    return row[0], row[1]


def project_request(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every request, rebuilt from its row."""
    for row in session.scalars(select(CorrectionRequest)):
        yield f"request/{row.id}", row.version, request_payload(row)


def request_payload(row: CorrectionRequest) -> dict[str, JsonValue]:
    """Return what the ledger keeps of a request: free words by their hash."""
    return {
        "kind": row.kind,
        "course": row.course_id,
        "lesson": row.lesson_id,
        "sheet": row.sheet_id,
        "place": row.place,
        "person": row.person_id,
        "was": row.was,
        "wanted": row.wanted,
        "reason": row.reason,
        "basis": row.basis,
        "basis_date": row.basis_date.isoformat(),
        "asked_by": row.asked_by,
        "state": row.state,
        "decided_by": row.decided_by,
        "decision": sha256_hex(row.decision.encode()) if row.decision else "",
        "closes_at": _iso(row.closes_at),
    }


def ref_of(row: CorrectionRequest) -> CellRef:
    """Return the place a request is about."""
    if row.lesson_id is not None:
        return LessonCell(
            lesson_id=row.lesson_id, person_id=row.person_id, column=CellKind(row.place)
        )
    if row.sheet_id is not None:
        return SheetLine(sheet_id=row.sheet_id, person_id=row.person_id)
    return FinalRef(
        course_id=row.course_id, period=Period(row.place), person_id=row.person_id
    )


def basis_of(row: CorrectionRequest) -> Basis:
    """Return why and by which document a request is made."""
    return Basis(reason=row.reason, document=row.basis, document_date=row.basis_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceColumns:
    """How a place is written in a row of the table."""

    kind: str
    place: str = ""
    lesson_id: int | None = None
    sheet_id: int | None = None


def place_columns(ref: CellRef) -> PlaceColumns:
    """Return the columns that name a place beside course and learner."""
    if isinstance(ref, LessonCell):
        return PlaceColumns(kind="cell", place=ref.column, lesson_id=ref.lesson_id)
    if isinstance(ref, FinalRef):
        return PlaceColumns(kind="final", place=ref.period)
    return PlaceColumns(kind="sheet_row", sheet_id=ref.sheet_id)


def no_request(request_id: int) -> NotFoundError:
    """Return the refusal for a request that is not there."""
    return NotFoundError(f"Заявки № {request_id} нет.", code="no_request")


def _same_place(ref: CellRef) -> dict[str, object]:
    if isinstance(ref, LessonCell):
        named: dict[str, object] = {"lesson_id": ref.lesson_id, "place": ref.column}
    elif isinstance(ref, FinalRef):
        named = {"course_id": ref.course_id, "place": ref.period, "kind": "final"}
    else:
        named = {"sheet_id": ref.sheet_id}
    return {**named, "person_id": ref.person_id}


def _windows(
    session: Session,
    actor_id: int | None,
    now: datetime,
    condition: Mapping[str, object],
) -> Iterator[Window]:
    rows = session.scalars(
        select(CorrectionRequest)
        .filter_by(state=RequestState.APPROVED, asked_by=actor_id, **condition)
        .order_by(CorrectionRequest.id)
    )
    for row in rows:
        if row.closes_at is not None and now < row.closes_at:
            yield Window(
                request_id=row.id,
                ref=ref_of(row),
                wanted=row.wanted,
                text=describe(row.wanted),
                basis=basis_of(row),
                closes_at=row.closes_at,
            )


def _lesson_place(session: Session, ref: LessonCell) -> PlaceFact:
    setting = get_lesson_setting(session, ref.lesson_id)
    standing = load_standings(session, ref.lesson_id)
    stands = {
        work: standing[ref.person_id, Work(work)].value
        for work in WORKS[ref.column]
        if (ref.person_id, Work(work)) in standing
    }
    return PlaceFact(
        ref=ref,
        journal_id=setting.journal_id,
        journal_state=setting.journal_state,
        course_id=setting.course_id,
        group_code=setting.group_code,
        title=setting.title,
        words=_lesson_words(setting.day, setting.pair, ref.column),
        learner=get_person(session, ref.person_id).full_name.short,
        stands=drop_empty(stands),
        shut=setting.month_closed,
    )


def _final_place(session: Session, ref: FinalRef, *, now: datetime) -> PlaceFact:
    course = get_course_setting(session, ref.course_id)
    row = session.get(FinalMark, (ref.course_id, ref.person_id, str(ref.period)))
    today = compute_local_day(now, course.timezone)
    return PlaceFact(
        ref=ref,
        journal_id=course.journal_id,
        journal_state=course.journal_state,
        course_id=ref.course_id,
        group_code=course.group_code,
        title=course.title,
        words=_final_words(ref.period),
        learner=get_person(session, ref.person_id).full_name.short,
        stands={FINAL_WORK: row.value if row else ""},
        shut=compute_span(ref.period, course).end < today,
    )


def _sheet_place(session: Session, ref: SheetLine) -> PlaceFact:
    sheet = get_sheet(session, ref.sheet_id)
    course = get_course_setting(session, sheet.course_id)
    results = {row.person_id: row.result for row in sheet.rows}
    if ref.person_id not in results:
        raise NotFoundError("Обучающегося нет в этой ведомости.", code="not_in_sheet")
    return PlaceFact(
        ref=ref,
        journal_id=sheet.journal_id,
        journal_state=course.journal_state,
        course_id=sheet.course_id,
        group_code=course.group_code,
        title=course.title,
        words=f"ведомость № {sheet.number}",
        learner=get_person(session, ref.person_id).full_name.short,
        stands={RESULT: str(results[ref.person_id])},
        shut=sheet.state not in {SheetState.DRAFT, SheetState.OPEN},
    )


def _chosen() -> Select[*Found]:
    return (
        select(
            CorrectionRequest,
            Group.code,
            Discipline.index_code,
            Discipline.name,
            Course.subgroup,
            Lesson.day,
            Lesson.pair,
            Sheet.number,
        )
        .join(Course, Course.id == CorrectionRequest.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == CorrectionRequest.journal_id)
        .join(Group, Group.id == Journal.group_id)
        .outerjoin(Lesson, Lesson.id == CorrectionRequest.lesson_id)
        .outerjoin(Sheet, Sheet.id == CorrectionRequest.sheet_id)
    )


def _facts(
    session: Session, chosen: Select[*Found], now: datetime
) -> Iterator[RequestFact]:
    rows = session.execute(chosen).all()
    people = {
        one
        for row in rows
        for one in (row[0].person_id, row[0].asked_by, row[0].decided_by)
    }
    names = {
        row.id: person_fact(row).full_name.short
        for row in session.scalars(select(Person).where(Person.id.in_(people)))
    }
    for found in rows:
        yield _fact(found, names, now)


def _fact(found: Row[*Found], names: Mapping[int, str], now: datetime) -> RequestFact:
    row, group, index, name, subgroup, *_where = found
    part = f", подгруппа {subgroup}" if subgroup else ""
    return RequestFact(
        id=row.id,
        ref=ref_of(row),
        journal_id=row.journal_id,
        course_id=row.course_id,
        group_code=group,
        title=f"{index} {name}{part}",
        words=_words(found),
        learner=names[row.person_id],
        was=describe(row.was),
        wanted=describe(row.wanted),
        basis=basis_of(row),
        state=compute_state(row.state, row.closes_at, now=now),
        asked_by=row.asked_by,
        asker=names[row.asked_by],
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decider=names.get(row.decided_by or 0, ""),
        decided_at=row.decided_at,
        decision=row.decision,
        closes_at=row.closes_at,
        done_at=row.done_at,
        version=row.version,
    )


def _words(found: Row[*Found]) -> str:
    row, *_named, day, pair, number = found
    if day is not None and pair is not None:
        return _lesson_words(day, pair, CellKind(row.place))
    return f"ведомость № {number}" if number else _final_words(Period(row.place))


def _lesson_words(day: date, pair: int, column: CellKind) -> str:
    monthly = ", МИУД" if column is CellKind.MONTHLY else ""
    return f"занятие {day:%d.%m.%Y}, пара {pair}{monthly}"


def _final_words(period: Period) -> str:
    return f"«Итоговые отметки», {PERIOD_NAMES[period]}"


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
