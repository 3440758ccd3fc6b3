"""Columns and header of the left page: lessons, МИУД and finals (§1.5, §1.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from templates_docs.documents.class_journal.context import Final, LearnerMark, Lesson
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import Style, style
from templates_docs.documents.class_journal.layout.measure import fit_line, wrap
from templates_docs.documents.class_journal.layout.model import HeadCell, Rich, Run
from templates_docs.documents.class_journal.layout.spread.fill import Spread
from templates_docs.formatting.dates import month_name

NUMBER_WIDTH, NAME_WIDTH = 7.0, 47.0
LESSON_WIDTH, FINAL_WIDTH = 5.4, 7.6
MONTH_HEIGHT, DAY_HEIGHT, KIND_HEIGHT = 5.2, 5.2, 10.6
_KIND_TOP = MONTH_HEIGHT + DAY_HEIGHT
HEAD_HEIGHT = _KIND_TOP + KIND_HEIGHT
_LESSON_MOST, _NAME_MOST = 6.4, 56.0
_MONTH_LADDER = (look.MONTH, style("narrow", 8.5), style("narrow", 7))
_KIND_LADDER = (style("sans", 8), style("narrow", 8), style("narrow", 7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A column of marks: of a lesson, of its monthly control, or of a final."""

    day: date | None
    marks: dict[int, str]
    lesson: Lesson | None = None
    final: Final | None = None
    control: bool = False

    @property
    def kind(self) -> str:
        """Key of the column's corrections."""
        if self.final is not None:
            return self.final.period
        return "control" if self.control else ""

    @property
    def number(self) -> int | None:
        """Number of the lesson; finals have none."""
        return self.lesson.number if self.lesson else None

    @property
    def is_lesson(self) -> bool:
        """Tell a lesson's own column from controls and finals."""
        return self.final is None and not self.control

    @property
    def style(self) -> Style:
        """Marks of control and finals are bold."""
        return look.MARK if self.is_lesson else look.MARK_BOLD


def slots_of(spread: Spread) -> tuple[Slot, ...]:
    """Return the columns of a spread from left to right."""
    slots: list[Slot] = []
    for unit in spread.units:
        lesson = unit.lesson
        slots.append(Slot(day=lesson.date, marks=_marks(lesson.marks), lesson=lesson))
        if lesson.control is not None:
            marks = _marks(lesson.control)
            slots.append(
                Slot(day=lesson.date, marks=marks, lesson=lesson, control=True)
            )
        slots += [_final(final, lesson.date) for final in unit.finals]
    slots += [_final(final, None) for final in spread.finals]
    return tuple(slots)


def _final(final: Final, day: date | None) -> Slot:
    return Slot(day=day, marks=_marks(final.marks), final=final)


def _marks(marks: tuple[LearnerMark, ...]) -> dict[int, str]:
    return dict(marks)


def widths_of(slots: tuple[Slot, ...]) -> tuple[float, tuple[float, ...]]:
    """Return the width of names and of each column; few columns leave room."""
    finals = sum(slot.final is not None for slot in slots)
    lessons = len(slots) - finals
    free = look.TEXT_WIDTH - NUMBER_WIDTH - finals * FINAL_WIDTH
    lesson = LESSON_WIDTH
    if lessons:
        lesson = min(_LESSON_MOST, max(LESSON_WIDTH, (free - NAME_WIDTH) / lessons))
    name = min(_NAME_MOST, free - lessons * lesson)
    return name, tuple(
        FINAL_WIDTH if slot.final is not None else lesson for slot in slots
    )


def weights_of(slots: tuple[Slot, ...]) -> tuple[float, ...]:
    """Return the line before each column: names, months and finals stand apart."""
    weights = []
    for index, slot in enumerate(slots):
        before = slots[index - 1] if index else None
        if before is None:
            weights.append(look.FRAME)
        elif slot.final is not None:
            weights.append(look.GROUP if before.final is None else look.HAIR)
        else:
            weights.append(look.HAIR if _month(before) == _month(slot) else look.GROUP)
    return tuple(weights)


def _month(slot: Slot) -> tuple[int, int] | None:
    return (slot.day.year, slot.day.month) if slot.day else None


def head_cells(
    slots: tuple[Slot, ...], widths: tuple[float, ...], weights: tuple[float, ...]
) -> tuple[HeadCell, ...]:
    """Return the header storey by storey: months, days, kinds with МИУД."""
    cells = _head_cells(slots, widths, weights)
    return tuple(sorted(cells, key=lambda cell: (cell.top, cell.column)))


def _head_cells(
    slots: tuple[Slot, ...], widths: tuple[float, ...], weights: tuple[float, ...]
) -> Iterator[HeadCell]:
    yield HeadCell(0, 1, 0, HEAD_HEIGHT, (Run("№\nп/п", look.HEAD),))
    caption = (Run("Фамилия, имя обучающегося", look.HEAD),)
    yield HeadCell(1, 1, 0, HEAD_HEIGHT, caption)
    yield from _months(slots, widths, weights)
    for index, slot in enumerate(slots):
        if slot.final is not None:
            yield final_head(index + 2, slot.final.caption, weights[index])
        elif slot.control:
            rich = rotated_caption("МИУД", KIND_HEIGHT)
            yield HeadCell(index + 2, 1, _KIND_TOP, KIND_HEIGHT, rich, True, True)
        elif slot.lesson is not None:
            weight = weights[index]
            yield _day_head(index + 2, slot.lesson, weight)
            kind = fit_line(slot.lesson.kind, _KIND_LADDER, widths[index] - 0.4)
            yield HeadCell(index + 2, 1, _KIND_TOP, KIND_HEIGHT, (kind,), weight=weight)


def final_head(column: int, caption: str, weight: float) -> HeadCell:
    """Return the header of a final: bold, rotated, through all storeys."""
    rich = rotated_caption(caption, HEAD_HEIGHT - 1.4)
    return HeadCell(column, 1, 0, HEAD_HEIGHT, rich, True, True, weight)


def _day_head(column: int, lesson: Lesson, weight: float) -> HeadCell:
    day: Rich = (Run(f"{lesson.date:%d}", look.MONTH),)
    if lesson.substitute:
        day = (*day, Run("*", look.STAR, "raised"))
    span = 2 if lesson.control is not None else 1
    return HeadCell(column, span, MONTH_HEIGHT, DAY_HEIGHT, day, weight=weight)


def _months(
    slots: tuple[Slot, ...], widths: tuple[float, ...], weights: tuple[float, ...]
) -> Iterator[HeadCell]:
    numbered = [i for i, slot in enumerate(slots) if slot.final is None]
    for month, group in groupby(numbered, key=lambda i: _month(slots[i])):
        indices = list(group)
        first = indices[0]
        space = sum(widths[i] for i in indices) - 0.6
        run = _month_run(month_name(month[1]) if month else "", space)
        yield HeadCell(
            first + 2, len(indices), 0, MONTH_HEIGHT, (run,), weight=weights[first]
        )


def _month_run(name: str, space: float) -> Run:
    run = fit_line(name, _MONTH_LADDER, space)
    return Run(name[:3], _MONTH_LADDER[-1]) if "\n" in run.text else run


def rotated_caption(text: str, space: float) -> Rich:
    """Return a bold caption for a rotated cell, in at most a few lines."""
    text = text.replace(" семестр", f"{look.NBSP}семестр")
    lines = wrap(text, look.HEAD_BOLD, space)
    if len(lines) <= 2:
        return (Run("\n".join(lines), look.HEAD_BOLD),)
    narrow = style("narrow", 7, 7.2, bold=True)
    return (Run("\n".join(wrap(text, narrow, space)), narrow),)
