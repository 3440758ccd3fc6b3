"""The bound journal as bytes: one plan, drawn by Typst and written for Word."""

from pathlib import Path

from templates_docs.document import Rendered
from templates_docs.documents.class_journal.context import JournalContext
from templates_docs.documents.class_journal.drawing.pages import template_data
from templates_docs.documents.class_journal.layout.errors import PagesDifferError
from templates_docs.documents.class_journal.layout.plan import plan_volume
from templates_docs.documents.class_journal.word.document import journal_docx
from templates_docs.rendering.garbage import without_garbage_collection
from templates_docs.rendering.pages import count_pages
from templates_docs.rendering.typst import render_typst

TEMPLATE = Path(__file__).with_name("template.typ")


def render_pdf(context: JournalContext) -> bytes:
    """Return the PDF/A-2b of the volume the context names."""
    return render_volume(context).data


def render_docx(context: JournalContext) -> bytes:
    """Return the Word twin of the volume the context names."""
    return journal_docx(plan_volume(context), context)


def render_volume(context: JournalContext) -> Rendered:
    """Return the PDF of a volume with its count of pages.

    Raises:
        PagesDifferError: the engine made more or fewer pages than were planned.
    """
    with without_garbage_collection():
        plan = plan_volume(context)
        data = template_data(plan, context)
    pdf = render_typst(TEMPLATE, data, made_at=context.imprint.made_at)
    pages = count_pages(pdf)
    if pages != len(plan.pages):
        raise PagesDifferError(planned=len(plan.pages), printed=pages)
    return Rendered(data=pdf, pages=pages)
