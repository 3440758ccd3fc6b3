"""Checks of lessons: recorded, whole, on their day, by their teacher (3.13.1, 4.1.1)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from records.curriculum.rules import check_study_day
from records.curriculum.values import SlotFact
from records.journal.rules.view import View, join_names
from records.kernel.finding import Finding, Severity
from records.lessons import rules
from records.lessons.rules import AUTHOR, CANCELLED, declare, remark
from records.lessons.values import LessonFact
from records.marks.rules.cells import MARK_LATE
from records.marks.values import Work

NOT_RECORDED = declare("CHK-3.13.1-not-recorded", "проведённое занятие не записано")
OUTSIDE = declare("CHK-3.10.1-outside", "занятия нет в расписании", Severity.WARNING)
MOVED = declare(
    "CHK-3.10.1-moved", "запись не совпадает с расписанием", Severity.WARNING
)
DAY_OFF = declare("CHK-3.10.1-day-off", "занятие в неучебный день", Severity.WARNING)
AT_ONCE = declare("CHK-3.10.1-at-once", "два занятия в одно время", Severity.WARNING)
YEAR = declare("CHK-1.5-year", "занятие не этого учебного года")

KNOWN = (NOT_RECORDED, OUTSIDE, MOVED, DAY_OFF, AT_ONCE, YEAR)


def check_recorded(view: View) -> Iterator[Finding]:
    """Check that every lesson held by the timetable is recorded (3.13.1)."""
    for slot in view.slots:
        if slot.id not in view.recorded_slots:
            advice = (
                "преподаватель записывает занятие; если его не было, диспетчер "
                "отменяет его в расписании"
            )
            yield remark(view.slot_place(slot), NOT_RECORDED, advice=advice)


def check_parts(view: View) -> Iterator[Finding]:
    """Check that every lesson has topic, homework and roll-call (REG 3.13.1)."""
    for lesson in view.lessons:
        yield from rules.check_parts(lesson, view.lesson_place(lesson))


def check_language(view: View) -> Iterator[Finding]:
    """Check that records are in Russian, foreign languages too (REG 4.1.2)."""
    for lesson in view.lessons:
        yield from rules.check_texts(lesson, view.lesson_place(lesson), view.norms)


def check_moments(view: View) -> Iterator[Finding]:
    """Check that records are of the lesson's day by the clock of Tomsk (4.1.1)."""
    zone = view.facts.timezone
    for lesson in view.lessons:
        place = view.lesson_place(lesson)
        late = list(rules.check_moments(lesson, place, timezone=zone))
        yield from late
        if not late and not lesson.source:
            yield from _check_mark_moments(lesson, view)


def check_authors(view: View) -> Iterator[Finding]:
    """Check that the teacher or the ordered substitute recorded it (REG 4.1.1)."""
    for lesson, slot in _slotted(view):
        if lesson.source or lesson.teacher_id == slot.leader_id:
            continue
        teacher = view.teachers.get(lesson.teacher_id)
        who = teacher.full_name if teacher else f"работник № {lesson.teacher_id}"
        message = f"записал {who}, а ведёт по расписанию другой преподаватель"
        advice = "диспетчер вносит замену с основанием или отменяет её"
        yield remark(view.lesson_place(lesson), AUTHOR, message, advice=advice)


def check_timetable(view: View) -> Iterator[Finding]:
    """Check that a record stands where the timetable has it (REG 3.10.1)."""
    for lesson in view.lessons:
        if lesson.slot_id is None:
            yield remark(view.lesson_place(lesson), OUTSIDE)
    for lesson, slot in _slotted(view):
        place = view.lesson_place(lesson)
        if slot.state == "cancelled":
            advice = "диспетчер возвращает занятие в расписание"
            message = "занятие записано, а в расписании отменено"
            yield remark(place, CANCELLED, message, advice=advice)
        elif (lesson.course_id, lesson.day, lesson.pair) != (
            slot.course_id,
            slot.day,
            slot.pair,
        ):
            message = f"в расписании: {view.slot_place(slot).words}"
            yield remark(place, MOVED, message)


def check_days(view: View) -> Iterator[Finding]:
    """Check that lessons are of this year and on days with lessons (REG 1.5)."""
    journal = view.journal
    weekly: dict[date, Finding | None] = {}
    for lesson in view.lessons:
        place = view.lesson_place(lesson)
        if not journal.start <= lesson.day <= journal.end:
            message = (
                f"учебный год с {journal.start:%d.%m.%Y} по {journal.end:%d.%m.%Y}"
            )
            yield remark(place, YEAR, message, advice="проверьте дату занятия")
        if lesson.day not in weekly:
            weekly[lesson.day] = check_study_day(lesson.day, view.facts.calendar)
        found = weekly[lesson.day]
        if found is not None:
            yield remark(place, DAY_OFF, found.message, advice=found.advice)


def check_at_once(view: View) -> Iterator[Finding]:
    """Check that no teacher and no learner has two lessons at once (REG 3.10.1)."""
    together: dict[tuple[date, int], list[LessonFact]] = defaultdict(list)
    for lesson in view.lessons:
        together[lesson.day, lesson.pair].append(lesson)
    for lessons in together.values():
        for index, lesson in enumerate(lessons):
            for other in lessons[:index]:
                yield from _check_pair(other, lesson, view)


def _slotted(view: View) -> Iterator[tuple[LessonFact, SlotFact]]:
    for lesson in view.lessons:
        slot = view.slot_of.get(lesson.slot_id or 0)
        if slot is not None:
            yield lesson, slot


def _check_pair(one: LessonFact, other: LessonFact, view: View) -> Iterator[Finding]:
    place = view.lesson_place(other)
    also = view.lesson_place(one).words
    if one.teacher_id == other.teacher_id:
        message = f"преподаватель в это же время ведёт: {also}"
        yield remark(place, AT_ONCE, message, advice="проверьте расписание")
        return
    shared = _present(one, view) & _present(other, view)
    if shared:
        names = join_names(sorted(view.name(person) for person in shared))
        message = f"в это же время на занятии {also}: {names}"
        yield remark(place, AT_ONCE, message, advice="проверьте расписание и отметки")


def _present(lesson: LessonFact, view: View) -> set[int]:
    course = view.courses[lesson.course_id]
    return {learner.person_id for learner in view.roll(course, lesson.day)}


def _check_mark_moments(lesson: LessonFact, view: View) -> Iterator[Finding]:
    """Remark marks first put after the day; a made-up absence is late by nature."""
    late = [
        mark
        for mark in view.marks_of.get(lesson.id, ())
        if mark.version == 1
        and mark.work is not Work.MAKEUP
        and mark.entry_no in view.facts.moments
        and _day(mark.entry_no, view) > lesson.day
    ]
    if late:
        names = join_names(sorted({view.name(mark.person_id) for mark in late}))
        message = f"отметок внесено после {lesson.day:%d.%m.%Y}: {len(late)} ({names})"
        yield remark(view.lesson_place(lesson), MARK_LATE, message)


def _day(entry_no: int, view: View) -> date:
    moment = view.facts.moments[entry_no]
    return rules.compute_local_day(moment, view.facts.timezone)
