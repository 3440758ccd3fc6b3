"""Routes of signing in: thin, each step its own transaction (ASVS 6.3, 7.2)."""

from datetime import timedelta

from flask import make_response, redirect, request
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RecordsError
from records.people.actions import (
    attempt_fits,
    begin_attempt,
    check_totp,
    finish_attempt,
    set_first_password,
    touch_session,
)
from records.people.queries import find_end, find_waiting, get_account, has_totp
from records.people.rules import describe_refusal, session_end
from records.people.values import Checked
from web import clock
from web.pages.login.known import is_known, remember
from web.pages.login.places import safe_place
from web.pages.login.screens import build_door, build_over
from web.site.access import PUBLIC, SIGNED_IN, Pages
from web.site.answers import json_answer, render
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now
from web.site.outbox import outbox_key
from web.site.signing_in import (
    TOKEN,
    WAITING,
    await_second_step,
    sign_in,
    sign_out,
    visitor_address,
)
from web.site.viewer import Viewer, find_viewer, get_viewer

pages = Pages("login", __name__)

NEXT = "next"
PASSWORD_LIMIT = 128
FRESH = timedelta(minutes=15)
"""Within this time the one-time password need not be typed a second time."""


@pages.screen("/login", needs=PUBLIC)
def show_login() -> ResponseReturnValue:
    """Show the form; whoever is in already goes on (REG 1.7, 3.5)."""
    place = safe_place(request.args.get(NEXT, ""))
    if find_viewer() is not None:
        return redirect(place, code=303)
    return _login_page(Form(), place)


@pages.screen("/login", needs=PUBLIC, methods=("POST",))
def log_in() -> ResponseReturnValue:
    """Check login and password; the same words whatever is wrong (REG 1.7)."""
    form = Form(request.form)
    place = safe_place(form.raw(NEXT))
    login = form.text("login", "Логин", required=True, limit=100)
    password = form.raw("password")
    if not password or len(password) > PASSWORD_LIMIT:
        form.refuse("password", "Введите пароль.")
    if form.errors:
        return _login_page(form, place, status=422)
    checked, account_id = _check(login, password)
    if account_id is None:
        form.refuse("password", describe_refusal(checked))
        return _login_page(form, place, status=429 if checked.wait else 422)
    with reading() as session:
        second = has_totp(session, account_id)
    if second:
        await_second_step(account_id)
        cookie[NEXT] = place
        return redirect("/totp", code=303)
    return _enter(account_id, place)


@pages.screen("/totp", needs=PUBLIC)
def show_totp() -> ResponseReturnValue:
    """Ask for the code of the second step."""
    if _find_waiting() is None:
        return redirect("/login", code=303)
    return render("login/totp.html", form=Form())


@pages.screen("/totp", needs=PUBLIC, methods=("POST",))
def take_totp() -> ResponseReturnValue:
    """Check the code; each is accepted once, and counted like a password."""
    account_id = _find_waiting()
    if account_id is None:
        return redirect("/login", code=303)
    form = Form(request.form)
    code = form.text("code", "Код", required=True, limit=20)
    if not form.errors:
        known = is_known(_login_of(account_id))
        with writing() as session:
            checked = check_totp(
                session,
                account_id,
                code,
                address=visitor_address(),
                now=now(),
                clock=clock.now(),
                known=known,
            )
        if checked:
            return _enter(account_id, safe_place(cookie.get(NEXT, "")))
        words = "Код не подошёл. Дождитесь следующего и введите его."
        form.refuse("code", describe_refusal(checked) if checked.wait else words)
    return render("login/totp.html", status=422, form=form)


@pages.screen("/password", needs=SIGNED_IN, changing=True)
def show_password() -> ResponseReturnValue:
    """Ask for a password of one's own in place of the one-time one (REG 6.2)."""
    viewer = get_viewer()
    if not viewer.fact.must_change:
        return redirect("/account", code=303)
    return _first_password_page(viewer, Form())


@pages.screen("/password", needs=SIGNED_IN, methods=("POST",), changing=True)
def take_password() -> ResponseReturnValue:
    """Replace the one-time password; other sessions end (REG 6.2)."""
    viewer, form = get_viewer(), Form(request.form)
    if _is_late(viewer):
        return _first_password_page(viewer, form, status=422)
    new = form.raw("new_password")
    if new != form.raw("repeat_password"):
        form.refuse("repeat_password", "Пароли не совпали: введите ещё раз.")
        return _first_password_page(viewer, form, status=422)
    try:
        with writing() as session:
            set_first_password(
                session,
                viewer.account_id,
                new,
                keep=viewer.fact.session_id,
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        form.refuse("new_password", error.message)
        return _first_password_page(viewer, form, status=422)
    place = safe_place(cookie.get(NEXT, ""))
    sign_in(viewer.account_id)
    return redirect(place, code=303)


@pages.screen("/logout", needs=PUBLIC, methods=("POST",))
def log_out() -> ResponseReturnValue:
    """End the session; what waits in the browser stays there, locked."""
    sign_out()
    answer = redirect("/login", code=303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@pages.screen("/session", needs=PUBLIC, changing=True)
def show_session() -> ResponseReturnValue:
    """Tell a module whose session it is and how long it lasts; it is not prolonged."""
    viewer = find_viewer()
    if viewer is None:
        return json_answer({"signed_in": False})
    left = viewer.fact.ends_at - now()
    return json_answer(_session_fact(viewer, int(left.total_seconds())))


@pages.screen("/session", needs=SIGNED_IN, methods=("POST",), changing=True)
def prolong_session() -> ResponseReturnValue:
    """Prolong the session: a person has pressed «Продолжить»."""
    viewer = get_viewer()
    with writing() as session:
        touch_session(session, viewer.fact, now=now())
    end, _ = session_end(viewer.fact.created_at, now())
    return json_answer(_session_fact(viewer, int((end - now()).total_seconds())))


def _check(login: str, password: str) -> tuple[Checked, int | None]:
    """Check a password without holding the database while Argon2 works."""
    with writing() as session:
        attempt = begin_attempt(
            session,
            login,
            address=visitor_address(),
            now=now(),
            known=is_known(login),
        )
    if attempt.wait:
        return Checked(fits=False, wait=attempt.wait), None
    fits = attempt_fits(attempt, password)
    with writing() as session:
        checked = finish_attempt(session, attempt, fits=fits)
    return checked, attempt.account_id if checked else None


def _enter(account_id: int, place: str) -> ResponseReturnValue:
    """Let a person in; whoever has a one-time password changes it first."""
    sign_in(account_id)
    viewer = find_viewer()
    if viewer is None:
        return redirect("/login", code=303)
    if viewer.fact.must_change:
        cookie[NEXT], place = place, "/password"
    answer = make_response(redirect(place, code=303))
    remember(answer, viewer.fact.login)
    return answer


def _is_late(viewer: Viewer) -> bool:
    """Tell whether somebody else may sit at the computer by now."""
    return now() - viewer.fact.created_at > FRESH


def _find_waiting() -> int | None:
    token = cookie.get(WAITING)
    if not token:
        return None
    with reading() as session:
        return find_waiting(session, token, now=now())


def _login_of(account_id: int) -> str:
    with reading() as session:
        return get_account(session, account_id).login


def _login_page(form: Form, place: str, *, status: int = 200) -> ResponseReturnValue:
    token = cookie.get(TOKEN)
    with reading() as session:
        door = build_door(session)
        over = build_over(find_end(session, token, now=now()) if token else None)
    return render(
        "login/login.html", status=status, form=form, door=door, over=over, place=place
    )


def _first_password_page(
    viewer: Viewer, form: Form, *, status: int = 200
) -> ResponseReturnValue:
    return render(
        "login/password.html",
        status=status,
        form=form,
        who=viewer,
        late=_is_late(viewer),
        menu=(),
    )


def _session_fact(viewer: Viewer, seconds: int) -> dict[str, object]:
    return {
        "signed_in": True,
        "account": viewer.account_id,
        "name": viewer.short_name,
        "csrf": generate_csrf(),
        "outbox": outbox_key(viewer),
        "ends_in": max(0, seconds),
    }
