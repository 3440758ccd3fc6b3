"""Examination sheet (экзаменационная ведомость, п. 4.2.5)."""

from functools import partial

from templates_docs.document import DocumentType
from templates_docs.documents.exam_sheet.build import build
from templates_docs.documents.exam_sheet.context import ExamSheet
from templates_docs.documents.exam_sheet.sample import sample
from templates_docs.layout.sheet.rows import plan_rows
from templates_docs.rendering.form import Form

FORM = Form(
    folder="exam_sheet",
    title="Экзаменационная ведомость",
    plan=partial(plan_rows, name_mm=59.1),
)

DOCUMENT = DocumentType(
    code="V-EX",
    title="Экзаменационная ведомость",
    clause="4.2.5",
    revision="1",
    context=ExamSheet,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
