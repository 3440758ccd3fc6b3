"""Lesson records as plain values."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonFact:
    """A recorded lesson (занятие): its current state.

    `number` counts the lessons of the course in order of date and pair, from 1.
    `entry_no` is the number of the last ledger entry of the record.
    """

    id: int
    course_id: int
    slot_id: int | None
    number: int
    day: date
    pair: int
    hours: int
    kind: str
    monthly_control: bool
    roll_called: bool
    place: str
    teacher_id: int
    topic: str
    plan_item_id: int | None
    homework: str
    no_homework: bool
    recorded_at: datetime
    completed_at: datetime | None
    version: int
    topic_version: int
    homework_version: int
    entry_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonDraft:
    """What a teacher writes about a lesson held (запись занятия, REG 3.13.1).

    `no_homework` says «без задания» on purpose; `absent` lists the learners
    marked «н» at the roll-call with a cause (illness, excused, unexcused, "").
    """

    slot_id: int
    kind: str
    topic: str
    hours: int = 2
    homework: str = ""
    no_homework: bool = False
    plan_item_id: int | None = None
    place: str = ""
    roll_called: bool = True
    monthly_control: bool = False
