"""Routes of the curator's week: looked at, excused, stamped."""

from datetime import date

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curation.actions import stamp_week
from records.curation.queries import get_group_code, list_group_refs
from records.curation.rules import parse_week
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RuleViolationError, StaleVersionError
from records.marks.actions import excuse_absences
from web.pages.curator.forms import read_excuse
from web.pages.curator.screens import build_week, list_causes, this_week
from web.site.access import Pages
from web.site.answers import render
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now, today
from web.site.scope import missing, sees_all
from web.site.viewer import get_viewer

pages = Pages("curator", __name__)
P = Permission


@pages.screen("/group", needs=P.CURATION_WRITE)
def show_groups() -> ResponseReturnValue:
    """Open the curator's group; of several let one choose."""
    with reading() as session:
        refs = list_group_refs(session, frozenset(get_viewer().group_codes))
    if len(refs) == 1:
        return redirect(f"/group/{refs[0][0]}")
    return render("curator/groups.html", refs=refs)


@pages.screen("/group/<int:group_id>", needs=P.PEOPLE_READ)
def show_group(group_id: int) -> ResponseReturnValue:
    """Open the week that goes on."""
    return redirect(f"/group/{group_id}/week/{this_week(today())}")


@pages.screen(
    "/group/<int:group_id>/week/<name>",
    needs=P.PEOPLE_READ,
    reads="пропуски группы за неделю",
)
def show_week(group_id: int, name: str) -> ResponseReturnValue:
    """Show a week of the group."""
    return _week(group_id, _monday(name), Form())


@pages.screen(
    "/group/<int:group_id>/week/<name>/excuse",
    needs=P.CURATION_WRITE,
    methods=("POST",),
)
def excuse(group_id: int, name: str) -> ResponseReturnValue:
    """Tell the cause of a learner's absences."""
    monday, form = _monday(name), Form(request.form)
    told = read_excuse(form)
    if told is not None:
        try:
            with writing() as session:
                _check_group(session, group_id)
                excuse_absences(
                    session,
                    told.missed,
                    cause=told.cause,
                    document=told.document,
                    actor=get_viewer().actor(P.CURATION_WRITE),
                    now=now(),
                    entropy=SystemEntropy(),
                )
        except StaleVersionError as stale:
            return _week(group_id, monday, form, refused=stale.message, status=409)
        except RuleViolationError as refused:
            return _week(group_id, monday, form, refused=refused.message, status=422)
        flash(f"Причина записана, занятий: {len(told.missed)}.", "ok")
        return redirect(f"/group/{group_id}/week/{name}", code=303)
    return _week(group_id, monday, form, status=422)


@pages.screen(
    "/group/<int:group_id>/week/<name>/stamp",
    needs=P.CURATION_WRITE,
    methods=("POST",),
)
def stamp(group_id: int, name: str) -> ResponseReturnValue:
    """Stamp the week «проверено»."""
    monday = _monday(name)
    try:
        with writing() as session:
            _check_group(session, group_id)
            stamp_week(
                session,
                group_id,
                monday,
                actor=get_viewer().actor(P.CURATION_WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RuleViolationError as refused:
        return _week(group_id, monday, Form(), refused=refused.message, status=422)
    flash("Неделя проверена.", "ok")
    return redirect(f"/group/{group_id}/week/{name}", code=303)


def _week(
    group_id: int, monday: date, form: Form, *, refused: str = "", status: int = 200
) -> ResponseReturnValue:
    with reading() as session:
        code = _check_group(session, group_id)
        viewer = get_viewer()
        own = code in viewer.group_codes and viewer.may(P.CURATION_WRITE)
        screen = build_week(session, group_id, monday, today=today(), may_write=own)
    return render(
        "curator/week.html",
        status=status,
        screen=screen,
        week=screen.week,
        form=form,
        refused=refused,
        causes=list_causes(),
    )


def _check_group(session: Session, group_id: int) -> str:
    """Let the curator of the group and the office go on.

    Raises:
        NotFoundError: the group is not the viewer's.
    """
    viewer, code = get_viewer(), get_group_code(session, group_id)
    if code not in viewer.group_codes and not sees_all(viewer):
        raise missing("Такой группы нет.")
    return code


def _monday(name: str) -> date:
    monday = parse_week(name)
    if monday is None:
        raise missing("Такой недели нет.")
    return monday
