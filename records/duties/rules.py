"""What is owed and how old it is: pure functions over a teacher's courses."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from records.duties.values import (
    Age,
    Duty,
    Lack,
    LedCourse,
    MonthControl,
    PlannedLesson,
    Teaching,
)
from records.marks.rules.finals import compute_due_periods, compute_span, period_of
from records.marks.values import CONTROLLED, EXAM_CONTROLS, Period

A_DAY = timedelta(days=1)
SOON = timedelta(days=14)
"""Finals and sheets are told of so long ahead."""
UNFINISHED = frozenset({"draft", "open"})


def list_duties(facts: Teaching) -> tuple[Duty, ...]:
    """List what a teacher owes, the oldest first; what is ahead comes last."""
    found = [
        *_lesson_duties(facts),
        *_monthly_duties(facts),
        *_final_duties(facts),
        *_sheet_duties(facts),
    ]
    order = {Age.OVERDUE: 0, Age.FRESH: 1, Age.AHEAD: 2}
    return tuple(sorted(found, key=lambda one: (order[one.age], one.due)))


def list_months(facts: Teaching) -> Mapping[int, tuple[MonthControl, ...]]:
    """List МИУД by course and month, for the lessons led by the teacher (3.13.2).

    The last lesson of the month is that of the timetable's teacher; a substitute
    does it on the substituted page.
    """
    if not facts.monthly_control:
        return {}
    held: dict[tuple[int, int, date], PlannedLesson] = {}
    for one in facts.lessons:
        key = (one.course_id, one.teacher_id, one.day.replace(day=1))
        last = held.get(key)
        if last is None or (last.day, last.pair) < (one.day, one.pair):
            held[key] = one
    found: dict[int, list[MonthControl]] = defaultdict(list)
    for (course_id, _, month), lesson in sorted(held.items()):
        course = facts.courses[course_id]
        if lesson.leader_id == facts.person_id and course.kind in CONTROLLED:
            found[course_id].append(_control(facts, course, month, lesson=lesson))
    return {course_id: tuple(few) for course_id, few in found.items()}


def compute_end(facts: Teaching, lesson: PlannedLesson) -> datetime:
    """Return the moment a lesson is over: its bell, else the end of the day."""
    bell = facts.bells.get((lesson.pair, lesson.day.weekday()))
    midnight = _midnight(facts, lesson.day)
    return midnight + (timedelta(minutes=bell[1]) if bell else A_DAY)


def compute_age(due: datetime, now: datetime) -> Age:
    """Tell how old a duty is: grey until due, amber for a day, red after."""
    if now < due:
        return Age.AHEAD
    return Age.FRESH if now < due + A_DAY else Age.OVERDUE


def _lesson_duties(facts: Teaching) -> Iterator[Duty]:
    for one in facts.lessons:
        course = facts.courses[one.course_id]
        if one.leader_id != facts.person_id or not _open(course, one.day):
            continue
        due = compute_end(facts, one)
        if one.lacks and due <= facts.now:
            yield Duty(
                lacks=one.lacks,
                course=course.ref,
                due=due,
                age=compute_age(due, facts.now),
                slot_id=one.slot_id,
                day=one.day,
                pair=one.pair,
                kind=one.kind,
            )


def _monthly_duties(facts: Teaching) -> Iterator[Duty]:
    by_slot = {one.slot_id: one for one in facts.lessons}
    for course_id, months in list_months(facts).items():
        course = facts.courses[course_id]
        for one in months:
            lesson = by_slot[one.slot_id]
            due = compute_end(facts, lesson)
            here = one.today or due <= facts.now
            if one.whole or not here or not _open(course, one.day):
                continue
            if lesson.lesson_id is None and due <= facts.now:
                continue
            yield Duty(
                lacks=(Lack.MONTHLY,),
                course=course.ref,
                due=due,
                age=compute_age(due, facts.now),
                slot_id=one.slot_id,
                day=one.day,
                count=one.total - one.given,
                total=one.total,
                people=tuple(sorted(one.lacking)),
            )


def _final_duties(facts: Teaching) -> Iterator[Duty]:
    for course in facts.courses.values():
        for period in compute_due_periods(course):
            if course.ref.state != "open" or not _leads(facts, course, period):
                continue
            end = compute_span(period, course).end
            due = _midnight(facts, end) + A_DAY
            there = course.on_roll(end)
            given = facts.finals.get((course.ref.id, period), frozenset())
            lacking = there - given
            if lacking and due - facts.now <= SOON:
                yield Duty(
                    lacks=(Lack.FINALS,),
                    course=course.ref,
                    due=due,
                    age=compute_age(due, facts.now),
                    day=end,
                    count=len(lacking),
                    total=len(there),
                    period=period,
                )


def _sheet_duties(facts: Teaching) -> Iterator[Duty]:
    for one in facts.sheets:
        due = _midnight(facts, one.held_on) + A_DAY
        course = facts.courses.get(one.course_id)
        if one.state not in UNFINISHED or course is None or due - facts.now > SOON:
            continue
        yield Duty(
            lacks=(Lack.SHEET,),
            course=course.ref,
            due=due,
            age=compute_age(due, facts.now),
            day=one.held_on,
            count=one.rows - one.filled,
            total=one.rows,
            sheet_id=one.sheet_id,
            number=one.number,
        )


def _control(
    facts: Teaching, course: LedCourse, month: date, *, lesson: PlannedLesson
) -> MonthControl:
    today = facts.now.astimezone(ZoneInfo(facts.timezone)).date()
    there = course.on_roll(lesson.day)
    given = facts.monthly.get(lesson.lesson_id or 0, frozenset()) & there
    return MonthControl(
        month=month,
        day=lesson.day,
        slot_id=lesson.slot_id,
        given=len(given),
        total=len(there),
        ahead=lesson.day > today,
        today=lesson.day == today,
        lacking=there - given,
    )


def _leads(facts: Teaching, course: LedCourse, period: Period) -> bool:
    """Tell whether the finals of a period are this teacher's."""
    pairs = zip(course.terms, course.teacher_ids, strict=True)
    return any(
        teacher == facts.person_id
        and (
            term.control in EXAM_CONTROLS
            if period is Period.EXAM
            else period_of(term.semester) is period
        )
        for term, teacher in pairs
    )


def _open(course: LedCourse, day: date) -> bool:
    """Tell whether the teacher may still mend it: the month and the year are open."""
    return course.ref.state == "open" and day.replace(day=1) not in course.closed


def _midnight(facts: Teaching, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(facts.timezone))
