"""Questions about acts of handover."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.handover.tables import HandoverAct, HandoverItem
from records.handover.values import HandoverFact, HandoverItemFact
from records.issuance.queries import list_issued
from records.kernel.errors import NotFoundError
from records.kernel.hashing import canonical, sha256_hex
from records.ledger.values import JsonValue
from records.norms.tables import SchoolYear


def get_act(session: Session, act_id: int) -> HandoverFact:
    """Return an act with its volumes.

    Raises:
        NotFoundError: there is no such act.
    """
    act = session.get(HandoverAct, act_id)
    if act is None:
        raise NotFoundError(f"Акта приёма-передачи № {act_id} нет.", code="no_act")
    documents = {one.id: one for one in list_issued(session, code="J-YEAR")}
    sheets = {
        row.document_id: row.sheets
        for row in session.scalars(select(HandoverItem).filter_by(act_id=act_id))
    }
    return HandoverFact(
        id=act.id,
        year=session.get_one(SchoolYear, act.year_id).name,
        number=act.number,
        act_date=act.act_date,
        receiver_post=act.receiver_post,
        receiver_name=act.receiver_name,
        medium=act.medium,
        state=act.state,
        items=tuple(
            HandoverItemFact(document=document, sheets=sheets[key])
            for key, document in documents.items()
            if key in sheets
        ),
    )


def list_acts(session: Session) -> tuple[HandoverFact, ...]:
    """Return every act with its volumes, the newest first."""
    ids = session.scalars(select(HandoverAct.id).order_by(HandoverAct.id.desc()))
    return tuple(get_act(session, one) for one in ids.all())


def list_handed(session: Session) -> frozenset[str]:
    """Return the documents that already lie in an act."""
    return frozenset(session.scalars(select(HandoverItem.document_id)))


def project_handover(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every act."""
    for act in session.scalars(select(HandoverAct).order_by(HandoverAct.id)):
        items = session.execute(
            select(HandoverItem.document_id, HandoverItem.sheets)
            .where(HandoverItem.act_id == act.id)
            .order_by(HandoverItem.document_id)
        ).all()
        payload = act_payload(act, [(row[0], row[1]) for row in items])
        yield f"handover/{act.id}", act.version, payload


def act_payload(act: HandoverAct, items: list[tuple[str, int]]) -> dict[str, JsonValue]:
    """Return what the ledger keeps of an act: who receives by the hash."""
    receiver = {"name": act.receiver_name, "post": act.receiver_post}
    return {
        "year": act.year_id,
        "number": act.number,
        "date": act.act_date.isoformat(),
        "receiver": sha256_hex(canonical(receiver)),
        "medium": act.medium,
        "state": act.state,
        "items": [[document, sheets] for document, sheets in sorted(items)],
    }
