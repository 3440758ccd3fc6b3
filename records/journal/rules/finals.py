"""Checks of «Итоговые отметки» (REG 4.2.1–4.2.4)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from records.curriculum.values import CourseFact, LearnerFact
from records.journal.rules.view import View, join_names
from records.kernel.finding import Finding, Severity
from records.lessons.rules import declare, remark
from records.lessons.values import Place
from records.marks.rules.cells import ROLL
from records.marks.rules.designations import check_final_value, list_allowed_finals
from records.marks.rules.finals import (
    FINAL_LATE,
    PERIOD_NAMES,
    FinalSetting,
    check_founded,
    check_needless,
    check_overdue,
    check_terms,
    compute_due_periods,
    compute_span,
    needs_current_marks,
    period_of,
)
from records.marks.values import EXAM_CONTROLS, FinalFact, Period

FINAL_MISSING = declare("CHK-4.2.1-missing", "итоговые отметки не выставлены")
WITHOUT_LESSONS = declare(
    "CHK-4.2.2-lessons",
    "итоговая отметка без записанных занятий",
    Severity.WARNING,
)

KNOWN = (FINAL_MISSING, WITHOUT_LESSONS)


def check_finals_given(view: View) -> Iterator[Finding]:
    """Check that every period that is over has its finals (REG 4.2.1)."""
    given: dict[tuple[int, Period], set[int]] = defaultdict(set)
    for final in view.facts.finals:
        given[final.course_id, final.period].add(final.person_id)
    for course in view.journal.courses:
        for period in compute_due_periods(course):
            end = compute_span(period, view.journal).end
            if end > view.last:
                continue
            lacking = [
                learner.short_name
                for learner in _list_due(course, period, view)
                if learner.person_id not in given[course.id, period]
            ]
            if lacking:
                names = join_names(lacking)
                message = f"нет итоговых отметок: {len(lacking)} ({names})"
                advice = f"срок — {end:%d.%m.%Y}; при отсутствии отметок — «н/а»"
                place = view.place(course, PERIOD_NAMES[period])
                yield remark(place, FINAL_MISSING, message, advice=advice)


def check_finals_in_time(view: View) -> Iterator[Finding]:
    """Check that finals were put by the last day of the period (REG 4.2.1)."""
    late: dict[tuple[int, Period, date], list[str]] = defaultdict(list)
    for final in view.facts.finals:
        end = compute_span(final.period, view.journal).end
        if final.recorded_on > end and final.course_id in view.courses:
            key = (final.course_id, final.period, final.recorded_on)
            late[key].append(view.name(final.person_id))
    for (course_id, period, day), names in late.items():
        end = compute_span(period, view.journal).end
        place = view.place(view.courses[course_id], PERIOD_NAMES[period])
        message = (
            f"выставлено {day:%d.%m.%Y}, а период закончился {end:%d.%m.%Y}: "
            f"{len(names)} ({join_names(names)})"
        )
        yield remark(place, FINAL_LATE, message)


def check_finals_placed(view: View) -> Iterator[Finding]:
    """Check that finals stand after lessons and for learners there (REG 4.2.2)."""
    bare = set()
    for final, course in _finals(view):
        if course.hours and not view.lessons_of.get(course.id):
            bare.add(course.id)
        end = compute_span(final.period, view.journal).end
        learner = view.learners.get(final.person_id)
        day = min(final.recorded_on, end)
        if learner is None or not learner.on_roll(day):
            message = f"«{final.value}» стоит, но {day:%d.%m.%Y} не числится в группе"
            yield remark(_place(final, course, view), ROLL, message)
    for course_id in sorted(bare):
        yield remark(view.place(view.courses[course_id]), WITHOUT_LESSONS)


def check_finals_values(view: View) -> Iterator[Finding]:
    """Check that there is no «осв.» nor another sign among finals (4.2.4, 4.1.8)."""
    allowed = frozenset(list_allowed_finals(view.norms))
    for final, course in _finals(view):
        if final.value not in allowed:
            place = _place(final, course, view)
            yield from check_final_value(final.value, place, view.norms)


def check_not_attested(view: View) -> Iterator[Finding]:
    """Check that a final has marks behind it, and «н/а» its terms (REG 4.2.3)."""
    for final, course in _finals(view):
        place = _place(final, course, view)
        setting = _setting(final, course, place, view=view)
        terms = final.not_attested
        if final.value == view.norms.not_attested:
            yield from check_terms(terms, place, recorded_on=final.recorded_on)
            yield from check_needless(setting)
            if terms is not None:
                yield from check_overdue(terms, place, today=view.facts.today)
        elif final.value in view.norms.marks and not (terms and terms.result):
            yield from check_founded(setting)


def _list_due(course: CourseFact, period: Period, view: View) -> list[LearnerFact]:
    """List who must have the final: those there at the end of its period.

    An exam is due of those who were there when its semester ended and still are.
    """
    end = compute_span(period, view.journal).end
    learners = view.roll(course, end)
    if period is not Period.EXAM:
        return list(learners)
    sat = {
        learner.person_id
        for term in course.terms
        if term.control in EXAM_CONTROLS
        for learner in view.roll(
            course, compute_span(period_of(term.semester), view.journal).end
        )
    }
    return [learner for learner in learners if learner.person_id in sat]


def _finals(view: View) -> Iterator[tuple[FinalFact, CourseFact]]:
    for final in view.facts.finals:
        course = view.courses.get(final.course_id)
        if course is not None:
            yield final, course


def _place(final: FinalFact, course: CourseFact, view: View) -> Place:
    return view.place(course, PERIOD_NAMES[final.period], view.name(final.person_id))


def _setting(
    final: FinalFact, course: CourseFact, place: Place, *, view: View
) -> FinalSetting:
    span = compute_span(final.period, view.journal)
    marks = view.current_marks(
        course.id, final.person_id, start=span.start, end=span.end
    )
    return FinalSetting(
        place=place,
        period=final.period,
        ends=span.end,
        marks=len(marks),
        needs_marks=needs_current_marks(course, final.period),
        today=view.facts.today,
        norms=view.norms,
    )
