"""The board before one reader: what hangs, what is unread, what waits (REG 5.3)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from records.access.roles import STAFF_ROLES, Role
from records.kernel.errors import NotFoundError
from records.notices.rules import may_see
from records.notices.tables import Notice, NoticeAcknowledgement, NoticeReading
from records.notices.values import (
    Concern,
    NoticeFact,
    NoticeLine,
    Reader,
    Section,
    Waiting,
)
from records.orders.queries import get_inspection, get_order
from records.people.queries import full_name
from records.people.rules import short_name
from records.people.tables import Account, Person, Staff, StaffRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many are asked to sign; an audience is counted once for a whole board."""

    session: Session
    known: dict[frozenset[Role], tuple[frozenset[int], int]] = field(
        default_factory=dict
    )

    def asked(self, notice: NoticeFact) -> int:
        """Count those asked to sign a notice, each once."""
        if notice.audience not in self.known:
            self.known[notice.audience] = (
                _list_staff(self.session, notice.audience),
                _count_family(self.session, notice.audience),
            )
        staff, family = self.known[notice.audience]
        return len(staff.union(notice.readers)) + family


def list_notices(
    session: Session, reader: Reader, section: Section, *, limit: int | None = None
) -> tuple[NoticeLine, ...]:
    """List what hangs in a section, the latest first; nothing of a shut section.

    What waits for the reader's signature comes whatever the limit is.
    """
    if not may_see(section, reader.roles):
        return ()
    rows = session.execute(
        _before(reader)
        .where(Notice.section == section.value, Notice.withdrawn_at.is_(None))
        .order_by(Notice.published_at.desc(), Notice.id.desc())
    ).all()
    signed = _count_signed(session, Notice.section == section.value)
    counts = Counts(session=session)
    lines = [_line(row, reader, signed=signed, counts=counts) for row in rows]
    if limit is None:
        return tuple(lines)
    return (*lines[:limit], *(one for one in lines[limit:] if one.waits))


def get_notice(session: Session, notice_id: int) -> NoticeFact:
    """Return a notice, a withdrawn one too.

    Raises:
        NotFoundError: there is no such notice.
    """
    row = session.execute(_notices().where(Notice.id == notice_id)).first()
    if row is None:
        raise no_notice()
    return _fact(*row)


def get_line(session: Session, notice_id: int, reader: Reader) -> NoticeLine:
    """Return a notice before a reader.

    Raises:
        NotFoundError: there is none, or it hangs where the reader may not look.
    """
    row = session.execute(_before(reader).where(Notice.id == notice_id)).first()
    if row is None or not may_see(Section(row.Notice.section), reader.roles):
        raise no_notice()
    signed = _count_signed(session, Notice.id == notice_id)
    return _line(row, reader, signed=signed, counts=Counts(session=session))


def find_order_notice(session: Session, order_id: int) -> NoticeFact | None:
    """Return the notice of an order that hangs on the board, if any (REG 5.3)."""
    row = session.execute(
        _notices().where(Notice.order_id == order_id, Notice.withdrawn_at.is_(None))
    ).first()
    return None if row is None else _fact(*row)


def count_waiting(session: Session, reader: Reader, *, today: date) -> Waiting:
    """Count what is unread or unsigned for the menu; urgent when a term is over."""
    rows = session.execute(
        _before(reader)
        .where(Notice.withdrawn_at.is_(None))
        .where(
            or_(
                and_(
                    NoticeReading.at.is_(None),
                    Notice.published_at >= Account.created_at,
                ),
                and_(
                    Notice.acknowledge_until.is_not(None),
                    NoticeAcknowledgement.at.is_(None),
                ),
            )
        )
    )
    number, urgent = 0, False
    for row in rows:
        if not may_see(Section(row.Notice.section), reader.roles):
            continue
        fact = _fact(row.Notice, row.Person, row.post)
        asked = fact.asks(reader.person_id, reader.roles) and row.signed_at is None
        number += asked or _is_fresh(row, reader)
        until = fact.acknowledge_until
        urgent = urgent or (asked and until is not None and until < today)
    return Waiting(number=number, urgent=urgent)


def tell_concern(
    session: Session, notice: NoticeFact, person_id: int | None
) -> Concern:
    """Tell which remarks of the order's inspection are to this reader (REG 5.3)."""
    if notice.order_id is None:
        return Concern(own=(), total=0)
    order = get_order(session, notice.order_id)
    if order.inspection_id is None:
        return Concern(own=(), total=0)
    remarks = get_inspection(session, order.inspection_id).remarks
    own = tuple(
        f"{one.group_code}, {one.discipline}: {one.text}"
        + (
            f" — устранено {one.fixed_on:%d.%m}"
            if one.fixed_on
            else f" — устранить до {one.due:%d.%m}"
        )
        for one in remarks
        if one.teacher.person_id == person_id
    )
    return Concern(own=own, total=len(remarks))


def no_notice() -> NotFoundError:
    """Return the refusal of a notice that is absent or foreign."""
    return NotFoundError("Такого объявления нет.", code="no_notice", clause="5.3")


def _notices() -> Select[Notice, Person, str]:
    return (
        select(Notice, Person, Staff.post)
        .outerjoin(Person, Person.id == Notice.author_id)
        .outerjoin(Staff, Staff.person_id == Notice.author_id)
    )


def _before(reader: Reader) -> Select[Any]:
    """Join the reader's own reading and signature to every notice."""
    return (
        _notices()
        .add_columns(
            Account.created_at.label("since"),
            NoticeReading.at.label("read_at"),
            NoticeAcknowledgement.at.label("signed_at"),
        )
        .join(Account, Account.id == reader.account_id)
        .outerjoin(
            NoticeReading,
            and_(
                NoticeReading.notice_id == Notice.id,
                NoticeReading.account_id == reader.account_id,
            ),
        )
        .outerjoin(
            NoticeAcknowledgement,
            and_(
                NoticeAcknowledgement.notice_id == Notice.id,
                NoticeAcknowledgement.account_id == reader.account_id,
            ),
        )
    )


def _line(
    row: Row[Any], reader: Reader, *, signed: dict[int, int], counts: Counts
) -> NoticeLine:
    fact = _fact(row.Notice, row.Person, row.post)
    asking = fact.acknowledge_until is not None
    return NoticeLine(
        notice=fact,
        read_at=row.read_at,
        asked=fact.asks(reader.person_id, reader.roles),
        acknowledged_at=row.signed_at,
        signed=signed.get(fact.id, 0),
        expected=counts.asked(fact) if asking else 0,
        fresh=_is_fresh(row, reader),
    )


def _is_fresh(row: Row[Any], reader: Reader) -> bool:
    """Tell whether it was hung out since the account is there, and never opened."""
    notice = row.Notice
    own = notice.author_id is not None and notice.author_id == reader.person_id
    return row.read_at is None and not own and notice.published_at >= row.since


def _count_signed(session: Session, which: ColumnElement[bool]) -> dict[int, int]:
    rows = session.execute(
        select(NoticeAcknowledgement.notice_id, func.count().label("signed"))
        .join(Notice, Notice.id == NoticeAcknowledgement.notice_id)
        .where(which)
        .group_by(NoticeAcknowledgement.notice_id)
    )
    return {row.notice_id: row.signed for row in rows}


def _list_staff(session: Session, audience: frozenset[Role]) -> frozenset[int]:
    """List the employees of roles who have not left."""
    roles = [role.value for role in audience if role in STAFF_ROLES]
    if not roles:
        return frozenset()
    given = select(StaffRole.person_id).where(StaffRole.role.in_(roles))
    own = select(Account.person_id).where(Account.role.in_(roles))
    active = select(Staff.person_id).where(
        Staff.active.is_(True),
        or_(Staff.person_id.in_(given), Staff.person_id.in_(own)),
    )
    return frozenset(session.scalars(active))


def _count_family(session: Session, audience: frozenset[Role]) -> int:
    """Count the accounts of learners and parents."""
    roles = [role.value for role in audience if role not in STAFF_ROLES]
    if not roles:
        return 0
    wanted = (
        select(func.count())
        .select_from(Account)
        .where(Account.role.in_(roles), Account.blocked_at.is_(None))
    )
    return session.scalar(wanted) or 0


def _fact(notice: Notice, author: Person | None, post: str | None) -> NoticeFact:
    return NoticeFact(
        id=notice.id,
        section=Section(notice.section),
        title=notice.title,
        text=notice.text,
        order_id=notice.order_id,
        document=notice.document,
        acknowledge_until=notice.acknowledge_until,
        audience=frozenset(Role(one) for one in notice.audience),
        readers=tuple(notice.readers),
        author_id=notice.author_id,
        author=_author(author),
        author_post=post or "",
        published_at=notice.published_at,
        withdrawn_at=notice.withdrawn_at,
        withdrawn_why=notice.withdrawn_why,
        version=notice.version,
    )


def _author(person: Person | None) -> str:
    if person is None:
        return "учебный отдел"
    return short_name(full_name(person))
