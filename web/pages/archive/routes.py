"""Routes of the archive: register, card, acts of handover."""

from collections.abc import Sequence

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from records.access.permissions import Permission
from records.handover.actions import prepare
from records.jobs.actions import create_print_run
from records.jobs.values import NewItem, NewRun
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import NotAllowedError, NotFoundError, RecordsError
from web.pages.archive.screens import (
    ACT,
    Wanted,
    build_acts,
    build_card,
    build_register,
)
from web.site.access import Pages
from web.site.answers import render, status_of
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now, today
from web.site.viewer import get_viewer

pages = Pages("archive", __name__)
READERS = (Permission.DOCUMENTS_ISSUE, Permission.HANDOVER_CONFIRM)
LONGEST = 200
POST = "заведующий учебным отделением"


@pages.screen("/archive", needs=READERS, reads="реестр выданных документов")
def show_register() -> ResponseReturnValue:
    """Show the register, filtered by type and group."""
    return _show_register(request.args)


@pages.screen(
    "/archive/find",
    needs=READERS,
    methods=("POST",),
    reads="реестр выданных документов",
)
def find_documents() -> ResponseReturnValue:
    """Show the documents of a name, number or code: no address keeps it."""
    return _show_register(request.form, words=request.form.get("q", ""))


@pages.screen("/archive/<document>", needs=READERS, reads="карточка документа")
def show_card(document: str) -> ResponseReturnValue:
    """Show all that is known of a document."""
    with reading() as session:
        card = build_card(session, document)
    return render("archive/card.html", card=card)


@pages.screen("/archive/acts", needs=READERS)
def show_acts() -> ResponseReturnValue:
    """Show the acts of handover and the years that are ready for one."""
    return _show_acts(Form())


@pages.screen("/archive/acts", needs=Permission.HANDOVER_PREPARE, methods=("POST",))
def prepare_act() -> ResponseReturnValue:
    """Draw up the act over groups of a year, and put its paper into the queue (REG 3.8.5)."""
    form = Form(request.form)
    year = form.text("year", "Учебный год", required=True)
    post = form.text("post", "Должность принимающего", required=True, limit=LONGEST)
    name = form.text("name", "Кто принимает", limit=LONGEST)
    groups = form.many("group")
    if not groups:
        form.refuse("group", "Группы: отметьте хотя бы одну.")
    if form.errors:
        return _show_acts(form, status=422)
    try:
        number = _prepare(year, groups, post=post, name=name)
    except (NotFoundError, NotAllowedError):
        raise
    except RecordsError as refusal:
        form.refuse("year", refusal.message)
        return _show_acts(form, status=status_of(refusal))
    flash(f"Акт № {number} составлен и поставлен в печать.", "ok")
    return redirect("/archive/acts", code=303)


def _prepare(year: str, groups: Sequence[str], *, post: str, name: str) -> int:
    viewer = get_viewer()
    with writing() as session:
        act_id = prepare(
            session,
            year,
            receiver_post=post,
            receiver_name=name,
            groups=groups,
            today=today(),
            actor=viewer.actor(Permission.HANDOVER_PREPARE),
            now=now(),
            entropy=SystemEntropy(),
        )
        number = next(
            one.fact.number for one in build_acts(session).acts if one.fact.id == act_id
        )
        title = f"Акт приёма-передачи № {number}"
        item = NewItem(code=ACT, subject=str(act_id), title=title, pages=2)
        create_print_run(
            session,
            NewRun(title=title, items=(item,), key=f"act/{act_id}"),
            actor=viewer.actor(Permission.DOCUMENTS_ISSUE),
            account_id=viewer.account_id,
            now=now(),
        )
    return number


def _show_register(
    given: "MultiDict[str, str]", *, words: str = ""
) -> ResponseReturnValue:
    wanted = Wanted(
        code=given.get("type", ""),
        group=given.get("group", ""),
        words=words[:LONGEST],
        page=max(1, given.get("page", 1, type=int)),
    )
    with reading() as session:
        register = build_register(session, wanted)
    return render("archive/register.html", register=register)


def _show_acts(form: Form, *, status: int = 200) -> ResponseReturnValue:
    with reading() as session:
        acts = build_acts(session)
    return render(
        "archive/acts.html",
        status=status,
        acts=acts,
        form=form,
        post=POST,
        may_prepare=get_viewer().may(Permission.HANDOVER_PREPARE),
    )
