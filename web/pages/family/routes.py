"""Routes of the diary: one's own, or a child's; anybody else's does not exist."""

from datetime import date, timedelta

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.kernel.errors import RecordsError, RuleViolationError
from records.letters.actions import send_excuse
from records.letters.queries import list_curators
from records.norms.queries import nearest_year
from records.people.queries import get_person
from web.pages.family.forms import read_excuse
from web.pages.family.screens import build_diary
from web.pages.family.week import build_week
from web.site.access import Pages
from web.site.answers import render
from web.site.database import reading, writing
from web.site.days import read_day
from web.site.forms import Form
from web.site.moment import now, today
from web.site.scope import list_own_learners, missing
from web.site.viewer import get_viewer

pages = Pages("family", __name__)


@pages.screen("/family", needs=Permission.OWN_MARKS_READ, reads="дневник обучающегося")
def show_own() -> ResponseReturnValue:
    """Show the diary of the learner, or of the first child."""
    return _show(None)


@pages.screen(
    "/family/<int:person_id>",
    needs=Permission.OWN_MARKS_READ,
    reads="дневник обучающегося",
)
def show_child(person_id: int) -> ResponseReturnValue:
    """Show the diary of one child."""
    return _show(person_id)


@pages.screen(
    "/family/timetable",
    needs=Permission.OWN_MARKS_READ,
    reads="расписание обучающегося",
)
def show_own_week() -> ResponseReturnValue:
    """Show the week of the learner, or of the first child."""
    return _show_week(None)


@pages.screen(
    "/family/<int:person_id>/timetable",
    needs=Permission.OWN_MARKS_READ,
    reads="расписание обучающегося",
)
def show_week(person_id: int) -> ResponseReturnValue:
    """Show the week of one child."""
    return _show_week(person_id)


@pages.screen(
    "/family/<int:person_id>/excuse",
    needs=Permission.OWN_MARKS_READ,
    reads="справка об отсутствии",
)
def ask_excuse(person_id: int) -> ResponseReturnValue:
    """Show the form of an absence's document (REG 3.12.2)."""
    return _excuse_form(person_id, Form())


@pages.screen(
    "/family/<int:person_id>/excuse", needs=Permission.OWN_MARKS_READ, methods=("POST",)
)
def send(person_id: int) -> ResponseReturnValue:
    """Tell the curator of the document of an absence (REG 3.12.2, 3.12.3)."""
    viewer, form = get_viewer(), Form(request.form)
    excuse = read_excuse(form, person_id)
    if excuse is None:
        return _excuse_form(person_id, form, status=422)
    try:
        with writing() as session:
            number = send_excuse(
                session,
                viewer.account_id,
                excuse,
                today=today(),
                actor=viewer.actor(Permission.LETTERS_WRITE),
                now=now(),
            )
    except RuleViolationError as refused:
        return _excuse_form(person_id, form, error=refused, status=422)
    flash("Справка отправлена. Подлинник документа передайте куратору.", "ok")
    return redirect(f"/messages/{number}", code=303)


def _excuse_form(
    person_id: int,
    form: Form,
    *,
    error: RecordsError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    with reading() as session:
        chosen, _ = _choose(session, person_id)
        person = get_person(session, chosen)
        curators = list_curators(session, chosen, today=today())
    return render(
        "family/excuse.html",
        status=status,
        form=form,
        error=error,
        person=person,
        curators=curators,
        day=_read_day("day", today()),
        key=form.key(),
    )


def _show(person_id: int | None) -> ResponseReturnValue:
    with reading() as session:
        chosen, children = _choose(session, person_id)
        year = nearest_year(session, today())
        month = _read_day("month", min(max(today(), year.start), year.end))
        month = min(max(month, year.start), year.end).replace(day=1)
        diary = build_diary(
            session,
            chosen,
            year=year.name,
            month=month,
            today=today(),
            own=get_viewer().guardian_id is None,
        )
    return render("family/diary.html", diary=diary, children=children, chosen=chosen)


def _show_week(person_id: int | None) -> ResponseReturnValue:
    with reading() as session:
        chosen, children = _choose(session, person_id)
        year = nearest_year(session, today())
        day = _read_day("week", today())
        monday = day - timedelta(days=day.weekday())
        week = build_week(session, chosen, year=year.name, monday=monday)
    return render("family/week.html", week=week, children=children, chosen=chosen)


def _choose(
    session: Session, person_id: int | None
) -> tuple[int, list[tuple[int, str]]]:
    """Return whose diary it is and all whose diaries this account has.

    Raises:
        NotFoundError: it is somebody else's.
    """
    own = list_own_learners(session, get_viewer())
    if not own or (person_id is not None and person_id not in own):
        raise missing("Такого дневника нет.")
    children = [(one, get_person(session, one).full_name.name) for one in own]
    return person_id or own[0], children


def _read_day(name: str, default: date) -> date:
    return read_day(request.args.get(name, "")) or default
