"""Commands on inspections and orders (REG 5.2, 5.3)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.tables import Course, CourseTerm, Discipline, Journal
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, StaleVersionError
from records.kernel.text import clean_line
from records.ledger.actions import append, lock_log
from records.ledger.counters import take_number
from records.ledger.values import INSTITUTION, NewEntry
from records.lessons.queries import find_repeated
from records.marks.actions.writing import refuse
from records.norms.queries import get_year
from records.norms.tables import SchoolYear
from records.orders.queries import (
    get_inspection,
    inspection_payload,
    order_payload,
)
from records.orders.rules import (
    check_editing,
    check_inspection,
    check_settling,
    check_signing,
)
from records.orders.tables import Inspection, InspectionRemark, Order
from records.orders.values import InspectionDraft, NewRemark


def record_inspection(
    session: Session,
    draft: InspectionDraft,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> int:
    """Record an inspection with its remarks, once a key; return its id (REG 5.2).

    Raises:
        NotFoundError: a remark is about a course that is not there.
        RuleViolationError: its dates or counts contradict each other.
    """
    require(actor, Permission.INSPECTIONS_WRITE)
    lock_log(session)
    repeated = find_repeated(session, idem)
    if repeated is not None:
        return int(repeated.rpartition("/")[2])
    refuse(check_inspection(draft))
    row = Inspection(
        starts=draft.starts,
        ends=draft.ends,
        period_from=draft.period_from,
        period_to=draft.period_to,
        report_date=draft.report_date,
        purpose=draft.purpose,
        facts={
            "groups": list(draft.groups),
            "courses": draft.courses,
            "lessons": draft.lessons,
            "courses_in_time": draft.courses_in_time,
        },
    )
    session.add(row)
    session.flush()
    remarks = [
        _remark(session, row.id, one, day=draft.period_to) for one in draft.remarks
    ]
    session.add_all(remarks)
    session.flush()
    _record_inspection(
        session, row, remarks, actor=actor, now=now, entropy=entropy, idem=idem
    )
    return row.id


def settle_remarks(
    session: Session,
    inspection_id: int,
    *,
    fixed_on: date,
    remark_ids: Sequence[int] | None = None,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Note that what still stood of an inspection's remarks is put right (устранено).

    With `remark_ids` only these are noted, the others go on standing.

    Raises:
        NotFoundError: there is no such inspection.
        RuleViolationError: nothing stands any more, or the day is before it.
    """
    require(actor, Permission.INSPECTIONS_WRITE)
    lock_log(session)
    row = session.get(Inspection, inspection_id, populate_existing=True)
    if row is None:
        raise NotFoundError(
            f"Проверки № {inspection_id} нет.", code="no_inspection", clause="5.2"
        )
    remarks = session.scalars(
        select(InspectionRemark)
        .filter_by(inspection_id=inspection_id)
        .order_by(InspectionRemark.id)
        .execution_options(populate_existing=True)
    ).all()
    standing = [
        remark
        for remark in remarks
        if remark.fixed_on is None and (remark_ids is None or remark.id in remark_ids)
    ]
    refuse(check_settling(row.starts, fixed_on, standing=len(standing)))
    for remark in standing:
        remark.fixed_on = fixed_on
    row.version += 1
    session.flush()
    _record_inspection(session, row, remarks, actor=actor, now=now, entropy=entropy)


def draft_order(
    session: Session,
    *,
    code: str,
    series: str,
    heading: str,
    body: Mapping[str, object],
    inspection_id: int | None,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Keep the draft of an order; it has no number yet.

    Raises:
        NotFoundError: there is no such inspection.
    """
    require(actor, Permission.ORDERS_WRITE)
    lock_log(session)
    if inspection_id is not None:
        get_inspection(session, inspection_id)
    row = Order(
        code=code,
        series=series,
        year=now.year,
        heading=heading,
        inspection_id=inspection_id,
        body=dict(body),
    )
    session.add(row)
    session.flush()
    _record(session, row, actor=actor, now=now, entropy=entropy)
    return row.id


def edit_draft(
    session: Session,
    order_id: int,
    *,
    heading: str,
    points: Sequence[str],
    seen: int | None = None,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Change heading and points of a draft (правка проекта, REG 5.3).

    Raises:
        NotFoundError: there is no such order.
        RuleViolationError: it is signed, or no point is left.
        StaleVersionError: somebody has changed the draft since it was seen.
    """
    require(actor, Permission.ORDERS_WRITE)
    lock_log(session)
    row = _get_order(session, order_id)
    kept = [text for text in map(clean_line, points) if text]
    refuse(check_editing(row.state, kept))
    if seen not in {None, row.version}:
        raise StaleVersionError(
            "Проект уже изменён другим. Обновите страницу и внесите правку заново.",
            code="stale_version",
        )
    row.heading = clean_line(heading) or row.heading
    row.body = {**row.body, "points": kept}
    row.version += 1
    session.flush()
    _record(session, row, actor=actor, now=now, entropy=entropy)


def sign_order(
    session: Session,
    order_id: int,
    *,
    today: date,
    seen: int | None = None,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> str:
    """Sign an order: it gets its date and the next number of its series.

    Raises:
        NotFoundError: there is no such order.
        RuleViolationError: it is signed already, or heading, points or readers lack.
        StaleVersionError: the wording is not the one the director has read.
    """
    require(actor, Permission.ORDERS_SIGN)
    lock_log(session)
    row = _get_order(session, order_id)
    if row.state == "draft" and seen not in {None, row.version}:
        raise StaleVersionError(
            "Проект изменили, пока вы его читали. Прочтите его заново и подпишите.",
            code="stale_version",
        )
    refuse(check_signing(row.state, row.heading, row.body))
    row.year = today.year
    row.number = take_number(session, f"order/{row.series}/{today.year}")
    row.signed_on = today
    row.signed_at = now
    row.state = "signed"
    row.version += 1
    session.flush()
    _record(session, row, actor=actor, now=now, entropy=entropy)
    return f"{row.number}-{row.series}"


def _get_order(session: Session, order_id: int) -> Order:
    row = session.get(Order, order_id, populate_existing=True)
    if row is None:
        raise NotFoundError(f"Приказа с кодом {order_id} нет.", code="no_order")
    return row


def _record(
    session: Session, row: Order, *, actor: Actor, now: datetime, entropy: Entropy
) -> None:
    entry = NewEntry(
        kind="order",
        entry_id=f"order/{row.id}",
        payload=order_payload(row),
        seen=row.version - 1,
    )
    append(session, INSTITUTION, [entry], actor=actor, now=now, entropy=entropy)


def _record_inspection(
    session: Session,
    row: Inspection,
    remarks: Sequence[InspectionRemark],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> None:
    entry = NewEntry(
        kind="inspection",
        entry_id=f"inspection/{row.id}",
        payload=inspection_payload(row, remarks),
        seen=row.version - 1,
        idem=idem,
    )
    append(session, INSTITUTION, [entry], actor=actor, now=now, entropy=entropy)


def _remark(
    session: Session, inspection_id: int, new: NewRemark, *, day: date
) -> InspectionRemark:
    found = session.execute(
        select(Discipline.journal_id, SchoolYear.name)
        .join(Course, Course.discipline_id == Discipline.id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
        .where(Course.id == new.course_id)
    ).first()
    terms = session.execute(
        select(CourseTerm.semester, CourseTerm.teacher_id)
        .filter_by(course_id=new.course_id)
        .order_by(CourseTerm.semester)
    ).all()
    if found is None or not terms:
        raise NotFoundError("Страницы дисциплины нет в журналах.", code="no_course")
    semester = get_year(session, found.name).semester_of(day)
    begun = [term for term in terms if term.semester <= semester]
    return InspectionRemark(
        inspection_id=inspection_id,
        journal_id=found.journal_id,
        course_id=new.course_id,
        teacher_id=(begun or terms[:1])[-1].teacher_id,
        text=new.text,
        clause=new.clause,
        due=new.due,
    )
