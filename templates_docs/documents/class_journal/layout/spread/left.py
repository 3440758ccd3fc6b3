"""The left page: learners, marks, absences and what explains them (§1.5)."""

from dataclasses import dataclass

from templates_docs.documents.class_journal.context import Block, Learner
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.errors import DoesNotFitError
from templates_docs.documents.class_journal.layout.look import Style, style
from templates_docs.documents.class_journal.layout.lookup import Lookup, PageOf
from templates_docs.documents.class_journal.layout.measure import width
from templates_docs.documents.class_journal.layout.model import (
    Band,
    Column,
    Foot,
    Grid,
    Legend,
    Rich,
    Run,
    Shade,
)
from templates_docs.documents.class_journal.layout.model import Block as PageBlock
from templates_docs.documents.class_journal.layout.names import fit_name
from templates_docs.documents.class_journal.layout.spread import columns as heading
from templates_docs.documents.class_journal.layout.spread.bands import (
    BandRow,
    bands_of,
)
from templates_docs.documents.class_journal.layout.spread.columns import Slot
from templates_docs.documents.class_journal.layout.spread.notes import (
    Footnotes,
    notes_block,
    place_of,
    substitution_notes,
)
from templates_docs.documents.class_journal.layout.words import short_name

FOOT_HEIGHT = 5.6
LEGEND_TOP, LEGEND_HEIGHT = 271.6, 6.4
BOTTOM = LEGEND_TOP - 1.5
NOTES_GAP = 3.0
ROW_HEIGHTS = ((25, 7.0), (28, 6.5), (32, 6.0), (36, 5.3))
ROW_LEAST = 5.3
LEARNERS_A_PAGE = 36
LEGEND_TEXT = (
    "н — отсутствовал(а); н/4 — отсутствовал(а), материал сдан на «4»;\n"
    "4/5 — две работы на занятии; н/а — не аттестован(а)"
)
SWATCHES: tuple[tuple[Shade, str], ...] = (
    ("hatch", "до зачисления"),
    ("band", "после выбытия, отпуск"),
    ("column", "МИУД, итог"),
)
_EMPTY_GROUP = "Обучающихся в списке нет"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftPage:
    """What the left page of one spread shows.

    The last page of a spread counts the absences of `everyone`; `below` is the
    room kept free under the footnotes.
    """

    lookup: Lookup
    block: Block
    learners: tuple[Learner, ...]
    slots: tuple[Slot, ...]
    top: float
    everyone: tuple[Learner, ...] = ()
    below: float = 0


def row_height(count: int) -> float:
    """Return the height of a row for a number of learners."""
    return next((tall for most, tall in ROW_HEIGHTS if count <= most), ROW_LEAST)


def left_blocks(page: LeftPage, page_of: PageOf) -> tuple[PageBlock, ...]:
    """Return grid, footnotes and legend; many notes become references to lists.

    Raises:
        DoesNotFitError: even short notes have no room under the table.
    """
    stars = substitution_notes(
        slot.lesson for slot in page.slots if slot.is_lesson and slot.lesson
    )
    for brief in (False, True):
        for tall in _heights(len(page.learners)):
            marks = _Marks(page=page, notes=Footnotes(page_of, brief))
            grid = marks.grid(tall)
            top = grid.top + grid.height + NOTES_GAP
            notes = notes_block(top, [*marks.notes.all(), *stars])
            if notes.top + notes.height + page.below <= BOTTOM:
                shown = (grid, notes) if notes.columns[0] else (grid,)
                return (*shown, legend())
    message = f"{page.block.index}: примечания не помещаются под таблицей отметок."
    raise DoesNotFitError(message)


def _heights(count: int) -> tuple[float, ...]:
    usual = row_height(count)
    return (usual, *(tall for _, tall in ROW_HEIGHTS if tall < usual))


def legend() -> Legend:
    """Return the foot that explains signs and fills."""
    return Legend(LEGEND_TOP, LEGEND_HEIGHT, (Run(LEGEND_TEXT, look.NOTE),), SWATCHES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """The table of marks of a page, giving out signs of footnotes as it is made."""

    page: LeftPage
    notes: Footnotes

    def grid(self, tall: float) -> Grid:
        page = self.page
        name_width, widths = heading.widths_of(page.slots)
        weights = heading.weights_of(page.slots)
        rows = [self._row(row, widths) for row in range(len(page.learners))]
        marks = tuple(
            self._column(index, (widths[index], weights[index]), [r[0] for r in rows])
            for index in range(len(page.slots))
        )
        label = Foot("Отсутствовало на занятии", look.BODY_SMALL, look.BODY_SMALL)
        return Grid(
            top=page.top,
            columns=(*side_columns(page.learners, name_width, tall), *marks),
            heads=heading.head_cells(page.slots, widths, weights),
            head_height=heading.HEAD_HEIGHT,
            row_height=tall,
            rows=max(1, len(page.learners)),
            bands=tuple(band for _, bands in rows for band in bands),
            feet=(label,) if self._counts() else (),
            foot_height=FOOT_HEIGHT,
        )

    def _counts(self) -> bool:
        """Tell whether the page has a row of absences."""
        return bool(self.page.everyone) and any(s.is_lesson for s in self.page.slots)

    def _row(
        self, row: int, widths: tuple[float, ...]
    ) -> tuple[list[str | Rich], list[Band]]:
        """Return cells and bands of a learner: signs follow rows, as one reads."""
        page, learner = self.page, self.page.learners[row]
        gaps = page.lookup.gaps_of(page.block, learner.number)
        cells = [
            self._cell(slot, learner, wide)
            for slot, wide in zip(page.slots, widths, strict=True)
        ]
        if not gaps:
            return cells, []
        columns = tuple(zip(page.slots, widths, strict=True))
        line = BandRow(row=row, learner=learner, columns=columns)
        return cells, list(bands_of(line, gaps, self.notes))

    def _column(
        self, index: int, measures: tuple[float, float], rows: list[list[str | Rich]]
    ) -> Column:
        slot = self.page.slots[index]
        absent = sum(
            slot.marks.get(person.number, "").startswith("н")
            for person in self.page.everyone
        )
        foot = (str(absent) if absent else "–") if slot.is_lesson else ""
        return Column(
            measures[0],
            tuple(row[index] for row in rows) or ("",),
            slot.style,
            shaded=not slot.is_lesson,
            weight=measures[1],
            foot=(foot,) if self._counts() else (),
        )

    def _cell(self, slot: Slot, learner: Learner, wide: float) -> str | Rich:
        text = slot.marks.get(learner.number, "")
        key = (self.page.block.key, slot.number, slot.kind, learner.number)
        corrections = self.page.lookup.corrections.get(key)
        if not corrections and len(text) <= 1:
            return text
        sign = ""
        if corrections:
            sign = self.notes.correction(
                short_name(learner), place_of(slot), corrections
            )
        if slot.final is not None and text == "н/а":
            debt_key = (self.page.block.index, slot.final.period, learner.number)
            debt = self.page.lookup.debts.get(debt_key)
            sign = self.notes.debt(learner, debt) if debt else sign
        return mark_cell(text, sign, slot.style, space=wide)


def side_columns(
    learners: tuple[Learner, ...], name_width: float, tall: float
) -> tuple[Column, Column]:
    """Return the columns of numbers and names, the same on every page of marks."""
    numbers = tuple(str(person.number) for person in learners)
    names = tuple(
        fit_name(short_name(person), name_width, tall=tall - 0.3) for person in learners
    )
    return (
        Column(heading.NUMBER_WIDTH, numbers or ("",), look.NAME, "right"),
        Column(name_width, names or (_EMPTY_GROUP,), look.NAME, "left"),
    )


def mark_cell(text: str, sign: str, usual: Style, *, space: float) -> str | Rich:
    """Return a mark with the sign of its footnote; long ones are condensed."""
    if len(text) <= 1 and not sign:
        return text
    if not text:
        return (Run(sign, look.INDEX),)
    room = space - 0.3 - 1.2 * len(sign)
    ladder = tuple(
        style("narrow", size, 12, bold=usual.bold) for size in (9.5, 8.5, 7.5, 6.5, 6)
    )
    if len(text) <= 1:
        ladder = (usual, *ladder)
    chosen = next((item for item in ladder if width(text, item) <= room), ladder[-1])
    runs: Rich = (Run(text, chosen),)
    return (*runs, Run(sign, look.INDEX, "raised")) if sign else runs
