"""Certification sheet of a file (лист-заверитель дела, п. 3.8.5)."""

from templates_docs.document import DocumentType
from templates_docs.documents.certification_sheet.context import CertificationSheet
from templates_docs.documents.certification_sheet.sample import sample
from templates_docs.facts import printed_with_journal
from templates_docs.rendering.form import Form

FORM = Form(
    folder="certification_sheet", title="Лист-заверитель дела", qr_of="volume_imprint"
)

DOCUMENT = DocumentType(
    code="J-CERT",
    title="Лист-заверитель дела",
    clause="3.8.5",
    revision="1",
    context=CertificationSheet,
    build=printed_with_journal,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
