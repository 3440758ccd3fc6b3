"""Credit sheet (зачётная ведомость, п. 4.2.5)."""

from functools import partial

from templates_docs.document import DocumentType
from templates_docs.documents.credit_sheet.build import build
from templates_docs.documents.credit_sheet.context import CreditSheet
from templates_docs.documents.credit_sheet.sample import sample
from templates_docs.layout.sheet.rows import plan_rows
from templates_docs.rendering.form import Form

FORM = Form(
    folder="credit_sheet",
    title="Зачётная ведомость",
    plan=partial(plan_rows, name_mm=73.6),
)

DOCUMENT = DocumentType(
    code="V-ZA",
    title="Зачётная ведомость",
    clause="4.2.5",
    revision="1",
    context=CreditSheet,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
