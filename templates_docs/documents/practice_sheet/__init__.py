"""Practice sheet (ведомость по практике, п. 4.2.5)."""

from templates_docs.document import DocumentType
from templates_docs.documents.practice_sheet.build import build
from templates_docs.documents.practice_sheet.context import PracticeSheet
from templates_docs.documents.practice_sheet.sample import sample
from templates_docs.rendering.form import Form

FORM = Form(folder="practice_sheet", title="Ведомость по практике")

DOCUMENT = DocumentType(
    code="V-PR",
    title="Ведомость по практике",
    clause="4.2.5",
    revision="1",
    context=PracticeSheet,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
