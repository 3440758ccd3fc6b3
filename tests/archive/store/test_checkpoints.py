import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from archive.store.checkpoints import (
    FILE_NAME,
    keep_checkpoint,
    read_checkpoints,
)
from records.ledger.values import Checkpoint
from tests.ledgers import NOW, later

ONE = Checkpoint(
    origin="surguch/0123456789abcdef",
    size=3,
    root="a" * 64,
    heads_root="b" * 64,
    at=NOW,
    purpose="акт",
)


def test_checkpoints_are_read_in_the_order_they_were_made(tmp_path: Path) -> None:
    made = [replace(ONE, size=size, at=later(size)) for size in (3, 5, 5)]
    for one in made:
        keep_checkpoint(tmp_path, one)

    kept = read_checkpoints(tmp_path)
    assert list(kept.checkpoints) == made
    assert kept.unreadable == ()


def test_no_file_holds_no_checkpoints(tmp_path: Path) -> None:
    assert read_checkpoints(tmp_path).checkpoints == ()


def test_the_file_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    keep_checkpoint(tmp_path, ONE)

    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_a_line_cut_by_a_power_cut_is_written_over(tmp_path: Path) -> None:
    keep_checkpoint(tmp_path, ONE)
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes() + b'{"alg":"sha256","at":"2026')

    assert read_checkpoints(tmp_path).checkpoints == (ONE,)
    keep_checkpoint(tmp_path, replace(ONE, size=9))

    kept = read_checkpoints(tmp_path)
    assert [one.size for one in kept.checkpoints] == [3, 9]
    assert kept.unreadable == ()


@pytest.mark.parametrize(
    ("old", "new"), [(b'"size"', b'"sise"'), (b"{", b"["), (b"2026-09", b"2026-19")]
)
def test_a_changed_line_is_named(tmp_path: Path, old: bytes, new: bytes) -> None:
    keep_checkpoint(tmp_path, ONE)
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes().replace(old, new))
    keep_checkpoint(tmp_path, replace(ONE, size=9))

    kept = read_checkpoints(tmp_path)
    assert kept.unreadable == (1,)
    assert [one.size for one in kept.checkpoints] == [9]


def test_lines_written_at_once_are_all_whole(tmp_path: Path) -> None:
    made = [replace(ONE, size=size) for size in range(40)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: keep_checkpoint(tmp_path, one), made))

    kept = read_checkpoints(tmp_path)
    assert sorted(one.size for one in kept.checkpoints) == list(range(40))
    assert kept.unreadable == ()
