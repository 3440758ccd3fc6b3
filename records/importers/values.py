"""What importers speak about: kinds of files, columns, results."""

from dataclasses import dataclass
from enum import StrEnum

from records.curriculum.drafts import Written
from records.kernel.finding import Finding


class Kind(StrEnum):
    """What a file holds, in the order an office brings files in (вид файла)."""

    CALENDAR = "calendar"
    STAFF = "staff"
    GROUPS = "groups"
    STUDENTS = "students"
    CURRICULUM = "curriculum"
    SUBGROUPS = "subgroups"
    PLAN = "plan"
    TIMETABLE = "timetable"
    LESSONS = "lessons"


TITLES = {
    Kind.CALENDAR: "Производственный календарь",
    Kind.STAFF: "Работники",
    Kind.GROUPS: "Учебные группы",
    Kind.STUDENTS: "Обучающиеся",
    Kind.CURRICULUM: "Учебный план",
    Kind.SUBGROUPS: "Подгруппы",
    Kind.PLAN: "Календарно-тематический план",
    Kind.TIMETABLE: "Расписание",
    Kind.LESSONS: "Занятия из другого журнала",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading of an input file (столбец); a required one may allow blank cells."""

    name: str
    required: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The headings of a kind; `by_sheets`: without «Группа» a sheet is a group."""

    columns: tuple[Column, ...]
    by_sheets: bool = False


GROUP = "Группа"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did or, in a dry run, would do (итог загрузки)."""

    kind: Kind
    file: str
    rows: int
    written: Written
    dry_run: bool
    warnings: tuple[Finding, ...]
