"""The grid in Chromium: how soon it takes a key, how long a key takes to be painted."""

from functools import partial
from pathlib import Path
from statistics import median, quantiles

from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run
from tests.bench.school.plan import School
from tests.bench.web.home import Course, list_courses
from tests.bench.web.places import USUAL, WIDE, copy_home, prepare
from tests.bench.web.server import start_server

OPENED, TYPED = 9, 120
KEY = 16.0
"""Milliseconds of the issue from a keystroke to its painted frame."""


def start(place: Path, *, school: School) -> Run:
    """Serve a school of one's own, with its fonts and signs."""
    from web.site.assets import prepare_assets

    home, url = copy_home(place, school, f"shown-{school.learners}x{school.lessons}")
    prepare_assets(home / "assets")
    course = list_courses(url)[0]
    return partial(_run, start_server("ours", home, url), course)


def _run(port: int, course: Course) -> Outcome:
    """Open the grid again and again, then fill it by the keyboard."""
    from tests.bench.web.chromium import open_window

    with open_window(port) as window:
        window.sign_in(course.login)
        usable = [window.open_grid(course.id) for _ in range(OPENED)]
        strokes = window.type(TYPED)
    work = [one.work * 1000 for one in strokes]
    return Outcome(
        units=1,
        seconds=median(usable),
        figures={
            "first_ms": usable[0] * 1000,
            "key_ms": median(work),
            "key_p95_ms": quantiles(work, n=20)[-1],
            "key_shown_ms": median(one.shown * 1000 for one in strokes),
        },
    )


def _bench(name: str, title: str, school: School, usable: float) -> Bench:
    return Bench(
        name=name,
        title=title,
        unit="страниц",
        prepare=partial(prepare, school=school),
        ours=Contender(
            name=OURS, start=partial(start, school=school), programs=("chromium",)
        ),
        limits=(
            Limit(figure="seconds", bound=usable),
            Limit(figure="key_ms", bound=KEY),
        ),
    )


BROWSER = _bench(
    "web-browser", "журнал 28 × 70 в Chromium до первой клавиши", USUAL, 0.5
)
BROWSER_WIDE = _bench(
    "web-browser-wide", "журнал 36 × 200 в Chromium до первой клавиши", WIDE, 1.0
)
