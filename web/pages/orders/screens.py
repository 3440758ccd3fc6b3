"""What the pages of orders show: the list, the paper with its five steps (REG 5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.issuance.queries import list_issued
from records.issuance.values import IssuedFact
from records.kernel.actor import read_mark
from records.ledger.queries import list_versions
from records.ledger.values import EntryVersion
from records.norms.queries import get_calendar, get_institution
from records.norms.values import InstitutionFact
from records.notices.queries import find_order_notice, list_acknowledgements
from records.notices.values import Acquaintance, NoticeFact
from records.orders.queries import get_inspection, get_order, list_orders
from records.orders.values import InspectionFact, OrderFact
from records.people.queries import get_signers, list_staff
from records.people.values import StaffFact
from templates_docs.documents.inspection_order.build import CODE
from web.site.viewer import Viewer

TERM_DAYS = 3
"""Working days to read an order and sign that it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """An order in the list with what it waits for."""

    order: OrderFact
    notice: NoticeFact | None
    signed: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """One order: the paper, its findings, who has read it (приказ)."""

    order: OrderFact
    inspection: InspectionFact | None
    institution: InstitutionFact
    director: str
    drafter: str
    edited: EntryVersion | None
    editor: str
    entry: int
    statements: tuple[str, ...]
    points: tuple[str, ...]
    readers: tuple[str, ...]
    notice: NoticeFact | None
    acquaintances: tuple[Acquaintance, ...]
    issued: tuple[IssuedFact, ...]
    term: date
    conditions: tuple[tuple[bool, str], ...]
    may_edit: bool
    may_sign: bool
    may_publish: bool

    @property
    def title(self) -> str:
        """Return «№ 52-од «Об итогах …»» or «Проект: «Об итогах …»»."""
        number = self.order.full_number
        named = f"№\u00a0{number}" if number else "Проект:"
        return f"{named} «{self.order.heading}»"

    @property
    def ready(self) -> bool:
        """Tell whether every condition of signing holds."""
        return all(holds for holds, _words in self.conditions)

    @property
    def signed(self) -> int:
        """Count those who have signed that they have read it."""
        return sum(one.acknowledged_at is not None for one in self.acquaintances)

    @property
    def late(self) -> int:
        """Count those who have an account and have not signed yet."""
        return sum(
            one.has_account and one.acknowledged_at is None
            for one in self.acquaintances
        )

    @property
    def standing(self) -> int:
        """Count the remarks that still stand."""
        remarks = self.inspection.remarks if self.inspection else ()
        return sum(one.fixed_on is None for one in remarks)


def build_list(session: Session) -> tuple[OrderLine, ...]:
    """Return the orders, the newest draft first."""
    lines = []
    for order in reversed(list_orders(session, CODE)):
        notice = find_order_notice(session, order.id)
        read = list_acknowledgements(session, notice.id) if notice else ()
        lines.append(
            OrderLine(
                order=order,
                notice=notice,
                signed=sum(one.acknowledged_at is not None for one in read),
                expected=len(read),
            )
        )
    return tuple(lines)


def build_order(
    session: Session, viewer: Viewer, order_id: int, *, today: date
) -> OrderPage:
    """Build the page of one order.

    Raises:
        NotFoundError: there is none.
    """
    order = get_order(session, order_id)
    versions = list_versions(session, f"order/{order_id}")
    staff = {one.person.id: one for one in list_staff(session)}
    notice = find_order_notice(session, order_id)
    draft = order.state == "draft"
    edited = versions[-1] if draft and len(versions) > 1 else None
    points = _texts(order.body, "points")
    return OrderPage(
        order=order,
        inspection=get_inspection(session, order.inspection_id)
        if order.inspection_id
        else None,
        institution=get_institution(session),
        director=_director(session),
        drafter=_author(versions[0], staff) if versions else "",
        edited=edited,
        editor=_author(edited, staff) if edited else "",
        entry=versions[-1].gseq if versions else 0,
        statements=_texts(order.body, "statements"),
        points=points,
        readers=_readers(order.body, staff),
        notice=notice,
        acquaintances=list_acknowledgements(session, notice.id) if notice else (),
        issued=()
        if draft
        else list_issued(
            session, code=order.code, subject=f"{order.full_number}/{order.year}"
        ),
        term=get_calendar(session).add_working_days(today, TERM_DAYS),
        conditions=(
            (bool(points), "Есть распорядительная часть"),
            (bool(order.heading.strip()), "Есть заголовок"),
            (bool(_texts(order.body, "readers")), "Названы те, кто ознакомится"),
        ),
        may_edit=draft and viewer.may(Permission.ORDERS_WRITE),
        may_sign=draft and viewer.may(Permission.ORDERS_SIGN),
        may_publish=not draft
        and notice is None
        and viewer.may(Permission.NOTICES_WRITE),
    )


def _director(session: Session) -> str:
    name = get_signers(session).director.person.full_name
    initials = f"{name.name[:1]}." + (
        f"{name.patronymic[:1]}." if name.patronymic else ""
    )
    return f"{initials} {name.surname}"


def _author(version: EntryVersion, staff: Mapping[int, StaffFact]) -> str:
    found = staff.get(read_mark(version.actor) or 0)
    if found is None:
        return "программа"
    return f"{found.person.full_name.short}, {found.post}"


def _readers(
    body: Mapping[str, object], staff: Mapping[int, StaffFact]
) -> tuple[str, ...]:
    ids = [int(one) for one in _texts(body, "readers") if one.isdecimal()]
    return tuple(staff[one].person.full_name.short for one in ids if one in staff)


def _texts(body: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = body.get(key)
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
