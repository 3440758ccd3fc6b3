"""Questions about marks, finals and corrections."""

from records.marks.queries.curators import list_curated
from records.marks.queries.facts import (
    LessonCells,
    list_corrections,
    list_finals,
    list_marks,
    load_cells,
)
from records.marks.queries.own import (
    find_own_group,
    list_homework,
    list_own_courses,
    list_own_finals,
    list_own_marks,
    list_own_slots,
)
from records.marks.queries.projections import (
    project_absence,
    project_correction,
    project_final,
    project_mark,
)

__all__ = [
    "LessonCells",
    "find_own_group",
    "list_corrections",
    "list_curated",
    "list_finals",
    "list_homework",
    "list_marks",
    "list_own_courses",
    "list_own_finals",
    "list_own_marks",
    "list_own_slots",
    "load_cells",
    "project_absence",
    "project_correction",
    "project_final",
    "project_mark",
]
