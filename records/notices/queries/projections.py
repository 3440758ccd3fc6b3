"""What the ledger keeps of notices and signatures, rebuilt from their rows."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.hashing import canonical, sha256_hex
from records.ledger.values import JsonValue
from records.notices.tables import Notice, NoticeAcknowledgement

Payload = dict[str, JsonValue]


def project_notice(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every notice."""
    for row in session.scalars(select(Notice).order_by(Notice.id)):
        yield notice_id(row.id), row.version, notice_payload(row)


def project_acknowledgement(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every signature; it has one version only."""
    rows = session.execute(
        select(NoticeAcknowledgement, Notice).join(
            Notice, Notice.id == NoticeAcknowledgement.notice_id
        )
    )
    for signed, notice in rows:
        entry_id = acknowledgement_id(signed.notice_id, signed.account_id)
        payload = acknowledgement_payload(
            notice, signed.account_id, person_id=signed.person_id
        )
        yield entry_id, 1, payload


def notice_id(number: int) -> str:
    """Return the ledger's name of a notice."""
    return f"notice/{number}"


def acknowledgement_id(number: int, account_id: int) -> str:
    """Return the ledger's name of a signature under a notice."""
    return f"acknowledgement/{number}/{account_id}"


def notice_payload(row: Notice) -> Payload:
    """Return what the ledger keeps of a notice: its words by their hash."""
    until = row.acknowledge_until
    return {
        "section": row.section,
        "wording": hash_wording(row),
        "order": row.order_id,
        "document": row.document,
        "until": until.isoformat() if until else None,
        "audience": list(row.audience),
        "readers": list(row.readers),
        "withdrawn": row.withdrawn_at is not None,
    }


def acknowledgement_payload(
    notice: Notice, account_id: int, *, person_id: int | None
) -> Payload:
    """Return what the ledger keeps of a signature: what was read, by whom."""
    return {
        "notice": notice.id,
        "wording": hash_wording(notice),
        "account": account_id,
        "person": person_id,
    }


def hash_wording(row: Notice) -> str:
    """Return the hash of a notice's words."""
    return sha256_hex(canonical({"title": row.title, "text": row.text}))
