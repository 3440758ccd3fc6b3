"""The page of a course as a browser asks for it: time, size, beside a plain table."""

from collections.abc import Callable
from functools import partial
from itertools import repeat
from pathlib import Path

from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.school.plan import School
from tests.bench.web.browser import Answer, Browser
from tests.bench.web.home import list_courses
from tests.bench.web.load import measure, sum_up
from tests.bench.web.places import USUAL, WIDE, home_of, prepare, url_of
from tests.bench.web.server import start_server

TIMES = 80
PLAIN = "plain-table"


def start_ours(place: Path, *, school: School) -> Run:
    """Open the grid of a course again and again."""
    home = home_of(place, school)
    course = list_courses(url_of(home))[0]
    browser = Browser(port=start_server("ours", home, url_of(home)))
    browser.sign_in(course.login)
    return partial(_run, partial(_ask, browser, course.id))


def start_plain(place: Path, *, school: School) -> Run:
    """Open the plain table of the same course."""
    home = home_of(place, school)
    course = list_courses(url_of(home))[0]
    browser = Browser(port=start_server("plain", home, url_of(home)))
    return partial(_run, partial(_ask, browser, course.id))


def _ask(browser: Browser, course_id: int) -> Answer:
    answer = browser.get(f"/journal/{course_id}")
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {answer.text[:300]}")
    return answer


def _run(ask: Callable[[], Answer]) -> Outcome:
    took = measure(repeat(ask), times=TIMES)
    answer = ask()
    packed, plain = len(answer.body) / 1024, len(answer.text.encode()) / 1024
    return sum_up(took, packed_kb=packed, plain_kb=plain)


def _bench(name: str, title: str, school: School, *limits: Limit) -> Bench:
    return Bench(
        name=name,
        title=title,
        unit="страниц",
        prepare=partial(prepare, school=school),
        ours=Contender(name=OURS, start=partial(start_ours, school=school)),
        peers=(Contender(name=PLAIN, start=partial(start_plain, school=school)),),
        limits=limits,
    )


GRID = _bench(
    "web-grid",
    "страница журнала 28 × 70, 95-й процентиль",
    USUAL,
    Limit(figure="seconds", bound=0.050),
    Limit(figure="packed_kb", bound=30),
)
GRID_WIDE = _bench(
    "web-grid-wide",
    "страница журнала 36 × 200, 95-й процентиль",
    WIDE,
    Limit(figure="seconds", bound=0.150),
)
