"""Checks of МИУД: the month's last lesson of a discipline and teacher (3.13.2)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from records.curriculum.values import CourseFact
from records.journal.rules.view import View, join_names
from records.kernel.finding import Finding, Severity
from records.lessons.rules import declare, remark
from records.lessons.values import LessonFact
from records.marks.values import CONTROLLED, Work

MISSING = declare("CHK-3.13.2-missing", "МИУД за месяц не выставлен")
INCOMPLETE = declare("CHK-3.13.2-incomplete", "МИУД выставлен не всем")
MISPLACED = declare(
    "CHK-3.13.2-misplaced", "МИУД не на последнем занятии месяца", Severity.WARNING
)

KNOWN = (MISSING, INCOMPLETE, MISPLACED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A lesson of a month, planned or recorded, as МИУД sees it."""

    day: date
    pair: int
    teacher_id: int
    lesson: LessonFact | None


def check_monthly_control(view: View) -> Iterator[Finding]:
    """Check that a month ends with МИУД and everybody has a mark (REG 3.13.2).

    The last lesson is that of the timetable's teacher, a cancelled one gives way
    to the one before; a substitute does it on the substituted page. A month
    whose last lesson lies ahead is not judged yet.
    """
    if not view.norms.monthly_control:
        return
    for course in view.journal.courses:
        if course.kind in CONTROLLED:
            for held in _months(course, view):
                yield from _check_month(course, held, view)


def _months(course: CourseFact, view: View) -> Iterator[list[Held]]:
    """Give the lessons of every month and teacher, in order of date and pair."""
    months: dict[tuple[date, int], list[Held]] = defaultdict(list)
    for one in _held(course, view):
        months[one.day.replace(day=1), one.teacher_id].append(one)
    for held in months.values():
        held.sort(key=lambda one: (one.day, one.pair))
        if view.first <= held[-1].day <= view.last:
            yield held


def _held(course: CourseFact, view: View) -> Iterator[Held]:
    recorded = {one.slot_id: one for one in view.lessons_of.get(course.id, ())}
    for slot in view.facts.slots:
        if slot.course_id == course.id and slot.state == "planned":
            yield Held(
                day=slot.day,
                pair=slot.pair,
                teacher_id=slot.teacher_id,
                lesson=recorded.get(slot.id),
            )
    for lesson in view.lessons_of.get(course.id, ()):
        if lesson.slot_id is None:
            yield Held(
                day=lesson.day,
                pair=lesson.pair,
                teacher_id=lesson.teacher_id,
                lesson=lesson,
            )


def _check_month(course: CourseFact, held: list[Held], view: View) -> Iterator[Finding]:
    for one in held[:-1]:
        if one.lesson is not None and one.lesson.monthly_control:
            message = f"последнее занятие месяца — {held[-1].day:%d.%m.%Y}"
            yield remark(view.lesson_place(one.lesson), MISPLACED, message)
    last = held[-1].lesson
    if last is None:
        return
    if not last.monthly_control:
        advice = "преподаватель меняет вид работы последнего занятия на МИУД"
        message = f"{last.day:%m.%Y}: МИУД не выставлен"
        yield remark(view.lesson_place(last), MISSING, message, advice=advice)
        return
    lacking = _list_lacking(course, last, view)
    if lacking:
        names = join_names(sorted(lacking))
        message = f"нет отметки МИУД: {len(lacking)} ({names})"
        advice = "поставьте отметку, при отсутствии текущих — «н/а»"
        yield remark(view.lesson_place(last), INCOMPLETE, message, advice=advice)


def _list_lacking(course: CourseFact, last: LessonFact, view: View) -> list[str]:
    given = {
        mark.person_id
        for mark in view.marks_of.get(last.id, ())
        if mark.work is Work.MONTHLY_CONTROL
    }
    return [
        learner.short_name
        for learner in view.roll(course, last.day)
        if learner.person_id not in given
    ]
