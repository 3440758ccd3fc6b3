"""When a month and a year may be closed, bound and handed over (REG 3.8.5)."""

from collections.abc import Iterator
from datetime import date, timedelta

from records.journal.values import STATE_NAMES, JournalFacts, JournalState
from records.kernel.finding import Finding
from records.lessons.rules import declare, remark
from records.lessons.values import Place

STATE = declare("CHK-3.8.5-state", "этот шаг журнала сейчас невозможен")
NOT_OVER = declare("CHK-3.8.5-not-over", "впереди ещё есть занятия")
MONTH = declare("CHK-3.8.8-month", "такого месяца в журнале нет")
MONTH_TWICE = declare("CHK-3.8.8-month-twice", "месяц уже закрыт")

KNOWN = (STATE, NOT_OVER, MONTH, MONTH_TWICE)

STEPS = {
    JournalState.CLOSED: JournalState.OPEN,
    JournalState.BOUND: JournalState.CLOSED,
    JournalState.HANDED_OVER: JournalState.BOUND,
}
"""What a journal must be before each step; there is no way back."""

_ADVICE = {
    JournalState.CLOSED: "закрытый журнал не открывается снова",
    JournalState.BOUND: "сначала закройте журнал: surguch journal close",
    JournalState.HANDED_OVER: "сначала прошнуруйте журнал: surguch journal bind",
}


def check_step(state: str, step: JournalState, group: str) -> Iterator[Finding]:
    """Refuse a step out of turn: open → closed → bound → handed over."""
    if state != STEPS[step]:
        now = STATE_NAMES[JournalState(state)]
        message = f"журнал сейчас «{now}», стать «{STATE_NAMES[step]}» не может"
        place = Place(words=f"группа {group}", group=group)
        yield remark(place, STATE, message, advice=_ADVICE[step])


def check_month(facts: JournalFacts, month: date) -> Iterator[Finding]:
    """Refuse closing a month that is not of the year, closed, or not over."""
    journal = facts.journal
    place = Place(
        words=f"группа {journal.group_code}, {month:%m.%Y}", group=journal.group_code
    )
    first = journal.start.replace(day=1)
    if month.day != 1 or not first <= month <= journal.end:
        yield remark(place, MONTH, advice="месяц задаётся первым числом")
    elif month in journal.closed_months:
        yield remark(place, MONTH_TWICE)
    yield from _check_ahead(facts, month_end(month), place)


def check_year(facts: JournalFacts) -> Iterator[Finding]:
    """Refuse closing a year while lessons of the timetable lie ahead."""
    group = facts.journal.group_code
    place = Place(words=f"группа {group}", group=group)
    yield from _check_ahead(facts, facts.journal.end, place)


def month_end(month: date) -> date:
    """Return the last day of a month."""
    following = month.replace(day=28) + timedelta(days=4)
    return following.replace(day=1) - timedelta(days=1)


def _check_ahead(facts: JournalFacts, last: date, place: Place) -> Iterator[Finding]:
    ahead = [
        slot.day
        for slot in facts.slots
        if slot.state == "planned" and facts.today < slot.day <= last
    ]
    if ahead:
        message = f"впереди занятий: {len(ahead)}, ближайшее {min(ahead):%d.%m.%Y}"
        advice = "дождитесь последнего занятия или отмените его в расписании"
        yield remark(place, NOT_OVER, message, advice=advice)
