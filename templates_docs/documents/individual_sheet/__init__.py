"""Individual sheet (направление на сдачу (пересдачу), п. 4.2.5)."""

from templates_docs.document import DocumentType
from templates_docs.documents.individual_sheet.build import build
from templates_docs.documents.individual_sheet.context import IndividualSheet
from templates_docs.documents.individual_sheet.sample import sample
from templates_docs.rendering.form import Form

FORM = Form(folder="individual_sheet", title="Направление на сдачу (пересдачу)")

DOCUMENT = DocumentType(
    code="V-IND",
    title="Направление на сдачу (пересдачу)",
    clause="4.2.5",
    revision="1",
    context=IndividualSheet,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
