"""`surguch serve`: refusals in words, and the real site with its worker."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from records.jobs.queries import list_workers
from records.jobs.values import WorkerFact
from records.kernel.db import open_database, transaction
from records.schema import create_all
from tests.builders import make_world
from tests.conftest import Ran
from tests.house.tree import ROOT
from web.cli.server import Address, is_free

Run = Callable[..., Ran]
PROGRAM = (sys.executable, "-X", "utf8", "-m", "web.cli")
PATIENCE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A site that was started for real."""

    process: subprocess.Popen[str]
    port: int
    engine: Engine

    def workers(self) -> tuple[WorkerFact, ...]:
        """Return the workers that are there."""
        with transaction(self.engine, write=False) as session:
            return list_workers(session)

    def status(self, path: str) -> int:
        """Return how the site answers to a path."""
        try:
            url = f"http://127.0.0.1:{self.port}{path}"
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            with closing(refusal):
                return refusal.code

    def wait(self, ready: Callable[[], object]) -> None:
        """Wait until something holds."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if ready():
                    return
            except OSError:
                pass
            time.sleep(0.1)
        self.process.kill()
        raise AssertionError(self.process.communicate()[0])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def found(home: Path) -> Engine:
    home.mkdir(parents=True, exist_ok=True)
    engine = open_database(f"sqlite:///{home / 'surguch.db'}")
    create_all(engine)
    with transaction(engine) as session:
        make_world(session)
    return engine


@pytest.fixture
def serving(home: Path) -> Iterator[Serving]:
    """Start the demonstration of a home that has nothing of its own."""
    engine = found(home / "demo" / "home")
    signs = [{"role": "director", "login": "belov.dn", "password": "cq4fc"}]
    (home / "demo" / "signins.json").write_text(json.dumps(signs), "utf-8")
    port = free_port()
    words = ("serve", "--home", home, "--port", port, "--workers", 1)
    process = subprocess.Popen(
        [*PROGRAM, *map(str, words)],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if "SURGUCH" not in key},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    serving = Serving(process=process, port=port, engine=engine)
    serving.wait(lambda: serving.status("/login") and serving.workers())
    yield serving
    if process.poll() is None:
        process.kill()
    process.communicate()
    engine.dispose()


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_an_empty_home_is_told_how_to_begin(surguch: Run, home: Path) -> None:
    ran = surguch("serve")

    assert ran.code == 69
    assert "surguch init --institution" in ran.err
    assert not (home / "surguch.db").exists()


def test_a_busy_port_is_named_and_another_one_offered(surguch: Run, home: Path) -> None:
    found(home).dispose()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = surguch("serve", "--port", port)

    assert ran.code == 1
    assert f"Порт {port}" in ran.err
    assert f"--port {port + 1}" in ran.err


def test_tables_of_another_version_are_not_served(surguch: Run, home: Path) -> None:
    engine = found(home)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'none'")
    engine.dispose()

    ran = surguch("serve", "--port", free_port())

    assert ran.code == 4
    assert "новее программы" in ran.err


@pytest.mark.slow
def test_the_site_answers_and_ends_with_its_worker(serving: Serving) -> None:
    (worker,) = serving.workers()
    assert serving.status("/login") == 200

    serving.process.send_signal(signal.SIGTERM)
    said = serving.process.communicate(timeout=PATIENCE)[0]

    assert serving.process.returncode == 0, said
    assert "демонстрацию" in said
    assert "belov.dn" in said
    assert f"http://127.0.0.1:{serving.port}/" in said
    assert serving.workers() == ()
    assert gone(worker.pid)


@pytest.mark.slow
def test_a_fallen_worker_is_started_again(serving: Serving) -> None:
    (worker,) = serving.workers()

    os.kill(worker.pid, signal.SIGKILL)

    serving.wait(lambda: {one.pid for one in serving.workers()} - {worker.pid})
    assert gone(worker.pid)
    assert serving.process.poll() is None
    assert serving.status("/login") == 200


@pytest.mark.slow
def test_nobody_outlives_a_killed_site(serving: Serving) -> None:
    (worker,) = serving.workers()
    address = Address(host="127.0.0.1", port=serving.port)

    serving.process.kill()

    serving.wait(lambda: gone(worker.pid) and is_free(address))
    assert serving.workers() == ()


@pytest.mark.slow
def test_the_access_log_knows_paths_and_nobody(serving: Serving, home: Path) -> None:
    serving.status("/login?next=/people")
    log = home / "demo" / "home" / "log" / "access.log"

    serving.wait(lambda: "/login" in log.read_text("utf-8"))

    assert "next" not in log.read_text("utf-8")
    assert "127.0.0.1" not in log.read_text("utf-8")
