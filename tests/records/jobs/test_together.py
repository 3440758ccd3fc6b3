"""Many workers at one queue: every item is held by one of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import chain

import pytest
from sqlalchemy import Engine

from records.jobs.actions import claim_item, create_print_run, finish_item, stop_job
from records.jobs.queries import get_job
from records.jobs.values import Made, NewItem, NewRun, State
from records.kernel.actor import Actor
from records.kernel.db import transaction

NOW = datetime(2026, 12, 18, 3, 0, tzinfo=UTC)
OFFICE = Actor(person_id=None, role="content_admin")
WORKERS = 4
ITEMS = 24


@pytest.fixture
def job(clean_engine: Engine) -> int:
    items = tuple(
        NewItem(code="V-EX", subject=str(one), title=str(one)) for one in range(ITEMS)
    )
    with transaction(clean_engine) as session:
        return create_print_run(
            session, NewRun(title="Печать", items=items), actor=OFFICE, now=NOW
        )


def work(engine: Engine, owner: str) -> list[str]:
    taken: list[str] = []
    while True:
        with transaction(engine) as session:
            item = claim_item(session, owner, now=NOW)
        if item is None:
            return taken
        taken.append(item.subject)
        with transaction(engine) as session:
            assert finish_item(session, item.id, owner, Made(pages=1))


@pytest.mark.slow
def test_no_item_is_taken_by_two_and_none_is_left(
    clean_engine: Engine, job: int
) -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        names = [f"worker-{number}" for number in range(WORKERS)]
        taken = list(pool.map(lambda name: work(clean_engine, name), names))

    assert sorted(chain.from_iterable(taken), key=int) == [
        str(one) for one in range(ITEMS)
    ]
    with transaction(clean_engine, write=False) as session:
        assert get_job(session, job).state is State.DONE


@pytest.mark.slow
def test_stopping_amid_the_work_leaves_nothing_half_done(
    clean_engine: Engine, job: int
) -> None:
    def stop() -> None:
        with transaction(clean_engine) as session:
            stop_job(session, job, actor=OFFICE)

    with ThreadPoolExecutor(WORKERS + 1) as pool:
        names = [f"worker-{number}" for number in range(WORKERS)]
        working = [pool.submit(work, clean_engine, name) for name in names]
        pool.submit(stop).result()
        taken = [one for worker in working for one in worker.result()]

    with transaction(clean_engine, write=False) as session:
        fact = get_job(session, job)
    done = [one.subject for one in fact.items if one.state is State.DONE]
    assert {one.state for one in fact.items} <= {State.DONE, State.STOPPED}
    assert sorted(done) == sorted(taken)
