"""Marks saved from the grid: one alone, twenty-five of a lesson, one while we print.

All three on both databases.
"""

import atexit
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.bench.benches.lesson_append import find_lack
from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.school.plan import School
from tests.bench.web.browser import Answer, Browser
from tests.bench.web.home import Course, list_courses
from tests.bench.web.load import measure, of_lessons, save, sum_up
from tests.bench.web.places import (
    EMPTY,
    USUAL,
    MakeHome,
    copy_home,
    postgresql_home,
    prepare,
)
from tests.bench.web.server import ROOT, start_server

ONE, LESSON = 150, 40
SIZE = 25
"""So many marks a teacher puts in a lesson of twenty-eight learners."""

PLAIN = "commit-each"
FACTORIES = {OURS: "ours", PLAIN: "plain"}
Asked = Iterator[Callable[[], Answer]]
StartIn = Callable[..., Run]


def start_one(place: Path, *, factory: str, make_home: MakeHome) -> Run:
    """Save one mark after another, each in a request of its own."""
    browser, courses, _ = _open(make_home(place, USUAL, f"saved-{factory}"), factory)
    return lambda: sum_up(measure(_one_by_one(browser, courses), times=ONE))


def start_lesson(place: Path, *, factory: str, make_home: MakeHome) -> Run:
    """Save the marks of a lesson in one request, all or nothing."""
    browser, courses, _ = _open(make_home(place, EMPTY, f"saved-{factory}"), factory)
    return lambda: sum_up(measure(_by_lesson(browser, courses), times=LESSON))


def start_printing(place: Path, *, factory: str, make_home: MakeHome) -> Run:
    """Save one mark after another while the journals of the school are printed."""
    made = make_home(place, USUAL, f"saved-{factory}")
    browser, courses, url = _open(made, factory)

    def run() -> Outcome:
        press = _start_press(url)
        took = measure(_one_by_one(browser, courses), times=ONE)
        printing = press.poll() is None
        _end(press)
        if not printing:
            raise RuntimeError("the press has ended before the saving")
        return sum_up(took)

    return run


def _open(made: tuple[Path, str], factory: str) -> tuple[Browser, list[Course], str]:
    home, url = made
    courses = list_courses(url)
    browser = Browser(port=start_server(factory, home, url))
    if factory == "ours":
        browser.sign_in(courses[0].login)
        courses = [one for one in courses if one.login == courses[0].login]
    return browser, courses, url


def _one_by_one(browser: Browser, courses: list[Course]) -> Asked:
    for course in courses:
        for cell in course.empty:
            yield partial(save, browser, course.id, [cell])


def _by_lesson(browser: Browser, courses: list[Course]) -> Asked:
    for course in courses:
        for cells in of_lessons(course, size=SIZE):
            yield partial(save, browser, course.id, cells, whole=True)


def _start_press(url: str) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-X", "utf8", "-m", "tests.bench.web.press", url]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE)
    atexit.register(_end, process)
    if process.stdout is None or not process.stdout.readline():
        raise RuntimeError("the press does not start")
    return process


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _pair(
    name: str,
    title: str,
    start: StartIn,
    *,
    unit: str,
    school: School,
    bound: float,
    peers: tuple[str, ...] = (PLAIN,),
) -> tuple[Bench, Bench]:
    """Return a benchmark on a copy of a file and the same on a private PostgreSQL."""

    def contender(made: str, make_home: MakeHome) -> Contender:
        started = partial(start, factory=FACTORIES[made], make_home=make_home)
        return Contender(name=made, start=started)

    on_file = Bench(
        name=name,
        title=f"{title}, SQLite, 95-й процентиль",
        unit=unit,
        prepare=partial(prepare, school=school),
        ours=contender(OURS, copy_home),
        peers=tuple(contender(peer, copy_home) for peer in peers),
        limits=(Limit(figure="seconds", bound=bound),),
    )
    on_server = replace(
        on_file,
        name=f"{name}-postgresql",
        title=f"{title}, PostgreSQL, 95-й процентиль",
        prepare=lambda _place: None,
        ours=contender(OURS, postgresql_home),
        peers=tuple(contender(peer, postgresql_home) for peer in peers),
        rounds=1,
        lacks=find_lack,
    )
    return on_file, on_server


SAVE, SAVE_POSTGRESQL = _pair(
    "web-save",
    "одна отметка из сетки",
    start_one,
    unit="отметок",
    school=USUAL,
    bound=0.020,
)
LESSON_SAVE, LESSON_SAVE_POSTGRESQL = _pair(
    "web-lesson-save",
    "25 отметок занятия одним запросом",
    start_lesson,
    unit="занятий",
    school=EMPTY,
    bound=0.030,
)
PRINTING, PRINTING_POSTGRESQL = _pair(
    "web-save-while-printing",
    "одна отметка, пока печатаются журналы",
    start_printing,
    unit="отметок",
    school=USUAL,
    bound=0.050,
    peers=(),
)
