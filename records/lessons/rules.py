"""What the record of a lesson must be like: pure functions with their clauses.

A lesson may be written in parts during its day, so what is not there yet is a
remark of the listing only; what is there and wrong refuses the command.
"""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from records.kernel.finding import Finding, Severity
from records.kernel.text import cyrillic_share
from records.lessons.values import (
    LESSON_KINDS,
    Check,
    LessonDraft,
    LessonFact,
    LessonSetting,
    Place,
)
from records.norms.values import Norms

MOST_HOURS = 8
"""More academic hours than this are not held in one lesson (forms.md 1.10)."""


def declare(code: str, title: str, severity: Severity = Severity.ERROR) -> Check:
    """Name a check; the code carries the clause."""
    return Check(code=code, title=title, severity=severity)


TOPIC = declare("CHK-3.13.1-topic", "не записана тема занятия")
TOPIC_SIGN = declare("CHK-3.13.1-topic-sign", "вместо темы стоит знак")
HOMEWORK = declare("CHK-3.13.1-homework", "не записано домашнее задание")
HOMEWORK_SIGN = declare("CHK-3.13.1-homework-sign", "домашнее задание записано неясно")
ROLL_CALL = declare("CHK-3.13.1-roll-call", "не отмечены отсутствующие")
TWICE = declare("CHK-3.13.1-twice", "занятие уже записано")
KIND = declare("CHK-4.1.6-kind", "неизвестный вид занятия")
HOURS = declare("CHK-4.1.3-hours-range", "невозможное количество часов")
FOREIGN_ROW = declare("CHK-4.1.3-foreign-row", "строка КТП другой дисциплины")
RUSSIAN = declare("CHK-4.1.2-language", "запись не на русском языке", Severity.WARNING)
EARLY = declare("CHK-4.1.1-early", "занятия ещё не было")
LATE = declare("CHK-4.1.1-late", "записано не в день занятия", Severity.WARNING)
COMPLETED_LATE = declare(
    "CHK-4.1.1-completed-late",
    "запись завершена не в день занятия",
    Severity.WARNING,
)
AUTHOR = declare("CHK-4.1.1-author", "занятие записывает не тот, кто его ведёт")
CANCELLED = declare("CHK-3.10.1-cancelled", "занятие отменено в расписании")
RECORDED = declare("CHK-3.10.1-recorded", "расписание записанного занятия не меняется")
MONTH_CLOSED = declare("CHK-3.8.8-month-closed", "месяц закрыт")
YEAR_CLOSED = declare("CHK-3.8.5-year-closed", "журнал закрыт")

KNOWN = (
    TOPIC,
    TOPIC_SIGN,
    HOMEWORK,
    HOMEWORK_SIGN,
    ROLL_CALL,
    TWICE,
    KIND,
    HOURS,
    FOREIGN_ROW,
    RUSSIAN,
    EARLY,
    LATE,
    COMPLETED_LATE,
    AUTHOR,
    CANCELLED,
    RECORDED,
    MONTH_CLOSED,
    YEAR_CLOSED,
)
"""Every check of this area."""


def remark(
    place: Place, check: Check, message: str = "", *, advice: str = ""
) -> Finding:
    """Make the finding of a check at a place; the title serves as its text."""
    return Finding(
        code=check.code,
        clause=check.clause,
        severity=check.severity,
        message=message or check.title,
        advice=advice,
        subject=place.words,
        group=place.group,
        discipline=place.discipline,
        teacher=place.teacher,
        course_id=place.course_id,
        lesson_id=place.lesson_id,
        slot_id=place.slot_id,
    )


def compute_local_day(moment: datetime, timezone: str) -> date:
    """Return the calendar day of a moment where the institution is (Asia/Tomsk)."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def has_words(text: str) -> bool:
    """Tell whether a text is a topic at all: «.», «-» and «1» are not."""
    return sum(char.isalpha() for char in text) >= 3


def check_topic(topic: str, place: Place, norms: Norms) -> Iterator[Finding]:
    """Refuse a sign instead of a topic; remark a foreign one (REG 3.13.1, 4.1.2)."""
    if topic and not has_words(topic):
        message = f"«{topic}» — не тема занятия"
        advice = "запишите тему словами, как в тематическом плане"
        yield remark(place, TOPIC_SIGN, message, advice=advice)
    elif topic:
        yield from _check_russian(topic, place, norms, what="тема")


def check_homework(
    homework: str, *, no_homework: bool, place: Place, norms: Norms
) -> Iterator[Finding]:
    """Refuse a sign instead of homework and «без задания» beside a task."""
    if homework and no_homework:
        advice = "оставьте что-то одно"
        message = "записано и задание, и «без задания»"
        yield remark(place, HOMEWORK_SIGN, message, advice=advice)
    if homework and not any(char.isalnum() for char in homework):
        message = f"«{homework}» — не домашнее задание"
        advice = "запишите задание словами или отметьте «без задания»"
        yield remark(place, HOMEWORK_SIGN, message, advice=advice)
    elif has_words(homework):
        yield from _check_russian(homework, place, norms, what="домашнее задание")


def check_kind(kind: str, hours: int, place: Place) -> Iterator[Finding]:
    """Refuse a kind of work out of the list and impossible hours (REG 4.1.6)."""
    if kind not in LESSON_KINDS:
        advice = f"выберите из списка: {', '.join(LESSON_KINDS)}"
        yield remark(place, KIND, f"нет вида занятия «{kind}»", advice=advice)
    if not 1 <= hours <= MOST_HOURS:
        message = f"часов в занятии: {hours}"
        advice = f"бывает от 1 до {MOST_HOURS} академических часов"
        yield remark(place, HOURS, message, advice=advice)


def check_plan_row(row_course: int | None, setting: LessonSetting) -> Iterator[Finding]:
    """Refuse a row of the plan that is not of the lesson's course (REG 4.1.3)."""
    if row_course != setting.course_id:
        advice = "выберите строку тематического плана этой дисциплины"
        yield remark(setting.place, FOREIGN_ROW, advice=advice)


def check_day(day: date, today: date, place: Place) -> Iterator[Finding]:
    """Refuse a record made in advance, remark a late one (REG 4.1.1)."""
    if today < day:
        message = f"занятие {day:%d.%m.%Y} ещё не проведено"
        advice = "запишите его в день проведения"
        yield remark(place, EARLY, message, advice=advice)
    elif today > day:
        message = f"занятие {day:%d.%m.%Y} записано {today:%d.%m.%Y}"
        yield remark(place, LATE, message, advice="заполняйте журнал в день занятия")


def check_author(
    person_id: int | None, setting: LessonSetting, *, either: bool = False
) -> Iterator[Finding]:
    """Refuse everybody but the teacher or the ordered substitute (REG 4.1.1).

    A substituted lesson is recorded by the substitute; its cells are filled later
    by `either` of them. The program itself has no person: it writes what a person
    has handed to it (taking over a journal).
    """
    leaders = {setting.leader_id, setting.teacher_id} if either else {setting.leader_id}
    if person_id is None or person_id in leaders:
        return
    message = (
        "занятие ведёт замещающий преподаватель, записать его может только он"
        if person_id == setting.teacher_id
        else "запись вносит только преподаватель, который ведёт занятие"
    )
    advice = "если ведёте вы, диспетчер вносит замену с основанием"
    yield remark(setting.place, AUTHOR, message, advice=advice)


def check_year(state: str, place: Place) -> Iterator[Finding]:
    """Refuse writing into a closed year, saying what may still be done (3.8.5)."""
    if state != "open":
        message = "журнал за учебный год закрыт, записи в нём не меняются"
        advice = (
            "ошибку оговаривает администратор контента на листе для записей "
            "переплетённого журнала; результат сдачи «н/а» вносит преподаватель "
            "по приказу"
        )
        yield remark(place, YEAR_CLOSED, message, advice=advice)


def check_open(setting: LessonSetting) -> Iterator[Finding]:
    """Refuse writing into a closed month or year, saying who may still do what."""
    yield from check_year(setting.journal_state, setting.place)
    if setting.journal_state == "open" and setting.month_closed:
        message = f"месяц {setting.day:%m.%Y} закрыт"
        advice = (
            "отметку преподаватель исправляет по заявке, тему и задание — "
            "администратор контента по служебной записке"
        )
        yield remark(setting.place, MONTH_CLOSED, message, advice=advice)


def check_month(
    place: Place, day: date, *, closed: bool, by_request: bool = False
) -> Iterator[Finding]:
    """Refuse a change of a closed month's mark without an approved request (3.8.8)."""
    if closed and not by_request:
        message = f"месяц {day:%m.%Y} закрыт: исправление только по заявке"
        advice = "подайте заявку, её одобряет заместитель директора"
        yield remark(place, MONTH_CLOSED, message, advice=advice)


def check_part_month(setting: LessonSetting) -> Iterator[Finding]:
    """Refuse a change of topic or homework in a closed month (3.8.8, 3.13.1)."""
    if setting.month_closed:
        message = (
            f"месяц {setting.day:%m.%Y} закрыт: тему, задание и вид занятия исправляет "
            "администратор контента"
        )
        advice = "передайте ему служебную записку с причиной исправления"
        yield remark(setting.place, MONTH_CLOSED, message, advice=advice)


def say_recorded(day: date, pair: int, *, teacher: str = "") -> Finding:
    """Say that a lesson is recorded and its timetable stays, with its `teacher`."""
    message = f"занятие {day:%d.%m.%Y}, пара {pair}, уже записано в журнале"
    advice = "расписание проведённого занятия не меняется"
    if teacher:
        message = f"{message}, другого преподавателя у него не будет"
        advice = f"оставьте преподавателя, который стоит в расписании: {teacher}"
    return remark(Place(), RECORDED, message, advice=advice)


def check_draft(
    draft: LessonDraft, setting: LessonSetting, norms: Norms, *, today: date
) -> Iterator[Finding]:
    """Check all a teacher has written about a lesson, before it is recorded."""
    place = setting.place
    if setting.cancelled:
        advice = "диспетчер вносит изменение расписания"
        yield remark(place, CANCELLED, advice=advice)
    if setting.lesson_id is not None:
        advice = "откройте его и измените запись"
        yield remark(place, TWICE, advice=advice)
    yield from check_day(setting.day, today, place)
    yield from check_kind(draft.kind, draft.hours, place)
    yield from check_topic(draft.topic, place, norms)
    yield from check_homework(
        draft.homework, no_homework=draft.no_homework, place=place, norms=norms
    )


def check_parts(lesson: LessonFact, place: Place) -> Iterator[Finding]:
    """Remark what a recorded lesson lacks: topic, homework, roll-call (REG 3.13.1)."""
    if not has_words(lesson.topic):
        yield remark(place, TOPIC, advice="преподаватель записывает тему занятия")
    if not lesson.homework and not lesson.no_homework:
        advice = "запишите задание или отметьте «без задания»"
        yield remark(place, HOMEWORK, advice=advice)
    if not lesson.roll_called:
        advice = "отметьте отсутствующих или подтвердите, что присутствовали все"
        yield remark(place, ROLL_CALL, advice=advice)


def check_texts(lesson: LessonFact, place: Place, norms: Norms) -> Iterator[Finding]:
    """Remark topics and tasks that are not in Russian (REG 4.1.2)."""
    if has_words(lesson.topic):
        yield from _check_russian(lesson.topic, place, norms, what="тема")
    if has_words(lesson.homework):
        yield from _check_russian(
            lesson.homework, place, norms, what="домашнее задание"
        )


def check_moments(
    lesson: LessonFact, place: Place, *, timezone: str
) -> Iterator[Finding]:
    """Remark a record made or completed after the day of the lesson (REG 4.1.1).

    A lesson taken over from another journal was written there.
    """
    if lesson.source:
        return
    made = compute_local_day(lesson.recorded_at, timezone)
    if made > lesson.day:
        yield from check_day(lesson.day, made, place)
        return
    if lesson.completed_at is None:
        return
    completed = compute_local_day(lesson.completed_at, timezone)
    if completed > lesson.day:
        message = f"занятие {lesson.day:%d.%m.%Y} дозаполнено {completed:%d.%m.%Y}"
        advice = "заполняйте журнал в день занятия"
        yield remark(place, COMPLETED_LATE, message, advice=advice)


def _check_russian(
    text: str, place: Place, norms: Norms, *, what: str
) -> Iterator[Finding]:
    if cyrillic_share(text) * 100 < norms.cyrillic_min:
        message = f"{what} не на русском языке: «{text}»"
        advice = "запишите по-русски, иностранные термины — в скобках"
        yield remark(place, RUSSIAN, message, advice=advice)
