"""Summary sheet (сводная ведомость успеваемости, п. 4.2.5, 5.1.2)."""

from templates_docs.document import DocumentType
from templates_docs.documents.summary_sheet.build import build
from templates_docs.documents.summary_sheet.context import SummarySheet
from templates_docs.documents.summary_sheet.docx import render_docx
from templates_docs.documents.summary_sheet.plan import plan_summary
from templates_docs.documents.summary_sheet.sample import sample
from templates_docs.rendering.form import Form

FORM = Form(
    folder="summary_sheet", title="Сводная ведомость успеваемости", plan=plan_summary
)

DOCUMENT = DocumentType(
    code="V-SV",
    title="Сводная ведомость успеваемости",
    clause="4.2.5",
    revision="1",
    context=SummarySheet,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=render_docx,
)
