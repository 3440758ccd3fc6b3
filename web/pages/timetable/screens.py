"""The week of a group or of a teacher as its page shows it (REG 3.10.1)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.curriculum.queries import (
    find_course_ref,
    get_slot,
    list_course_refs,
    list_day_slots,
    list_rivals,
    list_subgroups,
    list_teachers,
)
from records.curriculum.rules import (
    Booking,
    Conflict,
    check_study_day,
    covered,
    find_conflicts,
)
from records.curriculum.values import CourseRef, SlotFact, TeacherFact
from records.kernel.collation import russian_key
from records.kernel.errors import NotFoundError
from records.kernel.finding import Finding
from records.lessons.taught import list_recorded
from records.norms.queries import get_calendar, list_bells
from records.norms.values import BellFact
from records.people.queries import map_persons
from records.people.values import PersonFact
from web.site.filters import minute_words
from web.site.names import say_substitution, short_name

WEEK = 7
PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A lesson of the week: when, what, who, where, whether it is recorded."""

    slot_id: int
    day: date
    pair: int
    time: str
    title: str
    group: str
    teacher: str
    room: str
    cancelled: bool
    substituted: str
    recorded: bool
    conflict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The lessons of a week by days."""

    monday: date
    days: tuple[tuple[date, tuple[Entry, ...]], ...]

    @property
    def sunday(self) -> date:
        """Return the last day."""
        return self.monday + timedelta(days=WEEK - 1)

    @property
    def before(self) -> date:
        """Return the Monday before."""
        return self.monday - timedelta(days=WEEK)

    @property
    def after(self) -> date:
        """Return the Monday after."""
        return self.monday + timedelta(days=WEEK)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPage:
    """One lesson of the timetable with what may be changed in it."""

    slot: SlotFact
    course: CourseRef
    teachers: tuple[tuple[int, str], ...]
    recorded: bool


def build_week(
    session: Session, monday: date, *, group: str = "", teacher_id: int | None = None
) -> Week:
    """Gather a week: of a group, of a teacher (own lessons and those given)."""
    sunday = monday + timedelta(days=WEEK - 1)
    slots = list_day_slots(
        session, monday, sunday, group_code=group, teacher_id=teacher_id
    )
    around = _surroundings(session, slots, first=monday, last=sunday)
    entries = [_entry(one, around) for one in slots]
    days: dict[date, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    return Week(
        monday=monday, days=tuple((day, tuple(found)) for day, found in days.items())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What an entry is shown with: courses, people, bells, records, conflicts."""

    courses: Mapping[int, CourseRef]
    teachers: Mapping[int, TeacherFact]
    absent: Mapping[int, PersonFact]
    bells: Mapping[tuple[int, int], BellFact]
    recorded: Mapping[int, int]
    conflicts: Mapping[int, str]


def _surroundings(
    session: Session, slots: Sequence[SlotFact], *, first: date, last: date
) -> _Around:
    given = [one.substitution.absent.person_id for one in slots if one.substitution]
    courses = list_course_refs(session, ids={one.course_id for one in slots})
    return _Around(
        courses={one.id: one for one in courses},
        teachers=list_teachers(session),
        absent=map_persons(session, given),
        bells={(one.weekday, one.pair): one for one in list_bells(session)},
        recorded=list_recorded(session, first, last),
        conflicts={
            one.second.key: one.finding.message for one in _conflicts(session, slots)
        },
    )


def _entry(slot: SlotFact, at: _Around) -> Entry:
    course = at.courses[slot.course_id]
    bell = at.bells.get((slot.day.weekday(), slot.pair))
    given = slot.substitution
    return Entry(
        slot_id=slot.id,
        day=slot.day,
        pair=slot.pair,
        time=minute_words(bell.starts if bell else None),
        title=course.title,
        group=course.group_code,
        teacher=short_name(at.teachers[slot.leader_id]),
        room=slot.room,
        cancelled=slot.state != PLANNED,
        substituted=say_substitution(at.absent[given.absent.person_id])
        if given
        else "",
        recorded=slot.id in at.recorded,
        conflict=at.conflicts.get(slot.id, ""),
    )


def _bookings(session: Session, slots: Sequence[SlotFact]) -> Iterator[Booking]:
    """Give the lessons with what they occupy: learners, teachers, rooms."""
    found = list_course_refs(session, ids={one.course_id for one in slots})
    courses = {one.id: one for one in found}
    split = {one.discipline_id for one in found if one.subgroup}
    members = list_subgroups(session, split)
    teachers = list_teachers(session)
    for one in slots:
        course = courses[one.course_id]
        spans = members.get((course.discipline_id, course.subgroup), ())
        yield Booking(
            key=one.id,
            group=course.group_code,
            discipline=course.index_code,
            course_id=course.id,
            subgroup=course.subgroup,
            day=one.day,
            pair=one.pair,
            teacher=short_name(teachers[one.leader_id]),
            teacher_id=one.leader_id,
            room=one.room,
            members=covered(spans, one.day),
        )


def _conflicts(session: Session, slots: Iterable[SlotFact]) -> Iterator[Conflict]:
    """Find what stands in the way of lessons, the earlier and the later of a clash."""
    bookings = tuple(_bookings(session, list_rivals(session, slots)))
    yield from find_conflicts(bookings)
    yield from find_conflicts(reversed(bookings))


def build_slot(session: Session, slot_id: int) -> SlotPage:
    """Gather one lesson of the timetable.

    Raises:
        NotFoundError: there is no such lesson.
    """
    slot = get_slot(session, slot_id)
    course = find_course_ref(session, slot.course_id)
    if course is None:
        raise NotFoundError("Такого занятия нет.", code="not_found")
    teachers = sorted(
        list_teachers(session).values(), key=lambda one: russian_key(one.full_name)
    )
    return SlotPage(
        slot=slot,
        course=course,
        teachers=tuple((one.person_id, one.full_name) for one in teachers),
        recorded=slot_id in list_recorded(session, slot.day, slot.day),
    )


def list_warnings(session: Session, slot_id: int) -> tuple[Finding, ...]:
    """List what a lesson stands in the way of on its day, after a change."""
    slot = get_slot(session, slot_id)
    clashes = [
        one.finding for one in _conflicts(session, [slot]) if one.second.key == slot_id
    ]
    day = check_study_day(slot.day, get_calendar(session))
    return (*clashes, *((day,) if day else ()))
