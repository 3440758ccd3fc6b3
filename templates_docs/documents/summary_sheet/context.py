"""Fields of the summary sheet (сводная ведомость успеваемости, п. 4.2.5)."""

from dataclasses import dataclass
from decimal import Decimal

from records.sheets.values import GroupTotals, ResultCounts, SheetTotals
from templates_docs.document import Imprint, Letterhead, Signature

TITLE = "СВОДНАЯ ВЕДОМОСТЬ УСПЕВАЕМОСТИ"
# Paper, width of the table, least width of a name.
SMALL_PAPER = ("A4", 265, 46.0)
LARGE_PAPER = ("A3", 388, 60.0)
_MOST_ON_SMALL = 16
# Number, record book, five counts, average, three kinds of missed hours, in mm.
NUMBER, BOOK, COUNT, AVERAGE, MISSED = 7.0, 18.0, 6.0, 10.0, 9.5
_WIDEST = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryColumn:
    """A discipline, a practice or a course work: title, form of control, hours."""

    title: str
    control: str
    hours: int
    totals: SheetTotals


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryGrid:
    """Columns of the sheet; the paper and the widths follow from their number."""

    columns: tuple[SummaryColumn, ...]

    @property
    def paper(self) -> str:
        """A4 up to sixteen columns, A3 beyond."""
        return self._sheet[0]

    @property
    def widths(self) -> tuple[float, ...]:
        """Widths of all columns in millimetres; the spare width is the name's."""
        tail = (*[COUNT] * 5, AVERAGE, *[MISSED] * 3)
        fixed = NUMBER + BOOK + sum(tail)
        _, width, least_name = self._sheet
        room = width - fixed - least_name
        each = round(min(_WIDEST, room / max(1, len(self.columns))), 2)
        name = width - fixed - each * len(self.columns)
        return (NUMBER, round(name, 2), BOOK, *[each] * len(self.columns), *tail)

    @property
    def _sheet(self) -> tuple[str, int, float]:
        return SMALL_PAPER if len(self.columns) <= _MOST_ON_SMALL else LARGE_PAPER


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """A learner's results in the order of the columns, counts and missed hours."""

    number: int
    name: str
    record_book: str
    results: tuple[str, ...]
    counts: ResultCounts
    average: Decimal | None
    missed: int
    excused: int
    unexcused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySheet:
    """The results of a group in a semester, disciplines side by side.

    A programme without semesters or years of study leaves them None.
    """

    letterhead: Letterhead
    number: str
    academic_year: str
    semester: int | None
    course: int | None
    group: str
    programme: str
    programme_caption: str
    grid: SummaryGrid
    lines: tuple[SummaryLine, ...]
    totals: GroupTotals
    signatures: tuple[Signature, ...]
    retention: str
    file_index: str
    imprint: Imprint
