"""Bands along a row: days before arrival, after leaving, on leave (§1.4)."""

from collections.abc import Iterator
from dataclasses import dataclass

from templates_docs.documents.class_journal.context import Gap, Learner
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.measure import fits
from templates_docs.documents.class_journal.layout.model import Band, Run, Shade
from templates_docs.documents.class_journal.layout.spread.columns import Slot
from templates_docs.documents.class_journal.layout.spread.notes import Footnotes
from templates_docs.documents.class_journal.layout.words import gap_note

NARROWEST_WITH_WORDS = 28.0
_SHADES: dict[str, Shade] = {"arrival": "hatch", "left": "band", "leave": "band"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BandRow:
    """A learner's row and the columns of marks with their widths."""

    row: int
    learner: Learner
    columns: tuple[tuple[Slot, float], ...]


def bands_of(line: BandRow, gaps: tuple[Gap, ...], notes: Footnotes) -> Iterator[Band]:
    """Yield the bands of a row; a cell with a mark is never covered."""
    for gap in gaps:
        for first, last in _runs(gap, line.learner.number, line.columns):
            space = sum(wide for _, wide in line.columns[first : last + 1])
            label = _label(gap_note(gap, line.learner), space)
            if label is None:
                label = Run(notes.gap(line.learner, gap), look.INDEX)
            shade = _SHADES[gap.kind]
            yield Band(line.row, first + 2, last - first + 1, shade, (label,))


def _label(words: str, space: float) -> Run | None:
    if space < NARROWEST_WITH_WORDS:
        return None
    fitting = (item for item in look.NOTE_BANDS if fits(words, item, space - 1.4))
    chosen = next(fitting, None)
    return Run(words, chosen) if chosen else None


def _runs(
    gap: Gap, learner: int, columns: tuple[tuple[Slot, float], ...]
) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for index, (slot, _) in enumerate(columns):
        inside = _covers(gap, slot) and not slot.marks.get(learner)
        if inside and first is None:
            first = index
        elif not inside and first is not None:
            yield first, index - 1
            first = None
    if first is not None:
        yield first, len(columns) - 1


def _covers(gap: Gap, slot: Slot) -> bool:
    if slot.day is None or (slot.final is not None and gap.kind == "arrival"):
        return False
    after = gap.first is None or gap.first <= slot.day
    before = gap.last is None or slot.day <= gap.last
    return after and before
