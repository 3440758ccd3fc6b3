"""The site of a small college, made once and copied for every test that asks."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from records.kernel.db import open_database, transaction
from records.schema import create_all
from tests.web.college import MORNING, PASSWORD, College, found_college
from web import clock
from web.app import create_app
from web.settings import Settings
from web.site.assets import prepare_assets
from web.site.state import EXTENSION, Site

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(slots=True, kw_only=True)
class Visitor:
    """A browser without a window: keeps cookies, sends the token of the forms."""

    client: FlaskClient
    login: str = ""

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **more)

    def token(self) -> str:
        """Return the token the forms of this session carry."""
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
        """Sign somebody in: teacher, other_teacher, curator, learner and so on."""
        visitor = self.stranger()
        visitor.login = self.college.people.logins[who]
        answer = visitor.post("/login", {"login": visitor.login, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return visitor


@pytest.fixture(scope="session")
def college_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, College]:
    """Found the college once for all tests of a process."""
    home = tmp_path_factory.mktemp("college")
    engine = open_database(f"sqlite:///{home / 'surguch.db'}")
    create_all(engine)
    with transaction(engine) as session:
        college = found_college(session)
    engine.dispose()
    prepare_assets(home / "assets")
    return home, college


@pytest.fixture
def site(college_home: tuple[Path, College], tmp_path: Path) -> Iterator[Installation]:
    """Give a site of its own: a copy of the college on its Tuesday morning."""
    source, college = college_home
    home = tmp_path / "college"
    shutil.copytree(source, home)
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'surguch.db'}")
    app = create_app(settings)
    app.testing = False
    installation = Installation(app=app, home=home, college=college)
    installation.at(MORNING)
    yield installation
    installation.engine.dispose()


@pytest.fixture
def visit(site: Installation) -> Callable[[str], Visitor]:
    """Give a function that signs somebody in."""
    return site.sign_in
