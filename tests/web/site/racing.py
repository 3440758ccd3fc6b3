"""Checks of what happens when two do something at the same moment (26)."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from records.kernel.db import transaction
from records.ledger.tables import LedgerEntry
from records.marks.tables import Mark
from records.marks.values import Work
from records.requests.tables import CorrectionRequest
from tests.web.college import DAYS, PASSWORD
from tests.web.paperwork import close_september
from tests.web.site.ground import Ground, Guest, let_in

THREADS = 6


def at_once(tries: Sequence[Callable[[], TestResponse]]) -> list[TestResponse]:
    """Begin all tries at the same moment."""
    barrier = Barrier(len(tries))

    def begin(one: Callable[[], TestResponse]) -> TestResponse:
        barrier.wait()
        return one()

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(begin, tries))


def count_entries(ground: Ground) -> int:
    """Count what stands in the log."""
    with transaction(ground.site.engine, write=False) as session:
        return session.scalar(select(func.count()).select_from(LedgerEntry)) or 0


def send_twice(ground: Ground) -> list[str]:
    """Send one cell with one key from several browsers at the same moment."""
    places, people = ground.site.college.places, ground.site.college.people
    cell = {
        "key": "the-same-key",
        "col": {"lesson": places.lessons[places.course, DAYS[1]], "work": "lesson"},
        "person": people.learners[1],
        "seen": {"current": 0},
    }
    guests = [let_in(ground.site, "teacher") for _ in range(THREADS)]
    before = count_entries(ground)
    answers = at_once(
        [
            lambda guest=guest, text=text: guest.post_json(  # type: ignore[misc]
                f"/journal/{places.course}/cells", {"cells": [cell | {"text": text}]}
            )
            for guest, text in zip(guests, "545454", strict=True)
        ]
    )
    told = [(one.get_json() or {}).get("cells", [{}])[0] for one in answers]
    found = [str(one) for one in told if one.get("status") != "saved"]
    written = count_entries(ground) - before
    return found if written == 1 else [*found, f"written {written} times"]


def decide_twice(ground: Ground) -> list[str]:
    """Approve and refuse one request from several browsers at the same moment."""
    address = f"/requests/{ground.ids['request']}"
    guests = [let_in(ground.site, "deputy") for _ in range(THREADS)]
    before = count_entries(ground)
    answers = at_once(
        [
            lambda guest=guest, act=act: guest.post(  # type: ignore[misc]
                f"{address}/{act}", {"password": PASSWORD, "words": "нет оснований"}
            )
            for guest, act in zip(guests, ("approve", "refuse") * THREADS, strict=False)
        ]
    )
    done = [one.status_code for one in answers].count(303)
    written = count_entries(ground) - before
    with transaction(ground.site.engine, write=False) as session:
        row = session.get(CorrectionRequest, ground.ids["request"])
        state = row.state if row else ""
    found = [] if state in {"approved", "refused"} else [f"the request is {state}"]
    return (
        found if done == written == 1 else [*found, f"{done} done, {written} written"]
    )


def close_meanwhile(ground: Ground) -> list[str]:
    """Close the month while cells of it are being saved; after that none is."""
    places, people = ground.site.college.places, ground.site.college.people
    lesson = places.lessons[places.course, DAYS[0]]
    guests = [let_in(ground.site, "teacher") for _ in range(THREADS)]

    def save(guest: Guest, person: int, value: str = "4") -> TestResponse:
        cell = {
            "key": f"{id(guest)}-{person}-{value}",
            "col": {"lesson": lesson, "work": "monthly"},
            "person": person,
            "text": value,
            "seen": {"monthly_control": 0},
        }
        address = f"/journal/{places.course}/cells"
        return guest.post_json(address, {"cells": [cell]})

    with ThreadPoolExecutor(THREADS + 1) as pool:
        sent = [
            pool.submit(save, *one) for one in zip(guests, people.learners, strict=True)
        ]
        pool.submit(close_september, ground.site.engine, ground.site.college).result()
        answers = [one.result() for one in sent]
    saved = [_status(one) for one in answers].count("saved")
    written = count_monthly(ground, lesson)
    late = _status(save(guests[1], people.learners[0], "5"))
    found = [] if saved == written else [f"{saved} told, {written} written"]
    if late not in {"refused", "conflict"}:
        found.append(f"after the closing: {late}")
    return found


def count_monthly(ground: Ground, lesson: int) -> int:
    """Count the monthly marks of a lesson."""
    wanted = select(func.count()).where(
        Mark.lesson_id == lesson, Mark.work == Work.MONTHLY_CONTROL
    )
    with transaction(ground.site.engine, write=False) as session:
        return session.scalar(wanted) or 0


def _status(answer: TestResponse) -> str:
    return str((answer.get_json() or {}).get("cells", [{}])[0].get("status"))
