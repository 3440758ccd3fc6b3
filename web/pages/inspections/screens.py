"""What the pages of inspections show (REG 5.2)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import list_course_refs, list_journals
from records.curriculum.values import CourseRef
from records.norms.queries import nearest_year
from records.orders.queries import get_inspection, list_inspections, list_orders
from records.orders.values import InspectionFact, OrderFact, RemarkFact
from templates_docs.documents.inspection_order.build import CODE
from web.site.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What may be inspected: the year, its groups and courses."""

    year: str
    first: date
    last: date
    groups: tuple[str, ...]
    courses: tuple[CourseRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionPage:
    """One inspection, its remarks by clause, its order (проверка)."""

    fact: InspectionFact
    clauses: tuple[tuple[str, tuple[RemarkFact, ...]], ...]
    standing: int
    order: OrderFact | None
    may_settle: bool
    may_order: bool


def build_ground(session: Session, *, today: date) -> Ground:
    """Return what a new inspection may look at: the journals of this year."""
    year = nearest_year(session, today)
    groups = tuple(one.group_code for one in list_journals(session, year.name))
    month = max(today.replace(day=1), year.start)
    return Ground(
        year=year.name,
        first=month,
        last=max(min(today, year.end), month),
        groups=groups,
        courses=list_course_refs(session, year=year.name),
    )


def build_list(session: Session) -> tuple[InspectionFact, ...]:
    """Return the inspections, the newest first."""
    return tuple(reversed(list_inspections(session)))


def build_inspection(
    session: Session, viewer: Viewer, inspection_id: int
) -> InspectionPage:
    """Build the page of one inspection.

    Raises:
        NotFoundError: there is none.
    """
    fact = get_inspection(session, inspection_id)
    orders = [
        one for one in list_orders(session, CODE) if one.inspection_id == inspection_id
    ]
    clauses = sorted({one.clause for one in fact.remarks}, key=_numbers)
    standing = sum(one.fixed_on is None for one in fact.remarks)
    return InspectionPage(
        fact=fact,
        clauses=tuple(
            (clause, tuple(one for one in fact.remarks if one.clause == clause))
            for clause in clauses
        ),
        standing=standing,
        order=orders[-1] if orders else None,
        may_settle=viewer.may(Permission.INSPECTIONS_WRITE) and standing > 0,
        may_order=viewer.may(Permission.ORDERS_WRITE) and not orders,
    )


def _numbers(clause: str) -> list[int]:
    return [int(part) for part in clause.split(".") if part.isdecimal()]
