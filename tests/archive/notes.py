"""A document type of the tests: a note on what the record says of the institution.

One note is honest, the Word twin of the other says something else; both are printed
by the real engines.
"""

from dataclasses import dataclass
from datetime import date
from html import escape

from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError
from records.norms.queries import get_institution
from templates_docs.document import BLANK_IMPRINT, Built, DocumentType, Imprint
from templates_docs.rendering.docx import save_document
from templates_docs.rendering.docx_blank import PageSetup, blank_document
from templates_docs.rendering.docx_table import append
from templates_docs.rendering.docx_values import Paragraph, Run
from templates_docs.rendering.pdf import render_pdf

TITLE = "Справка"
DAY = date(2026, 9, 1)
CSS = "@page { size: A4; margin: 20mm } body { font: 12pt 'PT Serif'; margin: 0 }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a note says; `pages` is how long it is."""

    text: str
    pages: int = 1
    imprint: Imprint = BLANK_IMPRINT


def build_note(session: Session, subject: str) -> Built:
    """Read a note about a number of pages: «3» gives three."""
    if not subject.isdecimal():
        raise NotFoundError("Справки нет.", code="no_note")
    phone = get_institution(session).phone or "нет"
    return Built(
        context=Note(text=f"Телефон учреждения: {phone}", pages=int(subject)),
        title=f"{TITLE} на {subject} л.",
        number="",
        issued_on=DAY,
        subject=subject,
        group="ЮР-21",
    )


def list_lines(note: Note) -> list[str]:
    """Give the lines of a note, one a page, with its code."""
    lines = [f"{note.text}, страница {page}" for page in range(1, note.pages + 1)]
    return [f"{line}, код {note.imprint.code or 'без кода'}" for line in lines]


def print_pdf(note: Note) -> bytes:
    """Print a note as PDF, a page a line."""
    breaks = "<div style='break-after: page'></div>"
    body = breaks.join(f"<div>{escape(line)}</div>" for line in list_lines(note))
    return render_pdf(
        f"<html><body>{body}</body></html>",
        styles=(CSS,),
        title=TITLE,
        made_at=note.imprint.made_at,
        identifier=note.imprint.code or "draft",
    )


def print_docx(note: Note) -> bytes:
    """Print a note as DOCX."""
    document = blank_document(PageSetup(left=20, right=20, top=20, bottom=20))
    for line in list_lines(note):
        append(document, Paragraph(runs=(Run(text=line),)))
    return save_document(document, title=TITLE, made_at=note.imprint.made_at)


def print_another(note: Note) -> bytes:
    """Print a DOCX that says «нет» where the PDF says something else."""
    return print_docx(
        Note(text="Телефона нет вовсе", pages=note.pages, imprint=note.imprint)
    )


NOTE = DocumentType(
    code="T-NOTE",
    title=TITLE,
    clause="3.8.5",
    revision="1",
    context=Note,
    build=build_note,
    sample=lambda: Note(text="образец"),
    render_pdf=print_pdf,
    render_docx=print_docx,
)
LIE = DocumentType(
    code="T-LIE",
    title=TITLE,
    clause="3.8.5",
    revision="1",
    context=Note,
    build=build_note,
    sample=lambda: Note(text="образец"),
    render_pdf=print_pdf,
    render_docx=print_another,
)


def find_note(code: str) -> DocumentType:
    """Find a type of this file as the catalogue finds the real ones."""
    return {one.code: one for one in (NOTE, LIE)}[code]
