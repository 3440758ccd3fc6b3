"""`surguch jobs` and `surguch worker`: what waits, what was made, stopping."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from records.jobs.actions import create_print_run
from records.jobs.values import NewItem, NewRun
from records.kernel.actor import Actor
from records.kernel.db import transaction
from tests.builders import NOW, make_world
from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def asked(office: Engine) -> int:
    item = NewItem(code="V-SV", subject="НЕТ-1 2026/2027", title="Сводная НЕТ-1")
    actor = Actor(person_id=None, role="content_admin")
    with transaction(office) as session:
        make_world(session)
        return create_print_run(
            session, NewRun(title="Сводные", items=(item,)), actor=actor, now=NOW
        )


def test_what_waits_is_listed_and_that_nobody_works(asked: int, surguch: Run) -> None:
    ran = surguch("jobs", "list")

    assert ran.code == 0
    assert "Сводные" in ran.out
    assert "ждёт" in ran.out
    assert "рабочего процесса нет" in ran.out


def test_the_list_for_programs_counts_pages_and_errors(
    asked: int, surguch: Run
) -> None:
    surguch("worker", "--once")

    (job,) = json.loads(surguch("jobs", "list", "--json").out)

    assert (job["id"], job["state"], job["failed"]) == (asked, "failed", 1)
    assert "НЕТ-1" in job["errors"][0]["message"]


def test_the_worker_tells_how_much_it_has_done(asked: int, surguch: Run) -> None:
    assert surguch("worker", "--once").out == "Сделано: 1.\n"
    assert surguch("worker", "--once").out == "Сделано: 0.\n"


def test_a_job_is_stopped(asked: int, surguch: Run) -> None:
    assert surguch("jobs", "stop", asked).out == f"Задание № {asked}: остановлено.\n"
    assert surguch("worker", "--once").out == "Сделано: 0.\n"


def test_an_unknown_job_is_not_found(asked: int, surguch: Run) -> None:
    ran = surguch("jobs", "stop", asked + 1)

    assert ran.code == 5
    assert "нет" in ran.err


def test_a_worker_without_a_record_says_how_to_begin(surguch: Run) -> None:
    ran = surguch("worker", "--once")

    assert ran.code == 69
    assert "surguch init" in ran.err
