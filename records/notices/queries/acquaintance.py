"""Who is asked to sign a notice, who has and who has not (лист ознакомления)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import Session

from records.access.roles import STAFF_ROLES
from records.kernel.collation import russian_key
from records.notices.queries.board import get_notice
from records.notices.tables import NoticeAcknowledgement, NoticeReading
from records.notices.values import Acquaintance, NoticeFact
from records.people.queries import full_name
from records.people.rules import short_name
from records.people.tables import Account, Guardian, Person, Staff, StaffRole

NEVER = datetime.min.replace(tzinfo=UTC)


def list_acknowledgements(session: Session, notice_id: int) -> tuple[Acquaintance, ...]:
    """List everybody who is asked to sign, or has: the slowest first.

    First those who have not opened it, then those who have and do not sign, the
    longest ago first; then those who have signed, the latest first.

    Raises:
        NotFoundError: there is no such notice.
    """
    notice = get_notice(session, notice_id)
    found = {
        _key(one): one
        for one in (
            *_staff(session, notice),
            *_family(session, notice),
            *_signed(session, notice_id),
        )
    }
    return tuple(sorted(found.values(), key=_slowest))


def _staff(session: Session, notice: NoticeFact) -> Iterable[Acquaintance]:
    roles = [role.value for role in notice.audience if role in STAFF_ROLES]
    if notice.acknowledge_until is None or not (roles or notice.readers):
        return ()
    given = select(StaffRole.person_id).where(StaffRole.role.in_(roles))
    asked = or_(Person.id.in_(given), Account.role.in_(roles))
    rows = session.execute(
        _people()
        .outerjoin(Account, Account.person_id == Person.id)
        .outerjoin(NoticeReading, _reading(notice.id))
        .outerjoin(NoticeAcknowledgement, _signature(notice.id))
        .outerjoin(Staff, Staff.person_id == Person.id)
        .where(
            or_(
                and_(asked, Staff.active.is_(True)),
                Person.id.in_(notice.readers),
            )
        )
    )
    return tuple(_line(row) for row in rows)


def _family(session: Session, notice: NoticeFact) -> Iterable[Acquaintance]:
    roles = [role.value for role in notice.audience if role not in STAFF_ROLES]
    if notice.acknowledge_until is None or not roles:
        return ()
    rows = session.execute(
        _accounts(notice.id).where(
            Account.role.in_(roles), Account.blocked_at.is_(None)
        )
    )
    return tuple(_line(row) for row in rows)


def _signed(session: Session, notice_id: int) -> Iterable[Acquaintance]:
    rows = session.execute(
        _accounts(notice_id).where(NoticeAcknowledgement.at.is_not(None))
    )
    return tuple(_line(row) for row in rows)


_COLUMNS = (
    Person.id.label("person_id"),
    Person.surname,
    Person.name,
    Person.patronymic,
    Person.gender,
    Staff.post,
    Account.id.label("account_id"),
    NoticeReading.at.label("opened_at"),
    NoticeAcknowledgement.at.label("signed_at"),
)


def _people() -> Any:  # noqa: ANN401 - a select of nine columns
    return select(*_COLUMNS).select_from(Person)


def _accounts(notice_id: int) -> Any:  # noqa: ANN401 - a select of eleven columns
    return (
        select(
            *_COLUMNS,
            Guardian.id.label("guardian_id"),
            Guardian.full_name.label("guardian"),
        )
        .select_from(Account)
        .outerjoin(Person, Person.id == Account.person_id)
        .outerjoin(Guardian, Guardian.id == Account.guardian_id)
        .outerjoin(Staff, Staff.person_id == Account.person_id)
        .outerjoin(NoticeReading, _reading(notice_id))
        .outerjoin(NoticeAcknowledgement, _signature(notice_id))
    )


def _reading(notice_id: int) -> Any:  # noqa: ANN401 - a condition of SQLAlchemy
    return and_(
        NoticeReading.account_id == Account.id, NoticeReading.notice_id == notice_id
    )


def _signature(notice_id: int) -> Any:  # noqa: ANN401 - a condition of SQLAlchemy
    return and_(
        NoticeAcknowledgement.account_id == Account.id,
        NoticeAcknowledgement.notice_id == notice_id,
    )


def _line(row: Row[Any]) -> Acquaintance:
    guardian_id = getattr(row, "guardian_id", None)
    name = (
        getattr(row, "guardian", "")
        if row.person_id is None
        else short_name(full_name(row))
    )
    return Acquaintance(
        person_id=row.person_id,
        guardian_id=guardian_id,
        name=name or "учётная запись без владельца",
        gender=row.gender or "",
        post=row.post or "",
        opened_at=row.opened_at,
        acknowledged_at=row.signed_at,
        account_id=row.account_id,
    )


def _key(line: Acquaintance) -> tuple[object, ...]:
    return line.person_id, line.guardian_id, line.name


def _slowest(line: Acquaintance) -> tuple[object, ...]:
    name = russian_key(line.name)
    if line.acknowledged_at is not None:
        return 2, -line.acknowledged_at.timestamp(), name
    if line.opened_at is not None:
        return 1, line.opened_at.timestamp(), name
    return 0, 0.0, name
