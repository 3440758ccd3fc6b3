"""Routes of the lesson: the page, saving in the background, the plain form."""

import secrets

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from records.access.permissions import Permission
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RecordsError, StaleVersionError
from records.lessons.queries import get_lesson, get_slot_setting
from records.lessons.values import LESSON_KINDS
from records.marks.actions import correct_lesson
from web.pages.lesson.correction import read_correction
from web.pages.lesson.opening import open_slot
from web.pages.lesson.saving import Saver
from web.pages.lesson.screens import build_page
from web.pages.lesson.standing import state_json
from web.pages.lesson.wishes import LessonWish, read_form, read_wish
from web.site.access import Pages
from web.site.answers import error_json, json_answer, render, status_of
from web.site.commit import commit
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now
from web.site.scope import missing
from web.site.viewer import get_viewer

READ, WRITE = Permission.JOURNALS_READ, Permission.LESSONS_WRITE
CORRECT = Permission.LESSONS_CORRECT
pages = Pages("lesson", __name__)


@pages.screen("/lesson/<int:slot_id>", needs=READ, reads="занятие группы")
def show(slot_id: int) -> ResponseReturnValue:
    """Show a lesson of the timetable (запись занятия, clause 3.13.1)."""
    return _show(slot_id)


@pages.screen("/lesson/of/<int:lesson_id>", needs=READ)
def find(lesson_id: int) -> ResponseReturnValue:
    """Lead from a record to its place in the timetable."""
    with reading() as session:
        lesson = get_lesson(session, lesson_id)
        if lesson.slot_id is None:
            raise missing("Такого занятия нет в расписании.")
        open_slot(session, get_viewer(), lesson.slot_id)
    return redirect(f"/lesson/{lesson.slot_id}")


@pages.screen("/lesson/<int:slot_id>/save", needs=WRITE, methods=("POST",))
def save(slot_id: int) -> ResponseReturnValue:
    """Save parts of a lesson and its cells, all or nothing."""
    wish = read_wish(request.get_json())
    try:
        _carry_out(slot_id, wish)
    except StaleVersionError as error:
        return json_answer({**error_json(error), **_stands(slot_id)}, status=409)
    return json_answer({"status": "saved", "key": wish.key, **_stands(slot_id)})


@pages.screen("/lesson/<int:slot_id>", needs=WRITE, methods=("POST",))
def send(slot_id: int) -> ResponseReturnValue:
    """Save the whole form of a browser without scripts."""
    wish = read_form(request.form, key=secrets.token_hex(16))
    try:
        _carry_out(slot_id, wish)
    except RecordsError as error:
        if status_of(error) == 404:
            raise
        return _show(slot_id, error=error, status=status_of(error))
    flash("Занятие записано.", "ok")
    return redirect(f"/lesson/{slot_id}", code=303)


@pages.screen("/lesson/<int:slot_id>/correct", needs=CORRECT, methods=("POST",))
def correct(slot_id: int) -> ResponseReturnValue:
    """Correct topic or homework of a closed month with a basis (REG 3.8.8)."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        setting = open_slot(session, viewer, slot_id)
    if setting.lesson_id is None:
        raise missing("Такого занятия нет.")
    wanted = read_correction(form)
    if wanted is None:
        return _show(slot_id, form=form, status=422)
    try:
        with writing() as session:
            correct_lesson(
                session,
                setting.lesson_id,
                wanted.change,
                basis=wanted.basis,
                actor=viewer.actor(CORRECT),
                now=now(),
                entropy=SystemEntropy(),
                idem=wanted.key,
            )
    except RecordsError as error:
        return _show(slot_id, form=form, error=error, status=status_of(error))
    flash("Исправление записано, прежняя запись сохранена.", "ok")
    return redirect(f"/lesson/{slot_id}", code=303)


def _carry_out(slot_id: int, wish: LessonWish) -> None:
    viewer = get_viewer()
    with reading() as session:
        open_slot(session, viewer, slot_id)
    actor, moment = viewer.actor(WRITE), now()

    def work(session: object) -> None:
        Saver(
            session=session,  # type: ignore[arg-type]
            slot_id=slot_id,
            actor=actor,
            now=moment,
            entropy=SystemEntropy(),
        ).save(wish)

    commit(work)


def _stands(slot_id: int) -> dict[str, object]:
    with reading() as session:
        return state_json(session, get_slot_setting(session, slot_id))


def _show(
    slot_id: int,
    *,
    form: Form | None = None,
    error: RecordsError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    viewer = get_viewer()
    with reading() as session:
        page = build_page(session, viewer, open_slot(session, viewer, slot_id))
    return render(
        "lesson/lesson.html",
        status=status,
        page=page,
        kinds=LESSON_KINDS,
        error=error,
        form=form or Form(request.form if error else None),
        sent=request.form if error and form is None else {},
    )
