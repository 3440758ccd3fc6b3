"""Fields of the course work sheet (ведомость защиты курсовых работ, п. 4.2.5)."""

from dataclasses import dataclass
from datetime import date

from records.sheets.values import SheetTotals
from templates_docs.document import Imprint
from templates_docs.layout.sheet.context import Outcome, SheetFoot, SheetHead

COURSEWORK = "ВЕДОМОСТЬ ЗАЩИТЫ КУРСОВОЙ РАБОТЫ"
COURSE_PROJECT = "ВЕДОМОСТЬ ЗАЩИТЫ КУРСОВОГО ПРОЕКТА"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseworkLine:
    """A learner's course work: topic, day of defence, mark."""

    number: int
    name: str
    topic: str
    defended_on: date | None
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseworkSheet:
    """A sheet of defences of course works or projects."""

    head: SheetHead
    lines: tuple[CourseworkLine, ...]
    totals: SheetTotals
    foot: SheetFoot
    imprint: Imprint
