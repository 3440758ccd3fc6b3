"""Routes of requests: a teacher asks, the deputy decides, the teacher writes."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from records.access.permissions import Permission
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RecordsError
from records.norms.queries import get_norms
from records.requests.actions import (
    approve_request,
    ask_correction,
    refuse_request,
    use_window,
)
from records.requests.rules import describe
from records.requests.values import STATE_NAMES, FinalRef, SheetLine
from web.pages.requests.forms import place_values, read_ref, read_request
from web.pages.requests.screens import (
    BADGES,
    build_list,
    build_place,
    build_request,
    home_of,
    right_of,
)
from web.site.access import Pages
from web.site.answers import render, status_of
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now, today
from web.site.reauth import check_again
from web.site.viewer import get_viewer

pages = Pages("requests", __name__)
WRITE = (Permission.MARKS_WRITE, Permission.SHEETS_WRITE)
READ = (*WRITE, Permission.REQUESTS_READ)
DECIDE = Permission.REQUESTS_APPROVE
READS = "заявка на исправление"


@pages.screen("/requests", needs=READ, reads="заявки на исправление")
def show_list() -> ResponseReturnValue:
    """Show the requests: those that wait first."""
    with reading() as session:
        listed = build_list(session, get_viewer())
    return render("requests/list.html", listed=listed, badges=BADGES, names=STATE_NAMES)


@pages.screen("/requests/new", needs=WRITE, reads=READS)
def show_new() -> ResponseReturnValue:
    """Show the form of a request for one place of the record."""
    return _show_new(Form(request.args))


@pages.screen("/requests/new", needs=WRITE, methods=("POST",))
def ask() -> ResponseReturnValue:
    """Ask for a correction; what was typed stays on a refusal."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        place = build_place(session, viewer, read_ref(form))
        new = read_request(session, form, place)
    if new is None:
        return _show_new(form, status=422)
    try:
        with writing() as session:
            request_id = ask_correction(
                session,
                new,
                actor=viewer.actor(right_of(place.ref)),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show_new(form, error=error, status=status_of(error))
    flash("Заявка подана. Решение принимает заместитель директора.", "ok")
    return redirect(f"/requests/{request_id}", code=303)


@pages.screen("/requests/<int:request_id>", needs=READ, reads=READS)
def show_request(request_id: int) -> ResponseReturnValue:
    """Show one request."""
    return _show(request_id)


@pages.screen("/requests/<int:request_id>/approve", needs=DECIDE, methods=("POST",))
def approve(request_id: int) -> ResponseReturnValue:
    """Open the one place with the deputy's password."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        build_request(session, viewer, request_id)
    if not check_again(viewer, form):
        return _show(request_id, form=form, status=422)
    try:
        with writing() as session:
            approve_request(
                session,
                request_id,
                actor=viewer.actor(DECIDE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(request_id, form=form, error=error, status=status_of(error))
    flash("Исправление разрешено.", "ok")
    return redirect(f"/requests/{request_id}", code=303)


@pages.screen("/requests/<int:request_id>/refuse", needs=DECIDE, methods=("POST",))
def refuse(request_id: int) -> ResponseReturnValue:
    """Refuse a request, saying why."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        build_request(session, viewer, request_id)
    words = form.text("words", "Почему отказано", required=True, limit=300)
    if form.errors:
        return _show(request_id, form=form, status=422)
    try:
        with writing() as session:
            refuse_request(
                session,
                request_id,
                words=words,
                actor=viewer.actor(DECIDE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(request_id, form=form, error=error, status=status_of(error))
    flash("В исправлении отказано.", "ok")
    return redirect(f"/requests/{request_id}", code=303)


@pages.screen("/requests/<int:request_id>/use", needs=WRITE, methods=("POST",))
def use(request_id: int) -> ResponseReturnValue:
    """Write the correction exactly as it was asked and approved."""
    viewer = get_viewer()
    with reading() as session:
        page = build_request(session, viewer, request_id)
    try:
        with writing() as session:
            use_window(
                session,
                request_id,
                actor=viewer.actor(right_of(page.fact.ref)),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(request_id, error=error, status=status_of(error))
    flash("Исправление внесено. Прежнее значение осталось в истории.", "ok")
    return redirect(f"/requests/{request_id}", code=303)


def _show(
    request_id: int,
    *,
    form: Form | None = None,
    error: RecordsError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    with reading() as session:
        page = build_request(session, get_viewer(), request_id)
        days = get_norms(session).request_days
    return render(
        "requests/request.html",
        status=status,
        page=page,
        days=days,
        form=form or Form(),
        error=error,
    )


def _show_new(
    form: Form, *, error: RecordsError | None = None, status: int = 200
) -> ResponseReturnValue:
    ref = read_ref(form)
    with reading() as session:
        place = build_place(session, get_viewer(), ref)
    return render(
        "requests/new.html",
        status=status,
        form=form,
        error=error,
        place=place,
        stands=describe(place.stands),
        fields=place_values(form),
        home=home_of(ref, place.course_id),
        sheet=isinstance(ref, SheetLine),
        final=isinstance(ref, FinalRef),
        today=today(),
    )
