"""Checks of what an inspection looks at: objectivity, control works (REG 5.2)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from records.journal.rules.view import View
from records.kernel.finding import Finding, Severity
from records.lessons.rules import declare, remark
from records.lessons.values import CONTROL_WORK, LessonFact
from records.marks.rules.finals import PERIOD_NAMES, compute_mean, compute_span
from records.marks.values import CONTROLLED, FinalFact, Period, Work

_WARN = Severity.WARNING
GAP = declare("CHK-5.2-gap", "итоговая отметка далека от среднего балла", _WARN)
ALIKE = declare("CHK-5.2-alike", "у всех одна и та же отметка", _WARN)
BURST = declare("CHK-5.2-burst", "много отметок за одну минуту", _WARN)
CONTROL = declare("CHK-5.2-control", "нет контрольных работ", _WARN)

KNOWN = (GAP, ALIKE, BURST, CONTROL)

_FEW = 5
"""So few learners may well have one and the same mark."""

_MINUTE = timedelta(seconds=60)


def check_means(view: View) -> Iterator[Finding]:
    """Remark finals that differ from the mean of current marks (REG 5.2)."""
    for final in view.facts.finals:
        course = view.courses.get(final.course_id)
        if course is None or final.period is Period.EXAM or final.not_attested:
            continue
        span = compute_span(final.period, view.journal)
        marks = view.current_marks(
            course.id, final.person_id, start=span.start, end=span.end
        )
        mean = compute_mean(marks)
        if mean is None or not final.value.isdecimal():
            continue
        if abs(int(final.value) - mean) > view.norms.final_gap_max:
            shown = str(mean).replace(".", ",")
            message = f"«{final.value}» при среднем балле {shown}"
            words = (PERIOD_NAMES[final.period], view.name(final.person_id))
            yield remark(view.place(course, *words), GAP, message)


def check_alike(view: View) -> Iterator[Finding]:
    """Remark a column of finals that are all the same (REG 5.2)."""
    columns: dict[tuple[int, Period], list[FinalFact]] = defaultdict(list)
    for final in view.facts.finals:
        columns[final.course_id, final.period].append(final)
    for (course_id, period), finals in columns.items():
        values = {final.value for final in finals}
        if len(finals) >= _FEW and len(values) == 1 and course_id in view.courses:
            place = view.place(view.courses[course_id], PERIOD_NAMES[period])
            message = f"у всех {len(finals)} обучающихся «{values.pop()}»"
            yield remark(place, ALIKE, message)


def check_bursts(view: View) -> Iterator[Finding]:
    """Remark marks of several lessons put within a minute (REG 5.2).

    The marks of one lesson are put together, so one lesson is no burst.
    """
    entered: dict[int, list[tuple[datetime, LessonFact]]] = defaultdict(list)
    for lesson in view.lessons:
        if lesson.source:
            continue
        for mark in view.marks_of.get(lesson.id, ()):
            moment = view.facts.moments.get(mark.entry_no)
            if moment is not None and mark.work is not Work.ABSENCE:
                entered[lesson.teacher_id].append((moment, lesson))
    for marks in entered.values():
        marks.sort(key=lambda one: (one[0], one[1].id))
        yield from _check_burst(marks, view)


def check_control_works(view: View) -> Iterator[Finding]:
    """Remark disciplines without a single control work in a semester (REG 5.2)."""
    for course in view.journal.courses:
        if course.kind not in CONTROLLED:
            continue
        for semester in view.journal.semesters:
            lessons = [
                lesson
                for lesson in view.lessons_of.get(course.id, ())
                if semester.start <= lesson.day <= semester.end
            ]
            kinds = {lesson.kind for lesson in lessons}
            if lessons and semester.end <= view.last and CONTROL_WORK not in kinds:
                words = f"{semester.number} семестр" if semester.number else "год"
                yield remark(view.place(course, words), CONTROL)


def _check_burst(
    marks: list[tuple[datetime, LessonFact]], view: View
) -> Iterator[Finding]:
    """Find the first minute of a teacher with too many marks of several lessons."""
    start = 0
    for end, (moment, lesson) in enumerate(marks):
        while moment - marks[start][0] > _MINUTE:
            start += 1
        count = end - start + 1
        if count <= view.norms.burst_marks:
            continue
        lessons = {one.id for _moment, one in marks[start : end + 1]}
        if len(lessons) > 1:
            message = f"за минуту внесено отметок: {count}, занятий: {len(lessons)}"
            yield remark(view.lesson_place(lesson), BURST, message)
            return
