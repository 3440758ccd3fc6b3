"""Checks of the cells: designations, rolls, subgroups, absences (REG 4.1.4, 4.1.8)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from records.curriculum.rules import check_subgroup_overlap
from records.curriculum.values import CourseFact, LearnerFact
from records.journal.rules.view import View, join_names
from records.kernel.finding import Finding, Severity
from records.lessons.rules import declare, remark
from records.lessons.values import LessonFact
from records.marks.rules.cells import (
    BASIS,
    DOCUMENT,
    EXCUSED,
    MONTHLY,
    ROLL,
    SUBGROUP,
    check_together,
)
from records.marks.rules.designations import check_value, list_allowed
from records.marks.values import MarkFact, Work

WITHOUT_SUBGROUP = declare(
    "CHK-4.1.4-none", "обучающийся не распределён в подгруппу", Severity.WARNING
)

KNOWN = (WITHOUT_SUBGROUP,)

_ALONE = frozenset({Work.CURRENT, Work.ABSENCE})
"""What alone in a cell is never wrong."""


def check_designations(view: View) -> Iterator[Finding]:
    """Check that cells hold nothing but the approved designations (REG 4.1.8)."""
    allowed = {work: frozenset(list_allowed(work, view.norms)) for work in Work}
    for lesson, mark in _marks(view):
        if mark.value in allowed[mark.work]:
            continue
        place = view.lesson_place(lesson, view.name(mark.person_id))
        yield from check_value(mark.work, mark.value, place=place, norms=view.norms)


def check_rolls(view: View) -> Iterator[Finding]:
    """Check that marks are of learners on the roll that day (REG 3.9.2)."""
    for lesson, mark in _marks(view):
        learner = view.learners.get(mark.person_id)
        if learner is None or not learner.on_roll(lesson.day):
            name = view.name(mark.person_id)
            message = f"«{mark.value}» стоит, но в этот день не числится в группе"
            advice = (
                "проверьте дату движения; лишнюю отметку преподаватель аннулирует "
                "исправлением"
            )
            yield remark(view.lesson_place(lesson, name), ROLL, message, advice=advice)


def check_subgroups(view: View) -> Iterator[Finding]:
    """Check that a subgroup's page holds its own learners only (REG 4.1.4)."""
    for lesson, mark in _marks(view):
        course = view.courses[lesson.course_id]
        if not course.led(mark.person_id, lesson.day):
            name = view.name(mark.person_id)
            message = f"«{mark.value}» стоит на странице чужой подгруппы"
            advice = "отметку ставит преподаватель его подгруппы"
            place = view.lesson_place(lesson, name)
            yield remark(place, SUBGROUP, message, advice=advice)


def check_division(view: View) -> Iterator[Finding]:
    """Check that a divided discipline has everybody in one subgroup (REG 4.1.4)."""
    divided: dict[int, list[CourseFact]] = defaultdict(list)
    for course in view.journal.courses:
        if course.subgroup:
            divided[course.discipline_id].append(course)
    for courses in divided.values():
        names = {one.person_id: one.short_name for one in view.journal.learners}
        title = courses[0].title
        yield from check_subgroup_overlap(courses[0].members, names, title=title)
        yield from _check_undivided(courses, view)


def check_combinations(view: View) -> Iterator[Finding]:
    """Check one learner's cells of a lesson against each other (REG 3.13.1)."""
    for lesson in view.lessons:
        works: dict[int, dict[Work, str]] = defaultdict(dict)
        for mark in view.marks_of.get(lesson.id, ()):
            works[mark.person_id][mark.work] = mark.value
        for person_id, held in works.items():
            if len(held) == 1 and _ALONE.issuperset(held):
                continue
            place = view.lesson_place(lesson, view.name(person_id))
            yield from check_together(held, place)
            if Work.MONTHLY_CONTROL in held and not lesson.monthly_control:
                yield remark(place, MONTHLY)


def check_documents(view: View) -> Iterator[Finding]:
    """Check that an excused absence has its document (REG 3.13.1, forms.md 6.4)."""
    lacking: dict[int, list[date]] = defaultdict(list)
    for lesson, mark in _marks(view):
        if mark.work is Work.ABSENCE and mark.cause in EXCUSED and not mark.document:
            lacking[mark.person_id].append(lesson.day)
    for person_id, days in lacking.items():
        place = view.group_place(view.name(person_id))
        listed = join_names(f"{day:%d.%m.%Y}" for day in sorted(set(days)))
        message = f"уважительная причина без документа: {listed}"
        advice = "укажите номер и дату справки или заявления"
        yield remark(place, DOCUMENT, message, advice=advice)


def check_corrections(view: View) -> Iterator[Finding]:
    """Check that every correction has a reason and a basis (REG 4.1.1)."""
    for one in view.facts.corrections:
        basis = one.basis
        if basis.reason.strip() and basis.document.strip():
            continue
        course = view.courses[one.course_id]
        message = f"исправление «{one.old}» → «{one.new}» без причины или основания"
        yield remark(view.place(course), BASIS, message)


def _marks(view: View) -> Iterator[tuple[LessonFact, MarkFact]]:
    for lesson in view.lessons:
        for mark in view.marks_of.get(lesson.id, ()):
            yield lesson, mark


def _check_undivided(courses: list[CourseFact], view: View) -> Iterator[Finding]:
    """Remark on learners no subgroup has on a day it has a lesson."""
    days = sorted(
        {
            lesson.day
            for course in courses
            for lesson in view.lessons_of.get(course.id, ())
            if view.first <= lesson.day <= view.last
        }
    )
    lost = {
        learner.short_name
        for day in days
        for learner in view.journal.learners
        if learner.on_roll(day) and not _placed(learner, courses, day)
    }
    if lost:
        message = f"не распределены в подгруппы: {join_names(sorted(lost))}"
        advice = "состав подгрупп определяют преподаватели с зам. директора по УМР"
        place = view.place(courses[0])
        yield remark(place, WITHOUT_SUBGROUP, message, advice=advice)


def _placed(learner: LearnerFact, courses: list[CourseFact], day: date) -> bool:
    return any(course.led(learner.person_id, day) for course in courses)
