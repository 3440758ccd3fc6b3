"""The bound annual journal (журнал учебных занятий, п. 1.5, 2.3, 3.8.5), J-YEAR."""

from templates_docs.document import DocumentType
from templates_docs.documents.class_journal.build.journal import build
from templates_docs.documents.class_journal.context import JournalContext
from templates_docs.documents.class_journal.render import render_docx, render_pdf
from templates_docs.documents.class_journal.sample import sample

DOCUMENT = DocumentType(
    code="J-YEAR",
    title="Журнал учебных занятий (том)",
    clause="3.8.5",
    revision="1",
    context=JournalContext,
    build=build,
    sample=sample,
    render_pdf=render_pdf,
    render_docx=render_docx,
)
