"""Duties in the words of the desk: what is owed, where, how old it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from records.duties.values import Age, Duty, Lack
from records.lessons.values import LESSON_KINDS
from records.marks.rules.finals import PERIOD_NAMES
from templates_docs.formatting.cases import Case
from templates_docs.formatting.dates import day_month, month_name
from web.site.filters import count, day_words, weekday
from web.site.moment import local

SIGNS = {
    Age.AHEAD: ("circle", ""),
    Age.FRESH: ("clock", "s-words-warn"),
    Age.OVERDUE: ("exclamation-circle-fill", "s-words-bad"),
}
NOUNS = {
    Lack.TOPIC: "темы",
    Lack.HOMEWORK: "домашнего задания",
    Lack.ROLL_CALL: "переклички",
}
A_DAY = timedelta(days=1)
MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A line of «Долги»: sign, what, where, how old, the clause or the term."""

    sign: str
    tone: str
    title: str
    place: str
    age: str
    term: str
    href: str


def describe(duty: Duty, names: Mapping[int, str], now: datetime) -> Owed:
    """Write a duty as a line of the desk."""
    sign, tone = SIGNS[duty.age]
    age, term = _age(duty, now)
    return Owed(
        sign=sign,
        tone=tone,
        title=_title(duty),
        place=_place(duty, names, now),
        age=age,
        term=term,
        href=_address(duty),
    )


def _title(duty: Duty) -> str:
    first = duty.lacks[0]
    if first is Lack.RECORD:
        return "Занятие не записано"
    if duty.lacks == (Lack.ROLL_CALL,):
        return "Перекличка не отмечена"
    if first is Lack.MONTHLY and duty.day:
        month = month_name(duty.day, Case.NOMINATIVE)
        return (
            f"МИУД за {month}: нет {count(duty.count, 'отметки', 'отметок', 'отметок')}"
        )
    if first is Lack.FINALS and duty.period:
        return f"Итоговые: {PERIOD_NAMES[duty.period]}"
    if first is Lack.SHEET:
        number = f" № {duty.number}" if duty.number else ""
        return f"Ведомость{number} не закрыта"
    return f"Нет {' и '.join(NOUNS[one] for one in duty.lacks)}"


def _place(duty: Duty, names: Mapping[int, str], now: datetime) -> str:
    ref = duty.course
    part = f" (подгр. {ref.subgroup})" if ref.subgroup else ""
    place = f"{ref.index_code}{part}, {ref.group_code}"
    first = duty.lacks[0]
    if first is Lack.MONTHLY:
        listed = [names.get(one, "") for one in duty.people]
        more = len(listed) - MOST_NAMES
        tail = f" и ещё {more}" if more > 0 else ""
        return f"{place}: {', '.join(listed[:MOST_NAMES])}{tail}"
    if first is Lack.FINALS:
        return f"{place}: выставлено {duty.total - duty.count} из {duty.total}"
    if first is Lack.SHEET:
        return f"{place}: внесено {duty.total - duty.count} из {duty.total}"
    return f"{place}, {_when(duty, now)}"


def _when(duty: Duty, now: datetime) -> str:
    if duty.day is None:
        return ""
    ago = (local(now).date() - duty.day).days
    day = {0: "сегодня", 1: "вчера"}.get(
        ago, f"{weekday(duty.day)} {day_month(duty.day)}"
    )
    kind = LESSON_KINDS.get(duty.kind, "")
    return f"{day}, {duty.pair} пара{f', {kind}' if kind else ''}"


def _age(duty: Duty, now: datetime) -> tuple[str, str]:
    if duty.age is Age.AHEAD:
        last = local(duty.due - timedelta(seconds=1))
        left = (last.date() - local(now).date()).days
        return f"до {last:%d.%m}", _left(left)
    spent = now - duty.due
    clause = f"п. {duty.clause}"
    if duty.age is Age.OVERDUE:
        return count(spent.days, "день", "дня", "дней"), clause
    hours = int(spent.total_seconds() // 3600)
    until = local(duty.due + A_DAY)
    day = "сегодня" if until.date() == local(now).date() else day_words(until.date())
    age = count(hours, "час", "часа", "часов") if hours else "меньше часа"
    return age, f"срок {day}, {until:%H:%M} · {clause}"


def _left(days: int) -> str:
    if days <= 0:
        return "срок сегодня"
    return f"осталось {count(days, 'день', 'дня', 'дней')}"


def _address(duty: Duty) -> str:
    if duty.sheet_id is not None:
        return f"/sheets/{duty.sheet_id}"
    if duty.slot_id is not None:
        return f"/lesson/{duty.slot_id}"
    return f"/journal/{duty.course.id}"
