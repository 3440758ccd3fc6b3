"""`/healthz`: what works, told to anybody, nothing of people (REG 3.5, 3.7.3, 6.3)."""

from pathlib import Path

import pytest

from records.jobs.actions import beat, leave
from records.kernel.db import transaction
from tests.web.conftest import Installation
from web import clock
from web.pages.health import routes

pytestmark = pytest.mark.slow


def test_a_site_that_works_says_so_to_a_stranger(site: Installation) -> None:
    with transaction(site.engine) as session:
        beat(session, "one", host="here", pid=1, now=clock.now())

    answer = site.stranger().get("/healthz")

    assert answer.status_code == 200
    assert answer.json == {
        "database": "ok",
        "worker": "ok",
        "disk": "ok",
        "last_backup": None,
    }


def test_a_worker_that_is_gone_is_told_and_the_site_still_works(
    site: Installation,
) -> None:
    with transaction(site.engine) as session:
        beat(session, "one", host="here", pid=1, now=clock.now())
        leave(session, "one")

    answer = site.stranger().get("/healthz")

    assert (answer.status_code, (answer.json or {})["worker"]) == (200, "absent")


def test_a_database_that_does_not_answer_is_a_failure(site: Installation) -> None:
    site.engine.dispose()
    (site.home / "surguch.db").write_bytes(b"not a database at all" * 100)

    answer = site.stranger().get("/healthz")

    assert (answer.status_code, (answer.json or {})["database"]) == (503, "down")


def test_a_database_deleted_under_the_site_is_told_and_not_written_to(
    site: Installation,
) -> None:
    teacher = site.sign_in("teacher")
    (site.home / "surguch.db").unlink()

    answer = site.stranger().get("/healthz")

    assert (answer.status_code, (answer.json or {})["database"]) == (503, "down")
    assert teacher.get("/").status_code == 503
    assert not (site.home / "surguch.db").exists()


def test_a_full_disk_is_a_failure(
    site: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(routes, "LOW_DISK", 10**18)

    answer = site.stranger().get("/healthz")

    assert (answer.status_code, (answer.json or {})["disk"]) == (503, "full")
