"""Checkpoints kept outside the database: HOME/checkpoints.jsonl.

Whoever can rewrite the whole database still cannot make it fit these lines. A line
is written after the transaction that made the checkpoint has been committed.
"""

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path

from archive.store.content import sync_folder
from records.ledger.queries import parse_checkpoint
from records.ledger.rules import canonical_text, checkpoint_fields
from records.ledger.values import Checkpoint

FILE_NAME = "checkpoints.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The checkpoints of the file, and the numbers of lines that are not any."""

    checkpoints: tuple[Checkpoint, ...]
    unreadable: tuple[int, ...]


def keep_checkpoint(home: Path, checkpoint: Checkpoint) -> None:
    """Add a checkpoint to the file; it is on the disk when this returns."""
    path = home / FILE_NAME
    line = f"{canonical_text(checkpoint_fields(checkpoint))}\n".encode()
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.lseek(handle, _end_of_lines(handle), os.SEEK_SET)
        os.write(handle, line)
        os.ftruncate(handle, os.lseek(handle, 0, os.SEEK_CUR))
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(home)


def read_checkpoints(home: Path) -> Kept:
    """Read the file; an unfinished last line was never promised to anybody."""
    try:
        data = (home / FILE_NAME).read_bytes()
    except FileNotFoundError:
        return Kept(checkpoints=(), unreadable=())
    found: list[Checkpoint] = []
    unreadable: list[int] = []
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            found.append(parse_checkpoint(json.loads(line)))
        except ValueError:
            unreadable.append(number)
    return Kept(checkpoints=tuple(found), unreadable=tuple(unreadable))


def _end_of_lines(handle: int) -> int:
    size = os.lseek(handle, 0, os.SEEK_END)
    return os.pread(handle, size, 0).rfind(b"\n") + 1
