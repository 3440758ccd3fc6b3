"""What the record itself says after the browser has done its part."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.db import open_database, transaction
from records.ledger.tables import LedgerEntry
from records.marks.queries.changes import list_history
from records.marks.queries.projections import cell_id
from records.marks.rules.texts import WORKS
from records.marks.values import CellKind
from tests.browser.stage import Stage

Found = TypeVar("Found")


def read_history(home: Path, stage: Stage, row: int, day: date) -> list[str]:
    """Return every version of a cell in order, as the ledger has them."""
    return _read(home, lambda session: _texts(session, stage, row, day))


def read_standing(home: Path, stage: Stage, day: date) -> list[str]:
    """Return what stands in the cells of a day, from the first learner to the last."""
    rows = range(len(stage.learners))
    return _read(
        home,
        lambda session: [
            (_texts(session, stage, row, day) or [""])[-1] for row in rows
        ],
    )


def read_keys(home: Path, stage: Stage, day: date) -> list[str]:
    """Return the keys of idempotency of everything written into the cells of a day."""
    names = [
        cell_id(stage.lessons[day], person, work)
        for person in stage.learners
        for work in WORKS[CellKind.LESSON]
    ]
    keys = select(LedgerEntry.idem).where(
        LedgerEntry.entry_id.in_(names), LedgerEntry.idem.is_not(None)
    )
    return _read(home, lambda session: [str(key) for key in session.scalars(keys)])


def _texts(session: Session, stage: Stage, row: int, day: date) -> list[str]:
    steps = list_history(
        session,
        kind=CellKind.LESSON,
        person_id=stage.learners[row],
        lesson_id=stage.lessons[day],
    )
    return [text for text, *_ in steps]


def _read(home: Path, question: Callable[[Session], Found]) -> Found:
    engine = open_database(f"sqlite:///{home / 'surguch.db'}")
    try:
        with transaction(engine, write=False) as session:
            return question(session)
    finally:
        engine.dispose()
