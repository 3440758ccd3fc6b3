"""Fields of the examination sheet (экзаменационная ведомость, п. 4.2.5)."""

from dataclasses import dataclass

from records.sheets.values import SheetTotals
from templates_docs.document import Imprint
from templates_docs.layout.sheet.context import SheetFoot, SheetHead, SheetLine

EXAM = "ЭКЗАМЕНАЦИОННАЯ ВЕДОМОСТЬ"
MODULE_EXAM = "ВЕДОМОСТЬ ЭКЗАМЕНА ПО МОДУЛЮ"
FINAL_ATTESTATION = "ВЕДОМОСТЬ ИТОГОВОЙ АТТЕСТАЦИИ"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamSheet:
    """An exam's sheet; exams of a module and final attestation differ by title."""

    head: SheetHead
    lines: tuple[SheetLine, ...]
    totals: SheetTotals
    foot: SheetFoot
    imprint: Imprint
