"""Fields of the practice sheet (ведомость по практике, п. 4.2.5)."""

from dataclasses import dataclass
from datetime import date

from records.sheets.values import SheetTotals
from templates_docs.document import Imprint
from templates_docs.layout.sheet.context import Outcome, SheetFoot, SheetHead

TRAINING_PRACTICE = "ВЕДОМОСТЬ ПО УЧЕБНОЙ ПРАКТИКЕ"
WORK_PRACTICE = "ВЕДОМОСТЬ ПО ПРОИЗВОДСТВЕННОЙ ПРАКТИКЕ"
FINAL_PRACTICE = "ВЕДОМОСТЬ ПО ПРЕДДИПЛОМНОЙ ПРАКТИКЕ"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLine:
    """A learner's practice: where, when, papers handed in, mark.

    `papers` says what was handed in («сданы», «отчёт»), nothing is not yet.
    """

    number: int
    name: str
    base: str
    period: tuple[date, date] | None
    papers: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSheet:
    """A practice's sheet: bases and periods stand beside the marks."""

    head: SheetHead
    lines: tuple[PracticeLine, ...]
    totals: SheetTotals
    foot: SheetFoot
    imprint: Imprint
