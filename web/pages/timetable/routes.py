"""Routes of the timetable: looking at a week, changing a lesson not yet held."""

from datetime import date, timedelta

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.access.roles import Role
from records.curriculum.drafts import SlotChange
from records.curriculum.queries import list_groups
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RecordsError
from records.lessons import timetable
from web.pages.timetable import screens
from web.site.access import Pages
from web.site.answers import render
from web.site.database import reading, writing
from web.site.days import read_day
from web.site.forms import Form
from web.site.moment import now, today
from web.site.scope import check_group, list_known_groups
from web.site.viewer import get_viewer

pages = Pages("timetable", __name__)
PAIRS = 8


@pages.screen(
    "/timetable", needs=(Permission.JOURNALS_READ, Permission.TIMETABLE_WRITE)
)
def show_week() -> ResponseReturnValue:
    """Show a week: one's own lessons, or those of a group."""
    viewer = get_viewer()
    writes = viewer.may(Permission.TIMETABLE_WRITE)
    with reading() as session:
        groups = list_groups(session) if writes else list_known_groups(session, viewer)
        own = viewer.has(Role.TEACHER) and "group" not in request.args
        group = "" if own else request.args.get("group", "") or next(iter(groups), "")
        if group and not writes:
            check_group(session, viewer, group)
        week = screens.build_week(
            session,
            _monday(),
            group=group,
            teacher_id=None if group else viewer.person_id or 0,
        )
    return render(
        "timetable/week.html", week=week, groups=groups, group=group, writes=writes
    )


@pages.screen("/timetable/<int:slot_id>", needs=Permission.TIMETABLE_WRITE)
def show_slot(slot_id: int) -> ResponseReturnValue:
    """Show a lesson of the timetable with the forms of its changes."""
    return _slot(slot_id, Form())


@pages.screen(
    "/timetable/<int:slot_id>", needs=Permission.TIMETABLE_WRITE, methods=("POST",)
)
def change_slot(slot_id: int) -> ResponseReturnValue:
    """Move, cancel or give away a lesson not recorded yet (REG 3.10.1, 4.1.1)."""
    form = Form(request.form)
    act = form.choice("act", "Действие", tuple(ACTS))
    if form.errors:
        return _slot(slot_id, form, status=422)
    try:
        with writing() as session:
            screens.build_slot(session, slot_id)
            ACTS[act](session, slot_id, form)
            warnings = screens.list_warnings(session, slot_id)
            if form.errors:
                session.rollback()
    except RecordsError as error:
        return _slot(slot_id, form, error=error, status=422)
    if form.errors:
        return _slot(slot_id, form, status=422)
    flash("Изменение записано в расписание.", "ok")
    for found in warnings:
        flash(f"Проверьте: {found.message}.", "warn")
    return redirect(f"/timetable/{slot_id}", code=303)


def _move(session: Session, slot_id: int, form: Form) -> None:
    day = form.day("day", "Дата", required=True)
    pair = form.whole("pair", "Пара", required=True, least=1, most=PAIRS)
    teacher = form.whole("teacher", "Преподаватель", required=True)
    room = form.text("room", "Аудитория", limit=40)
    reason = form.text("reason", "Причина", required=True, limit=200)
    if form.errors:
        return
    slot = screens.build_slot(session, slot_id).slot
    change = SlotChange(
        day=day if day != slot.day else None,
        pair=pair if pair != slot.pair else None,
        teacher_id=teacher if teacher != slot.teacher_id else None,
        room=room if room != slot.room else None,
    )
    timetable.change_slot(session, slot_id, change, reason=reason, **_signed())  # type: ignore[arg-type]


def _cancel(session: Session, slot_id: int, form: Form) -> None:
    reason = form.text("reason", "Причина", required=True, limit=200)
    if not form.errors:
        timetable.cancel_slot(session, slot_id, reason=reason, **_signed())  # type: ignore[arg-type]


def _substitute(session: Session, slot_id: int, form: Form) -> None:
    who = form.whole("substitute", "Кто замещает", required=True)
    basis = form.text("basis", "Основание", required=True, limit=200)
    basis_date = form.day("basis_date", "Дата основания", required=True)
    if form.errors or who is None or basis_date is None:
        return
    known = {one for one, _ in screens.build_slot(session, slot_id).teachers}
    if who not in known:
        form.refuse("substitute", "Кто замещает: выберите из списка.")
        return
    timetable.substitute(
        session,
        [slot_id],
        substitute_id=who,
        basis=basis,
        basis_date=basis_date,
        **_signed(),  # type: ignore[arg-type]
    )


ACTS = {"move": _move, "cancel": _cancel, "substitute": _substitute}


def _signed() -> dict[str, object]:
    return {
        "actor": get_viewer().actor(Permission.TIMETABLE_WRITE),
        "now": now(),
        "entropy": SystemEntropy(),
    }


def _slot(
    slot_id: int, form: Form, *, error: RecordsError | None = None, status: int = 200
) -> ResponseReturnValue:
    with reading() as session:
        page = screens.build_slot(session, slot_id)
        warnings = screens.list_warnings(session, slot_id)
    return render(
        "timetable/slot.html",
        status=status,
        page=page,
        form=form,
        error=error,
        warnings=warnings,
        pairs=range(1, PAIRS + 1),
    )


def _monday() -> date:
    day = read_day(request.args.get("week", "")) or today()
    return day - timedelta(days=day.weekday())
