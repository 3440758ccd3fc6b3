"""Checks against the plan: topics, hours, consultations, works (4.1.3, 4.1.5, 4.1.6)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from records.curriculum.values import CourseFact, DisciplineKind, PlanRow
from records.journal.rules.view import View, join_names
from records.kernel.finding import Finding, Severity
from records.kernel.text import fold
from records.lessons.rules import declare, remark
from records.lessons.values import CONSULTATION, LessonFact
from records.marks.rules.finals import compute_span, period_of
from records.marks.values import CURRENT_WORKS

_WARN = Severity.WARNING
ROW = declare("CHK-4.1.3-row", "занятие не по тематическому плану", _WARN)
TWICE = declare("CHK-4.1.3-twice", "строка плана дана дважды", _WARN)
ORDER = declare("CHK-4.1.3-order", "нарушен порядок плана", _WARN)
SKIPPED = declare("CHK-4.1.3-skipped", "пропущены строки плана", _WARN)
TOPIC = declare("CHK-4.1.3-topic", "тема отличается от плана", _WARN)
HOURS = declare("CHK-4.1.3-row-hours", "часы занятия отличаются от плана", _WARN)
PLAN = declare("CHK-4.1.3-plan", "часы КТП не равны часам учебного плана", _WARN)
GIVEN = declare("CHK-4.1.3-given", "программа по часам не выполнена", _WARN)
CONSULT_HOURS = declare(
    "CHK-4.1.5-hours", "консультаций больше, чем по нагрузке", _WARN
)
CONSULT_SLOT = declare("CHK-4.1.5-schedule", "консультация вне графика", _WARN)
WORKS_HELD = declare("CHK-4.1.6-held", "проведены не все работы плана", _WARN)
WORKS_DONE = declare("CHK-4.1.6-done", "работы выполнены не всеми", _WARN)
DEFENCE = declare("CHK-4.1.6-course-work", "курсовая работа не защищена", _WARN)

KNOWN = (
    ROW,
    TWICE,
    ORDER,
    SKIPPED,
    TOPIC,
    HOURS,
    PLAN,
    GIVEN,
    CONSULT_HOURS,
    CONSULT_SLOT,
    WORKS_HELD,
    WORKS_DONE,
    DEFENCE,
)

WORKS: Mapping[str, str] = {
    "ЛР": "лабораторных работ",
    "ПЗ": "практических занятий",
}
_COURSE_WORKS = frozenset({"КР", "КП"})


def check_plan_order(view: View) -> Iterator[Finding]:
    """Check that lessons follow the thematic plan in order (КТП, REG 4.1.3)."""
    for course in view.journal.courses:
        if not course.plan:
            continue
        rows = {row.id: row for row in course.plan}
        reached = 0
        for lesson in _lessons(course, view):
            row = rows.get(lesson.plan_item_id or 0)
            place = view.lesson_place(lesson)
            if row is None:
                yield remark(place, ROW, advice="выберите строку КТП")
                continue
            if row.number < reached:
                message = f"строка {row.number} КТП после строки {reached}"
                yield remark(place, ORDER, message)
            reached = max(reached, row.number)
            if lesson.topic and not _alike(row.topic, lesson.topic):
                yield remark(place, TOPIC, f"по КТП: «{row.topic}»")
        yield from _check_skipped(course, reached, view)


def check_plan_hours(view: View) -> Iterator[Finding]:
    """Check that every row of the plan has its hours, once (КТП, REG 4.1.3)."""
    for course in view.journal.courses:
        taken: dict[int, list[LessonFact]] = defaultdict(list)
        for lesson in _lessons(course, view):
            taken[lesson.plan_item_id or 0].append(lesson)
        for row in course.plan:
            yield from _check_row(row, taken.get(row.id, ()), view)


def check_given_hours(view: View) -> Iterator[Finding]:
    """Check that the curriculum's hours are planned and given (REG 4.1.3)."""
    for course in view.journal.courses:
        if course.kind is DisciplineKind.CONSULTATIONS or not course.hours:
            continue
        planned = sum(row.hours for row in course.plan if row.kind != CONSULTATION)
        if course.plan and planned != course.hours:
            message = f"по учебному плану {course.hours} ч, в КТП {planned} ч"
            yield remark(view.place(course), PLAN, message)
        yield from _check_terms(course, view)


def check_consultations(view: View) -> Iterator[Finding]:
    """Check consultations against the load and the schedule (REG 4.1.5)."""
    for course in view.journal.courses:
        given = _consultations(course, view)
        allowed = _allowed_consultations(course)
        hours = sum(lesson.hours for lesson in given)
        if hours > allowed:
            message = f"проведено консультаций {hours} ч, по нагрузке {allowed} ч"
            yield remark(view.place(course), CONSULT_HOURS, message)
        for lesson in given:
            if lesson.slot_id is None:
                advice = "график консультаций вносит диспетчер"
                yield remark(view.lesson_place(lesson), CONSULT_SLOT, advice=advice)


def check_works(view: View) -> Iterator[Finding]:
    """Check that laboratory and practical works are held and done (REG 4.1.6)."""
    for course in _finished(view):
        lessons = _lessons(course, view)
        for kind, words in WORKS.items():
            held = [lesson for lesson in lessons if lesson.kind == kind]
            rows = [row for row in course.plan if row.kind == kind]
            used = {lesson.plan_item_id for lesson in held}
            absent = [row for row in rows if row.id not in used]
            if absent:
                message = f"проведено {words}: {len(rows) - len(absent)} из {len(rows)}"
                yield remark(view.place(course), WORKS_HELD, message)
            yield from _check_done(course, held, words, view=view)


def check_course_works(view: View) -> Iterator[Finding]:
    """Check that course works and projects are defended (REG 4.1.6)."""
    defended = {
        (work.course_id, work.person_id)
        for work in view.facts.course_works
        if work.defended is not None
    }
    for course in view.journal.courses:
        for term in course.terms:
            end = compute_span(period_of(term.semester), view.journal).end
            if term.control not in _COURSE_WORKS or end > view.last:
                continue
            owing = [
                learner.short_name
                for learner in view.roll(course, end)
                if (course.id, learner.person_id) not in defended
            ]
            if owing:
                message = f"не защитили: {len(owing)} ({join_names(owing)})"
                yield remark(view.place(course), DEFENCE, message)


def _lessons(course: CourseFact, view: View) -> Sequence[LessonFact]:
    """Return the lessons the thematic plan is about: consultations are apart."""
    if course.kind is DisciplineKind.CONSULTATIONS:
        return ()
    lessons = view.lessons_of.get(course.id, ())
    return [lesson for lesson in lessons if lesson.kind != CONSULTATION]


def _consultations(course: CourseFact, view: View) -> Sequence[LessonFact]:
    lessons = view.lessons_of.get(course.id, ())
    if course.kind is DisciplineKind.CONSULTATIONS:
        return lessons
    return [lesson for lesson in lessons if lesson.kind == CONSULTATION]


def _allowed_consultations(course: CourseFact) -> int:
    if course.kind is DisciplineKind.CONSULTATIONS:
        return course.hours
    return sum(row.hours for row in course.plan if row.kind == CONSULTATION)


def _check_skipped(course: CourseFact, reached: int, view: View) -> Iterator[Finding]:
    used = {lesson.plan_item_id for lesson in _lessons(course, view)}
    skipped = [
        str(row.number)
        for row in course.plan
        if row.number < reached and row.id not in used and row.kind != CONSULTATION
    ]
    if skipped:
        message = f"не даны строки КТП: {join_names(skipped, most=10)}"
        yield remark(view.place(course), SKIPPED, message)


def _check_row(
    row: PlanRow, lessons: Sequence[LessonFact], view: View
) -> Iterator[Finding]:
    hours = sum(lesson.hours for lesson in lessons)
    if not lessons or hours == row.hours:
        return
    place = view.lesson_place(lessons[-1])
    if len(lessons) > 1 and hours > row.hours:
        message = f"строка {row.number} КТП дана в {len(lessons)} занятиях"
        yield remark(place, TWICE, f"{message}: {hours} ч вместо {row.hours} ч")
    elif len(lessons) == 1:
        message = f"строка {row.number} КТП: {hours} ч вместо {row.hours} ч"
        yield remark(place, HOURS, message)


def _check_terms(course: CourseFact, view: View) -> Iterator[Finding]:
    """Compare hours given with hours planned in the semesters that are over."""
    ended = [
        (term, compute_span(period_of(term.semester), view.journal))
        for term in course.terms
    ]
    over = [(term, span) for term, span in ended if span.end <= view.last]
    planned = sum(term.hours for term, _span in over)
    given = sum(
        lesson.hours
        for lesson in _lessons(course, view)
        if any(span.start <= lesson.day <= span.end for _term, span in over)
    )
    if abs(given - planned) > view.norms.plan_tolerance_hours:
        message = f"по плану {planned} ч, проведено {given} ч"
        advice = "уплотните план или проведите занятия дополнительно"
        yield remark(view.place(course), GIVEN, message, advice=advice)


def _finished(view: View) -> Iterator[CourseFact]:
    for course in view.journal.courses:
        ends = [
            compute_span(period_of(term.semester), view.journal).end
            for term in course.terms
        ]
        if ends and max(ends) <= view.last:
            yield course


def _check_done(
    course: CourseFact, held: Sequence[LessonFact], words: str, *, view: View
) -> Iterator[Finding]:
    """Say how many works the learners still on the roll have done, k of n."""
    due, done = 0, 0
    owing: dict[str, int] = defaultdict(int)
    for lesson in held:
        marked = {
            mark.person_id
            for mark in view.marks_of.get(lesson.id, ())
            if mark.work in CURRENT_WORKS
        }
        for learner in view.roll(course, lesson.day):
            if not learner.on_roll(view.last):
                continue
            due += 1
            if learner.person_id in marked:
                done += 1
            else:
                owing[learner.short_name] += 1
    if owing:
        names = join_names(f"{name} — {count}" for name, count in sorted(owing.items()))
        message = f"выполнено {words}: {done} из {due}; долги: {names}"
        yield remark(view.place(course), WORKS_DONE, message)


def _alike(planned: str, given: str) -> bool:
    return planned == given or _plain(planned) == _plain(given)


def _plain(text: str) -> str:
    return fold(text).strip(" .")
