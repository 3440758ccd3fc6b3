"""The importers by kind; the kind whose headings a file bears."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from records.importers.base import Importer, recognises
from records.importers.kinds.calendar import CalendarImporter
from records.importers.kinds.curriculum import CurriculumImporter
from records.importers.kinds.groups import GroupsImporter
from records.importers.kinds.lessons import LessonsImporter
from records.importers.kinds.plan import PlanImporter
from records.importers.kinds.staff import StaffImporter
from records.importers.kinds.students import StudentsImporter
from records.importers.kinds.subgroups import SubgroupsImporter
from records.importers.kinds.timetable import TimetableImporter
from records.importers.values import Kind

IMPORTERS: Mapping[Kind, Callable[[], Importer[Any]]] = {
    Kind.CALENDAR: CalendarImporter,
    Kind.STAFF: StaffImporter,
    Kind.GROUPS: GroupsImporter,
    Kind.STUDENTS: StudentsImporter,
    Kind.CURRICULUM: CurriculumImporter,
    Kind.SUBGROUPS: SubgroupsImporter,
    Kind.PLAN: PlanImporter,
    Kind.TIMETABLE: TimetableImporter,
    Kind.LESSONS: LessonsImporter,
}


def find_kind(headings: Collection[str]) -> Kind | None:
    """Tell what kind of file these headings are of: the one with most required."""
    fitting = [
        (sum(column.required for column in make().layout.columns), kind)
        for kind, make in IMPORTERS.items()
        if recognises(make().layout, headings)
    ]
    return max(fitting)[1] if fitting else None
