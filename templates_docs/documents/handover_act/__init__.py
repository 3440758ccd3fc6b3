"""Act of handover with its inventory (акт приёма-передачи, опись, п. 3.8.5)."""

from templates_docs.document import DocumentType
from templates_docs.documents.handover_act.build import build
from templates_docs.documents.handover_act.context import HandoverAct
from templates_docs.documents.handover_act.printing import FORM
from templates_docs.documents.handover_act.sample import sample

DOCUMENT = DocumentType(
    code="ACT-IN",
    title=FORM.title,
    clause="3.8.5",
    revision="1",
    context=HandoverAct,
    build=build,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
