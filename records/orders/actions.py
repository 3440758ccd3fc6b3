"""Commands on inspections and orders (REG 5.2, 5.3)."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.tables import Course, CourseTerm, Discipline
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, RuleViolationError
from records.ledger.actions import append
from records.ledger.counters import take_number
from records.ledger.values import NewEntry
from records.orders.queries import inspection_payload, order_payload
from records.orders.rules import check_signing
from records.orders.tables import Inspection, InspectionRemark, Order
from records.orders.values import InspectionDraft, NewRemark


def record_inspection(
    session: Session,
    draft: InspectionDraft,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Record an inspection with its remarks; return its id (REG 5.2)."""
    require(actor, Permission.INSPECTIONS_WRITE)
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
    remarks = [_remark(session, row.id, one) for one in draft.remarks]
    session.add_all(remarks)
    session.flush()
    entry = NewEntry(
        kind="inspection",
        entry_id=f"inspection/{row.id}",
        payload=inspection_payload(row, remarks),
    )
    append(session, "institution", [entry], actor=actor, now=now, entropy=entropy)
    return row.id


def settle_remarks(
    session: Session,
    inspection_id: int,
    *,
    fixed_on: date,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Note that the remarks of an inspection have been put right (устранено)."""
    require(actor, Permission.INSPECTIONS_WRITE)
    row = session.get_one(Inspection, inspection_id)
    remarks = session.scalars(
        select(InspectionRemark)
        .filter_by(inspection_id=inspection_id)
        .order_by(InspectionRemark.id)
    ).all()
    for remark in remarks:
        remark.fixed_on = fixed_on
    row.version += 1
    session.flush()
    entry = NewEntry(
        kind="inspection",
        entry_id=f"inspection/{row.id}",
        payload=inspection_payload(row, list(remarks)),
    )
    append(session, "institution", [entry], actor=actor, now=now, entropy=entropy)


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
    """Keep the draft of an order; it has no number yet."""
    require(actor, Permission.ORDERS_WRITE)
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


def sign_order(
    session: Session,
    order_id: int,
    *,
    today: date,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> str:
    """Sign an order: it gets its date and the next number of its series.

    Raises:
        NotFoundError: there is no such order.
        RuleViolationError: it is signed already, or empty.
    """
    require(actor, Permission.ORDERS_SIGN)
    row = session.get(Order, order_id)
    if row is None:
        raise NotFoundError(f"Приказа с кодом {order_id} нет.", code="no_order")
    findings = check_signing(row.state, row.body)
    if findings:
        raise RuleViolationError.of(findings)
    row.year = today.year
    row.number = take_number(session, f"order/{row.series}/{today.year}")
    row.signed_on = today
    row.signed_at = now
    row.state = "signed"
    row.version += 1
    session.flush()
    _record(session, row, actor=actor, now=now, entropy=entropy)
    return f"{row.number}-{row.series}"


def _record(
    session: Session, row: Order, *, actor: Actor, now: datetime, entropy: Entropy
) -> None:
    entry = NewEntry(
        kind="order", entry_id=f"order/{row.id}", payload=order_payload(row)
    )
    append(session, "institution", [entry], actor=actor, now=now, entropy=entropy)


def _remark(session: Session, inspection_id: int, new: NewRemark) -> InspectionRemark:
    found = session.execute(
        select(Discipline.journal_id, CourseTerm.teacher_id)
        .join(Course, Course.discipline_id == Discipline.id)
        .join(CourseTerm, CourseTerm.course_id == Course.id)
        .where(Course.id == new.course_id)
        .order_by(CourseTerm.semester)
    ).first()
    if found is None:
        raise NotFoundError("Страницы дисциплины нет в журналах.", code="no_course")
    return InspectionRemark(
        inspection_id=inspection_id,
        journal_id=found.journal_id,
        course_id=new.course_id,
        teacher_id=found.teacher_id,
        text=new.text,
        clause=new.clause,
        due=new.due,
    )
