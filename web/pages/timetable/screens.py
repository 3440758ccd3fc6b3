"""The week of a group or of a teacher as its page shows it (REG 3.10.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.curriculum.queries import (
    find_course_ref,
    get_slot,
    list_course_refs,
    list_courses,
    list_day_slots,
    list_teachers,
)
from records.curriculum.rules import Booking, check_study_day, covered, find_conflicts
from records.curriculum.values import CourseRef, SlotFact, TeacherFact
from records.kernel.collation import russian_key
from records.kernel.errors import NotFoundError
from records.kernel.finding import Finding
from records.lessons.timetable import list_recorded
from records.norms.queries import get_calendar, list_bells
from records.norms.values import BellFact
from web.site.names import short_name

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
    slots = list_day_slots(session, monday, sunday)
    courses = {one.id: one for one in list_course_refs(session)}
    chosen = [
        one
        for one in slots
        if (not group or courses[one.course_id].group_code == group)
        and (teacher_id is None or teacher_id in {one.teacher_id, one.leader_id})
    ]
    around = _surroundings(session, slots, courses, first=monday, last=sunday)
    entries = [_entry(one, courses, around) for one in chosen]
    days: dict[date, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    return Week(
        monday=monday, days=tuple((day, tuple(found)) for day, found in days.items())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What an entry is shown with: teachers, bells, records, conflicts."""

    teachers: Mapping[int, TeacherFact]
    bells: Mapping[tuple[int, int], BellFact]
    recorded: Mapping[int, int]
    conflicts: Mapping[int, str]


def _surroundings(
    session: Session,
    slots: Iterable[SlotFact],
    courses: Mapping[int, CourseRef],
    *,
    first: date,
    last: date,
) -> _Around:
    teachers = list_teachers(session)
    found = find_conflicts(
        _bookings(session, [one for one in slots if one.state == PLANNED], courses)
    )
    return _Around(
        teachers=teachers,
        bells={(one.weekday, one.pair): one for one in list_bells(session)},
        recorded=list_recorded(session, first, last),
        conflicts={one.second.key: one.finding.message for one in found},
    )


def _entry(slot: SlotFact, courses: Mapping[int, CourseRef], at: _Around) -> Entry:
    course = courses[slot.course_id]
    bell = at.bells.get((slot.day.weekday(), slot.pair))
    replaced = slot.substitution
    return Entry(
        slot_id=slot.id,
        day=slot.day,
        pair=slot.pair,
        time=f"{bell.starts // 60:02}:{bell.starts % 60:02}" if bell else "",
        title=course.title,
        group=course.group_code,
        teacher=short_name(at.teachers[slot.leader_id]),
        room=slot.room,
        cancelled=slot.state != PLANNED,
        substituted=short_name(replaced.absent) if replaced else "",
        recorded=slot.id in at.recorded,
        conflict=at.conflicts.get(slot.id, ""),
    )


def _bookings(
    session: Session, slots: Iterable[SlotFact], courses: Mapping[int, CourseRef]
) -> Iterable[Booking]:
    """Give the lessons with what they occupy: learners, teachers, rooms."""
    split = {courses[one.course_id].journal_id for one in slots}
    facts = {
        course.id: course
        for journal_id in split
        for course in list_courses(session, journal_id)
        if course.subgroup
    }
    for one in slots:
        course = courses[one.course_id]
        fact = facts.get(course.id)
        yield Booking(
            key=one.id,
            group=course.group_code,
            discipline=course.index_code,
            course_id=course.id,
            subgroup=course.subgroup,
            day=one.day,
            pair=one.pair,
            teacher="",
            teacher_id=one.leader_id,
            room=one.room,
            members=covered(fact, one.day) if fact else frozenset(),
        )


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
    courses = {one.id: one for one in list_course_refs(session)}
    planned = [
        one
        for one in list_day_slots(session, slot.day, slot.day)
        if one.state == PLANNED
    ]
    found = find_conflicts(_bookings(session, planned, courses))
    clashes = [
        one.finding for one in found if slot_id in {one.first.key, one.second.key}
    ]
    day = check_study_day(slot.day, get_calendar(session))
    return (*clashes, *((day,) if day else ()))
