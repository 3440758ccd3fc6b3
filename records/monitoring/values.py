"""Counts and shares of the monthly monitoring (REG 3.8.9) as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a month is measured by, for any scope; counts only, never percents.

    `held` lessons by the timetable, `topics`/`homework`/`full`/`in_time` of them
    recorded so, `no_homework` flagged «без задания»; `pairs` learner–discipline
    pairs of which `pairs_none` have no mark and `pairs_one` exactly one;
    `hours_due`/`hours_done` of the thematic plans up to the month's end.
    """

    held: int = 0
    topics: int = 0
    homework: int = 0
    no_homework: int = 0
    full: int = 0
    in_time: int = 0
    marks: int = 0
    pairs: int = 0
    pairs_none: int = 0
    pairs_one: int = 0
    hours_due: int = 0
    hours_done: int = 0

    @property
    def homework_due(self) -> int:
        """Return the lessons that needed homework."""
        return self.held - self.no_homework

    @property
    def lag(self) -> int:
        """Return hours recorded less hours due; negative is behind the plan."""
        return self.hours_done - self.hours_due

    def __add__(self, other: "Counts") -> "Counts":
        """Add counts field by field."""
        return Counts(
            **{
                field.name: getattr(self, field.name) + getattr(other, field.name)
                for field in fields(Counts)
            }
        )


def total(parts: Iterable[Counts]) -> Counts:
    """Add counts up: shares are of sums, never means of shares (forms §6.1)."""
    return sum(parts, Counts())


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounts:
    """Counts of one group with the learners on its roll in the month.

    Of the `teachers` who led its lessons `wrote` recorded at least one of them; None
    in a run of the time when that was not counted.
    """

    group: str
    learners: int
    counts: Counts
    teachers: int | None = None
    wrote: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherCounts:
    """Counts of one teacher; `wrote` = at least one entry in the month."""

    person_id: int
    name: str
    wrote: bool
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """Who signed in at least once in the month, of how many.

    `minors_covered` are learners under age with at least one parent's account.
    """

    learners: int
    learners_in: int
    parents: int
    parents_in: int
    minors: int
    minors_covered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPlaces:
    """Work under one login from two places at once (REG 4.1.7): who, when, where from.

    `first` and `second` are addresses; the same one twice is two browsers there.
    """

    account_id: int
    holder: str
    since: datetime
    until: datetime
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCounts:
    """The month's counts by group and by teacher (мониторинг).

    `two_places` is None in a run of the time when they were not counted yet.
    """

    month: date
    groups: tuple[GroupCounts, ...]
    teachers: tuple[TeacherCounts, ...]
    participation: Participation
    two_places: tuple[TwoPlaces, ...] | None = None

    @property
    def total(self) -> Counts:
        """Return the counts of the institution."""
        return total(one.counts for one in self.groups)

    @property
    def teachers_wrote(self) -> int:
        """Return how many teachers with lessons made an entry."""
        return sum(one.wrote for one in self.teachers)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFact:
    """A frozen run: what was counted, when, on which head of the ledger."""

    id: int
    at: datetime
    head: str
    counts: MonthCounts


class Figure(StrEnum):
    """One figure of the monitoring that can be opened (показатель, REG 3.8.9)."""

    PARTICIPATION = "participation"
    WITHOUT_MARKS = "without_marks"
    ONE_MARK = "one_mark"
    HOMEWORK = "homework"
    TOPICS = "topics"
    FULL = "full"
    IN_TIME = "in_time"
    FAMILIES = "families"


LESSON_FIGURES = frozenset(
    {Figure.HOMEWORK, Figure.TOPICS, Figure.FULL, Figure.IN_TIME}
)
"""What is counted of lessons; the rest is of learners and teachers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LackingLesson:
    """A lesson that lacked something; `mended_at` is when it was put right.

    One outside the timetable has no `slot_id`.
    """

    slot_id: int | None
    course_id: int
    day: date
    pair: int
    title: str
    group: str
    teacher_id: int
    mended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LackingPair:
    """A learner without marks, or with one only, in a discipline of the month."""

    person_id: int
    name: str
    course_id: int
    title: str
    group: str
    marks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentTeacher:
    """A teacher with lessons held of whom nothing is recorded in the month."""

    person_id: int
    name: str
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentFamily:
    """A learner or a parent with an account who did not sign in during the month.

    `learner` is whose parent it is, empty for a learner.
    """

    name: str
    learner: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind a figure: one of the lists."""

    lessons: tuple[LackingLesson, ...] = ()
    pairs: tuple[LackingPair, ...] = ()
    teachers: tuple[SilentTeacher, ...] = ()
    families: tuple[SilentFamily, ...] = ()

    def __len__(self) -> int:
        """Return how many things stand behind the figure."""
        lists = (self.lessons, self.pairs, self.teachers, self.families)
        return sum(len(one) for one in lists)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Marks and absences in a period; counts only (REG 3.11.2).

    `points` is the sum of the marks, `good` fours and fives, `bad` twos and ones;
    hours are of all learners together.
    """

    marks: int = 0
    points: int = 0
    good: int = 0
    bad: int = 0
    hours_missed: int = 0
    hours_due: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseProgress(Progress):
    """Progress in a course of a group."""

    course_id: int
    subgroup: int
    index_code: str
    name: str
    group: str
    journal_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonProgress(Progress):
    """Progress in one lesson; one outside the timetable has no `slot_id`."""

    lesson_id: int
    slot_id: int | None
    course_id: int
    day: date
    pair: int
