"""Labels over the knots of the lacing (заверительная надпись, п. 3.8.5)."""

from templates_docs.document import DocumentType
from templates_docs.documents.binding_label.context import BindingLabels
from templates_docs.documents.binding_label.sample import sample
from templates_docs.facts import printed_with_journal
from templates_docs.rendering.form import Form

FORM = Form(folder="binding_label", title="Заверительные надписи", qr_of="")

DOCUMENT = DocumentType(
    code="J-LABEL",
    title="Заверительные надписи",
    clause="3.8.5",
    revision="1",
    context=BindingLabels,
    build=printed_with_journal,
    sample=sample,
    render_pdf=FORM.render_pdf,
    render_docx=FORM.render_docx,
)
