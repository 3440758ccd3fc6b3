"""The site of a small college, made once and copied for every test that asks."""

import fcntl
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask import session as cookie
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from records.kernel.db import open_database, transaction
from records.schema import create_all
from tests.web.college import MORNING, College, found_college
from web import clock
from web.app import create_app
from web.settings import Settings
from web.site.assets import prepare_assets
from web.site.reads import EXTENSION as RECENT_READS
from web.site.reads import Recent
from web.site.signing_in import sign_in
from web.site.state import EXTENSION, Site

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class CompiledTemplates(BytecodeCache):
    """Templates compiled once a process, not once a site."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was compiled before."""
        if bucket.key in self._held:
            bucket.bytecode_from_string(self._held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self._held[bucket.key] = bucket.bytecode_to_string()


ADDRESS = {"REMOTE_ADDR": "127.0.0.1"}
COMPILED = CompiledTemplates()


@dataclass(slots=True, kw_only=True)
class Visitor:
    """A browser without a window: keeps cookies, sends the token of the forms."""

    client: FlaskClient
    login: str = ""
    _tokens: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **more)

    def token(self) -> str:
        """Return the token the forms of this session carry."""
        found = self._tokens.get(self._session())
        if not found:
            found = self._read_token()
            self.remember(found)
        return found

    def remember(self, token: str) -> None:
        """Keep the token of this session: its forms all carry the same."""
        self._tokens[self._session()] = token

    def _session(self) -> str:
        cookie = self.client.get_cookie("surguch")
        return cookie.value if cookie else ""

    def _read_token(self) -> str:
        for path in ("/login", "/account", "/password"):
            found = TOKEN.search(self.client.get(path).text)
            if found:
                return found[1]
        raise AssertionError("no form with a token")

    def post(
        self, path: str, data: dict[str, Any] | None = None, **more: Any
    ) -> TestResponse:
        """Send a form with its token."""
        return self.client.post(
            path, data={"csrf_token": self.token(), **(data or {})}, **more
        )

    def post_json(self, path: str, value: object, **more: Any) -> TestResponse:
        """Send JSON as a module of the page does."""
        headers = {"X-CSRFToken": self.token(), **more.pop("headers", {})}
        return self.client.post(path, json=value, headers=headers, **more)


@dataclass(slots=True, kw_only=True)
class Installation:
    """A site with its college; `at` moves its clock."""

    app: Flask
    home: Path
    college: College

    @property
    def engine(self) -> Engine:
        """Return the site's database."""
        site: Site = self.app.extensions[EXTENSION]
        return site.engine

    def at(self, moment: datetime) -> None:
        """Let it be this moment in the institution."""
        site: Site = self.app.extensions[EXTENSION]
        ahead = moment - clock.now()
        self.app.extensions[EXTENSION] = replace(site, ahead=ahead)

    def stranger(self) -> Visitor:
        """Give somebody who has not signed in."""
        return Visitor(client=self.app.test_client())

    def sign_in(self, who: str) -> Visitor:
        """Sign somebody in: teacher, other_teacher, curator, learner and so on.

        The password is tried where signing in is what a test is about.
        """
        people = self.college.people
        visitor = self.stranger()
        visitor.login = people.logins[who]
        with self.app.test_request_context("/login", environ_base=ADDRESS):
            sign_in(people.accounts[who])
            token = generate_csrf()
            answer = self.app.make_response("")
            self.app.session_interface.save_session(self.app, cookie, answer)
        name, _, rest = answer.headers["Set-Cookie"].partition("=")
        visitor.client.set_cookie(name, rest.partition(";")[0])
        visitor.remember(token)
        return visitor


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cut the fonts of the pages once for all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / "site-assets"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        prepare_assets(shared)
    return shared


@pytest.fixture(scope="session")
def college_home(
    tmp_path_factory: pytest.TempPathFactory, assets: Path
) -> tuple[Path, College]:
    """Found the college once for all tests of a process."""
    home = tmp_path_factory.mktemp("college")
    engine = open_database(f"sqlite:///{home / 'surguch.db'}")
    create_all(engine)
    with transaction(engine) as session:
        college = found_college(session)
    engine.dispose()
    shutil.copytree(assets, home / "assets")
    return home, college


@pytest.fixture(scope="session")
def built(
    college_home: tuple[Path, College], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, Path]]:
    """Build the site of the college once; give it and its home as it was then."""
    source, _college = college_home
    place = tmp_path_factory.mktemp("site")
    home = shutil.copytree(source, place / "college")
    database = f"sqlite:///{home / 'surguch.db'}"
    app = create_app(Settings(home=home, database_url=database))
    app.testing = False
    app.jinja_env.bytecode_cache = COMPILED
    yield app, shutil.copytree(home, place / "untouched")
    site: Site = app.extensions[EXTENSION]
    site.engine.dispose()


@pytest.fixture
def site(
    built: tuple[Flask, Path], college_home: tuple[Path, College]
) -> Iterator[Installation]:
    """Give the site on its Tuesday morning, its home and database as they were made."""
    app, untouched = built
    own: Site = app.extensions[EXTENSION]
    installation = Installation(
        app=app, home=own.settings.home, college=college_home[1]
    )
    own.engine.dispose()
    app.extensions[RECENT_READS] = Recent()
    shutil.rmtree(installation.home)
    shutil.copytree(untouched, installation.home)
    installation.at(MORNING)
    yield installation
    installation.engine.dispose()
    app.extensions[EXTENSION] = own


@pytest.fixture
def visit(site: Installation) -> Callable[[str], Visitor]:
    """Give a function that signs somebody in."""
    return site.sign_in
