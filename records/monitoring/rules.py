"""How a month is counted (forms §6.1): pure functions."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from records.kernel.finding import Finding
from records.monitoring.values import Counts

FULL_AGE = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class RollSpan:
    """Days a learner was on the roll, both ends included."""

    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        """Tell whether the day lies in the span."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLesson:
    """A lesson of the timetable that was not cancelled, and what is recorded."""

    course_id: int
    day: date
    leader_id: int
    recorded: bool = False
    topic: bool = False
    homework: bool = False
    no_homework: bool = False
    roll_called: bool = False
    completed_on: date | None = None

    @property
    def full(self) -> bool:
        """Tell whether topic, homework or «без задания», and roll-call are there."""
        return self.topic and (self.homework or self.no_homework) and self.roll_called


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseMonth:
    """A course in a month: lessons, learners with their days, marks per learner.

    `marks_required` is false for practices that are not marked lesson by lesson.
    """

    course_id: int
    marks_required: bool
    lessons: tuple[HeldLesson, ...]
    learners: Mapping[int, tuple[RollSpan, ...]]
    marks: Mapping[int, int]
    hours_due: int
    hours_done: int


def check_month(month: date, *, today: date) -> Iterator[Finding]:
    """Refuse a month that has not begun: nothing can have been held in it (3.8.9)."""
    if month > today:
        yield Finding(
            code="CHK-3.8.9-month",
            clause="3.8.9",
            message=f"месяц {month:%m.%Y} ещё не начался",
            advice="мониторинг проводят за прошедший или текущий месяц",
        )


def is_minor(born: date, day: date) -> bool:
    """Tell whether somebody born then is under age that day (несовершеннолетний)."""
    return (day.year - born.year - ((day.month, day.day) < (born.month, born.day))) < (
        FULL_AGE
    )


def month_end(month: date) -> date:
    """Return the last day of the month that begins on `month`."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def compute_counts(course: CourseMonth, month: date, *, fresh_days: int) -> Counts:
    """Count a course's month; learners enrolled in its last days are left out."""
    pairs = list_pairs(course, month, fresh_days=fresh_days)
    got = [course.marks.get(person, 0) for person in pairs]
    return count_lessons(course.lessons) + Counts(
        marks=sum(course.marks.values()),
        pairs=len(pairs),
        pairs_none=sum(count == 0 for count in got),
        pairs_one=sum(count == 1 for count in got),
        hours_due=course.hours_due,
        hours_done=course.hours_done,
    )


def count_lessons(lessons: Iterable[HeldLesson]) -> Counts:
    """Count lessons held, recorded with topic, homework, in full and in time."""
    chosen = list(lessons)
    return Counts(
        held=len(chosen),
        topics=sum(one.topic for one in chosen),
        homework=sum(one.homework for one in chosen),
        no_homework=sum(one.no_homework and not one.homework for one in chosen),
        full=sum(one.full for one in chosen),
        in_time=sum(one.full and one.completed_on == one.day for one in chosen),
    )


def list_pairs(course: CourseMonth, month: date, *, fresh_days: int) -> Sequence[int]:
    """Return the learners who count for marks: on the roll of at least one lesson."""
    if not course.marks_required:
        return ()
    days = {lesson.day for lesson in course.lessons}
    since = month_end(month) - timedelta(days=fresh_days - 1)
    return [
        person
        for person, spans in course.learners.items()
        if min(span.start for span in spans) <= since
        and any(span.covers(day) for day in days for span in spans)
    ]


def compute_hours(plan: Sequence[int], past_slots: int) -> int:
    """Return the plan's hours due when `past_slots` lessons stood in the timetable.

    Cancelled lessons count: what they should have given is still due (REG 4.1.3).
    """
    return sum(plan[:past_slots])
