"""Curricula, timetables, lessons, marks and finals of the groups."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from records.curriculum.tables import Course, CourseTerm, Discipline, PlanItem, Slot
from records.lessons.tables import Lesson
from records.marks.tables import FinalMark, Mark
from tests.bench.school.people import GroupRows
from tests.bench.school.plan import (
    SEMESTERS,
    School,
    moment,
    semester_of,
    teaching_days,
)
from tests.bench.school.rows import Rows
from tests.bench.school.words import CAUSES, DISCIPLINES, TOPICS

_MARKS = ("5", "4", "3", "2")
_WEIGHTS = (18, 37, 34, 6)
_CONTROLLED = 0.9
"""The share of learners who get a mark for the monthly control (МИУД)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _CourseRows:
    id: int
    teacher: int
    plan: tuple[int, ...]
    days: tuple[tuple[date, int], ...]
    topic: int

    @property
    def controlled(self) -> frozenset[int]:
        """Places of the last lessons of the months (REG 3.13.2)."""
        months = {(day.year, day.month): at for at, (day, _) in enumerate(self.days)}
        return frozenset(months.values())


def add_lessons(
    rows: Rows, school: School, group: GroupRows, teachers: Sequence[int]
) -> None:
    """Add everything a group learns in a year, marks included."""
    chance = random.Random(group.number)  # noqa: S311 - figures, not secrets
    pairs: Counter[date] = Counter()
    for position in range(school.disciplines):
        teacher = teachers[(group.number + position) % len(teachers)]
        course = _course(rows, school, group, position, teacher=teacher, pairs=pairs)
        _lessons(rows, school, group, course, chance)
        _finals(rows, group, course, chance)
    rows.flush(everything=False)


def _course(
    rows: Rows,
    school: School,
    group: GroupRows,
    position: int,
    *,
    teacher: int,
    pairs: Counter[date],
) -> _CourseRows:
    index, name, control = DISCIPLINES[position % len(DISCIPLINES)]
    again = position // len(DISCIPLINES)
    discipline = rows.number(
        Discipline,
        journal_id=group.journal_id,
        index_code=f"{index}.{again}" if again else index,
        name=name,
        kind="module_course" if index.startswith("МДК") else "discipline",
        position=position,
    )
    course = rows.number(Course, discipline_id=discipline)
    days = _days(school, position, pairs)
    held = Counter(semester_of(day) for day, _ in days)
    for semester, _, _ in SEMESTERS:
        rows.number(
            CourseTerm,
            course_id=course,
            semester=semester,
            hours=2 * held[semester],
            control=control if semester == SEMESTERS[-1][0] else "",
            teacher_id=teacher,
        )
    plan = tuple(_plan_item(rows, course, at, position) for at in range(school.lessons))
    return _CourseRows(id=course, teacher=teacher, plan=plan, days=days, topic=position)


def _days(
    school: School, position: int, pairs: Counter[date]
) -> tuple[tuple[date, int], ...]:
    """Spread a course over the year; two lessons never share a pair of a day."""
    days = teaching_days()
    found = []
    for at in range(school.lessons):
        place = (at + position / school.disciplines) * len(days) / school.lessons
        day = days[min(int(place), len(days) - 1)]
        pairs[day] += 1
        found.append((day, pairs[day]))
    return tuple(found)


def _topic(at: int, position: int) -> tuple[str, str, str]:
    return TOPICS[(at + position) % len(TOPICS)]


def _plan_item(rows: Rows, course: int, at: int, position: int) -> int:
    kind, topic, homework = _topic(at, position)
    return rows.number(
        PlanItem,
        course_id=course,
        number=at + 1,
        topic=topic,
        hours=2,
        kind=kind,
        homework=homework,
    )


def _lessons(
    rows: Rows,
    school: School,
    group: GroupRows,
    course: _CourseRows,
    chance: random.Random,
) -> None:
    controlled = course.controlled
    for at, (day, pair) in enumerate(course.days):
        slot = rows.number(
            Slot,
            course_id=course.id,
            day=day,
            pair=pair,
            teacher_id=course.teacher,
            room=f"{200 + course.id % 20}",
            state="planned",
            version=1,
        )
        if at >= school.recorded:
            continue
        lesson = _lesson(
            rows, group, course, at, slot=slot, monthly_control=at in controlled
        )
        _marks(rows, school, group, chance, lesson=lesson)
        if at in controlled:
            _controls(rows, group, chance, lesson=lesson)


def _lesson(
    rows: Rows,
    group: GroupRows,
    course: _CourseRows,
    at: int,
    *,
    slot: int,
    monthly_control: bool,
) -> int:
    day, pair = course.days[at]
    kind, topic, homework = _topic(at, course.topic)
    written = moment(day, pair, late=20 + at % 40)
    return rows.number(
        Lesson,
        journal_id=group.journal_id,
        course_id=course.id,
        slot_id=slot,
        day=day,
        pair=pair,
        hours=2,
        kind=kind,
        monthly_control=monthly_control,
        roll_called=True,
        place="",
        teacher_id=course.teacher,
        topic=topic,
        plan_item_id=course.plan[at],
        homework=homework,
        no_homework=False,
        recorded_at=written,
        completed_at=written,
        version=1,
        topic_version=1,
        homework_version=1,
        source="",
        gseq=rows.entry(3),
    )


def _marks(
    rows: Rows,
    school: School,
    group: GroupRows,
    chance: random.Random,
    *,
    lesson: int,
) -> None:
    for person in group.learners:
        drawn = chance.random()
        if drawn >= school.marked:
            continue
        absent = drawn < school.absent
        rows.add(
            Mark,
            lesson_id=lesson,
            person_id=person,
            work="absence" if absent else "current",
            value="н" if absent else chance.choices(_MARKS, _WEIGHTS)[0],
            cause=chance.choice(CAUSES) if absent else "",
            document="",
            version=1,
            gseq=rows.entry(),
        )


def _controls(
    rows: Rows, group: GroupRows, chance: random.Random, *, lesson: int
) -> None:
    for person in group.learners:
        if chance.random() < _CONTROLLED:
            rows.add(
                Mark,
                lesson_id=lesson,
                person_id=person,
                work="monthly_control",
                value=chance.choices(_MARKS, _WEIGHTS)[0],
                cause="",
                document="",
                version=1,
                gseq=rows.entry(),
            )


def _finals(
    rows: Rows, group: GroupRows, course: _CourseRows, chance: random.Random
) -> None:
    for period, closed in (("s1", SEMESTERS[0][2]), ("s2", SEMESTERS[1][2])):
        for person in group.learners:
            rows.add(
                FinalMark,
                course_id=course.id,
                person_id=person,
                period=period,
                value=chance.choices(_MARKS[:3], _WEIGHTS[:3])[0],
                recorded_on=closed,
                version=1,
                gseq=rows.entry(),
            )
