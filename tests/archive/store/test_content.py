import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.store.content import ContentStore, sha256_of, write_file
from records.kernel.errors import NotFoundError, VerificationError
from records.kernel.hashing import sha256_hex


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "documents")


@given(data=st.binary(max_size=300))
def test_what_is_put_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    store = ContentStore(tmp_path_factory.mktemp("store"))

    digest = store.put(data)

    assert digest == sha256_hex(data) == sha256_of(store.path(digest))
    assert store.get(digest) == data


def test_the_same_bytes_are_kept_once(store: ContentStore) -> None:
    first, second, third = store.put(b"one"), store.put(b"one"), store.put(b"two")

    assert first == second
    assert list(store.list_digests()) == sorted([first, third])


def test_files_belong_to_their_owner_alone(store: ContentStore) -> None:
    path = store.path(store.put(b"one"))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_bytes_that_are_not_there_are_missed(store: ContentStore) -> None:
    with pytest.raises(NotFoundError, match="нет файла") as refusal:
        store.get("0" * 64)

    assert refusal.value.code == "bytes_missing"


def test_altered_bytes_are_not_given_out(store: ContentStore) -> None:
    digest = store.put(b"one")
    store.path(digest).write_bytes(b"two")

    with pytest.raises(VerificationError, match="изменён") as refusal:
        store.get(digest)

    assert refusal.value.code == "bytes_altered"


def test_altered_bytes_are_mended_when_they_are_put_in_again(
    store: ContentStore,
) -> None:
    digest = store.put(b"one")
    store.path(digest).write_bytes(b"two")

    store.put(b"one")

    assert store.get(digest) == b"one"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_nothing_but_a_hash_names_a_file(store: ContentStore, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.path(name)


def test_an_unfinished_file_is_not_listed(store: ContentStore) -> None:
    digest = store.put(b"one")
    store.path(digest).with_name(".part-0123").write_bytes(b"o")

    assert list(store.list_digests()) == [digest]


def test_an_empty_store_lists_nothing(store: ContentStore) -> None:
    assert list(store.list_digests()) == []


def test_a_file_is_written_over_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "act.pdf"
    write_file(path, b"first, and longer")
    write_file(path, b"second")

    assert path.read_bytes() == b"second"
    assert [one.name for one in path.parent.iterdir()] == ["act.pdf"]


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failed_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "act.pdf"
    write_file(path, b"first")

    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(step, fail)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"second")

    assert path.read_bytes() == b"first"
    assert [one.name for one in tmp_path.iterdir()] == ["act.pdf"]
