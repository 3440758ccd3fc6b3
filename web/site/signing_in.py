"""flask-login's door: the cookie holds a token, the session lives in the record."""

from flask import Flask, request
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, login_user

from records.kernel.entropy import SystemEntropy
from records.people.actions import (
    end_token,
    open_session,
    record_sign_in,
    touch_session,
)
from records.people.queries import find_session
from records.people.rules import describe_agent, needs_touch
from records.people.values import SessionEnd
from web.site.answers import json_answer, wants_json
from web.site.database import reading, writing
from web.site.moment import now, today
from web.site.viewer import Viewer, find_viewer

TOKEN = "_user_id"  # noqa: S105 - flask-login's name of the place in the cookie
WAITING = "waiting"
LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    """Let flask-login find the viewer of a request; keep a session in use alive."""
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(load_viewer)
    manager.init_app(app)
    app.before_request(_refuse_other_account)
    app.before_request(_keep_alive)


def load_viewer(token: str) -> Viewer | None:
    """Find the living session behind the cookie; None when it is over."""
    with reading() as session:
        fact = find_session(session, token, now=now())
    return None if fact is None else Viewer(token=token, fact=fact)


def sign_in(account_id: int) -> None:
    """Open a new session for an account; the former cookie is worth nothing."""
    _end_former()
    with writing() as session:
        token = open_session(
            session,
            account_id,
            address=visitor_address(),
            agent=visitor_agent(),
            now=now(),
            entropy=SystemEntropy(),
        )
        record_sign_in(session, account_id, now=now(), today=today())
    viewer = load_viewer(token)
    if viewer is not None:
        login_user(viewer)


def await_second_step(account_id: int) -> None:
    """Remember on the server that the password was right; nobody is in yet."""
    _end_former()
    with writing() as session:
        cookie[WAITING] = open_session(
            session,
            account_id,
            address=visitor_address(),
            agent=visitor_agent(),
            now=now(),
            entropy=SystemEntropy(),
            waiting=True,
        )


def sign_out(why: SessionEnd = SessionEnd.SIGNED_OUT) -> None:
    """End the session on the server and forget the cookie."""
    _end_former(why)


def visitor_address() -> str:
    """Return the address the request came from."""
    return request.remote_addr or ""


def visitor_agent() -> str:
    """Return the browser in two words."""
    return describe_agent(request.user_agent.string)


def _end_former(why: SessionEnd = SessionEnd.SIGNED_OUT) -> None:
    """End what the cookie held and empty it: its token of forms is not used again."""
    held = ((TOKEN, why), (WAITING, SessionEnd.CONFIRMED))
    tokens = [(cookie[key], reason) for key, reason in held if key in cookie]
    cookie.clear()
    if tokens:
        with writing() as session:
            for token, reason in tokens:
                end_token(session, str(token), why=reason, now=now())


def _keep_alive() -> None:
    """Write down that a person is at work; a page that only asks by itself is not."""
    asking = request.method in LOOKING and wants_json()
    if asking or request.endpoint in {None, "static", "assets", "bootstrap.static"}:
        return
    viewer = find_viewer()
    if viewer is not None and needs_touch(viewer.fact.seen_at, now()):
        with writing() as session:
            touch_session(session, viewer.fact, now=now())


def _refuse_other_account() -> ResponseReturnValue | None:
    """Refuse what one account entered and another's session sends (REG 4.1.7)."""
    named = request.headers.get("X-Account")
    viewer = find_viewer() if named is not None else None
    if viewer is None or named == str(viewer.account_id):
        return None
    return json_answer(
        {"code": "account", "message": "В этом браузере вошёл другой человек."},
        status=401,
    )
