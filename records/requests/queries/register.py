"""Requests one by one, in lists, and the windows they open (заявки)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from records.curriculum.tables import Course, Discipline, Group, Journal
from records.kernel.errors import NotFoundError
from records.lessons.tables import Lesson
from records.marks.values import CellKind, Period
from records.people.queries import person_fact
from records.people.tables import Person
from records.requests.queries.places import (
    basis_of,
    final_words,
    lesson_words,
    ref_of,
)
from records.requests.rules import compute_state, describe
from records.requests.tables import CorrectionRequest
from records.requests.values import (
    CellRef,
    FinalRef,
    LessonCell,
    RequestFact,
    RequestState,
    Window,
)
from records.sheets.tables import Sheet

Found = tuple[
    CorrectionRequest, str, str, str, int, date | None, int | None, str | None
]


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
        return lesson_words(day, pair, CellKind(row.place))
    return f"ведомость № {number}" if number else final_words(Period(row.place))
