"""Numbers without gaps: orders, sheets, acts, issued documents (нумерация)."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from records.kernel.db import insert_if_absent
from records.ledger.tables import Counter


def take_number(session: Session, series: str) -> int:
    """Give the next number of a series, from 1.

    The row stays locked until the transaction ends: a number that is not used
    goes back with the rollback, so there are no gaps.
    """
    insert_if_absent(session, Counter, {"series": series, "last": 0})
    raise_by_one = (
        update(Counter).where(Counter.series == series).values(last=Counter.last + 1)
    )
    session.execute(raise_by_one)
    return session.scalars(select(Counter.last).where(Counter.series == series)).one()
