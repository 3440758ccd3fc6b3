"""How complete a journal is: figures for a person who looks after it (REG 3.8.8)."""

from collections import Counter

from records.curriculum.values import CourseFact
from records.journal.rules.view import View, course_title
from records.journal.values import CourseProgress, JournalCounts, JournalFacts
from records.marks.rules.finals import compute_due_periods, compute_span
from records.marks.values import Work


def compute_counts(facts: JournalFacts) -> JournalCounts:
    """Count what a journal holds."""
    works = Counter(mark.work for mark in facts.marks)
    absences = works.pop(Work.ABSENCE, 0)
    return JournalCounts(
        learners=len(facts.journal.learners),
        courses=len(facts.journal.courses),
        slots=sum(slot.state == "planned" for slot in facts.slots),
        lessons=len(facts.lessons),
        marks=sum(works.values()),
        absences=absences,
        finals=len(facts.finals),
        corrections=len(facts.corrections),
        sheets=len(facts.sheets),
    )


def compute_progress(view: View) -> tuple[CourseProgress, ...]:
    """Compute how complete every block of a journal is, in curriculum order."""
    planned = Counter(slot.course_id for slot in view.slots)
    finals = Counter(final.course_id for final in view.facts.finals)
    return tuple(
        _progress(course, view, planned=planned[course.id], finals=finals[course.id])
        for course in view.journal.courses
    )


def _progress(
    course: CourseFact, view: View, *, planned: int, finals: int
) -> CourseProgress:
    lessons = view.lessons_of.get(course.id, ())
    cells = [mark for lesson in lessons for mark in view.marks_of.get(lesson.id, ())]
    return CourseProgress(
        course_id=course.id,
        title=course_title(course),
        teacher=view.teacher_of(course),
        planned=planned,
        recorded=len(lessons),
        complete=sum(lesson.complete for lesson in lessons),
        hours_planned=course.hours,
        hours_given=sum(lesson.hours for lesson in lessons),
        marks=sum(mark.work is not Work.ABSENCE for mark in cells),
        finals=finals,
        finals_due=_count_due(course, view),
    )


def _count_due(course: CourseFact, view: View) -> int:
    ends = [
        compute_span(period, view.journal).end for period in compute_due_periods(course)
    ]
    return sum(len(view.roll(course, end)) for end in ends if end <= view.last)
