"""flask-login's door: the cookie holds a token, the session lives in the record."""

from flask import Flask, request
from flask_login import LoginManager, login_user, logout_user

from records.kernel.entropy import SystemEntropy
from records.people.actions import open_session
from records.people.queries import find_session
from web.site.database import reading, writing
from web.site.moment import now
from web.site.viewer import Viewer

AGENT_LENGTH = 200


def install(app: Flask) -> None:
    """Let flask-login find the viewer of a request."""
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(load_viewer)
    manager.init_app(app)


def load_viewer(token: str) -> Viewer | None:
    """Find the living session behind the cookie; None when it is over."""
    with reading() as session:
        fact = find_session(session, token, now=now())
    return None if fact is None else Viewer(token=token, fact=fact)


def sign_in(account_id: int) -> None:
    """Open a new session for an account; the former cookie is worth nothing."""
    with writing() as session:
        token = open_session(
            session,
            account_id,
            address=request.remote_addr or "",
            agent=request.user_agent.string[:AGENT_LENGTH],
            now=now(),
            entropy=SystemEntropy(),
        )
    viewer = load_viewer(token)
    if viewer is not None:
        login_user(viewer)


def sign_out() -> None:
    """Forget the cookie; the server's session is ended by the caller."""
    logout_user()
