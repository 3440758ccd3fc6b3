"""Lesson records as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from records.kernel.finding import Severity

LESSON_KINDS: Mapping[str, str] = {
    "Л": "лекция (урок)",
    "С": "семинар",
    "ПЗ": "практическое занятие",
    "ЛР": "лабораторная работа",
    "КР": "контрольная работа",
    "КП": "курсовая работа (проект)",
    "СР": "самостоятельная работа",
    "К": "консультация",
    "УП": "учебная практика",
    "ПП": "производственная практика",
    "ПДП": "преддипломная практика",
}
"""Codes of the kinds of lessons (вид занятия) with their names."""

CONSULTATION = "К"
CONTROL_WORK = "КР"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a remark points: group, discipline, teacher and the place in words.

    The numbers are of the course, the lesson and its place in the timetable.
    """

    words: str = ""
    group: str = ""
    discipline: str = ""
    teacher: str = ""
    course_id: int | None = None
    lesson_id: int | None = None
    slot_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule of the regulation that can be broken (проверка): code and weight."""

    code: str
    title: str
    severity: Severity

    @property
    def clause(self) -> str:
        """Return the clause the code names: «CHK-4.1.1-late» is of 4.1.1."""
        return self.code.split("-")[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonFact:
    """A recorded lesson (занятие): its current state.

    `number` counts the lessons of the course in order of date and pair, from 1.
    `entry_no` is the number of the last ledger entry of the record; `source`
    names the journal the lesson was taken over from, empty for our own.
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
    source: str = ""

    @property
    def complete(self) -> bool:
        """Tell whether topic, homework and roll-call are all there (REG 3.13.1)."""
        homework = bool(self.homework) or self.no_homework
        return bool(self.topic) and homework and self.roll_called


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonDraft:
    """What a teacher writes about a lesson held (запись занятия, REG 3.13.1).

    `no_homework` says «без задания» on purpose; `roll_called` says that the
    absent were noted, even when nobody was. What is not known yet stays empty.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonChange:
    """What a teacher changes in a record; None leaves a part as it is.

    Homework and «без задания» change together; a `plan_item_id` of 0 parts the
    lesson from its row of the plan. `seen…` are the versions that were looked at.
    """

    topic: str | None = None
    plan_item_id: int | None = None
    homework: str | None = None
    no_homework: bool = False
    kind: str | None = None
    hours: int | None = None
    roll_called: bool | None = None
    monthly_control: bool | None = None
    place: str | None = None
    seen: int | None = None
    seen_topic: int | None = None
    seen_homework: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSetting:
    """A lesson, planned or recorded, with what decides who may write it and when.

    `teacher_id` is the teacher of the timetable, `leader_id` the one who may
    write: the substitute, where there is one. `lesson_id` is the record, if any;
    `recorded_on` the local day it was made.
    """

    slot_id: int | None
    cancelled: bool
    course_id: int
    discipline_id: int
    subgroup: int
    title: str
    day: date
    pair: int
    teacher_id: int
    leader_id: int
    journal_id: int
    journal_state: str
    group_id: int
    group_code: str
    month_closed: bool
    timezone: str
    lesson_id: int | None = None
    recorded_on: date | None = None
    monthly_control: bool = False

    @property
    def journal_key(self) -> str:
        """Return the name of the journal's chain in the ledger."""
        return f"journal/{self.journal_id}"

    @property
    def place(self) -> Place:
        """Return where a remark about this lesson points."""
        return Place(
            words=f"{self.title}, {self.day:%d.%m.%Y}, пара {self.pair}",
            group=self.group_code,
            discipline=self.title,
            course_id=self.course_id,
            lesson_id=self.lesson_id,
            slot_id=self.slot_id,
        )
