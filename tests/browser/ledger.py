"""What the record itself says after the browser has done its part."""

from datetime import date
from pathlib import Path

from records.kernel.db import open_database, transaction
from records.marks.queries.changes import list_history
from records.marks.values import CellKind
from tests.browser.stage import Stage


def read_history(home: Path, stage: Stage, row: int, day: date) -> list[str]:
    """Return every version of a cell in order, as the ledger has them."""
    engine = open_database(f"sqlite:///{home / 'surguch.db'}")
    try:
        with transaction(engine, write=False) as session:
            steps = list_history(
                session,
                kind=CellKind.LESSON,
                person_id=stage.learners[row],
                lesson_id=stage.lessons[day],
            )
    finally:
        engine.dispose()
    return [text for text, *_ in steps]
