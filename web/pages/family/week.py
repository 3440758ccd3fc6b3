"""A learner's week as its page shows it (расписание обучающегося)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from records.marks.queries import list_own_courses, list_own_slots
from records.marks.values import OwnCourse, OwnSlot
from records.norms.queries import list_bells
from web.site.filters import minute_words
from web.site.names import short_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A lesson of the week: time, course, room, who instead of whom."""

    time: str
    number: int
    title: str
    teacher: str
    room: str
    cancelled: bool
    substituted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The timetable of one week by days."""

    monday: date
    days: tuple[tuple[date, tuple[Pair, ...]], ...]

    @property
    def before(self) -> date:
        """Return the Monday of the week before."""
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date:
        """Return the Monday of the week after."""
        return self.monday + timedelta(days=7)


def build_week(session: Session, person_id: int, *, year: str, monday: date) -> Week:
    """Gather a learner's timetable of a week (расписание)."""
    courses = {one.id: one for one in list_own_courses(session, person_id, year=year)}
    bells = {(one.weekday, one.pair): one for one in list_bells(session)}
    slots = list_own_slots(
        session, tuple(courses), start=monday, end=monday + timedelta(days=6)
    )
    times = {key: minute_words(one.starts) for key, one in bells.items()}
    days = groupby(slots, key=lambda one: one.day)
    return Week(
        monday=monday,
        days=tuple(
            (day, tuple(_pair(one, courses[one.course_id], times) for one in lessons))
            for day, lessons in days
        ),
    )


def _pair(
    slot: OwnSlot, course: OwnCourse, times: Mapping[tuple[int, int], str]
) -> Pair:
    return Pair(
        time=times.get((slot.day.weekday(), slot.pair), ""),
        number=slot.pair,
        title=course.title,
        teacher=short_words(*(slot.substitute or course.teacher)),
        room=slot.room,
        cancelled=slot.cancelled,
        substituted=slot.substitute is not None,
    )
