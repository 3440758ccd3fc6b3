"""Commands on groups, the roll, the curriculum and plans."""

from records.curriculum.actions.contingent import (
    enrol,
    expel,
    grant_academic_leave,
    rename,
    return_from_leave,
    transfer,
)
from records.curriculum.actions.practice import assign_course_works, place_practice
from records.curriculum.actions.programme import set_curriculum, set_group, set_plan
from records.curriculum.actions.subgroups import assign_subgroups, move_to_subgroup
from records.curriculum.actions.writing import ensure_group, ensure_journal

__all__ = [
    "assign_course_works",
    "assign_subgroups",
    "enrol",
    "ensure_group",
    "ensure_journal",
    "expel",
    "grant_academic_leave",
    "move_to_subgroup",
    "place_practice",
    "rename",
    "return_from_leave",
    "set_curriculum",
    "set_group",
    "set_plan",
    "transfer",
]
