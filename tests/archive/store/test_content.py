"""Files kept by their hash: whole or not at all, never changed, never trusted."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from archive.store.content import ContentStore, sha256_of, write_file
from records.kernel.errors import NotFoundError, VerificationError

DATA = b"%PDF-1.7 a journal"
DIGEST = sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "documents")


def test_what_is_put_in_comes_out(store: ContentStore) -> None:
    digest = store.put(DATA)

    assert digest == DIGEST
    assert store.get(digest) == DATA
    assert sha256_of(store.path(digest)) == digest
    assert list(store.list_digests()) == [DIGEST]


def test_the_same_bytes_are_kept_once(store: ContentStore) -> None:
    store.put(DATA)
    before = store.path(DIGEST).stat()

    store.put(DATA)

    assert store.path(DIGEST).stat().st_ino == before.st_ino
    assert len(list(store.list_digests())) == 1


def test_an_empty_store_lists_nothing(store: ContentStore) -> None:
    assert list(store.list_digests()) == []


def test_an_altered_file_is_not_given_out(store: ContentStore) -> None:
    store.put(DATA)
    store.path(DIGEST).write_bytes(DATA + b" ")

    with pytest.raises(VerificationError) as refused:
        store.get(DIGEST)

    assert (refused.value.code, refused.value.exit_code) == ("bytes_altered", 3)


def test_an_altered_file_is_mended_by_the_bytes_themselves(
    store: ContentStore,
) -> None:
    store.put(DATA)
    store.path(DIGEST).write_bytes(b"")

    store.put(DATA)

    assert store.get(DIGEST) == DATA


def test_an_absent_file_is_named(store: ContentStore) -> None:
    with pytest.raises(NotFoundError, match=DIGEST):
        store.get(DIGEST)


@pytest.mark.parametrize(
    "name", ["", "abc", "../../etc/passwd", DIGEST.upper(), f"{DIGEST[:-1]}/", "я" * 64]
)
def test_only_a_hash_names_a_file(store: ContentStore, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.path(name)


def test_only_the_owner_reads_what_is_kept(store: ContentStore) -> None:
    store.put(DATA)

    assert store.path(DIGEST).stat().st_mode & 0o077 == 0


def test_an_unfinished_file_is_not_listed(store: ContentStore) -> None:
    store.put(DATA)
    (store.path(DIGEST).parent / ".part-0123").write_bytes(b"half")

    assert list(store.list_digests()) == [DIGEST]


def test_a_full_disk_leaves_the_old_file_and_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    write_file(path, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")

    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]
