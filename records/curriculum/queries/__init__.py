"""Questions about groups, journals, courses and the timetable."""

from records.curriculum.queries.courses import (
    find_course,
    list_courses,
    list_plan,
    list_subgroups,
)
from records.curriculum.queries.groups import get_group_id, list_groups, near_names
from records.curriculum.queries.journal import (
    get_journal,
    get_ref,
    journal_key,
    list_journals,
)
from records.curriculum.queries.practice import list_course_works, list_placements
from records.curriculum.queries.projections import (
    project_membership,
    project_movement,
    project_slot,
    project_subgroup,
    project_substitution,
)
from records.curriculum.queries.roll import (
    count_rolls,
    find_learners,
    list_learners,
    list_movements,
)
from records.curriculum.queries.scope import (
    find_course_ref,
    leads_course,
    list_children,
    list_course_refs,
    list_groups_of,
    list_taught_groups,
)
from records.curriculum.queries.teachers import list_teachers
from records.curriculum.queries.timetable import (
    get_slot,
    list_day_slots,
    list_rivals,
    list_slots,
)

__all__ = [
    "count_rolls",
    "find_course",
    "find_course_ref",
    "find_learners",
    "get_group_id",
    "get_journal",
    "get_ref",
    "get_slot",
    "journal_key",
    "leads_course",
    "list_children",
    "list_course_refs",
    "list_course_works",
    "list_courses",
    "list_day_slots",
    "list_groups",
    "list_groups_of",
    "list_journals",
    "list_learners",
    "list_movements",
    "list_placements",
    "list_plan",
    "list_rivals",
    "list_slots",
    "list_subgroups",
    "list_taught_groups",
    "list_teachers",
    "near_names",
    "project_membership",
    "project_movement",
    "project_slot",
    "project_subgroup",
    "project_substitution",
]
