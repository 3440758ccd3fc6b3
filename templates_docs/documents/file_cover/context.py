"""Fields of the cover of an archival file (обложка дела)."""

from dataclasses import dataclass
from datetime import date

from templates_docs.document import Imprint, Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCode:
    """Numbers the archive writes (архивный шифр); empty until it takes the file."""

    fund: str = ""
    inventory: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCover:
    """The cover of one volume (обложка тома).

    `archive_name` and `retention_article` may be empty; an empty field prints a
    line to be filled by hand.
    """

    letterhead: Letterhead
    archive_name: str
    department: str
    file_number: str
    volume: int
    volumes: int
    title: str
    started_on: date
    finished_on: date
    sheets: int
    retention: str
    archive_code: ArchiveCode
    imprint: Imprint
