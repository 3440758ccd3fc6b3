"""Issued documents as plain values (регистрация документов)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFact:
    """One file of an issued document: format, SHA-256 (hex), size in bytes."""

    format: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """What becomes official: counts are those of the final PDF.

    `id` is the short code printed on the pages, `digest` the SHA-256 of the
    content, `entries` the size of the ledger it was made from.
    """

    id: str
    code: str
    series: str
    number: str
    issued_on: date
    title: str
    subject: str
    journal_id: int | None
    volume: int
    pages: int
    sheets: int
    entries: int
    revision: str
    digest: str
    files: tuple[FileFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedFact:
    """A document of the register with its files."""

    id: str
    code: str
    series: str
    number: str
    issued_on: date
    title: str
    subject: str
    journal_id: int | None
    volume: int
    pages: int
    sheets: int
    entries: int
    revision: str
    digest: str
    issued_at: datetime
    state: str
    files: tuple[FileFact, ...]
