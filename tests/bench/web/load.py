"""What a benchmark asks of a server: a page again and again, cells one by one, by many."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, groupby
from statistics import median, quantiles
from threading import Thread
from time import perf_counter
from typing import Any

from tests.bench.frame import Outcome
from tests.bench.web.browser import Answer, Browser
from tests.bench.web.home import Course

WARMING = 8
Cells = Sequence[tuple[int, int]]


class NotSavedError(RuntimeError):
    """A save was not answered with «saved»; carries the answer."""


def measure(asked: Iterator[Callable[[], Answer]], *, times: int) -> list[float]:
    """Ask so many times, after a few to warm up; return what each took."""
    for _ in range(WARMING):
        next(asked)()
    return [next(asked)().seconds for _ in range(times)]


def sum_up(took: Sequence[float], **figures: float) -> Outcome:
    """Return the 95th percentile as the time of the run."""
    told = {"median_ms": median(took) * 1000, "longest_ms": max(took) * 1000}
    return Outcome(
        units=len(took),
        seconds=quantiles(took, n=20)[-1],
        per_second=len(took) / sum(took),
        figures={**told, **figures},
    )


def save(browser: Browser, course: int, cells: Cells, *, whole: bool = False) -> Answer:
    """Save marks in cells nothing stands in.

    Raises:
        NotSavedError: one of them was not saved.
    """
    sent = [
        {
            "key": str(uuid.uuid4()),
            "col": {"lesson": lesson, "work": "lesson"},
            "person": person,
            "text": "2345"[(lesson + person) % 4],
            "seen": {},
        }
        for lesson, person in cells
    ]
    body: dict[str, Any] = {"whole": whole, "cells": sent}
    answer = browser.post_json(f"/journal/{course}/cells", body)
    saved = answer.status == 200 and all(
        one["status"] == "saved" for one in answer.json["cells"]
    )
    if not saved:
        raise NotSavedError(f"{answer.status}: {answer.text[:500]}")
    return answer


def of_lessons(course: Course, *, size: int) -> list[Cells]:
    """List the empty cells of a course by lesson, those with enough of them."""
    found: list[Cells] = []
    for _, cells in groupby(course.empty, key=lambda cell: cell[0]):
        listed = list(cells)
        if len(listed) >= size:
            found.append(listed[:size])
    return found


def run_clients(
    browsers: dict[str, Browser], courses: Sequence[Course], *, clients: int, each: int
) -> tuple[list[float], list[str], float]:
    """Let clients save without pause, `each` so many; times, failures, wall time."""
    took: list[float] = []
    failed: list[str] = []
    shares = _share(courses, clients, each)

    def work(course: Course, cells: Cells) -> None:
        browser = browsers[course.login].again()
        for cell in cells:
            try:
                took.append(save(browser, course.id, [cell]).seconds)
            except (NotSavedError, OSError) as failure:
                failed.append(str(failure))

    threads = [Thread(target=work, args=share) for share in shares]
    started = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, failed, perf_counter() - started


def _share(
    courses: Sequence[Course], clients: int, each: int
) -> list[tuple[Course, Cells]]:
    """Give every client cells of its own in the course of its turn."""
    given = dict.fromkeys((course.id for course in courses), 0)
    shares: list[tuple[Course, Cells]] = []
    for _, course in zip(range(clients), cycle(courses), strict=False):
        start = given[course.id]
        given[course.id] = start + each
        shares.append((course, course.empty[start : start + each]))
    return shares
