"""Practice sheet (ведомость по практике, п. 4.2.5)."""

from functools import partial

from templates_docs.document import DocumentType
from templates_docs.documents.practice_sheet.build import build
from templates_docs.documents.practice_sheet.context import PracticeSheet
from templates_docs.documents.practice_sheet.sample import sample
from templates_docs.layout.sheet.rows import plan_rows
from templates_docs.rendering.form import Form

FORM = Form(
    folder="practice_sheet",
    title="Ведомость по практике",
    plan=partial(plan_rows, name_mm=45.6, block=("base", 38)),
)

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
