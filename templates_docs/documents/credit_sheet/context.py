"""Fields of the credit sheet (зачётная ведомость, п. 4.2.5)."""

from dataclasses import dataclass

from records.sheets.values import SheetTotals
from templates_docs.document import Imprint
from templates_docs.layout.sheet.context import SheetFoot, SheetHead, SheetLine

CREDIT = "ЗАЧЁТНАЯ ВЕДОМОСТЬ"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSheet:
    """A credit's sheet: «зачтено» and «не зачтено» live only here."""

    head: SheetHead
    lines: tuple[SheetLine, ...]
    totals: SheetTotals
    foot: SheetFoot
    imprint: Imprint
