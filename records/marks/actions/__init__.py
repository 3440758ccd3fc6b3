"""Commands of teachers: lessons with their cells, marks, finals, corrections."""

from records.marks.actions.correcting import (
    correct_absence,
    correct_homework,
    correct_lesson,
    correct_mark,
    correct_topic,
)
from records.marks.actions.entering import enter_marks, set_monthly_control
from records.marks.actions.excusing import excuse_absence, excuse_absences
from records.marks.actions.finals import (
    correct_final,
    enter_finals,
    settle_not_attested,
)
from records.marks.actions.recording import amend_lesson, record_lesson
from records.marks.actions.saving import save_cells, save_requests
from records.marks.actions.taking_over import import_lessons

__all__ = [
    "amend_lesson",
    "correct_absence",
    "correct_final",
    "correct_homework",
    "correct_lesson",
    "correct_mark",
    "correct_topic",
    "enter_finals",
    "enter_marks",
    "excuse_absence",
    "excuse_absences",
    "import_lessons",
    "record_lesson",
    "save_cells",
    "save_requests",
    "set_monthly_control",
    "settle_not_attested",
]
