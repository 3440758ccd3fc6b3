"""Commands on the board: hang out, sign, take off (доска объявлений, REG 5.3)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.db import insert_if_absent
from records.kernel.entropy import Entropy
from records.kernel.text import clean_line, clean_text
from records.ledger.actions import append, lock_log
from records.ledger.values import INSTITUTION, Appended, JsonValue, NewEntry
from records.lessons.queries import find_repeated
from records.lessons.rules import compute_local_day
from records.marks.actions.writing import refuse
from records.norms.queries import get_institution
from records.notices.queries import find_order_notice
from records.notices.queries.board import get_line, no_notice
from records.notices.queries.projections import (
    acknowledgement_id,
    acknowledgement_payload,
    notice_payload,
)
from records.notices.queries.projections import (
    notice_id as name_of,
)
from records.notices.rules import (
    check_draft,
    check_published,
    check_signature,
    check_withdrawal,
)
from records.notices.tables import Notice, NoticeAcknowledgement, NoticeReading
from records.notices.values import NoticeDraft, Reader, Section
from records.orders.queries import get_order
from records.orders.values import OrderFact


def publish_notice(
    session: Session,
    draft: NoticeDraft,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> int:
    """Hang a notice out, once a key; return its number (объявление).

    Raises:
        NotAllowedError: the actor's role does not publish.
        NotFoundError: there is no such order.
        RuleViolationError: words, term or audience are not as they must be, or the
            order is not signed or hangs already.
    """
    require(actor, Permission.NOTICES_WRITE)
    lock_log(session)
    repeated = find_repeated(session, idem)
    if repeated is not None:
        return int(repeated.rpartition("/")[2])
    draft = replace(
        draft,
        title=clean_line(draft.title),
        text=clean_text(draft.text),
        document=clean_line(draft.document),
        readers=tuple(dict.fromkeys(draft.readers)),
    )
    if draft.order_id is not None:
        signed = get_order(session, draft.order_id).state == "signed"
        hangs = find_order_notice(session, draft.order_id) is not None
        refuse(check_published(signed=signed, hangs=hangs))
    refuse(check_draft(draft, _today(session, now)))
    row = Notice(
        section=draft.section.value,
        title=draft.title,
        text=draft.text,
        order_id=draft.order_id,
        document=draft.document,
        acknowledge_until=draft.acknowledge_until,
        audience=sorted(role.value for role in draft.audience),
        readers=list(draft.readers),
        author_id=actor.person_id,
        published_at=now,
    )
    session.add(row)
    session.flush()
    _record(session, row, actor=actor, now=now, entropy=entropy, idem=idem)
    return row.id


def publish_order(
    session: Session,
    order_id: int,
    *,
    acknowledge_until: date | None,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Hang a signed order out in «Преподавательская»; return the notice's number.

    Asked to sign are those the order names.

    Raises:
        NotAllowedError: the actor's role does not publish.
        NotFoundError: there is no such order.
        RuleViolationError: it is not signed, hangs already, or the term is over.
    """
    require(actor, Permission.NOTICES_WRITE)
    lock_log(session)
    order = get_order(session, order_id)
    draft = NoticeDraft(
        title=f"Приказ № {order.full_number} «{order.heading}»",
        text=_points(order),
        section=Section.STAFF,
        order_id=order.id,
        document=order.code,
        acknowledge_until=acknowledge_until,
        audience=frozenset(),
        readers=_readers(order),
    )
    return publish_notice(session, draft, actor=actor, now=now, entropy=entropy)


def acknowledge(
    session: Session,
    notice_id: int,
    *,
    reader: Reader,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> bool:
    """Sign «Ознакомлен(а)»; tell whether it was signed now (REG 5.3).

    Raises:
        NotAllowedError: the actor's role does not read the board.
        NotFoundError: there is no such notice before this reader.
        RuleViolationError: the reader is not asked, or the notice is withdrawn.
    """
    require(actor, Permission.NOTICES_READ)
    lock_log(session)
    line = get_line(session, notice_id, reader)
    if line.acknowledged_at is not None:
        return False
    withdrawn = line.notice.withdrawn_at is not None
    refuse(check_signature(asked=line.asked, withdrawn=withdrawn))
    row = session.get_one(Notice, notice_id)
    payload = acknowledgement_payload(
        row, reader.account_id, person_id=reader.person_id
    )
    written = _append(
        session,
        NewEntry(
            kind="acknowledgement",
            entry_id=acknowledgement_id(notice_id, reader.account_id),
            payload=payload,
            seen=0,
        ),
        actor=actor,
        now=now,
        entropy=entropy,
    )
    session.add(
        NoticeAcknowledgement(
            notice_id=notice_id,
            account_id=reader.account_id,
            person_id=reader.person_id,
            at=now,
            gseq=written.gseq,
        )
    )
    session.flush()
    note_opened(session, reader, [notice_id], now=now)
    return True


def note_opened(
    session: Session, reader: Reader, notices: Iterable[int], *, now: datetime
) -> None:
    """Note that notices lie open before an account; the first time stays (открыто)."""
    for one in notices:
        if session.get(NoticeReading, (one, reader.account_id)) is None:
            row = {"notice_id": one, "account_id": reader.account_id, "at": now}
            insert_if_absent(session, NoticeReading, row)


def withdraw_notice(
    session: Session,
    notice_id: int,
    *,
    why: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Take a notice off the board, saying why; its words and signatures stay.

    Raises:
        NotAllowedError: the actor's role does not publish.
        NotFoundError: there is no such notice.
        RuleViolationError: it is off already, or the reason lacks.
    """
    require(actor, Permission.NOTICES_WRITE)
    lock_log(session)
    row = session.get(Notice, notice_id, populate_existing=True)
    if row is None:
        raise no_notice()
    why = clean_line(why)
    refuse(check_withdrawal(why, withdrawn=row.withdrawn_at is not None))
    row.withdrawn_at, row.withdrawn_by = now, actor.person_id
    row.withdrawn_why = why
    row.version += 1
    session.flush()
    _record(session, row, actor=actor, now=now, entropy=entropy)


def _record(
    session: Session,
    row: Notice,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> None:
    payload: dict[str, JsonValue] = notice_payload(row)
    entry = NewEntry(
        kind="notice",
        entry_id=name_of(row.id),
        payload=payload,
        seen=row.version - 1,
        idem=idem,
    )
    _append(session, entry, actor=actor, now=now, entropy=entropy)


def _append(
    session: Session,
    entry: NewEntry,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> Appended:
    (written,) = append(
        session, INSTITUTION, [entry], actor=actor, now=now, entropy=entropy
    )
    return written


def _today(session: Session, now: datetime) -> date:
    return compute_local_day(now, get_institution(session).timezone)


def _readers(order: OrderFact) -> tuple[int, ...]:
    named = order.body.get("readers")
    if not isinstance(named, list | tuple):
        return ()
    return tuple(one for one in named if isinstance(one, int))


def _points(order: OrderFact) -> str:
    points = order.body.get("points")
    listed = points if isinstance(points, list | tuple) else ()
    return "\n".join(f"{at}. {one}" for at, one in enumerate(listed, start=1))
