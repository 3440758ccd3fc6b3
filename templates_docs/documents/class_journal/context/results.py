"""Facts of final marks, debts and the summary sheet (§1.11-1.12, §4.6)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from templates_docs.document import Signature
from templates_docs.documents.class_journal.context.blocks import LearnerMark


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalPeriod:
    """A sub-column of final marks: «1 с», «2 с», «Экз» or the total «Ит.»."""

    period: str
    total: bool = False
    marks: tuple[LearnerMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalCourse:
    """Final marks of a course, subgroups together."""

    index: str
    title: str
    periods: tuple[FinalPeriod, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A learner not certified: reason, form, term and result («н/а», REG 4.2.3).

    `index` and `period` name the cell; `reason_note` is the short reason of a
    footnote («болезнь»).
    """

    learner: int
    index: str
    period: str
    period_name: str
    reason: str
    form: str
    due: str
    order: str = ""
    order_date: date | None = None
    result: str = ""
    reason_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of each mark, and the shares made of them (§4.8)."""

    fives: int = 0
    fours: int = 0
    threes: int = 0
    twos: int = 0
    not_certified: int = 0
    mean: Decimal | None = None
    success: Decimal | None = None
    quality: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryColumn:
    """A course, a practice or a course work of the summary sheet."""

    index: str
    title: str
    control: str = ""
    hours: int | None = None
    counts: Counts = Counts()
    marks: tuple[LearnerMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """A learner's counts and missed hours."""

    learner: int
    counts: Counts = Counts()
    missed: int = 0
    missed_excused: int = 0
    missed_unexcused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The summary sheet of final marks (сводная ведомость итоговых оценок)."""

    columns: tuple[SummaryColumn, ...] = ()
    rows: tuple[SummaryRow, ...] = ()
    excellent: int = 0
    good: int = 0
    one_three: int = 0
    failing: int = 0
    not_certified: int = 0
    success: Decimal | None = None
    quality: Decimal | None = None
    mean: Decimal | None = None
    signatures: tuple[Signature, ...] = ()
