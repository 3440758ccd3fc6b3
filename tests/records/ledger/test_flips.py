import random
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from records.kernel.db import open_database, transaction
from records.ledger.actions import checkpoint
from records.ledger.reading import check_storage, find_damage
from records.ledger.verification import verify_chain
from records.schema import create_all
from tests.ledgers import NOW, fill
from tests.sqlite_pages import list_cells

TABLES = (
    "ledger_entry",
    "ledger_payload",
    "ledger_head",
    "ledger_journal",
    "ledger_checkpoint",
)
FLIPS = 1_500
BIT_WITHOUT_EFFECT = 3
"""It makes a zero of a NULL that stands for the row's own number (see `Cell`)."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flips") / "ledger.db"
    engine = open_database(f"sqlite:///{path}")
    create_all(engine)
    fill(engine)
    with transaction(engine) as session:
        checkpoint(session, purpose="test", now=NOW)
    engine.dispose()
    return path


def found(path: Path) -> bool:
    """Verify the file anew, as another process would."""
    engine = open_database(f"sqlite:///{path}")
    try:
        with transaction(engine, write=False) as session:
            problems = verify_chain(session).problems
            return bool(problems or check_storage(session.connection()))
    except DatabaseError as error:
        return find_damage(error) is not None
    finally:
        engine.dispose()


def flip(path: Path, offset: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1 << bit]))


def test_the_file_is_intact_before_it_is_harmed(path: Path) -> None:
    assert not found(path)


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_every_flipped_bit_in_the_rows_of_the_file_is_found(
    path: Path, table: str
) -> None:
    chance = random.Random(f"flips in {table}")  # noqa: S311 - a repeatable choice
    places = [
        (offset, bit)
        for cell in list_cells(path, table)
        for offset in range(cell.start, cell.past)
        for bit in range(8)
        if (offset, bit) != (cell.unread, BIT_WITHOUT_EFFECT)
    ]
    missed = []

    for offset, bit in chance.sample(places, FLIPS // len(TABLES)):
        flip(path, offset, bit)
        if not found(path):
            missed.append((offset, bit))
        flip(path, offset, bit)

    assert missed == []
    assert not found(path)
