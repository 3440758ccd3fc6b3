"""Routes of inspections: the deputy looks and settles, the director reads (REG 5.2)."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import NotFoundError, RecordsError
from records.orders.actions import draft_order, record_inspection, settle_remarks
from records.orders.queries import survey_journals
from templates_docs.documents.inspection_order.build import CODE, SERIES, draft
from web.pages.inspections.forms import (
    CLAUSES,
    key_of,
    read_inspection,
    read_scope,
)
from web.pages.inspections.screens import (
    build_ground,
    build_inspection,
    build_list,
)
from web.site.access import Pages
from web.site.answers import render, status_of
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now, today
from web.site.viewer import get_viewer

pages = Pages("inspections", __name__)
WRITE = Permission.INSPECTIONS_WRITE
READ = (WRITE, Permission.ORDERS_SIGN, Permission.MONITORING_RUN)


@pages.screen("/inspections", needs=READ)
def show_list() -> ResponseReturnValue:
    """Show the inspections, the newest first."""
    with reading() as session:
        listed = build_list(session)
    may_begin = get_viewer().may(WRITE)
    return render("inspections/list.html", listed=listed, may_begin=may_begin)


@pages.screen("/inspections/new", needs=WRITE)
def show_new() -> ResponseReturnValue:
    """Ask what to look at, then show what the checks of the journals offer."""
    return _show_new(Form(request.args))


@pages.screen("/inspections/new", needs=WRITE, methods=("POST",))
def record() -> ResponseReturnValue:
    """Record an inspection with the remarks that were kept."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        ground = build_ground(session, today=today())
        scope = read_scope(form, ground.groups)
        if scope is None:
            return _show_new(form, status=422)
        survey = survey_journals(
            session,
            scope.groups,
            ground.year,
            first=scope.first,
            last=scope.last,
            today=today(),
        )
    drafted = read_inspection(form, scope, survey, ground.courses)
    if drafted is None:
        return _show_new(form, status=422)
    try:
        with writing() as session:
            inspection_id = record_inspection(
                session,
                drafted,
                actor=viewer.actor(WRITE),
                now=now(),
                entropy=SystemEntropy(),
                idem=f"inspection:{viewer.account_id}:{form.sent_key()}",
            )
    except RecordsError as error:
        return _show_new(form, error=error, status=status_of(error))
    flash(f"Проверка записана, замечаний: {len(drafted.remarks)}.", "ok")
    return redirect(f"/inspections/{inspection_id}", code=303)


@pages.screen("/inspections/<int:inspection_id>", needs=READ)
def show_inspection(inspection_id: int) -> ResponseReturnValue:
    """Show one inspection with its remarks by clause."""
    return _show(inspection_id)


@pages.screen("/inspections/<int:inspection_id>/settle", needs=WRITE, methods=("POST",))
def settle(inspection_id: int) -> ResponseReturnValue:
    """Note which remarks are put right, and since what day."""
    viewer, form = get_viewer(), Form(request.form)
    day = form.day("fixed_on", "Дата устранения", required=True)
    ids = form.numbers("remark")
    if not ids:
        form.refuse("remark", "Отметьте замечания, которые устранены.")
    if form.errors or day is None:
        return _show(inspection_id, form=form, status=422)
    try:
        with writing() as session:
            settle_remarks(
                session,
                inspection_id,
                fixed_on=day,
                remark_ids=ids,
                actor=viewer.actor(WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(inspection_id, form=form, error=error, status=status_of(error))
    flash("Устранение отмечено.", "ok")
    return redirect(f"/inspections/{inspection_id}", code=303)


@pages.screen(
    "/inspections/<int:inspection_id>/order",
    needs=Permission.ORDERS_WRITE,
    methods=("POST",),
)
def make_order(inspection_id: int) -> ResponseReturnValue:
    """Word the draft of an order from the findings (REG 5.3)."""
    viewer = get_viewer()
    try:
        with writing() as session:
            page = build_inspection(session, viewer, inspection_id)
            order_id = page.order.id if page.order else _word(session, inspection_id)
    except RecordsError as error:
        if isinstance(error, NotFoundError) and error.code == "no_inspection":
            raise
        return _show(inspection_id, error=error, status=status_of(error))
    return redirect(f"/orders/{order_id}", code=303)


def _word(session: Session, inspection_id: int) -> int:
    worded = draft(session, inspection_id)
    return draft_order(
        session,
        code=CODE,
        series=SERIES,
        heading=worded.heading,
        body=worded.body,
        inspection_id=inspection_id,
        actor=get_viewer().actor(Permission.ORDERS_WRITE),
        now=now(),
        entropy=SystemEntropy(),
    )


def _show(
    inspection_id: int,
    *,
    form: Form | None = None,
    error: RecordsError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    with reading() as session:
        page = build_inspection(session, get_viewer(), inspection_id)
    return render(
        "inspections/inspection.html",
        status=status,
        page=page,
        form=form or Form(),
        error=error,
        today=today(),
    )


def _show_new(
    form: Form, *, error: RecordsError | None = None, status: int = 200
) -> ResponseReturnValue:
    with reading() as session:
        ground = build_ground(session, today=today())
        scope = read_scope(form, ground.groups)
        survey = scope and survey_journals(
            session,
            scope.groups,
            ground.year,
            first=scope.first,
            last=scope.last,
            today=today(),
        )
    return render(
        "inspections/new.html",
        status=status,
        form=form,
        error=error,
        ground=ground,
        scope=scope,
        survey=survey,
        key_of=key_of,
        clauses=CLAUSES,
        today=today(),
    )
