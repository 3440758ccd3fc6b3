"""Marks saved from the grid: one alone, twenty-five of a lesson, one while we print."""

import atexit
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.school.plan import School
from tests.bench.web.browser import Answer, Browser
from tests.bench.web.home import Course, list_courses
from tests.bench.web.load import measure, of_lessons, save, sum_up
from tests.bench.web.places import EMPTY, USUAL, copy_home, prepare
from tests.bench.web.server import ROOT, start_server

ONE, LESSON = 150, 40
SIZE = 25
"""So many marks a teacher puts in a lesson of twenty-eight learners."""

PLAIN = "commit-each"
Asked = Iterator[Callable[[], Answer]]


def start_one(place: Path, *, factory: str) -> Run:
    """Save one mark after another, each in a request of its own."""
    browser, courses, _ = _open(place, USUAL, factory)
    return lambda: sum_up(measure(_one_by_one(browser, courses), times=ONE))


def start_lesson(place: Path, *, factory: str) -> Run:
    """Save the marks of a lesson in one request, all or nothing."""
    browser, courses, _ = _open(place, EMPTY, factory)
    return lambda: sum_up(measure(_by_lesson(browser, courses), times=LESSON))


def start_printing(place: Path) -> Run:
    """Save one mark after another while the journals of the school are printed."""
    browser, courses, url = _open(place, USUAL, "ours")

    def run() -> Outcome:
        press = _start_press(url)
        took = measure(_one_by_one(browser, courses), times=ONE)
        printing = press.poll() is None
        _end(press)
        if not printing:
            raise RuntimeError("the press has ended before the saving")
        return sum_up(took)

    return run


def _open(
    place: Path, school: School, factory: str
) -> tuple[Browser, list[Course], str]:
    home, url = copy_home(place, school, f"saved-{factory}")
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


SAVE = Bench(
    name="web-save",
    title="одна отметка из сетки, 95-й процентиль",
    unit="отметок",
    prepare=partial(prepare, school=USUAL),
    ours=Contender(name=OURS, start=partial(start_one, factory="ours")),
    peers=(Contender(name=PLAIN, start=partial(start_one, factory="plain")),),
    limits=(Limit(figure="seconds", bound=0.020),),
)
LESSON_SAVE = Bench(
    name="web-lesson-save",
    title="25 отметок занятия одним запросом, 95-й процентиль",
    unit="занятий",
    prepare=partial(prepare, school=EMPTY),
    ours=Contender(name=OURS, start=partial(start_lesson, factory="ours")),
    peers=(Contender(name=PLAIN, start=partial(start_lesson, factory="plain")),),
    limits=(Limit(figure="seconds", bound=0.030),),
)
PRINTING = Bench(
    name="web-save-while-printing",
    title="одна отметка, пока печатаются журналы, 95-й процентиль",
    unit="отметок",
    prepare=partial(prepare, school=USUAL),
    ours=Contender(name=OURS, start=start_printing),
    limits=(Limit(figure="seconds", bound=0.050),),
)
