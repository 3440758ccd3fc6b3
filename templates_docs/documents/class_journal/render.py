"""The bound journal as bytes: one plan, drawn by Typst and written for Word."""

from pathlib import Path

from templates_docs.document import Rendered
from templates_docs.documents.class_journal.context import JournalContext
from templates_docs.documents.class_journal.drawing.pages import template_data
from templates_docs.documents.class_journal.layout.plan import plan_volume
from templates_docs.documents.class_journal.word.document import journal_docx
from templates_docs.rendering.garbage import without_garbage_collection
from templates_docs.rendering.typst import render_typst

TEMPLATE = Path(__file__).with_name("template.typ")


def render_pdf(context: JournalContext) -> bytes:
    """Return the PDF/A-2b of the volume the context names."""
    return render_volume(context).data


def render_docx(context: JournalContext) -> bytes:
    """Return the Word twin of the volume the context names."""
    return journal_docx(plan_volume(context), context)


def render_volume(context: JournalContext) -> Rendered:
    """Return the PDF of a volume with its count of pages."""
    with without_garbage_collection():
        plan = plan_volume(context)
        data = template_data(plan, context)
    pdf = render_typst(TEMPLATE, data, made_at=context.imprint.made_at)
    return Rendered(data=pdf, pages=len(plan.pages))
