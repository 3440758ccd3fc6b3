"""Fields of the graded credit sheet (ведомость дифференцированного зачёта, п. 4.2.5)."""

from dataclasses import dataclass

from records.sheets.values import SheetTotals
from templates_docs.document import Imprint
from templates_docs.layout.sheet.context import SheetFoot, SheetHead, SheetLine

GRADED_CREDIT = "ВЕДОМОСТЬ ДИФФЕРЕНЦИРОВАННОГО ЗАЧЁТА"


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedCreditSheet:
    """A graded credit's sheet: as an exam's, without tickets."""

    head: SheetHead
    lines: tuple[SheetLine, ...]
    totals: SheetTotals
    foot: SheetFoot
    imprint: Imprint
