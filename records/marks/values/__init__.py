"""Marks, finals and corrections as plain values."""

from records.marks.values.drafts import (
    Cell,
    FinalCell,
    Missed,
    Recorded,
    Settlement,
    TakenLesson,
    TakenOver,
)
from records.marks.values.facts import (
    Basis,
    CorrectionFact,
    FinalFact,
    MarkFact,
    NotAttested,
    Standing,
)
from records.marks.values.own import (
    Homework,
    OwnCourse,
    OwnGroup,
    OwnMark,
    OwnSlot,
    PersonWords,
)
from records.marks.values.saving import CellAnswer, CellRequest, CellWish, Outcome
from records.marks.values.settings import CourseSetting, RollEntry, TermSetting
from records.marks.values.works import (
    CAUSES,
    CONTROLLED,
    CREDIT_CONTROL,
    CURRENT_WORKS,
    EXAM_CONTROLS,
    FINAL_WORK,
    CellKind,
    Period,
    Work,
)

__all__ = [
    "CAUSES",
    "CONTROLLED",
    "CREDIT_CONTROL",
    "CURRENT_WORKS",
    "EXAM_CONTROLS",
    "FINAL_WORK",
    "Basis",
    "Cell",
    "CellAnswer",
    "CellKind",
    "CellRequest",
    "CellWish",
    "CorrectionFact",
    "CourseSetting",
    "FinalCell",
    "FinalFact",
    "Homework",
    "MarkFact",
    "Missed",
    "NotAttested",
    "Outcome",
    "OwnCourse",
    "OwnGroup",
    "OwnMark",
    "OwnSlot",
    "Period",
    "PersonWords",
    "Recorded",
    "RollEntry",
    "Settlement",
    "Standing",
    "TakenLesson",
    "TakenOver",
    "TermSetting",
    "Work",
]
