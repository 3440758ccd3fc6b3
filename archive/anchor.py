"""Anchors the record outside the database: a checkpoint there and in the home."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from archive.store.checkpoints import keep_checkpoint
from records.kernel.db import transaction
from records.ledger.actions import checkpoint
from records.ledger.values import Checkpoint


def anchor(engine: Engine, home: Path, *, purpose: str, now: datetime) -> Checkpoint:
    """Make a checkpoint and keep it in the home as well.

    Whoever rewrites the database later cannot make it agree with this file.
    """
    with transaction(engine) as session:
        made = checkpoint(session, purpose=purpose, now=now)
    keep_checkpoint(home, made)
    return made
