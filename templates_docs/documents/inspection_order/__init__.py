"""Order on the results of an inspection (приказ, п. 5.3)."""

from templates_docs.document import DocumentType
from templates_docs.documents.inspection_order.build import build
from templates_docs.documents.inspection_order.context import InspectionOrder
from templates_docs.documents.inspection_order.sample import sample
from templates_docs.rendering.form import Form

FORM = Form(
    folder="inspection_order",
    title="Приказ об итогах проверки ведения электронных журналов",
)

DOCUMENT = DocumentType(
    code="ORD-INSP",
    title=FORM.title,
    clause="5.3",
    revision="1",
    context=InspectionOrder,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
