"""A worker killed amid a run: every document is made once, none is doubled."""

import signal
import subprocess
import time
from collections import Counter

import pytest

from archive.verify import Status, verify_record
from records.issuance.queries import list_issued
from records.jobs.queries import is_worker_there
from records.jobs.values import JobFact, State
from records.kernel.db import transaction
from tests.web.jobs.conftest import GROUPS, Office
from web import clock

pytestmark = pytest.mark.slow
PATIENCE = 60


def wait_for(office: Office, job: int, state: State, count: int) -> JobFact:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        fact = office.job(job)
        if sum(one.state is state for one in fact.items) >= count:
            return fact
        time.sleep(0.02)
    raise AssertionError(office.started[-1].communicate()[0].decode())


def kill(worker: subprocess.Popen[bytes], number: signal.Signals) -> int:
    worker.send_signal(number)
    return worker.wait(PATIENCE)


def test_a_run_survives_workers_that_are_killed(office: Office) -> None:
    job = office.ask()
    for done in (1, 2, 4):
        worker = office.start("worker")
        wait_for(office, job, State.DONE, done)
        kill(worker, signal.SIGKILL)
        office.let_leases_run_out()

    assert office.start("worker", "--once").wait(PATIENCE) == 0

    fact = office.job(job)
    assert [one.state for one in fact.items] == [State.DONE] * len(GROUPS)
    with transaction(office.engine, write=False) as session:
        issued = Counter(one.subject for one in list_issued(session, code="V-SV"))
    assert issued == {one.subject: 1 for one in fact.items}
    report = verify_record(office.engine, home=office.home, store=office.shop.store)
    assert report.status is Status.INTACT, report.problems


def test_a_worker_told_to_end_finishes_what_is_in_hand(office: Office) -> None:
    job = office.ask()
    worker = office.start("worker")
    wait_for(office, job, State.RUNNING, 1)

    assert kill(worker, signal.SIGTERM) == 0

    states = Counter(one.state for one in office.job(job).items)
    assert set(states) <= {State.DONE, State.WAITING}
    assert states[State.DONE] >= 1


def test_two_workers_share_a_run(office: Office) -> None:
    job = office.ask()
    for _ in range(2):
        office.start("worker")

    fact = wait_for(office, job, State.DONE, len(GROUPS))

    assert {one.attempts for one in fact.items} == {1}
    with transaction(office.engine, write=False) as session:
        assert len(list_issued(session, code="V-SV")) == len(GROUPS)
        assert is_worker_there(session, now=clock.now())


def test_a_worker_does_not_outlive_its_parent(office: Office) -> None:
    worker = office.start("worker", "--parent", "1")

    assert worker.wait(PATIENCE) == 0
