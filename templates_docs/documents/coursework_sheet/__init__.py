"""Course work sheet (ведомость защиты курсовых работ, п. 4.2.5)."""

from functools import partial

from templates_docs.document import DocumentType
from templates_docs.documents.coursework_sheet.build import build
from templates_docs.documents.coursework_sheet.context import CourseworkSheet
from templates_docs.documents.coursework_sheet.sample import sample
from templates_docs.layout.sheet.rows import plan_rows
from templates_docs.rendering.form import Form

FORM = Form(
    folder="coursework_sheet",
    title="Ведомость защиты курсовых работ",
    plan=partial(plan_rows, name_mm=45.6, block=("topic", 54)),
)

DOCUMENT = DocumentType(
    code="V-KR",
    title="Ведомость защиты курсовых работ",
    clause="4.2.5",
    revision="1",
    context=CourseworkSheet,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
