"""Fixing the state of the log and erasing what the law lets erase; the caller commits."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError
from records.ledger import rules
from records.ledger.actions.appending import append, lock_log
from records.ledger.queries import get_origin, list_journal_heads
from records.ledger.tables import LedgerCheckpoint, LedgerEntry, LedgerPayload
from records.ledger.values import (
    ERASURE,
    INSTITUTION,
    NO_LINK,
    Appended,
    Checkpoint,
    NewEntry,
)


def checkpoint(session: Session, *, purpose: str, now: datetime) -> Checkpoint:
    """Fix the state of the whole log (контрольная точка).

    The caller commits, and then keeps it outside the database as well.
    """
    frontier = lock_log(session)
    made = Checkpoint(
        origin=get_origin(session),
        size=frontier.size,
        root=frontier.root().hex(),
        heads_root=rules.compute_heads_root(list_journal_heads(session)),
        at=now,
        purpose=rules.clean_text(purpose, "purpose"),
    )
    last = session.execute(
        select(LedgerCheckpoint.number, LedgerCheckpoint.hash)
        .order_by(LedgerCheckpoint.number.desc())
        .limit(1)
    ).first()
    number, prev = (last.number + 1, last.hash) if last else (0, NO_LINK)
    body = rules.canonical_text(
        {**rules.checkpoint_fields(made), "number": number, "prev": prev}
    )
    session.execute(
        insert(LedgerCheckpoint).values(
            number=number, hash=rules.hash_checkpoint(body), body=body
        )
    )
    return made


def erase_payloads(
    session: Session,
    entry_ids: Iterable[str],
    *,
    basis: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> Appended:
    """Erase the content of all versions of entries, keeping that they were (152-ФЗ).

    The chain still verifies; an entry of its own tells what was erased and why.

    Raises:
        NotFoundError: there is no content to erase.
    """
    size = lock_log(session).size
    rows = session.execute(
        select(LedgerEntry.gseq, LedgerEntry.hash)
        .join(LedgerPayload, LedgerPayload.gseq == LedgerEntry.gseq)
        .where(LedgerEntry.entry_id.in_(list(entry_ids)))
        .where(LedgerEntry.kind != ERASURE, LedgerPayload.payload.is_not(None))
        .order_by(LedgerEntry.gseq)
    ).all()
    if not rows:
        raise NotFoundError("Стирать нечего: такого содержания в реестре нет.")
    told = NewEntry(
        kind=ERASURE,
        entry_id=f"{ERASURE}/{size}",
        payload={"basis": basis, "entries": [row.hash for row in rows]},
        reason=basis,
    )
    (written,) = append(
        session, INSTITUTION, [told], actor=actor, now=now, entropy=entropy
    )
    session.execute(
        update(LedgerPayload)
        .where(LedgerPayload.gseq.in_([row.gseq for row in rows]))
        .values(salt=None, payload=None)
    )
    return written
