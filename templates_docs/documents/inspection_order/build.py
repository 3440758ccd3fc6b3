"""Drafts the order from an inspection, and reads a kept order for print (п. 5.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError
from records.norms.queries import get_institution
from records.orders.queries import get_inspection, get_order, list_orders
from records.orders.values import InspectionFact, OrderFact, RemarkFact
from records.people.queries import get_signers
from records.people.values import Signers, StaffFact
from templates_docs.document import BLANK_IMPRINT, Built
from templates_docs.documents.inspection_order.context import (
    Acquaintance,
    Executor,
    InspectionFinding,
    InspectionOrder,
)
from templates_docs.documents.inspection_order.wording import (
    InspectionFacts,
    compose_heading,
    compose_points,
    compose_statements,
)
from templates_docs.facts import build_letterhead, map_staff, named, sign
from templates_docs.formatting.cases import Case
from templates_docs.formatting.dates import month_name
from templates_docs.formatting.names import initials_after
from templates_docs.formatting.titles import decline_post

CODE = "ORD-INSP"
SERIES = "од"
BLANK_READERS = 4
REPORT_AFTER = timedelta(days=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The wording of an order before its signature: heading and frozen body."""

    heading: str
    body: Mapping[str, object]


def draft(session: Session, inspection_id: int) -> Draft:
    """Word an order from the findings of an inspection (findings → order).

    Raises:
        NotFoundError: there is no such inspection.
    """
    inspection = get_inspection(session, inspection_id)
    signers = get_signers(session)
    staff = map_staff(session)
    facts = _facts(inspection, signers, staff)
    teachers = dict.fromkeys(one.teacher.person_id for one in inspection.remarks)
    readers = [
        signers.deputy.person.id,
        signers.head_of_office.person.id,
        *teachers,
    ]
    body = {
        "statements": list(compose_statements(facts)),
        "points": list(compose_points(facts)),
        "readers": readers,
        "executor": signers.head_of_office.person.id,
    }
    heading = compose_heading(_period(inspection.period_from, inspection.period_to))
    return Draft(heading=heading, body=body)


def build(session: Session, subject: str) -> Built:
    """Read a signed order by its number «45-од», or by «45-од/2026».

    Raises:
        NotFoundError: there is no such order.
    """
    order = find_order(session, subject)
    if order.signed_on is None:
        raise NotFoundError(
            "Приказ ещё не подписан: номера и даты у него нет.", code="not_signed"
        )
    remarks: tuple[RemarkFact, ...] = ()
    if order.inspection_id is not None:
        remarks = get_inspection(session, order.inspection_id).remarks
    institution = get_institution(session)
    staff = map_staff(session)
    director = get_signers(session).director
    executor = staff[_integer(order.body["executor"])]
    return Built(
        context=InspectionOrder(
            letterhead=build_letterhead(institution),
            number=order.full_number,
            order_date=order.signed_on,
            heading=order.heading,
            statements=_texts(order.body["statements"]),
            findings=tuple(_finding(one, staff) for one in remarks),
            points=_texts(order.body["points"]),
            appendix="",
            director=sign("Директор", director.person.full_name),
            executor=Executor(
                full_name=str(executor.person.full_name), phone=institution.phone
            ),
            acquaintances=_readers(order, staff),
            imprint=BLANK_IMPRINT,
        ),
        title=f"Приказ «{order.heading}»",
        number=order.full_number,
        issued_on=order.signed_on,
        subject=f"{order.full_number}/{order.year}",
    )


def find_order(session: Session, subject: str) -> OrderFact:
    """Return the order with this number; of several years the newest.

    Raises:
        NotFoundError: there is no such order.
    """
    number, _, year = subject.partition("/")
    found = [
        one
        for one in list_orders(session, CODE)
        if one.full_number == number and year in {"", str(one.year)}
    ]
    if not found:
        raise NotFoundError(
            f"Приказа № {subject} нет среди подписанных.", code="no_order"
        )
    return get_order(session, found[-1].id)


def _facts(
    inspection: InspectionFact, signers: Signers, staff: Mapping[int, StaffFact]
) -> InspectionFacts:
    deficient = {one.group_code for one in inspection.remarks}
    teachers = dict.fromkeys(one.teacher.person_id for one in inspection.remarks)
    due = max((one.due for one in inspection.remarks), default=inspection.report_date)
    deputy, head = signers.deputy, signers.head_of_office
    return InspectionFacts(
        reporter_genitive=_post(deputy, Case.GENITIVE),
        report_date=inspection.report_date,
        started_on=inspection.starts,
        finished_on=inspection.ends,
        groups=inspection.groups,
        pages=inspection.courses,
        lessons=inspection.lessons,
        observations=_observations(inspection),
        has_findings=bool(inspection.remarks),
        satisfactory=tuple(one for one in inspection.groups if one not in deficient),
        deficient=tuple(one for one in inspection.groups if one in deficient),
        teachers_dative=tuple(
            initials_after(named(staff[one].person), Case.DATIVE) for one in teachers
        ),
        praised_dative=(),
        fix_until=due,
        controller_dative=_sentence(
            f"{_post(head, Case.DATIVE)} "
            f"{initials_after(named(head.person), Case.DATIVE)}"
        ),
        report_until=due + REPORT_AFTER,
        supervisor_accusative=f"{_post(deputy, Case.ACCUSATIVE)} "
        f"{initials_after(named(deputy.person), Case.ACCUSATIVE)}",
    )


def _observations(inspection: InspectionFact) -> tuple[str, ...]:
    clauses = {one.clause for one in inspection.remarks}
    marks = (
        "текущие отметки выставляются своевременно по "
        f"{inspection.courses_in_time} страницам дисциплин из {inspection.courses}"
    )
    control = (
        "по отдельным дисциплинам контрольные работы не проведены"
        if "5.2" in clauses
        else "контрольные и текущие проверочные работы проводятся "
        "в соответствии с календарно-тематическими планами"
    )
    return marks, control


def _finding(one: RemarkFact, staff: Mapping[int, StaffFact]) -> InspectionFinding:
    return InspectionFinding(
        group=one.group_code,
        discipline=one.discipline,
        teacher=staff[one.teacher.person_id].person.full_name.short,
        remark=one.text,
        clause=one.clause,
    )


def _readers(
    order: OrderFact, staff: Mapping[int, StaffFact]
) -> tuple[Acquaintance, ...]:
    people = [staff[_integer(one)] for one in _items(order.body["readers"])]
    named_lines = [(str(one.person.full_name), one.post) for one in people]
    lines = named_lines + [("", "")] * BLANK_READERS
    return tuple(
        Acquaintance(number=number, full_name=name, post=post)
        for number, (name, post) in enumerate(lines, start=1)
    )


def _period(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{month_name(last)} {last.year}\u00a0г."
    years = "" if first.year == last.year else f" {first.year}\u00a0г."
    return f"{month_name(first)}{years} – {month_name(last)} {last.year}\u00a0г."


def _post(one: StaffFact, case: Case) -> str:
    return decline_post(one.post, case, one.post_forms)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in _items(value))


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _integer(value: object) -> int:
    return int(str(value))
