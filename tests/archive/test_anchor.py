from pathlib import Path

from sqlalchemy import Engine

from archive.anchor import anchor
from archive.store.checkpoints import read_checkpoints
from records.kernel.db import transaction
from tests.ledgers import NOW, entry, verified, write


def test_a_checkpoint_is_made_inside_and_outside(
    tmp_path: Path, clean_engine: Engine
) -> None:
    with transaction(clean_engine) as session:
        write(session, [entry("mark/1/1")])

    made = anchor(clean_engine, tmp_path, purpose="акт", now=NOW)

    assert read_checkpoints(tmp_path).checkpoints == (made,)
    assert verified(clean_engine, made).checkpoints == 1
    assert verified(clean_engine, made).intact
