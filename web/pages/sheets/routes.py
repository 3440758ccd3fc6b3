"""Routes of sheets: a teacher sees one's own, the office sees all (REG 4.2.5)."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from records.access.permissions import Permission
from records.access.roles import Role
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RecordsError
from records.marks.queries.settings import get_course_setting
from records.sheets.actions import (
    advance_sheet,
    fill_sheet,
    open_draft,
    open_retake,
    open_sheet,
)
from records.sheets.values import SheetState
from web.pages.sheets.examiners import choose_course, list_examiners, offer_again
from web.pages.sheets.forms import (
    OPENED,
    read_draft,
    read_line,
    read_lines,
    read_retake,
)
from web.pages.sheets.screens import (
    KINDS,
    NEXT,
    STATES,
    build_register,
    build_sheet,
    count_attempts,
    find_own_sheet,
    find_same,
)
from web.site.access import Pages
from web.site.answers import json_answer, render, status_of
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now, today
from web.site.reauth import check_again
from web.site.scope import get_course, list_courses, may_fill, missing, sees_all
from web.site.viewer import get_viewer

pages = Pages("sheets", __name__)
READS = "ведомость группы"
LONGEST = 100
WRITE = Permission.SHEETS_WRITE


@pages.screen("/sheets", needs=Permission.DOCUMENTS_READ)
def show_register() -> ResponseReturnValue:
    """Show the register of sheets."""
    return _show_register(request.args)


@pages.screen("/sheets/find", needs=Permission.DOCUMENTS_READ, methods=("POST",))
def find_sheets() -> ResponseReturnValue:
    """Show the sheets of an examiner or discipline: no address keeps a name."""
    return _show_register(request.form, request.form.get("find", ""))


@pages.screen("/sheets/<int:sheet_id>", needs=Permission.DOCUMENTS_READ, reads=READS)
def show_sheet(sheet_id: int) -> ResponseReturnValue:
    """Show one sheet."""
    return _show(sheet_id)


@pages.screen("/sheets/<int:sheet_id>", needs=WRITE, methods=("POST",))
def save_lines(sheet_id: int) -> ResponseReturnValue:
    """Write what was typed into the lines; nothing of it is lost on a refusal."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        page = build_sheet(session, viewer, sheet_id)
    entries = read_lines(form, page.sheet, page.names)
    if form.errors:
        return _show(sheet_id, form=form, status=422)
    try:
        with writing() as session:
            changed = fill_sheet(
                session,
                sheet_id,
                entries,
                actor=viewer.actor(WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(sheet_id, form=form, error=error, status=status_of(error))
    flash(f"Записано строк: {changed}." if changed else "Новых записей нет.", "ok")
    return redirect(f"/sheets/{sheet_id}", code=303)


@pages.screen("/sheets/<int:sheet_id>/rows", needs=WRITE, methods=("POST",))
def save_line(sheet_id: int) -> ResponseReturnValue:
    """Write one line in the background; answer what stands and the new totals."""
    viewer = get_viewer()
    with reading() as session:
        sheet, _course = find_own_sheet(session, viewer, sheet_id)
    people = {row.person_id for row in sheet.rows}
    entry = read_line(request.get_json(silent=True), people)
    with writing() as session:
        fill_sheet(
            session,
            sheet_id,
            [entry],
            actor=viewer.actor(WRITE),
            now=now(),
            entropy=SystemEntropy(),
        )
    with reading() as session:
        page = build_sheet(session, viewer, sheet_id)
    line = next(one for one in page.lines if one.person_id == entry.person_id)
    return json_answer(
        {
            "person": line.person_id,
            "version": line.version,
            "sign": line.sign,
            "ticket": line.ticket,
            "words": line.words,
            "complete": page.complete,
            "totals": render_template("sheets/_totals.html", page=page),
            "conditions": render_template("sheets/_conditions.html", page=page),
        }
    )


@pages.screen("/sheets/<int:sheet_id>/close", needs=WRITE, methods=("POST",))
def close_sheet(sheet_id: int) -> ResponseReturnValue:
    """Close a sheet with the password: from now on it changes by requests only."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        find_own_sheet(session, viewer, sheet_id)
    if not check_again(viewer, form):
        return _show(sheet_id, form=form, status=422)
    try:
        with writing() as session:
            advance_sheet(
                session,
                sheet_id,
                seen=SheetState.OPEN,
                actor=viewer.actor(WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(sheet_id, error=error, status=status_of(error))
    flash("Ведомость закрыта и подписана. Исправление — только по заявке.", "ok")
    return redirect(f"/sheets/{sheet_id}", code=303)


@pages.screen(
    "/sheets/<int:sheet_id>/advance",
    needs=Permission.DOCUMENTS_ISSUE,
    methods=("POST",),
)
def pass_sheet(sheet_id: int) -> ResponseReturnValue:
    """Note that a closed sheet is printed, or handed in to the office."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        find_own_sheet(session, viewer, sheet_id)
    seen = form.choice("seen", "Состояние", [state.value for state in NEXT])
    if form.errors:
        return _show(sheet_id, form=form, status=422)
    with writing() as session:
        state = advance_sheet(
            session,
            sheet_id,
            seen=SheetState(seen),
            actor=viewer.actor(WRITE),
            now=now(),
            entropy=SystemEntropy(),
        )
    flash(f"Ведомость {STATES[state][1]}.", "ok")
    return redirect(f"/sheets/{sheet_id}", code=303)


@pages.screen("/sheets/<int:sheet_id>/open", needs=WRITE, methods=("POST",))
def open_drafted(sheet_id: int) -> ResponseReturnValue:
    """Open a drafted sheet: it gets its number and its learners."""
    viewer = get_viewer()
    with reading() as session:
        find_own_sheet(session, viewer, sheet_id)
    try:
        with writing() as session:
            number = open_draft(
                session,
                sheet_id,
                actor=viewer.actor(WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(sheet_id, error=error, status=status_of(error))
    flash(f"Ведомость № {number} открыта.", "ok")
    return redirect(f"/sheets/{sheet_id}", code=303)


@pages.screen("/sheets/new", needs=WRITE)
def show_new() -> ResponseReturnValue:
    """Show the form of a new sheet; the course comes first."""
    return _show_new(Form())


@pages.screen("/sheets/new", needs=WRITE, methods=("POST",))
def open_new() -> ResponseReturnValue:
    """Open a sheet for the learners on the roll of its day."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        course = get_course(session, viewer, form.whole("course", "Дисциплина") or 0)
        if not (sees_all(viewer) or may_fill(session, viewer, course)):
            raise missing("Такой дисциплины нет.")
        semesters = [
            one.semester for one in get_course_setting(session, course.id).terms
        ]
        staff = [key for key, _name in list_examiners(session, course.id)]
    draft = read_draft(form, course_id=course.id, semesters=semesters, staff=staff)
    if draft is None:
        return _show_new(form, status=422)
    try:
        with writing() as session:
            sheet_id = find_same(session, draft) or open_sheet(
                session,
                draft,
                actor=viewer.actor(WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show_new(form, error=error, status=status_of(error))
    return redirect(f"/sheets/{sheet_id}", code=303)


@pages.screen("/sheets/<int:sheet_id>/retake", needs=WRITE, reads=READS)
def show_retake(sheet_id: int) -> ResponseReturnValue:
    """Show the form of a re-take for one learner."""
    return _show_retake(sheet_id, Form(request.args))


@pages.screen("/sheets/<int:sheet_id>/retake", needs=WRITE, methods=("POST",))
def open_again(sheet_id: int) -> ResponseReturnValue:
    """Open an individual sheet linked to the first one (forms §4.5)."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        sheet, _course = find_own_sheet(session, viewer, sheet_id)
        staff = [key for key, _name in offer_again(session, sheet)]
    learners = [str(row.person_id) for row in sheet.rows]
    learner = form.choice("person", "Обучающийся", learners)
    draft = read_retake(form, sheet, staff)
    if draft is None or form.errors:
        return _show_retake(sheet_id, form, status=422)
    try:
        with writing() as session:
            made = open_retake(
                session,
                sheet_id,
                draft,
                learner_id=int(learner),
                actor=viewer.actor(WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show_retake(sheet_id, form, error=error, status=status_of(error))
    return redirect(f"/sheets/{made}", code=303)


def _show_register(given: Mapping[str, str], find: str = "") -> ResponseReturnValue:
    asked = {name: given.get(name, "") for name in ("year", "group", "state")}
    asked["find"] = find[:LONGEST]
    with reading() as session:
        register = build_register(session, get_viewer(), **asked)
    return render(
        "sheets/list.html", register=register, asked=asked, states=STATES, kinds=KINDS
    )


def _show(
    sheet_id: int,
    *,
    form: Form | None = None,
    error: RecordsError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    with reading() as session:
        page = build_sheet(session, get_viewer(), sheet_id)
    return render(
        "sheets/sheet.html",
        status=status,
        page=page,
        form=form or Form(),
        error=error,
        next_step=NEXT.get(page.sheet.state, ""),
    )


def _show_new(
    form: Form, *, error: RecordsError | None = None, status: int = 200
) -> ResponseReturnValue:
    viewer = get_viewer()
    with reading() as session:
        courses = [
            one
            for one in list_courses(session, viewer)
            if one.state == "open"
            and (sees_all(viewer) or may_fill(session, viewer, one))
        ]
        asked = form.raw("course") or request.args.get("course", "")
        people = list_examiners(session, choose_course(asked, courses))
    return render(
        "sheets/new.html",
        status=status,
        form=form,
        error=error,
        courses=courses,
        chosen=request.args.get("course", ""),
        kinds=[(one.value, KINDS[one].capitalize()) for one in OPENED],
        people=people,
        own=viewer.person_id if viewer.has(Role.TEACHER) else "",
        today=today(),
    )


def _show_retake(
    sheet_id: int,
    form: Form,
    *,
    error: RecordsError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    with reading() as session:
        page = build_sheet(session, get_viewer(), sheet_id)
        people = offer_again(session, page.sheet)
        person = form.whole("person", "Обучающийся") or 0
        taken = count_attempts(session, page.sheet, person)
    return render(
        "sheets/retake.html",
        status=status,
        page=page,
        form=form,
        error=error,
        people=people,
        taken=taken,
        today=today(),
    )
