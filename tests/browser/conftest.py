"""A real server, a real browser: what every browser test stands on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from records.kernel.db import open_database, transaction
from records.schema import create_all
from tests.browser.days import Day
from tests.browser.grid_page import GridPage
from tests.browser.people import Desk, Office
from tests.browser.serving import Served, Server, copy_stage, started
from tests.browser.stage import Stage, set_stage
from tests.browsers import open_browser
from web.site.assets import prepare_assets


@pytest.fixture(scope="session")
def stage_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Stage]:
    """Set the stage once for all tests of a process."""
    home = tmp_path_factory.mktemp("stage")
    engine = open_database(f"sqlite:///{home / 'surguch.db'}")
    create_all(engine)
    with transaction(engine) as session:
        stage = set_stage(session)
    engine.dispose()
    prepare_assets(home / "assets")
    return home, stage


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give one browser to all tests of a process."""
    with open_browser() as browser:
        yield browser


@pytest.fixture
def stage(stage_home: tuple[Path, Stage]) -> Stage:
    """Give the stage: who and what is where."""
    return stage_home[1]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give one warm server for the sites of all tests of a process."""
    with started(tmp_path_factory.mktemp("homes")) as made:
        yield made


@pytest.fixture
def served(stage_home: tuple[Path, Stage], server: Server) -> Served:
    """Serve a copy of the stage on its Tuesday morning."""
    return copy_stage(stage_home[0], server)


@pytest.fixture
def own_server(stage_home: tuple[Path, Stage], tmp_path: Path) -> Iterator[Served]:
    """Serve a copy of the stage on a server the test may kill."""
    with started(tmp_path) as made:
        yield copy_stage(stage_home[0], made)


@pytest.fixture
def office(chromium: Browser, served: Served, stage: Stage) -> Iterator[Office]:
    """Give browsers to people: each call is another computer."""
    made = Office(browser=chromium, served=served, stage=stage)
    yield made
    made.close()


@pytest.fixture
def begin_day(office: Office) -> Iterator[Callable[..., Day]]:
    """Give a function that begins somebody's day; a fault of the site fails the test."""
    days: list[Day] = []

    def begin(who: str, *allowed: int) -> Day:
        days.append(Day(desk=office.sign_in(who), allowed=list(allowed)))
        days[-1].watch()
        return days[-1]

    yield begin
    assert [fault for day in days for fault in day.faults] == []


@pytest.fixture
def desk(office: Office) -> Desk:
    """Give the teacher's computer."""
    return office.sign_in("teacher")


@pytest.fixture
def browser_page(desk: Desk) -> Page:
    """Give a page of the teacher's browser, signed in."""
    return desk.page


@pytest.fixture
def grid(desk: Desk, stage: Stage) -> GridPage:
    """Give the grid of the course, opened by its teacher."""
    return desk.open_grid()


@pytest.fixture
def history(served: Served, stage: Stage) -> Callable[..., list[str]]:
    """Give what the ledger says of a cell: every version in order."""
    from tests.browser.ledger import read_history

    return lambda row, day: read_history(served.home, stage, row, day)
