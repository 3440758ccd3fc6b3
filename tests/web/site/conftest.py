"""The ground of the attacks, laid once a process and copied for every test."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.web.college import MORNING, College
from tests.web.conftest import Installation
from tests.web.site.ground import Ground, lay, list_documents
from web.app import create_app
from web.settings import Settings


def open_site(home: Path, college: College) -> Installation:
    """Open a site over a home that is there."""
    url = f"sqlite:///{home / 'surguch.db'}"
    app = create_app(Settings(home=home, database_url=url))
    installation = Installation(app=app, home=home, college=college)
    installation.at(MORNING)
    return installation


@pytest.fixture(scope="session")
def ground_home(
    college_home: tuple[Path, College], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Mapping[str, int]]:
    """Lay the ground once for all tests of a process."""
    source, college = college_home
    home = tmp_path_factory.mktemp("ground") / "college"
    shutil.copytree(source, home)
    site = open_site(home, college)
    ids = lay(site)
    site.engine.dispose()
    return home, ids


@pytest.fixture
def ground(
    ground_home: tuple[Path, Mapping[str, int]],
    college_home: tuple[Path, College],
    tmp_path: Path,
) -> Iterator[Ground]:
    """Give a ground of its own."""
    source, ids = ground_home
    home = tmp_path / "ground"
    shutil.copytree(source, home)
    site = open_site(home, college_home[1])
    yield Ground(site=site, ids=ids, documents=list_documents(site))
    site.engine.dispose()
