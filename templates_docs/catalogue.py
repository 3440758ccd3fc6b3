"""All types of documents, in the order of the office's register."""

from difflib import get_close_matches

from records.kernel.errors import NotFoundError
from templates_docs.document import DocumentType
from templates_docs.documents import (
    binding_label,
    certification_sheet,
    class_journal,
    coursework_sheet,
    credit_sheet,
    exam_sheet,
    file_cover,
    graded_credit_sheet,
    handover_act,
    individual_sheet,
    inspection_order,
    monitoring_report,
    practice_sheet,
    summary_sheet,
)

DOCUMENTS: tuple[DocumentType, ...] = (
    class_journal.DOCUMENT,
    certification_sheet.DOCUMENT,
    binding_label.DOCUMENT,
    file_cover.DOCUMENT,
    handover_act.DOCUMENT,
    exam_sheet.DOCUMENT,
    credit_sheet.DOCUMENT,
    graded_credit_sheet.DOCUMENT,
    practice_sheet.DOCUMENT,
    coursework_sheet.DOCUMENT,
    individual_sheet.DOCUMENT,
    summary_sheet.DOCUMENT,
    inspection_order.DOCUMENT,
    monitoring_report.DOCUMENT,
)


def find(code: str) -> DocumentType:
    """Return the type with this code, in any case of letters.

    Raises:
        NotFoundError: there is no such type; near codes are named.
    """
    known = {document.code: document for document in DOCUMENTS}
    found = known.get(code.upper())
    if found is not None:
        return found
    near = get_close_matches(code.upper(), known, n=3, cutoff=0.4) or list(known)
    raise NotFoundError(
        f"Документа с кодом «{code}» нет. Есть: {', '.join(near)}.",
        code="no_document_type",
    )
