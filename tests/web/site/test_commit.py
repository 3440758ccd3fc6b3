"""The shared commit: many pieces of work, one transaction, each failure its own."""

from datetime import date
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from records.kernel.db import transaction
from records.kernel.errors import RecordsError
from records.norms.tables import CalendarDay
from web.site.commit import Committer, Together

FIRST = date(2027, 1, 1).toordinal()


@pytest.fixture
def committer(clean_engine: Engine) -> Committer:
    return Committer(clean_engine)


def mark(session: Session, numbers: list[int]) -> list[int]:
    """Note a day for every number; one below zero is refused."""
    for number in numbers:
        if number < 0:
            raise RecordsError("Такого дня нет.")
        day = date.fromordinal(FIRST + number)
        session.add(CalendarDay(day=day, kind="working"))
        session.flush()
    return [number * 10 for number in numbers]


def noted(engine: Engine) -> list[int]:
    with transaction(engine, write=False) as session:
        days = session.scalars(select(CalendarDay.day).order_by(CalendarDay.day))
        return [day.toordinal() - FIRST for day in days]


def run_all(
    committer: Committer, work: Together[int, int], numbers: list[int]
) -> dict[int, object]:
    """Let a thread ask for each number, all of them while the writer is busy."""
    told: dict[int, object] = {}
    hold, busy = Event(), Event()

    def occupy(_session: Session, items: list[None]) -> list[None]:
        busy.set()
        hold.wait(10)
        return items

    def ask(number: int) -> None:
        try:
            told[number] = committer.run(work, number)
        except RecordsError as refusal:
            told[number] = refusal.message

    first = Thread(target=committer.run, args=(occupy, None))
    first.start()
    busy.wait(10)
    threads = [Thread(target=ask, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    hold.set()
    for thread in (first, *threads):
        thread.join()
    return told


def test_what_is_answered_is_committed(
    committer: Committer, clean_engine: Engine
) -> None:
    assert committer.run(mark, 3) == 30
    assert noted(clean_engine) == [3]


def test_those_who_wait_share_the_work(
    committer: Committer, clean_engine: Engine
) -> None:
    sizes: list[int] = []

    def count(session: Session, numbers: list[int]) -> list[int]:
        sizes.append(len(numbers))
        return mark(session, numbers)

    told = run_all(committer, count, list(range(8)))
    assert told == {number: number * 10 for number in range(8)}
    assert noted(clean_engine) == list(range(8))
    assert len(sizes) < 8


def test_a_failure_is_its_own_and_leaves_nothing_behind(
    committer: Committer, clean_engine: Engine
) -> None:
    told = run_all(committer, mark, [1, -5, 2])
    assert told == {1: 10, 2: 20, -5: "Такого дня нет."}
    assert noted(clean_engine) == [1, 2]


def test_work_goes_on_after_a_failure(
    committer: Committer, clean_engine: Engine
) -> None:
    with pytest.raises(RecordsError):
        committer.run(mark, -1)
    assert committer.run(mark, 7) == 70
    assert noted(clean_engine) == [7]


def test_a_breakdown_reaches_the_one_who_waits(committer: Committer) -> None:
    def break_down(_session: Session, _items: list[int]) -> list[int]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        committer.run(break_down, 1)
