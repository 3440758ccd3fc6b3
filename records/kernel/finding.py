"""What a rule says about a fact: a remark with the clause it comes from."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a remark weighs: an error blocks closing and refuses a command."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark (замечание): stable code, clause of the regulation, place, text.

    `subject` is the place in words («ОП.01, занятие 02.09.2026, Ким Л.А.»);
    `advice` says what to do next. File findings carry sheet, row and column; those
    of the journal name the course, the lesson, its place in the timetable.
    """

    code: str
    message: str
    clause: str = ""
    severity: Severity = Severity.ERROR
    subject: str = ""
    advice: str = ""
    group: str = ""
    discipline: str = ""
    teacher: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    course_id: int | None = None
    lesson_id: int | None = None
    slot_id: int | None = None

    @property
    def blocking(self) -> bool:
        """Tell whether the journal may not be closed while this stands."""
        return self.severity is Severity.ERROR


def blocking(findings: "tuple[Finding, ...]") -> tuple[Finding, ...]:
    """Return the findings which refuse a command."""
    return tuple(found for found in findings if found.blocking)
