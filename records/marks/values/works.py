"""What stands in a cell: kinds of works, of cells, of periods."""

from collections.abc import Mapping
from enum import StrEnum

from records.curriculum.values import DisciplineKind

CAUSES: Mapping[str, str] = {
    "": "не указана",
    "illness": "болезнь",
    "excused": "уважительная причина",
    "unexcused": "без уважительной причины",
}
"""Why a learner was absent (причина); kept in the record, never printed."""

CONTROLLED = frozenset({DisciplineKind.DISCIPLINE, DisciplineKind.MODULE_COURSE})
"""What has a control point of the month (МИУД): practices and consultations not."""

EXAM_CONTROLS = frozenset({"Э", "Эк"})
CREDIT_CONTROL = "З"


class Work(StrEnum):
    """What a designation in a lesson's cell stands for (вид работы)."""

    ABSENCE = "absence"
    CURRENT = "current"
    SECOND = "second"
    MAKEUP = "makeup"
    MONTHLY_CONTROL = "monthly_control"


CURRENT_WORKS = frozenset({Work.CURRENT, Work.SECOND, Work.MAKEUP})
"""What counts as a current mark (текущая отметка); МИУД sums them up."""


class CellKind(StrEnum):
    """Which column of the grid a cell is of."""

    LESSON = "lesson"
    MONTHLY = "monthly"
    FINAL = "final"


FINAL_WORK = "final"
"""What the only designation of a final cell is called among versions."""


class Period(StrEnum):
    """What a final mark closes (период)."""

    FIRST = "s1"
    SECOND = "s2"
    YEAR = "year"
    EXAM = "exam"
    TOTAL = "total"
