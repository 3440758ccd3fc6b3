"""What a document type is, and the values every form shares."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The institution as forms name it (реквизиты организации).

    `name_lines` is the full name cut for a centred block; the line that holds
    the name in quotes is printed bold.
    """

    name_lines: tuple[str, ...]
    full_name: str
    short_name: str
    city: str
    site: str
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One line of a signature block: post, name as «И.О. Фамилия», date."""

    role: str
    name: str
    signed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What the foot of a page tells about the electronic original.

    `digest` is the SHA-256 (hex) of the canonical content of the context,
    `made_at` the local moment of the record the document was made from.
    """

    code: str
    digest: str
    made_at: datetime


BLANK_IMPRINT = Imprint(code="", digest="", made_at=datetime(2000, 1, 1))  # noqa: DTZ001 - a local moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Bytes of one document in one format; pages are counted from a PDF."""

    data: bytes
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A context read from the record, with what the register needs to know.

    `number` is the document's own number where it has one (a sheet's, an
    order's); the context's imprint is blank until the document is issued.
    `group` is the group's code, empty for documents of the institution; `state`
    is the journal's, where the document is a journal.
    """

    context: Any
    title: str
    number: str
    issued_on: date
    subject: str
    group: str = ""
    journal_id: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """A type of document: its code, its context and how it is printed.

    `build(session, subject)` reads the record, `sample()` gives a filled
    fictional context, `render_pdf` and `render_docx` turn a context into bytes.
    """

    code: str
    title: str
    clause: str
    revision: str
    context: type[Any]
    build: Callable[[Session, str], Built]
    sample: Callable[[], Any]
    render_pdf: Callable[[Any], bytes]
    render_docx: Callable[[Any], bytes]
