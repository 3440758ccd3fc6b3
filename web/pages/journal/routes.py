"""Routes of the journal: lists, a group's overview, a course's grid and its cells."""

from datetime import date
from functools import partial

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from archive.anchor import anchor
from records.access.permissions import Permission
from records.journal.actions import close_month, close_year
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RecordsError
from web.pages.journal.answers import changes_json, history_json
from web.pages.journal.desk import check_writer, open_course
from web.pages.journal.footnotes import add_footnotes, build_footnotes
from web.pages.journal.grid import build_grid
from web.pages.journal.overview import FEW, build_overview, read_month
from web.pages.journal.saving import Saving, save_together
from web.pages.journal.screens import build_grid_page, build_head, build_list
from web.pages.journal.topics import build_topics, list_works
from web.pages.journal.wishes import read_wishes
from web.site.access import Pages
from web.site.answers import json_answer, render, status_of
from web.site.commit import commit_together
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now
from web.site.reauth import check_again
from web.site.remarks import link_of
from web.site.state import get_site
from web.site.viewer import get_viewer

READ = Permission.JOURNALS_READ
YEAR = "year"
pages = Pages("journal", __name__)


@pages.screen("/journal", needs=READ)
def show_list() -> ResponseReturnValue:
    """List the journals and the courses of the viewer (REG 1.5, 2.4)."""
    with reading() as session:
        shown = build_list(session, get_viewer(), request.args.get("year"))
    return render("journal/list.html", page=shown)


@pages.screen("/journal/<int:course_id>", needs=READ, reads="страница журнала")
def show_grid(course_id: int) -> ResponseReturnValue:
    """Show the grid of a course (REG 2.3, 2.4, 3.13.1, 3.13.2, 4.2.2)."""
    viewer = get_viewer()
    with reading() as session:
        grid = build_grid(session, open_course(session, viewer, course_id))
    return render("journal/grid.html", page=build_grid_page(grid, viewer))


@pages.screen(
    "/journal/<int:course_id>/cells", needs=Permission.MARKS_WRITE, methods=("POST",)
)
def save(course_id: int) -> ResponseReturnValue:
    """Save cells: each by itself, or all or nothing (REG 4.1.1, 4.1.8, 4.2.3)."""
    viewer = get_viewer()
    asked, whole = read_wishes(request.get_json())
    saving = Saving(
        course_id=course_id,
        actor=viewer.actor(Permission.MARKS_WRITE),
        now=now(),
        entropy=SystemEntropy(),
        asked=asked,
        whole=whole,
    )
    saved = commit_together(save_together, saving)
    if saved.foreign:
        with reading() as session:
            check_writer(session, viewer, course_id)
    told = saved.as_json()
    if saved.corrected:
        with reading() as session:
            footnotes = build_footnotes(session, course_id, lessons=None)
        add_footnotes(told["cells"], [wish for wish, _ in asked], footnotes)
    return json_answer(told)


@pages.screen("/journal/<int:course_id>/changes", needs=READ, reads="страница журнала")
def show_changes(course_id: int) -> ResponseReturnValue:
    """Tell what others have changed, and who else is here."""
    since = request.args.get("since", "")
    viewer = get_viewer()
    with reading() as session:
        return json_answer(changes_json(session, viewer, course_id, since))


@pages.screen("/journal/<int:course_id>/history", needs=READ, reads="история клетки")
def show_history(course_id: int) -> ResponseReturnValue:
    """Tell every version of one cell (REG 4.1.1)."""
    with reading() as session:
        return json_answer(history_json(session, get_viewer(), course_id, request.args))


@pages.screen("/journal/<int:course_id>/topics", needs=READ, reads="темы занятий")
def show_topics(course_id: int) -> ResponseReturnValue:
    """Show dates, topics, homework and hours, plan and fact (REG 4.1.3)."""
    viewer = get_viewer()
    with reading() as session:
        desk = open_course(session, viewer, course_id)
        topics = build_topics(session, desk)
    page = build_head(desk.ref, viewer, view="topics")
    return render("journal/topics.html", page=page, topics=topics)


@pages.screen("/journal/<int:course_id>/works", needs=READ, reads="темы занятий")
def show_works(course_id: int) -> ResponseReturnValue:
    """Show the practical works: how many the plan asks for, what was held (4.1.6)."""
    viewer = get_viewer()
    with reading() as session:
        desk = open_course(session, viewer, course_id)
        works = list_works(build_topics(session, desk))
    page = build_head(desk.ref, viewer, view="works")
    return render("journal/works.html", page=page, works=works)


@pages.screen("/journal/group/<int:journal_id>", needs=READ, reads="журнал группы")
def show_group(journal_id: int) -> ResponseReturnValue:
    """Show the overview of a group's journal (REG 3.8.8)."""
    return _show_group(journal_id)


@pages.screen(
    "/journal/group/<int:journal_id>/close",
    needs=Permission.JOURNALS_CLOSE,
    methods=("POST",),
)
def close(journal_id: int) -> ResponseReturnValue:
    """Close a month or the year, with the password (REG 3.8.5)."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        page = build_overview(session, viewer, journal_id)
    what = form.choice("what", "Что закрыть", [*(one.key for one in page.months), YEAR])
    if form.errors or not check_again(viewer, form):
        return _show_group(journal_id, form=form, status=422)
    month = read_month(what, page.months)
    try:
        _close(journal_id, month)
    except RecordsError as error:
        return _show_group(journal_id, form=form, error=error, status=status_of(error))
    closed = f"Закрыт месяц {month:%m.%Y}." if month else "Журнал за год закрыт."
    flash(f"{closed} Исправление — только по заявке.", "ok")
    return redirect(f"/journal/group/{journal_id}", code=303)


def _close(journal_id: int, month: date | None) -> None:
    actor = get_viewer().actor(Permission.JOURNALS_CLOSE)
    chance, moment, site = SystemEntropy(), now(), get_site()
    with writing() as session:
        if month is None:
            close_year(session, journal_id, actor=actor, now=moment, entropy=chance)
        else:
            close_month(
                session, journal_id, month, actor=actor, now=moment, entropy=chance
            )
    anchor(site.engine, site.settings.home, purpose="journal_closed", now=moment)


def _show_group(
    journal_id: int,
    *,
    form: Form | None = None,
    error: RecordsError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    with reading() as session:
        page = build_overview(session, get_viewer(), journal_id)
    return render(
        "journal/group.html",
        page=page,
        form=form or Form(),
        error=error,
        status=status,
        few=FEW,
        link_of=partial(link_of, viewer=get_viewer()),
    )
