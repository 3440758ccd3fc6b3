"""Groups × disciplines: mean marks, quality, attendance (REG 3.11.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from records.kernel.collation import natural_key
from records.monitoring.progress import (
    get_attendance_norms,
    list_lesson_progress,
    list_progress,
)
from records.monitoring.values import CourseProgress, LessonProgress, Progress
from templates_docs.formatting.typography import NBSP, decimal_text, grouped_digits

SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """A figure of a course, a group or a lesson; `bad` is out of the norm."""

    text: str
    says: str
    bad: bool = False

    @property
    def known(self) -> bool:
        """Tell whether there is anything behind the figure."""
        return bool(self.says)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseCell:
    """A group's figure in a discipline."""

    course_id: int
    index: str
    name: str
    cell: MatrixCell


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLine:
    """A lesson behind a figure with what it adds to it."""

    lesson: LessonProgress
    name: str
    cell: MatrixCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The lessons behind the chosen figure (занятия за показателем)."""

    title: str
    course_id: int
    lines: tuple[LessonLine, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A group's line: the whole group, its disciplines, what is opened of it."""

    group: str
    cells: tuple[CourseCell, ...]
    whole: MatrixCell
    opened: Opened | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Groups × disciplines for a period (успеваемость и посещаемость)."""

    start: date
    end: date
    view: str
    rows: tuple[MatrixRow, ...]
    norm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked: the period, the view, the figure opened; `whole` in full.

    `course_id` 0 is the whole group.
    """

    start: date
    end: date
    view: str
    group: str = ""
    course_id: int = 0
    whole: bool = False


VIEWS: Mapping[str, str] = {
    "average": "Средний балл",
    "quality": "Качество, %",
    "attendance": "Посещаемость, %",
}


def build_matrix(session: Session, wish: Wish, *, year: str) -> Matrix:
    """Gather the matrix of the deputy director (REG 3.11.2)."""
    attendance, average = get_attendance_norms(session)
    found = list_progress(session, year=year, start=wish.start, end=wish.end)
    groups: dict[str, list[CourseProgress]] = {}
    for one in found:
        groups.setdefault(one.group, []).append(one)
    bounds = {"average": average, "attendance": Decimal(attendance), "quality": None}
    limit = bounds[wish.view]
    rows = tuple(
        MatrixRow(
            group=group,
            cells=tuple(
                CourseCell(
                    course_id=one.course_id,
                    index=_index(one),
                    name=one.name,
                    cell=_cell([one], wish.view, limit),
                )
                for one in groups[group]
            ),
            whole=_cell(groups[group], wish.view, limit),
            opened=_open(session, groups[group], wish) if group == wish.group else None,
        )
        for group in sorted(groups, key=natural_key)
    )
    norms = {
        "average": f"норма не менее {decimal_text(average, 1)}",
        "attendance": f"норма не менее {attendance}{NBSP}%",
    }
    return Matrix(
        start=wish.start,
        end=wish.end,
        view=wish.view,
        rows=rows,
        norm=norms.get(wish.view, ""),
    )


def _open(
    session: Session, courses: Sequence[CourseProgress], wish: Wish
) -> Opened | None:
    """List the lessons that count in a figure, with what each adds to it."""
    chosen = {
        one.course_id: f"{_index(one)} {one.name}"
        for one in courses
        if wish.course_id in (0, one.course_id)
    }
    if not chosen:
        return None
    lessons = list_lesson_progress(
        session, course_ids=chosen, start=wish.start, end=wish.end
    )
    lines = [
        LessonLine(lesson=one, name=chosen[one.course_id], cell=cell)
        for one in reversed(lessons)
        if (cell := _cell([one], wish.view, None)).known
    ]
    shown = lines if wish.whole else lines[:SHOWN]
    return Opened(
        title=chosen[wish.course_id] if wish.course_id else "все дисциплины",
        course_id=wish.course_id,
        lines=tuple(shown),
        hidden=len(lines) - len(shown),
    )


def _index(one: CourseProgress) -> str:
    return f"{one.index_code}/{one.subgroup}" if one.subgroup else one.index_code


def _cell(parts: Sequence[Progress], view: str, limit: Decimal | None) -> MatrixCell:
    marks = sum(one.marks for one in parts)
    due = sum(one.hours_due for one in parts)
    missed = sum(one.hours_missed for one in parts)
    value: Decimal | None = None
    says = ""
    if view == "average" and marks:
        value = Decimal(sum(one.points for one in parts)) / marks
        says = f"отметок {grouped_digits(marks)}"
    elif view == "quality" and marks:
        value = Decimal(100 * sum(one.good for one in parts)) / marks
        says = f"«4» и «5» {sum(one.good for one in parts)} из {marks}"
    elif view == "attendance" and due:
        value = Decimal(100 * (due - missed)) / due
        says = f"пропущено {missed} из {due} ч"
    text = decimal_text(value, 2 if view == "average" else 1)
    bad = value is not None and limit is not None and value < limit
    return MatrixCell(text=text, says=says, bad=bad)
