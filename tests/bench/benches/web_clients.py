"""Fifty clients that save without a pause, on both databases; nothing may be lost."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench.benches.lesson_append import find_lack
from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.web.browser import Browser
from tests.bench.web.home import Course, list_courses
from tests.bench.web.load import run_clients, sum_up
from tests.bench.web.places import USUAL, copy_home, postgresql_home, prepare
from tests.bench.web.server import start_server

CLIENTS, EACH = 50, 24
PLAIN = "commit-each"
SLOWEST = 0.400


def start_sqlite(place: Path, *, factory: str) -> Run:
    """Save into a copy of the file."""
    home, url = copy_home(place, USUAL, f"clients-{factory}")
    return _start(home, url, factory)


def start_postgresql(place: Path, *, factory: str) -> Run:
    """Save on a private server, or the one that is named to tests."""
    home, url = postgresql_home(place, USUAL, f"clients-postgresql-{factory}")
    return _start(home, url, factory)


def _start(home: Path, url: str, factory: str) -> Run:
    courses = list_courses(url)
    port = start_server(factory, home, url)
    browsers = {one.login: Browser(port=port) for one in courses}
    if factory == "ours":
        for login, browser in browsers.items():
            browser.sign_in(login)
    return partial(_run, browsers, courses, partial(_count_marks, url))


def _run(
    browsers: dict[str, Browser], courses: list[Course], count: Callable[[], int]
) -> Outcome:
    before = count()
    took, failed, wall = run_clients(browsers, courses, clients=CLIENTS, each=EACH)
    if failed:
        raise RuntimeError(f"{len(failed)} failed, the first: {failed[0]}")
    lost = CLIENTS * EACH - (count() - before)
    if lost:
        raise RuntimeError(f"{lost} marks of {CLIENTS * EACH} are lost or doubled")
    told = sum_up(took)
    return Outcome(
        units=len(took),
        seconds=told.seconds,
        per_second=len(took) / wall,
        figures={**told.figures, "lost": lost},
    )


def _count_marks(url: str) -> int:
    from sqlalchemy import func, select

    from records.kernel.db import open_database, transaction
    from records.marks.tables import Mark

    engine = open_database(url)
    with transaction(engine, write=False) as session:
        counted = session.scalar(select(func.count()).select_from(Mark)) or 0
    engine.dispose()
    return counted


def _limits(per_second: float) -> tuple[Limit, ...]:
    return (
        Limit(figure="seconds", bound=SLOWEST),
        Limit(figure="per_second", bound=per_second, at_least=True),
    )


CLIENTS_SQLITE = Bench(
    name="web-clients",
    title="50 человек вносят отметки без пауз, SQLite, 95-й процентиль",
    unit="отметок",
    prepare=partial(prepare, school=USUAL),
    ours=Contender(name=OURS, start=partial(start_sqlite, factory="ours")),
    peers=(Contender(name=PLAIN, start=partial(start_sqlite, factory="plain")),),
    limits=_limits(100),
    rounds=1,
)
CLIENTS_POSTGRESQL = Bench(
    name="web-clients-postgresql",
    title="50 человек вносят отметки без пауз, PostgreSQL, 95-й процентиль",
    unit="отметок",
    prepare=lambda _place: None,
    ours=Contender(name=OURS, start=partial(start_postgresql, factory="ours")),
    peers=(Contender(name=PLAIN, start=partial(start_postgresql, factory="plain")),),
    limits=_limits(150),
    rounds=1,
    lacks=find_lack,
)
