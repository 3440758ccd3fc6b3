"""Homes of the web's benchmarks: made once a run, copied for those that write."""

import atexit
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.bench.school.plan import School
from tests.bench.web.home import add_record, prepare_home

USUAL = School(groups=2, learners=28)
"""The sizes of the issue: 28 learners and 70 lessons in each of 30 courses."""

EMPTY = School(groups=1, learners=28, marked=0.06, absent=0.02)
"""Most cells are still to be filled: a lesson has twenty-five of them."""

WIDE = School(groups=1, learners=36, disciplines=3, lessons=200)

MakeHome = Callable[[Path, School, str], tuple[Path, str]]
"""Gives a benchmark that writes a home of its own and the URL of its database."""


def home_of(place: Path, school: School) -> Path:
    """Return where the home of a school lies."""
    return (
        place
        / f"web-{school.groups}x{school.learners}x{school.lessons}x{school.marked}"
    )


def url_of(home: Path) -> str:
    """Return the database of a home."""
    return f"sqlite:///{home / 'surguch.db'}"


def prepare(place: Path, school: School) -> None:
    """Fill a home with a school unless another benchmark has done it."""
    home = home_of(place, school)
    if not home.exists():
        prepare_home(home, url_of(home), school)


def copy_home(place: Path, school: School, name: str) -> tuple[Path, str]:
    """Copy a home for a benchmark that writes; return it with its database."""
    home = place / name
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(home_of(place, school), home)
    return home, url_of(home)


def postgresql_home(place: Path, school: School, name: str) -> tuple[Path, str]:
    """Fill a private PostgreSQL with a school; return an empty home for it."""
    from tests.bench.school.fill import fill_tables
    from tests.databases import postgres_databases
    from tests.servers import postgres_server

    stack = ExitStack()
    atexit.register(stack.close)
    server = stack.enter_context(postgres_server())
    prefix = f"surguch_bench_{os.getpid()}"
    url = stack.enter_context(postgres_databases(server, prefix=prefix)).clone()
    fill_tables(url, school)
    add_record(url)
    home = place / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    return home, url
