"""Routes of the monitoring: a month, its freezing, progress by group."""

from datetime import date, timedelta
from urllib.parse import urlencode

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import InputRefusedError
from records.kernel.text import plural_form
from records.monitoring.actions import run_month
from records.monitoring.rules import month_end
from records.monitoring.values import Figure
from records.norms.queries import list_years, nearest_year
from templates_docs.formatting.cases import Case
from templates_docs.formatting.dates import month_name
from web.pages.monitoring.matrix import VIEWS, Wish, build_matrix
from web.pages.monitoring.reminders import MENDED, Asked, Reminded, remind_teachers
from web.pages.monitoring.screens import build_month
from web.site.access import Pages
from web.site.answers import render
from web.site.database import reading, writing
from web.site.days import read_day
from web.site.forms import Form
from web.site.moment import now, today
from web.site.viewer import get_viewer

pages = Pages("monitoring", __name__)
NOBODY = "Напоминать некому: писем не отправлено"
READERS = (
    Permission.MONITORING_RUN,
    Permission.ORDERS_SIGN,
    Permission.INSPECTIONS_WRITE,
)


@pages.screen("/monitoring", needs=READERS, reads="мониторинг ведения журнала")
def show_month() -> ResponseReturnValue:
    """Show a month with the chosen figure opened (REG 3.8.8, 3.8.9, 5.1.1)."""
    month = _read_month(request.args.get("month", ""))
    figure = _read_figure(request.args.get("figure", ""))
    with reading() as session:
        page = build_month(
            session,
            month,
            figure=figure,
            group=request.args.get("group", ""),
            today=today(),
            whole="all" in request.args,
        )
        behind = _has_year(session, month - timedelta(days=1))
        current = nearest_year(session, today()).name
    viewer = get_viewer()
    return render(
        "monitoring/month.html",
        page=page,
        key=Form().key(),
        behind=behind,
        before=_step(month, -1),
        after=_step(month, 1),
        ahead=_step(month, 1) > today(),
        may_freeze=viewer.may(Permission.MONITORING_RUN),
        may_remind=viewer.may(Permission.MONITORING_RUN)
        and figure in MENDED
        and page.lacking,
        may_issue=viewer.may(Permission.DOCUMENTS_ISSUE),
        may_inspect=viewer.may(Permission.INSPECTIONS_WRITE) and page.year == current,
    )


@pages.screen(
    "/monitoring/<int:year>-<int:number>/freeze",
    needs=Permission.MONITORING_RUN,
    methods=("POST",),
)
def freeze(year: int, number: int) -> ResponseReturnValue:
    """Freeze a month's figures; later records never change them (REG 3.8.9)."""
    month = _read_month(f"{year:04}-{number:02}")
    with writing() as session:
        run_month(
            session,
            month,
            today=today(),
            actor=get_viewer().actor(Permission.MONITORING_RUN),
            now=now(),
            entropy=SystemEntropy(),
        )
    flash(f"Числа за {month_name(month, Case.ACCUSATIVE)} зафиксированы.", "ok")
    return redirect(f"/monitoring?month={month:%Y-%m}", code=303)


@pages.screen(
    "/monitoring/<int:year>-<int:number>/remind",
    needs=Permission.MONITORING_RUN,
    methods=("POST",),
)
def remind(year: int, number: int) -> ResponseReturnValue:
    """Write to the teachers whose lessons behind a figure still lack something."""
    form = Form(request.form)
    asked = Asked(
        month=_read_month(f"{year:04}-{number:02}"),
        figure=_read_mended(form),
        group=form.text("group", "Группа"),
        key=form.sent_key(),
    )
    with writing() as session:
        told = remind_teachers(
            session, asked, viewer=get_viewer(), today=today(), now=now()
        )
    flash(_say_reminded(told), "ok" if told.sent else "warn")
    query = {"month": f"{asked.month:%Y-%m}", "figure": asked.figure.value}
    if asked.group:
        query["group"] = asked.group
    return redirect(f"/monitoring?{urlencode(query)}", code=303)


@pages.screen(
    "/monitoring/groups", needs=READERS, reads="успеваемость и посещаемость групп"
)
def show_matrix() -> ResponseReturnValue:
    """Show groups × disciplines for a period (REG 3.11.2, 5.1.2)."""
    with reading() as session:
        year = nearest_year(session, today())
        wish = _read_wish(year.start, min(year.end, max(today(), year.start)))
        matrix = build_matrix(session, wish, year=year.name)
    return render("monitoring/groups.html", matrix=matrix, views=VIEWS, year=year)


def _say_reminded(told: Reminded) -> str:
    noun = plural_form(told.sent, ("преподавателю", "преподавателям", "преподавателям"))
    said = f"Напоминание отправлено: {told.sent} {noun}" if told.sent else NOBODY
    if told.without:
        return f"{said}; без учётной записи: {', '.join(told.without)}"
    return f"{said}."


def _read_mended(form: Form) -> Figure:
    """Read a figure whose lessons can still be put right.

    Raises:
        InputRefusedError: the form names another one.
    """
    words = form.raw("figure")
    if words not in MENDED:
        raise InputRefusedError(
            "За этим показателем нечего дополнить: напоминать не о чем.", code="figure"
        )
    return Figure(words)


def _has_year(session: Session, day: date) -> bool:
    """Tell whether a school year holds the day: the month before it may not exist."""
    return any(year.start <= day <= year.end for year in list_years(session))


def _read_wish(start: date, end: date) -> Wish:
    """Read the address of the matrix; a wrong period there is the whole year."""
    args = request.args
    first, last = read_day(args.get("start", "")), read_day(args.get("end", ""))
    if first is not None and last is not None and first <= last:
        start, end = first, last
    view = args.get("view", "")
    return Wish(
        start=start,
        end=end,
        view=view if view in VIEWS else "average",
        group=args.get("group", ""),
        course_id=args.get("course", 0, type=int),
        whole="all" in args,
    )


def _read_month(words: str) -> date:
    if not words:
        first = today().replace(day=1)
        return first if today().day > 5 else _step(first, -1)
    month = read_day(f"{words}-01")
    if month is None:
        raise InputRefusedError(
            "Месяц записан с ошибкой: нужен год и месяц, например 2026-11.",
            code="month",
        )
    return month


def _read_figure(words: str) -> Figure:
    return Figure(words) if words in set(Figure) else Figure.HOMEWORK


def _step(month: date, by: int) -> date:
    if by < 0:
        return (month - timedelta(days=1)).replace(day=1)
    return month_end(month) + timedelta(days=1)
