"""The route of the desk."""

from datetime import date, timedelta

from flask import redirect
from flask.typing import ResponseReturnValue

from records.access.roles import STAFF_ROLES, Role
from records.kernel.calendar import WorkCalendar
from records.norms.queries import get_calendar, nearest_year
from records.norms.values import YearFact
from web.pages.desk.cards import list_cards, show_news
from web.pages.desk.teaching import build_teaching, say_lessons
from web.site.access import SIGNED_IN, Pages
from web.site.answers import render
from web.site.database import reading
from web.site.filters import count, day_words
from web.site.moment import today
from web.site.viewer import get_viewer

pages = Pages("desk", __name__)


@pages.screen("/", needs=SIGNED_IN, reads="рабочий стол")
def show() -> ResponseReturnValue:
    """Show what awaits the viewer today, every role's part; families have theirs."""
    viewer = get_viewer()
    if not viewer.has(*STAFF_ROLES):
        return redirect("/family")
    with reading() as session:
        teaching = None
        if viewer.has(Role.TEACHER) and viewer.person_id is not None:
            teaching = build_teaching(session, viewer.person_id)
        cards = list_cards(session, viewer)
        news = show_news(session, viewer)
        year = nearest_year(session, today())
        facts = _list_facts(year, get_calendar(session))
    if teaching is not None:
        facts.insert(1, say_lessons(len(teaching.lessons)))
    return render(
        "desk/desk.html", teaching=teaching, cards=cards, news=news, facts=facts
    )


def _list_facts(year: YearFact, calendar: WorkCalendar) -> list[str]:
    """Say the week of the year and when the semester ends."""
    if not year.covers(today()):
        return [f"учебный год {year.name}"]
    monday = year.start.toordinal() - year.start.weekday()
    week = (today().toordinal() - monday) // 7 + 1
    facts = [f"{week}-я учебная неделя"]
    ends = [one.end for one in year.semesters if one.start <= today() <= one.end]
    return facts + [_end_of_semester(one, calendar) for one in ends]


def _end_of_semester(end: date, calendar: WorkCalendar) -> str:
    if end == today():
        return "семестр заканчивается сегодня"
    said = f"семестр закончится {day_words(end)}"
    left = calendar.working_days_between(today() + timedelta(days=1), end)
    days = count(left, "рабочий день", "рабочих дня", "рабочих дней")
    return f"{said}, через {days}" if left else said
