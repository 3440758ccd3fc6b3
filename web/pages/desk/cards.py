"""Cards of the other roles: each asks one question and leads to where it is answered."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from flask import g
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curation.queries import list_group_refs, list_unstamped
from records.curriculum.queries import (
    list_course_refs,
    list_day_slots,
    list_groups,
    list_journals,
    list_movements,
)
from records.curriculum.values import SlotFact
from records.duties.queries import count_gaps
from records.jobs.queries import is_worker_there, list_jobs
from records.letters.queries import count_unread
from records.marks.queries.narrow import list_short_names
from records.norms.queries import get_calendar, get_norms, nearest_year
from records.notices.queries import list_notices
from records.notices.values import Section
from records.orders.queries import count_drafts
from records.requests.queries import count_asked
from web import clock
from web.pages.desk.card import Card, Line
from web.site.filters import count, day_words
from web.site.moment import local, now, today
from web.site.readers import reader_of
from web.site.viewer import Viewer

FEW = 8
A_DAY = timedelta(days=1)
WEEK = timedelta(days=7)


Ask = Callable[[Session, Viewer], Card]


def list_cards(session: Session, viewer: Viewer) -> tuple[Card, ...]:
    """List the cards of every role the viewer has, each card once."""
    asked: dict[Ask, None] = {}
    for role in viewer.roles:
        asked |= dict.fromkeys(CARDS.get(role, ()))
    return tuple(ask(session, viewer) for ask in asked)


def show_gaps(session: Session, _viewer: Viewer) -> Card:
    """Show by group what hinders closing months (REG 3.8.8)."""
    refs = {one.id: one for one in list_journals(session)}
    bare: dict[int, int] = defaultdict(int)
    torn: dict[int, int] = defaultdict(int)
    for journal, _, one, two in _gaps(session):
        bare[journal] += one
        torn[journal] += two
    ordered = sorted(bare, key=lambda one: -(bare[one] + torn[one]))
    lines = tuple(
        Line(
            words=refs[one].group_code,
            href=f"/journal/group/{one}",
            fact=_say_gaps(bare[one], torn[one]),
            side=str(bare[one] + torn[one]),
            tone="bad",
        )
        for one in ordered[:FEW]
        if one in refs
    )
    fact = count(len(ordered), "группа", "группы", "групп") if ordered else ""
    nothing = "Прошедшие занятия записаны полностью."
    return Card(
        title="Мешает закрыть месяц",
        lines=lines,
        nothing=nothing,
        fact=fact,
        more="/journal",
    )


def show_debtors(session: Session, _viewer: Viewer) -> Card:
    """Show by teacher the lessons not recorded or not whole (REG 3.13.1)."""
    bare: dict[int, int] = defaultdict(int)
    torn: dict[int, int] = defaultdict(int)
    for _, teacher, one, two in _gaps(session):
        bare[teacher] += one
        torn[teacher] += two
    ordered = sorted(bare, key=lambda one: -(bare[one] + torn[one]))[:FEW]
    names = list_short_names(session, ordered)
    lines = tuple(
        Line(
            words=names.get(one, "работник"),
            href="/monitoring",
            fact=_say_gaps(bare[one], torn[one]),
            side=str(bare[one] + torn[one]),
            tone="bad",
        )
        for one in ordered
    )
    return Card(
        title="Долги преподавателей",
        lines=lines,
        nothing="У преподавателей долгов нет.",
        fact="п. 3.13.1",
    )


def show_jobs(session: Session, _viewer: Viewer) -> Card:
    """Show the last jobs of printing."""
    jobs = list_jobs(session, limit=FEW)
    lines = tuple(
        Line(
            words=one.title,
            href="/admin/jobs",
            fact=f"{local(one.asked_at):%d.%m в %H:%M}",
            side="готово" if one.over else "выполняется",
            tone="" if one.over else "warn",
        )
        for one in jobs
    )
    return Card(title="Задания", lines=lines, nothing="Заданий на печать не было.")


def show_orders(session: Session, _viewer: Viewer) -> Card:
    """Show the orders that wait for the director's signature (REG 5.3)."""
    waiting = count_drafts(session)
    lines = (
        (
            Line(
                words=f"Ждут подписи: {count(waiting, 'приказ', 'приказа', 'приказов')}",
                href="/orders",
                tone="warn",
                side="подписать",
            ),
        )
        if waiting
        else ()
    )
    return Card(title="Приказы", lines=lines, nothing="Приказов на подпись нет.")


def show_readers(session: Session, viewer: Viewer) -> Card:
    """Show the notices not everybody has signed for (ознакомление, REG 5.3)."""
    found = list_notices(session, reader_of(viewer), Section.STAFF, limit=20)
    lines = tuple(
        Line(
            words=one.notice.title,
            href=f"/board/{one.notice.id}",
            side=f"{one.signed} из {one.expected}",
            tone="warn",
        )
        for one in found
        if one.expected
        and one.signed < one.expected
        and one.notice.acknowledge_until is not None
    )
    return Card(
        title="Ознакомление",
        lines=lines[:FEW],
        nothing="Со всеми приказами ознакомлены.",
    )


def show_requests(session: Session, _viewer: Viewer) -> Card:
    """Show the requests for correction that wait for approval (REG 4.1.1)."""
    number, since = count_asked(session)
    late = since is not None and now() - since > A_DAY
    lines: tuple[Line, ...] = ()
    if number and since is not None:
        asked = count(number, "заявка", "заявки", "заявок")
        fact = f"старшая от {local(since):%d.%m в %H:%M}"
        tone = "bad" if late else "warn"
        lines = (
            Line(
                words=f"Ждут решения: {asked}", href="/requests", fact=fact, tone=tone
            ),
        )
    return Card(
        title="Заявки на исправление",
        lines=lines,
        nothing="Заявок, ждущих решения, нет.",
    )


def show_weeks(session: Session, viewer: Viewer) -> Card:
    """Show the weeks of own groups without the stamp (REG 3.12.2)."""
    lines = []
    for group_id, code in list_group_refs(session, frozenset(viewer.group_codes)):
        for week in list_unstamped(session, group_id, today=today()):
            words = f"{code}: {day_words(week.monday)} — {day_words(week.sunday)}"
            lines.append(
                Line(
                    words=words,
                    href=f"/group/{group_id}/week/{week.monday:%G-W%V}",
                    tone="warn",
                )
            )
    nothing = "Все прошедшие недели проверены."
    return Card(
        title="Недели без отметки «проверено»",
        lines=tuple(lines[:FEW]),
        nothing=nothing,
        fact="п. 3.12.2",
        more="/group",
    )


def show_movements(session: Session, _viewer: Viewer) -> Card:
    """Show the movements of the last days with their three working days (REG 3.9.2)."""
    calendar, days = get_calendar(session), get_norms(session).movement_days
    found = list_movements(
        session, list_groups(session), ordered_since=today() - 2 * WEEK, limit=FEW
    )
    lines = []
    for entered in found:
        one = entered.movement
        due = calendar.deadline(one.order_date, days)
        late = one.entered_on > due
        fact = f"внесено {one.entered_on:%d.%m}, срок {due:%d.%m}"
        order = f"Приказ № {one.order_no} от {one.order_date:%d.%m}"
        words = f"{order}, {entered.group_code}"
        tone = "bad" if late else ""
        lines.append(Line(words=words, href="/people/movements", fact=fact, tone=tone))
    return Card(
        title="Движение контингента",
        lines=tuple(lines),
        nothing="За две недели приказов о движении не вносили.",
        fact="три рабочих дня, п. 3.9.2",
        more="/people/movements",
    )


def show_changes(session: Session, _viewer: Viewer) -> Card:
    """Show today's changes of the timetable and who is in two places (REG 3.10.1)."""
    slots = list_day_slots(session, today(), today() + WEEK)
    changed = [
        one
        for one in slots
        if one.day == today() and (one.state == "cancelled" or one.substitution)
    ]
    found = list_course_refs(session, ids={one.course_id for one in changed})
    refs = {one.id: one for one in found}
    lines = list(_list_clashes(slots))
    for one in changed:
        words = f"{one.pair} пара, {refs[one.course_id].index_code} {refs[one.course_id].group_code}"
        href = f"/timetable/{one.id}"
        if one.state == "cancelled":
            lines.append(Line(words=words, href=href, side="отменено"))
        elif one.substitution is not None:
            fact = one.substitution.substitute.full_name
            lines.append(Line(words=words, href=href, fact=fact, side="замена"))
    return Card(
        title="Изменения и накладки",
        lines=tuple(lines[:FEW]),
        nothing="Сегодня изменений нет, накладок на неделю нет.",
        more="/timetable",
    )


def show_machine(session: Session, _viewer: Viewer) -> Card:
    """Show whether the worker is there and where the rest is looked at."""
    there = is_worker_there(session, now=clock.now())
    lines = (
        Line(
            words="Исполнитель заданий",
            href="/admin/health",
            side="работает" if there else "не запущен",
            tone="ok" if there else "bad",
        ),
        Line(words="Состояние и резервные копии", href="/admin/health"),
        Line(words="Учётные записи", href="/admin/users"),
    )
    return Card(title="Система", lines=lines, nothing="")


def show_news(session: Session, viewer: Viewer) -> Card:
    """Show the unread of the board and how many letters wait."""
    lines = []
    for section in Section:
        for one in list_notices(session, reader_of(viewer), section, limit=FEW):
            if one.unread:
                fact = "подтвердите ознакомление" if one.waits else ""
                side = f"{local(one.notice.published_at):%d.%m}"
                href = f"/board/{one.notice.id}"
                lines.append(
                    Line(words=one.notice.title, href=href, fact=fact, side=side)
                )
    letters = count_unread(session, viewer.account_id)
    if letters:
        words = f"Не прочитано: {count(letters, 'письмо', 'письма', 'писем')}"
        lines.append(Line(words=words, href="/messages"))
    return Card(
        title="Объявления и письма",
        lines=tuple(lines),
        nothing="Непрочитанного нет.",
        more="/board",
    )


CARDS: dict[Role, tuple[Ask, ...]] = {
    Role.CONTENT_ADMIN: (show_gaps, show_debtors, show_requests, show_jobs),
    Role.DIRECTOR: (show_orders, show_readers, show_gaps),
    Role.DEPUTY: (show_requests, show_gaps, show_debtors),
    Role.CURATOR: (show_weeks,),
    Role.SECRETARY: (show_movements,),
    Role.DISPATCHER: (show_changes,),
    Role.SYSTEM_ADMIN: (show_machine,),
}


def _gaps(session: Session) -> tuple[tuple[int, int, int, int], ...]:
    """Count the gaps of the year once a request: two cards tell of them."""
    if "gaps" not in g:
        first = nearest_year(session, today()).start
        g.gaps = count_gaps(session, first=first, today=today())
    found: tuple[tuple[int, int, int, int], ...] = g.gaps
    return found


def _say_gaps(bare: int, torn: int) -> str:
    words = []
    if bare:
        words.append(f"не записано {count(bare, 'занятие', 'занятия', 'занятий')}")
    if torn:
        words.append(f"заполнено не всё: {torn}")
    return ", ".join(words)


def _list_clashes(slots: Iterable[SlotFact]) -> Iterator[Line]:
    seen: dict[tuple[date, int, int], int] = {}
    for one in slots:
        if one.state == "cancelled":
            continue
        key = (one.day, one.pair, one.leader_id)
        if key in seen:
            words = f"{one.day:%d.%m}, {one.pair} пара: преподаватель в двух местах"
            yield Line(
                words=words, href=f"/timetable/{one.id}", side="накладка", tone="bad"
            )
        seen[key] = one.id
