"""Writing to the ledger: entries, checkpoints, erasure; the caller commits."""

from records.ledger.actions.appending import append, append_many, lock_log
from records.ledger.actions.fixing import checkpoint, erase_payloads

__all__ = ["append", "append_many", "checkpoint", "erase_payloads", "lock_log"]
