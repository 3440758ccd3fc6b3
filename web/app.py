"""The composition root of the site: every part put together in one place."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, Response, flash, redirect, request, send_from_directory
from flask.typing import ResponseReturnValue
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from records.access.roles import STAFF_ROLES
from web.pages import PAGES
from web.settings import Settings
from web.site import (
    compress,
    errors,
    filters,
    headers,
    moment,
    numbers,
    reads,
    sent_json,
    signing_in,
)
from web.site.access import PUBLIC, Access, check_access, find_access
from web.site.answers import json_answer, wants_json
from web.site.assets import made, prepare_assets
from web.site.counters import count_waiting
from web.site.database import reading
from web.site.menu import build_menu
from web.site.moment import now, today
from web.site.state import EXTENSION, Site, open_site
from web.site.viewer import find_viewer

STATIC = Path(__file__).parent / "static"
LARGEST = 12 * 1024 * 1024
YEAR = 365 * 24 * 3600
CHANGE_PASSWORD = "/password"  # noqa: S105 - an address
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def create_app(settings: Settings) -> Flask:
    """Build the site of one installation (сайт журнала)."""
    site = open_site(settings)
    app = Flask(
        __name__, static_folder=STATIC, static_url_path=f"/static/{fingerprint()}"
    )
    app.config.update(_options(site))
    app.extensions[EXTENSION] = site
    sent_json.install(app)
    if settings.https:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
    Bootstrap5(app)
    moment.install(app)
    CSRFProtect(app)
    signing_in.install(app)
    filters.install(app)
    _install_guard(app)
    compress.install(app)
    headers.install(app, secure=site.settings.https)
    reads.install(app)
    errors.install(app)
    numbers.install(app)
    _install_assets(app, site)
    for pages in PAGES:
        app.register_blueprint(pages)
    _install_words(app)
    return app


def fingerprint() -> str:
    """Return the version of the site's own files: a new file has a new address."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _options(site: Site) -> Mapping[str, object]:
    return {
        "SECRET_KEY": site.secret,
        "SESSION_COOKIE_NAME": "__Host-surguch" if site.settings.https else "surguch",
        "SESSION_COOKIE_SECURE": site.settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": True,
        "BOOTSTRAP_SERVE_LOCAL": True,
        "MAX_CONTENT_LENGTH": LARGEST,
        "SEND_FILE_MAX_AGE_DEFAULT": YEAR,
        "TEMPLATES_AUTO_RELOAD": False,
    }


def _install_guard(app: Flask) -> None:
    """Ask of every request who it is from and whether that is enough."""

    @app.before_request
    def guard() -> ResponseReturnValue | None:
        _refuse_foreign_origin()
        access = find_access(request.endpoint)
        if access is not None and access.needs is PUBLIC:
            return None
        viewer = find_viewer()
        if not check_access(viewer):
            return _ask_to_sign_in()
        if viewer is not None and viewer.fact.must_change and not _changing(access):
            return redirect(CHANGE_PASSWORD, code=303)
        return None


def _refuse_foreign_origin() -> None:
    """Refuse a change sent from another site, whatever its token says."""
    origin = request.headers.get("Origin")
    if request.method in SAFE or origin is None:
        return
    if origin != request.host_url.rstrip("/"):
        raise CSRFError("foreign origin")


def _changing(access: Access | None) -> bool:
    return access is not None and access.changing


def _ask_to_sign_in() -> ResponseReturnValue:
    if wants_json():
        return json_answer(
            {"code": "signed_out", "message": "Сеанс закончился: войдите снова."},
            status=401,
        )
    if request.method not in SAFE:
        raise CSRFError("signed out")
    here = request.full_path.rstrip("?")
    if here == "/":
        return redirect("/login")
    flash("Войдите, чтобы открыть эту страницу.", "ink")
    return redirect(f"/login?{urlencode({'next': here})}")


def _install_assets(app: Flask, site: Site) -> None:
    """Serve fonts and signs made at set-up; the templates ask for them by name."""
    folder = site.settings.home / "assets"
    prepare_assets(folder)

    def assets(name: str) -> Response:
        return send_from_directory(folder, name, max_age=YEAR)

    assets.access = Access(needs=PUBLIC)  # type: ignore[attr-defined]
    app.add_url_rule("/assets/<path:name>", "assets", assets)
    app.jinja_env.globals["made_url"] = lambda name: f"/assets/{made(name)}"
    app.jinja_env.globals["asset"] = lambda name: f"{app.static_url_path}/{name}"


def _install_words(app: Flask) -> None:
    """Give every template the viewer, the menu, the moment."""

    @app.context_processor
    def frame() -> dict[str, object]:
        return {
            "viewer": find_viewer(),
            "searchable": _searches(),
            "menu": _menu(),
            "moment": now(),
            "today": today(),
        }


def _searches() -> bool:
    """Tell whether the search is shown: families have nothing to look for."""
    viewer = find_viewer()
    return viewer is not None and viewer.has(*STAFF_ROLES)


def _menu() -> object:
    viewer = find_viewer()
    if viewer is None:
        return ()
    with reading() as session:
        counts = count_waiting(session, viewer)
    return build_menu(viewer, request.path, counts)
