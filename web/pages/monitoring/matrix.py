"""Groups × disciplines: mean marks, quality, attendance (REG 3.11.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from records.monitoring.progress import get_attendance_norms, list_progress
from records.monitoring.values import CourseProgress
from templates_docs.formatting.typography import decimal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """A group's figure in a discipline; `bad` is out of the norm."""

    text: str
    course_id: int
    says: str
    bad: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A group's line: its disciplines and the whole group."""

    group: str
    journal_id: int
    cells: tuple[tuple[str, str, MatrixCell], ...]
    whole: MatrixCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Groups × disciplines for a period (успеваемость и посещаемость)."""

    start: date
    end: date
    view: str
    rows: tuple[MatrixRow, ...]
    norm: str


VIEWS: Mapping[str, str] = {
    "average": "Средний балл",
    "quality": "Качество, %",
    "attendance": "Посещаемость, %",
}


def build_matrix(
    session: Session, *, year: str, start: date, end: date, view: str
) -> Matrix:
    """Gather the matrix of the deputy director (REG 3.11.2)."""
    attendance, average = get_attendance_norms(session)
    found = list_progress(session, year=year, start=start, end=end)
    groups: dict[str, list[CourseProgress]] = {}
    for one in found:
        groups.setdefault(one.group, []).append(one)
    bounds = {"average": average, "attendance": Decimal(attendance), "quality": None}
    limit = bounds[view]
    rows = tuple(
        MatrixRow(
            group=group,
            journal_id=courses[0].journal_id,
            cells=tuple(
                (_index(one), one.name, _cell(one.course_id, [one], view, limit))
                for one in courses
            ),
            whole=_cell(0, courses, view, limit),
        )
        for group, courses in groups.items()
    )
    norm = (
        ""
        if limit is None
        else f"норма не менее {decimal_text(limit, 0 if view == 'attendance' else 1)}"
    )
    return Matrix(start=start, end=end, view=view, rows=rows, norm=norm)


def _index(one: CourseProgress) -> str:
    return f"{one.index_code}/{one.subgroup}" if one.subgroup else one.index_code


def _cell(
    course_id: int,
    courses: Sequence[CourseProgress],
    view: str,
    limit: Decimal | None,
) -> MatrixCell:
    marks = sum(one.marks for one in courses)
    due = sum(one.hours_due for one in courses)
    missed = sum(one.hours_missed for one in courses)
    value: Decimal | None = None
    says = "данных нет"
    if view == "average" and marks:
        value = Decimal(sum(one.points for one in courses)) / marks
        says = f"отметок {marks}"
    elif view == "quality" and marks:
        value = Decimal(100 * sum(one.good for one in courses)) / marks
        says = f"«4» и «5» {sum(one.good for one in courses)} из {marks}"
    elif view == "attendance" and due:
        value = Decimal(100 * (due - missed)) / due
        says = f"пропущено {missed} из {due} ч"
    text = decimal_text(value, 2 if view == "average" else 1)
    bad = value is not None and limit is not None and value < limit
    return MatrixCell(text=text, course_id=course_id, says=says, bad=bad)
