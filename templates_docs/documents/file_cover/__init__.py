"""Cover of an archival file (обложка дела)."""

from templates_docs.document import DocumentType
from templates_docs.documents.file_cover.context import FileCover
from templates_docs.documents.file_cover.sample import sample
from templates_docs.facts import printed_with_journal
from templates_docs.rendering.form import Form

FORM = Form(folder="file_cover", title="Обложка дела")

DOCUMENT = DocumentType(
    code="J-COVER",
    title="Обложка дела",
    clause="3.8.5",
    revision="1",
    context=FileCover,
    build=printed_with_journal,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
