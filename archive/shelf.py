"""Lays issued documents into a folder of the office, with their manifest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from archive.issue import Issued
from archive.store.content import write_file
from records.ledger.queries import get_head
from records.norms.queries import get_institution
from templates_docs.formatting.words import number_in_words

UNSAFE = '/\\:*?"<>|' + "".join(map(chr, range(32)))
SAFE = str.maketrans(dict.fromkeys(UNSAFE, "-") | {" ": "_"})
LONGEST = 100
"""Letters of a subject in a file name: two bytes each, 255 bytes for the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidFile:
    """A file in the folder; `seconds` is how long it took to print."""

    path: Path
    format: str
    sha256: str
    size: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A document with the files that lie in the folder."""

    issued: Issued
    files: tuple[LaidFile, ...]


def lay(issued: Issued, folder: Path, *, formats: Iterable[str]) -> Laid:
    """Write the files of a document into a folder, each whole or not at all."""
    wanted = set(formats)
    facts = {one.format: one for one in issued.fact.files}
    files = []
    for one in issued.files:
        if one.format not in wanted:
            continue
        path = folder / f"{file_stem(issued)}.{one.format}"
        write_file(path, one.data)
        file = LaidFile(
            path=path,
            format=one.format,
            sha256=facts[one.format].sha256,
            size=len(one.data),
            seconds=one.seconds,
        )
        files.append(file)
    return Laid(issued=issued, files=tuple(files))


def file_stem(issued: Issued) -> str:
    """Name a file by type, subject and volume: «J-YEAR_ЮР-21_2026-2027_том-1»."""
    fact = issued.fact
    volume = f"_том-{fact.volume}" if fact.volume else ""
    return f"{fact.code}_{fact.subject.translate(SAFE)[:LONGEST]}{volume}"


def build_manifest(
    session: Session, documents: Sequence[Laid], *, folder: Path, now: datetime
) -> dict[str, Any]:
    """Return the manifest of contract §3; the moment is that of the record."""
    institution = get_institution(session)
    head = get_head(session)
    local = now.astimezone(ZoneInfo(institution.timezone))
    return {
        "institution": institution.full_name,
        "generated_at": local.isoformat(timespec="seconds"),
        "ledger": {"entries": head.size, "head": head.root},
        "documents": [_document(one, folder) for one in documents],
    }


def _document(laid: Laid, folder: Path) -> dict[str, Any]:
    fact = laid.issued.fact
    return {
        "id": fact.id,
        "code": fact.code,
        "title": fact.title,
        "number": fact.number,
        "date": fact.issued_on.isoformat(),
        "group": laid.issued.group,
        "subject": fact.subject,
        "pages": fact.pages,
        "sheets": fact.sheets,
        "sheets_in_words": number_in_words(fact.sheets),
        "entries": fact.entries,
        "files": [
            {
                "format": one.format,
                "path": one.path.relative_to(folder).as_posix(),
                "sha256": one.sha256,
                "bytes": one.size,
                "seconds": round(one.seconds, 3),
            }
            for one in laid.files
        ],
    }
