"""Where an uploaded file waits between the preview and the yes (загруженный файл)."""

import hashlib
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from werkzeug.datastructures import FileStorage

from records.kernel.errors import InputRefusedError, NotFoundError

LARGEST = 10 * 1024 * 1024
KEPT_SECONDS = 3600
SUFFIXES = (".xlsx", ".csv", ".docx")
TOKEN_BYTES = 24
LONGEST = 200
"""Bytes a file's name may have; file systems stop at 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file that waits: its token, its path, the name it had."""

    token: str
    path: Path
    name: str


def keep(home: Path, account_id: int, sent: FileStorage | None) -> Waiting:
    """Keep an uploaded file for an hour, for its sender alone.

    Raises:
        InputRefusedError: nothing was sent, or it is of another kind or too large.
    """
    name = Path((sent.filename if sent else "") or "").name
    suffix = Path(name).suffix.lower()
    if sent is None or not name:
        raise InputRefusedError("Выберите файл.", code="no_file")
    if suffix not in SUFFIXES:
        raise InputRefusedError(
            f"Файл «{name}» другого вида. Годятся XLSX и CSV, для КТП — и DOCX.",
            code="file_kind",
        )
    data = sent.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputRefusedError(
            f"Файл «{name}» больше 10 МБ. Разделите его на части.", code="file_size"
        )
    folder = _folder(home)
    _forget_old(folder)
    token = f"{secrets.token_urlsafe(TOKEN_BYTES)}{suffix}"
    path = _place(folder, account_id, token)
    path.mkdir(mode=0o700)
    inside = path / f"{_safe(Path(name).stem)}{suffix}"
    inside.write_bytes(data)
    return Waiting(token=token, path=inside, name=name)


def find(home: Path, account_id: int, token: str) -> Waiting:
    """Find a file that waits for this account.

    Raises:
        NotFoundError: there is none, it waited too long or is somebody else's.
    """
    path = _place(_folder(home), account_id, token)
    inside = next(iter(path.iterdir()), None) if path.is_dir() else None
    if inside is None:
        raise NotFoundError(
            "Загруженного файла уже нет: он хранится час. Загрузите его снова.",
            code="upload_gone",
        )
    return Waiting(token=token, path=inside, name=inside.name)


def forget(waiting: Waiting) -> None:
    """Remove a file that has been brought in; another request may have done so."""
    shutil.rmtree(waiting.path.parent, ignore_errors=True)


def _place(folder: Path, account_id: int, token: str) -> Path:
    """Name the place by account and token together; neither alone finds it."""
    digest = hashlib.sha256(f"{account_id} {token}".encode()).hexdigest()
    return folder / digest


def _folder(home: Path) -> Path:
    folder = home / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _safe(stem: str) -> str:
    """Keep a name a person recognises, without signs a file system minds."""
    kept = "".join(one if one.isalnum() or one in " -_." else "_" for one in stem)
    return kept.strip(" .").encode()[:LONGEST].decode(errors="ignore") or "файл"


def _forget_old(folder: Path) -> None:
    since = time.time() - KEPT_SECONDS
    for place in folder.iterdir():
        with suppress(FileNotFoundError):
            if place.stat().st_mtime < since:
                shutil.rmtree(place, ignore_errors=True)
