"""Which lessons stand on which spread (§1.7: the right page fills top-down).

Rows of the right page are exactly the lessons whose columns are on the left page,
at most 22 columns with monthly controls and finals.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from templates_docs.documents.class_journal.context import (
    Block,
    Final,
    Lesson,
    PeriodTotals,
)
from templates_docs.documents.class_journal.layout.lookup import Lookup
from templates_docs.documents.class_journal.layout.model import Row
from templates_docs.documents.class_journal.layout.spread.records import lesson_row

COLUMNS_A_SPREAD = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A lesson, its row, and the columns that follow it at once: МИУД and finals."""

    lesson: Lesson
    row: Row
    finals: tuple[Final, ...] = ()

    @property
    def columns(self) -> int:
        """Count the columns of the left page."""
        return 1 + (self.lesson.control is not None) + len(self.finals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Lessons of a semester, or of the year, with the totals at their end."""

    semester: int | None
    units: tuple[Unit, ...]
    totals: tuple[PeriodTotals, ...] = ()
    finals: tuple[Final, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What one opening holds; `finals` without lessons stand alone in it."""

    semester: int | None
    units: tuple[Unit, ...]
    totals: tuple[PeriodTotals, ...] = ()
    finals: tuple[Final, ...] = ()
    last_of_period: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Heights of the right page, millimetres: for rows, with and without totals."""

    plain: float
    closing: float


def periods_of(block: Block, lookup: Lookup) -> tuple[Period, ...]:
    """Divide the lessons of a block by semesters, finals after their last lesson."""
    order: list[int | None] = []
    lessons: dict[int | None, list[Lesson]] = {}
    for lesson in block.lessons:
        semester = lookup.semester_of(lesson.date)
        if semester not in lessons:
            order.append(semester)
            lessons[semester] = []
        lessons[semester].append(lesson)
    if not order:
        return (
            Period(semester=None, units=(), totals=block.totals, finals=block.finals),
        )
    return tuple(
        _period(block, order, lessons=lessons[semester], semester=semester)
        for semester in order
    )


def _period(
    block: Block,
    order: list[int | None],
    *,
    lessons: list[Lesson],
    semester: int | None,
) -> Period:
    finals = tuple(f for f in block.finals if _home(f.semester, order) == semester)
    totals = tuple(t for t in block.totals if _home(t.semester, order) == semester)
    units = tuple(
        Unit(
            lesson=lesson,
            row=lesson_row(lesson),
            finals=finals if lesson is lessons[-1] else (),
        )
        for lesson in lessons
    )
    return Period(semester=semester, units=units, totals=totals)


def _home(semester: int | None, order: list[int | None]) -> int | None:
    return semester if semester in order else order[-1]


def spreads_of(
    periods: tuple[Period, ...], rooms: dict[int | None, Room]
) -> Iterator[Spread]:
    """Fill spreads: until 22 columns or the height of the right page."""
    for period in periods:
        groups = list(_groups(period, rooms[period.semester]))
        for index, units in enumerate(groups):
            last = index == len(groups) - 1
            yield Spread(
                semester=period.semester,
                units=units,
                totals=period.totals if last else (),
                finals=period.finals,
                last_of_period=last,
            )


def _groups(period: Period, room: Room) -> Iterator[tuple[Unit, ...]]:
    group: list[Unit] = []
    columns, height = 0, 0.0
    for unit in period.units:
        own = unit.row.height
        limit = room.closing if unit is period.units[-1] else room.plain
        full = columns + unit.columns > COLUMNS_A_SPREAD or height + own > limit
        if group and full:
            yield tuple(group)
            group, columns, height = [], 0, 0.0
        group.append(unit)
        columns, height = columns + unit.columns, height + own
    yield tuple(group)
