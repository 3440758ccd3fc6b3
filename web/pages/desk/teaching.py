"""The teacher's part of the desk: today's lessons, debts, МИУД, sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from records.duties.queries import count_entered, load_teaching
from records.duties.rules import compute_end, list_duties, list_months
from records.duties.values import Age, MonthControl, PlannedLesson, Teaching
from records.marks.queries.narrow import list_short_names
from records.people.queries import map_persons
from records.people.values import PersonFact
from web.pages.desk.words import Owed, describe
from web.site.filters import count, minute_words
from web.site.moment import local, now, today
from web.site.names import say_substitution

STATES = {
    "draft": ("neutral", "черновик"),
    "open": ("warn", "открыта"),
    "closed": ("wax", "закрыта"),
    "printed": ("wax", "закрыта"),
    "handed_in": ("wax", "сдана"),
}
FEW_SHEETS, FEW_MONTHS, MOST_DUTIES = 4, 4, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """A lesson of today with its four ticks and its one button."""

    slot_id: int
    starts: str
    pair: int
    title: str
    place: str
    ticks: tuple[tuple[bool, str], ...]
    substitution: str
    window: str
    done: str
    current: bool
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """МИУД of a course by months."""

    course_id: int
    title: str
    group: str
    cells: tuple[tuple[str, str], ...]
    href: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A sheet of the teacher."""

    sheet_id: int
    title: str
    fact: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherDesk:
    """All a teacher sees in the morning."""

    lessons: tuple[TodayLine, ...]
    owed: tuple[Owed, ...]
    hidden: int
    overdue: int
    months: tuple[date, ...]
    control: tuple[MonthLine, ...]
    sheets: tuple[SheetLine, ...]


def build_teaching(session: Session, person_id: int) -> TeacherDesk:
    """Build the teacher's part."""
    facts = load_teaching(session, person_id, today=today(), now=now())
    duties = list_duties(facts)
    people = {one for duty in duties for one in duty.people[:3]}
    names = list_short_names(session, people)
    shown = duties[:MOST_DUTIES]
    months, control = _control(facts)
    return TeacherDesk(
        lessons=_lessons(session, facts),
        owed=tuple(describe(one, names, now()) for one in shown),
        hidden=len(duties) - len(shown),
        overdue=sum(one.age is Age.OVERDUE for one in duties),
        months=months,
        control=control,
        sheets=_sheets(facts),
    )


def _today(facts: Teaching) -> list[PlannedLesson]:
    return [
        one
        for one in facts.lessons
        if one.day == today() and one.leader_id == facts.person_id
    ]


def _lessons(session: Session, facts: Teaching) -> tuple[TodayLine, ...]:
    lessons = _today(facts)
    absent = map_persons(
        session, {one.teacher_id for one in lessons} - {facts.person_id}
    )
    entered = count_entered(
        session, [one.lesson_id for one in lessons if one.lesson_id]
    )
    current = next(
        (one.slot_id for one in lessons if compute_end(facts, one) > now()), 0
    )
    return tuple(
        _line(facts, one, absent, (*entered.get(one.lesson_id or 0, (0, 0)), current))
        for one in lessons
    )


def _line(
    facts: Teaching,
    one: PlannedLesson,
    absent: Mapping[int, PersonFact],
    counted: tuple[int, int, int],
) -> TodayLine:
    missing, marks, current = counted
    ref = facts.courses[one.course_id].ref
    bell = facts.bells.get((one.pair, one.day.weekday()))
    whole = one.lesson_id is not None and not one.lacks
    given = one.teacher_id != one.leader_id
    room = f", ауд. {one.room}" if one.room else ""
    return TodayLine(
        slot_id=one.slot_id,
        starts=minute_words(bell[0] if bell else None),
        pair=one.pair,
        title=ref.title,
        place=f"{ref.group_code}{room}",
        ticks=_ticks(one, missing, marks) if one.lesson_id else (),
        substitution=say_substitution(absent[one.teacher_id]) if given else "",
        window=f"доступ {one.day:%d.%m} до 23:59" if given else "",
        done=_done(one.completed_at) if whole else "",
        current=one.slot_id == current,
        act="Продолжить занятие" if one.lesson_id else "Открыть",
    )


def _ticks(one: PlannedLesson, absent: int, marks: int) -> tuple[tuple[bool, str], ...]:
    roll = f"отсутствуют {absent}" if absent else "все на месте"
    return (
        (one.topic, "тема"),
        (one.homework, "задание"),
        (one.roll_called, roll if one.roll_called else "перекличка"),
        (marks > 0, f"отметок {marks}" if marks else "отметки"),
    )


def _done(moment: datetime | None) -> str:
    if moment is None:
        return "заполнено"
    at = local(moment)
    return f"заполнено в {at:%H:%M}" if at.date() == today() else "заполнено"


def _control(
    facts: Teaching,
) -> tuple[tuple[date, ...], tuple[MonthLine, ...]]:
    by_course = list_months(facts)
    here = today().replace(day=1)
    known = {one.month for few in by_course.values() for one in few}
    months = tuple(sorted(month for month in known if month <= here))[-FEW_MONTHS:]
    lines = []
    for course_id, few in by_course.items():
        ref = facts.courses[course_id].ref
        cells = {one.month: one for one in few}
        shut = facts.courses[course_id].closed if ref.state == "open" else {*months}
        owed = [
            one
            for one in few
            if not one.ahead and not one.whole and one.month not in shut
        ]
        if not cells.keys() & {*months}:
            continue
        part = f" (подгр. {ref.subgroup})" if ref.subgroup else ""
        lines.append(
            MonthLine(
                course_id=course_id,
                title=f"{ref.index_code}{part}",
                group=ref.group_code,
                cells=tuple(_cell(cells.get(month)) for month in months),
                href=f"/lesson/{owed[0].slot_id}" if owed else "",
                act=f"Выставить {owed[0].total - owed[0].given}" if owed else "",
            )
        )
    return months, tuple(lines)


def _cell(one: MonthControl | None) -> tuple[str, str]:
    if one is None:
        return "", "—"
    if one.ahead:
        return "", f"{one.day:%d.%m}"
    if one.whole:
        return "ok", f"{one.given} из {one.total}"
    if one.today:
        return "warn", "сегодня"
    return "bad", f"{one.given} из {one.total}"


def _sheets(facts: Teaching) -> tuple[SheetLine, ...]:
    order = {"open": 0, "draft": 1}
    chosen = sorted(facts.sheets, key=lambda one: order.get(one.state, 2))
    lines = []
    for one in chosen[:FEW_SHEETS]:
        course = facts.courses[one.course_id].ref
        kind, words = STATES.get(one.state, ("neutral", one.state))
        number = f"№ {one.number}" if one.number else "Ведомость"
        fact = f"{one.held_on:%d.%m}, внесено {one.filled} из {one.rows}"
        if one.closed_at is not None:
            fact = f"закрыта {local(one.closed_at):%d.%m.%Y в %H:%M}"
        lines.append(
            SheetLine(
                sheet_id=one.sheet_id,
                title=f"{number}, {course.index_code}, {course.group_code}",
                fact=fact,
                kind=kind,
                words=words,
            )
        )
    return tuple(lines)


def say_lessons(number: int) -> str:
    """Say how many lessons there are today."""
    return count(number, "занятие", "занятия", "занятий") if number else "занятий нет"
