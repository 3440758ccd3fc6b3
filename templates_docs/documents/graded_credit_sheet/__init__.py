"""Graded credit sheet (ведомость дифференцированного зачёта, п. 4.2.5)."""

from functools import partial

from templates_docs.document import DocumentType
from templates_docs.documents.graded_credit_sheet.build import build
from templates_docs.documents.graded_credit_sheet.context import GradedCreditSheet
from templates_docs.documents.graded_credit_sheet.sample import sample
from templates_docs.layout.sheet.rows import plan_rows
from templates_docs.rendering.form import Form

FORM = Form(
    folder="graded_credit_sheet",
    title="Ведомость дифференцированного зачёта",
    plan=partial(plan_rows, name_mm=69.1),
)

DOCUMENT = DocumentType(
    code="V-DZ",
    title="Ведомость дифференцированного зачёта",
    clause="4.2.5",
    revision="1",
    context=GradedCreditSheet,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
