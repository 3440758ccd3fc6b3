"""What a command that writes needs: the store, the moment, chance, who acts."""

from datetime import datetime

from sqlalchemy import Engine

from archive.issue import Desk
from archive.store.content import ContentStore
from records.kernel.db import transaction
from records.kernel.entropy import SystemEntropy
from records.ledger.queries import find_last_moment
from web import clock
from web.cli.acting import OFFICE
from web.settings import Settings


def open_desk(settings: Settings, engine: Engine) -> Desk:
    """Return the desk of this installation."""
    return Desk(
        store=ContentStore(settings.home / "documents"),
        actor=OFFICE,
        now=read_moment(engine),
        entropy=SystemEntropy(),
    )


def read_moment(engine: Engine) -> datetime:
    """Return the moment a command writes at: the clock's, but never before the record.

    The time of the record does not go back; a home that lives ahead of the clock,
    as the demonstration does, goes on from its own last day.
    """
    with transaction(engine, write=False) as session:
        last = find_last_moment(session)
    now = clock.now()
    return now if last is None else max(now, last)
