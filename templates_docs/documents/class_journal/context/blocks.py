"""Facts of a block: one course of one group or subgroup (§1.5-1.8)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from templates_docs.document import Signature
from templates_docs.documents.class_journal.context.learners import Gap

LearnerMark = tuple[int, str]
"""Number of a learner in the list and what stands in the cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """Who held the lesson instead, and on what basis (замена, REG 4.1.1)."""

    name: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson with what was recorded of it (занятие).

    `marks` holds only cells with something in them; `control` is None for a
    lesson without monthly control and the marks of МИУД where it was held
    (REG 3.13.2). `recorded_at` is local; `entry_number` is that of the ledger.
    """

    number: int
    date: date
    hours: int
    kind: str
    topic: str
    homework: str = ""
    marks: tuple[LearnerMark, ...] = ()
    control: tuple[LearnerMark, ...] | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    entry_number: int | None = None
    substitute: Substitute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Final:
    """A column of final marks, right after the last lesson of its period.

    `period` is its short name («1 с», «2 с», «Год», «Экз», «Ит.»), the key of debts
    and corrections; without `semester` it stands after the last lesson of all.
    """

    period: str
    caption: str
    semester: int | None = None
    marks: tuple[LearnerMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodTotals:
    """Hours by plan and in fact, with the words of fulfilment (итог §1.7)."""

    planned: int
    held: int
    semester: int | None = None
    theory: int = 0
    practice: int = 0
    laboratory: int = 0
    seminars: int = 0
    tests: int = 0
    coursework: int = 0
    consultations: int = 0
    completed: bool = True
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A learner of the block; gaps here add to those of the group."""

    learner: int
    gaps: tuple[Gap, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lessons of a course with one group or subgroup (дисциплина, МДК, УП).

    `teacher` is the full name, `signature` is «И.О. Фамилия». A practice has
    «Вид работ» in place of a topic. `composition` tells who divided the group.
    """

    key: str
    index: str
    title: str
    teacher: str
    signature: str
    kind: Literal["course", "practice"] = "course"
    subgroup: str = ""
    planned_hours: int | None = None
    members: tuple[Member, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    finals: tuple[Final, ...] = ()
    totals: tuple[PeriodTotals, ...] = ()
    composition: str = ""
