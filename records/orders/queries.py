"""Questions about inspections and orders."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from records.curriculum.tables import Course, Discipline, Group, Journal
from records.curriculum.values import TeacherFact
from records.journal.queries import get_facts
from records.journal.rules import CATALOGUE, MONTH_CHECKS, run_checks
from records.journal.rules.view import build_view
from records.kernel.errors import NotFoundError
from records.kernel.hashing import canonical, sha256_hex
from records.ledger.values import JsonValue
from records.norms.queries import get_norms
from records.orders.rules import group_findings
from records.orders.tables import Inspection, InspectionRemark, Order
from records.orders.values import (
    InspectionFact,
    Offer,
    OrderFact,
    RemarkFact,
    Survey,
)
from records.people.tables import Person, Staff


def get_inspection(session: Session, inspection_id: int) -> InspectionFact:
    """Return an inspection with its remarks.

    Raises:
        NotFoundError: there is no such inspection.
    """
    for fact in _inspections(session, Inspection.id == inspection_id):
        return fact
    raise NotFoundError(f"Проверки № {inspection_id} нет.", code="no_inspection")


def list_inspections(session: Session) -> tuple[InspectionFact, ...]:
    """Return all inspections in the order they were recorded."""
    return tuple(_inspections(session, true()))


def list_remarks(
    session: Session, journal_id: int
) -> tuple[tuple[InspectionFact, RemarkFact], ...]:
    """Return the remarks on one journal with the inspections they come from."""
    about = select(InspectionRemark.inspection_id).filter_by(journal_id=journal_id)
    return tuple(
        (inspection, remark)
        for inspection in _inspections(session, Inspection.id.in_(about))
        for remark in inspection.remarks
        if remark.journal_id == journal_id
    )


def survey_journals(
    session: Session,
    groups: Sequence[str],
    year: str,
    *,
    first: date,
    last: date,
    today: date,
) -> Survey:
    """Look through journals with the checks, as an inspection does (REG 5.2).

    Raises:
        NotFoundError: there is no such group, year or journal.
    """
    norms = get_norms(session)
    titles = {check.code: check.title for check in CATALOGUE}
    offers: list[Offer] = []
    courses = lessons = 0
    for code in groups:
        facts = get_facts(session, code, year, today=today)
        view = build_view(facts, norms, first=first, last=min(last, today))
        offers += group_findings(run_checks(view, MONTH_CHECKS), titles)
        held = [one.course_id for one in view.lessons]
        held += [
            one.course_id for one in view.slots if one.id not in view.recorded_slots
        ]
        courses += len(set(held))
        lessons += len(held)
    faulty = {one.course_id for one in offers}
    return Survey(
        groups=tuple(groups),
        courses=courses,
        lessons=lessons,
        courses_in_time=max(courses - len(faulty), 0),
        offers=tuple(offers),
    )


def get_order(session: Session, order_id: int) -> OrderFact:
    """Return an order.

    Raises:
        NotFoundError: there is no such order.
    """
    row = session.get(Order, order_id)
    if row is None:
        raise NotFoundError(f"Приказа с кодом {order_id} нет.", code="no_order")
    return _order(row)


def list_orders(session: Session, code: str) -> tuple[OrderFact, ...]:
    """Return the orders of a type in the order they were drafted."""
    chosen = select(Order).filter_by(code=code).order_by(Order.id)
    return tuple(map(_order, session.scalars(chosen)))


def count_drafts(session: Session) -> int:
    """Count the drafts that wait for the director's signature."""
    waiting = select(func.count()).select_from(Order).where(Order.state == "draft")
    return session.scalar(waiting) or 0


def project_order(session: Session) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every order."""
    for row in session.scalars(select(Order).order_by(Order.id)):
        yield f"order/{row.id}", row.version, order_payload(row)


def project_inspection(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every inspection."""
    for row in session.scalars(select(Inspection).order_by(Inspection.id)):
        remarks = session.scalars(
            select(InspectionRemark)
            .filter_by(inspection_id=row.id)
            .order_by(InspectionRemark.id)
        ).all()
        payload = inspection_payload(row, remarks)
        yield f"inspection/{row.id}", row.version, payload


def order_payload(row: Order) -> dict[str, JsonValue]:
    """Return what the ledger keeps of an order: the wording by its hash."""
    return {
        "code": row.code,
        "series": row.series,
        "year": row.year,
        "number": row.number,
        "state": row.state,
        "date": _iso(row.signed_on),
        "inspection": row.inspection_id,
        "wording": sha256_hex(canonical({"heading": row.heading, "body": row.body})),
    }


def inspection_payload(
    row: Inspection, remarks: Sequence[InspectionRemark]
) -> dict[str, JsonValue]:
    """Return what the ledger keeps of an inspection: remarks by their hash.

    An inspector writes freely, so a learner's name may stand in a remark.
    """
    return {
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat(),
        "from": row.period_from.isoformat(),
        "to": row.period_to.isoformat(),
        "report": row.report_date.isoformat(),
        "purpose": row.purpose,
        "facts": row.facts,
        "remarks": [
            {
                "course": one.course_id,
                "teacher": one.teacher_id,
                "text": sha256_hex(one.text.encode()),
                "clause": one.clause,
                "due": one.due.isoformat(),
                "fixed_on": _iso(one.fixed_on),
            }
            for one in remarks
        ],
    }


def _order(row: Order) -> OrderFact:
    return OrderFact(
        id=row.id,
        code=row.code,
        series=row.series,
        year=row.year,
        number=row.number,
        state=row.state,
        signed_on=row.signed_on,
        heading=row.heading,
        inspection_id=row.inspection_id,
        body=row.body,
        signed_at=row.signed_at,
        version=row.version,
    )


def _inspections(
    session: Session, condition: ColumnElement[bool]
) -> Iterator[InspectionFact]:
    chosen = select(Inspection).where(condition).order_by(Inspection.id)
    rows = session.scalars(chosen).all()
    remarks = _remarks(session, [row.id for row in rows])
    for row in rows:
        facts = row.facts
        yield InspectionFact(
            id=row.id,
            starts=row.starts,
            ends=row.ends,
            period_from=row.period_from,
            period_to=row.period_to,
            report_date=row.report_date,
            purpose=row.purpose,
            groups=tuple(str(one) for one in _list(facts, "groups")),
            courses=_number(facts, "courses"),
            lessons=_number(facts, "lessons"),
            courses_in_time=_number(facts, "courses_in_time"),
            remarks=tuple(remarks.get(row.id, ())),
        )


def _remarks(
    session: Session, inspections: Sequence[int]
) -> Mapping[int, list[RemarkFact]]:
    rows = session.execute(
        select(
            InspectionRemark,
            Group.code,
            Discipline,
            Course.subgroup,
            Person,
            Staff.post,
        )
        .join(Journal, Journal.id == InspectionRemark.journal_id)
        .join(Group, Group.id == Journal.group_id)
        .join(Course, Course.id == InspectionRemark.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Person, Person.id == InspectionRemark.teacher_id)
        .outerjoin(Staff, Staff.person_id == Person.id)
        .where(InspectionRemark.inspection_id.in_(inspections))
        .order_by(InspectionRemark.id)
    )
    found: dict[int, list[RemarkFact]] = defaultdict(list)
    for remark, code, discipline, subgroup, person, post in rows:
        fact = RemarkFact(
            id=remark.id,
            journal_id=remark.journal_id,
            group_code=code,
            course_id=remark.course_id,
            discipline=_title(discipline, subgroup),
            teacher=TeacherFact(
                person_id=person.id,
                surname=person.surname,
                name=person.name,
                patronymic=person.patronymic,
                gender=person.gender,
                post=post or "",
            ),
            text=remark.text,
            clause=remark.clause,
            due=remark.due,
            fixed_on=remark.fixed_on,
        )
        found[remark.inspection_id].append(fact)
    return found


def _title(discipline: Discipline, subgroup: int) -> str:
    part = f", подгруппа {subgroup}" if subgroup else ""
    return f"{discipline.index_code} {discipline.name}{part}"


def _list(facts: Mapping[str, JsonValue], key: str) -> list[object]:
    value = facts.get(key, [])
    return value if isinstance(value, list) else []


def _number(facts: Mapping[str, JsonValue], key: str) -> int:
    value = facts.get(key, 0)
    return value if isinstance(value, int) else 0


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
