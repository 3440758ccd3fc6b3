"""Files kept by the hash of their content (хранилище выданных файлов)."""

import os
import secrets
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from records.kernel.errors import NotFoundError, VerificationError
from records.kernel.hashing import sha256_hex

_UNFINISHED = ".part-"
_PIECE = 1 << 20


class ContentStore:
    """A folder of files named by their SHA-256; what is in it never changes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes) -> str:
        """Keep bytes and return their SHA-256 (hex); safe when power fails."""
        digest = sha256_hex(data)
        path = self.path(digest)
        if not path.is_file() or sha256_of(path) != digest:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_file(path, data)
            sync_folder(path.parent.parent)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes with this SHA-256.

        Raises:
            NotFoundError: they are not in the store.
            VerificationError: the file is no longer what was put in.
        """
        try:
            data = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise NotFoundError(
                f"В хранилище нет файла {digest}: восстановите его из копии.",
                code="bytes_missing",
            ) from None
        if sha256_hex(data) != digest:
            raise VerificationError(
                f"Файл {digest} в хранилище изменён: восстановите его из копии.",
                code="bytes_altered",
            )
        return data

    def path(self, digest: str) -> Path:
        """Return where the bytes with this SHA-256 lie.

        Raises:
            ValueError: it is not a SHA-256 in lower-case hex.
        """
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            message = f"not a SHA-256: {digest!r}"
            raise ValueError(message)
        return self.root / digest[:2] / digest

    def list_digests(self) -> Iterator[str]:
        """Give the SHA-256 every file is named by, sorted; unfinished ones are not."""
        for path in sorted(self.root.glob("??/*")):
            if not path.name.startswith(_UNFINISHED):
                yield path.name


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: it is there after a power cut, or is not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{_UNFINISHED}{secrets.token_hex(8)}")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 (hex) of a file of any size."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
