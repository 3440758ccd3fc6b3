import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from records.kernel.db import transaction
from records.ledger.counters import take_number
from records.ledger.values import Appended
from tests.ledgers import entry, lesson, verified, write

WRITERS = 8
ROOT = Path(__file__).parents[3]


@contextmanager
def writer(url: str, name: int, count: int) -> Iterator[subprocess.Popen[str]]:
    """Start a writer of lessons with three marks in another process."""
    words = [sys.executable, "-m", "tests.writers", url, str(name), str(count), "3"]
    with subprocess.Popen(
        words, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        yield process


def acknowledged(lines: str) -> list[tuple[int, str]]:
    """Read what a writer told; a line cut by its death was not told."""
    whole = [line.split() for line in lines.split("\n")[:-1]]
    return [(int(gseq), end) for gseq, end in whole]


def ends(engine: Engine) -> dict[int, str]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT gseq, hash FROM ledger_entry"))
        return {row.gseq: row.hash for row in rows}


def test_threads_get_consecutive_numbers_and_nobody_is_refused(
    clean_engine: Engine,
) -> None:
    def work(name: int) -> list[Appended]:
        written: list[Appended] = []
        for number in range(10):
            with transaction(clean_engine) as session:
                entries = lesson(name * 100 + number)
                written += write(session, entries, journal=f"journal/{number % 3}")
        return written

    with ThreadPoolExecutor(WRITERS) as pool:
        written = [one for found in pool.map(work, range(WRITERS)) for one in found]

    assert sorted(one.gseq for one in written) == list(range(WRITERS * 10 * 4))
    report = verified(clean_engine)
    assert report.problems == ()
    assert report.entries == len(written)


def test_versions_written_at_once_follow_each_other(clean_engine: Engine) -> None:
    def work(_: int) -> int:
        with transaction(clean_engine) as session:
            return write(session, [entry("mark/1/1")])[0].version

    with ThreadPoolExecutor(WRITERS) as pool:
        versions = sorted(pool.map(work, range(40)))

    assert versions == list(range(1, 41))
    assert verified(clean_engine).intact


def test_one_request_sent_by_all_at_once_is_written_once(clean_engine: Engine) -> None:
    def work(_: int) -> Appended:
        with transaction(clean_engine) as session:
            return write(session, [entry("mark/1/1", idem="form-1")])[0]

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(work, range(24)))

    assert [one.repeated for one in answers].count(False) == 1
    assert {(one.gseq, one.hash) for one in answers} == {(0, answers[0].hash)}
    assert verified(clean_engine).entries == 1


def test_numbers_taken_at_once_have_no_gaps_even_after_a_rollback(
    clean_engine: Engine,
) -> None:
    def work(turn: int) -> int | None:
        try:
            with transaction(clean_engine) as session:
                number = take_number(session, "orders")
                if turn % 4 == 0:
                    raise InterruptedError
                return number
        except InterruptedError:
            return None

    with ThreadPoolExecutor(WRITERS) as pool:
        numbers = [one for one in pool.map(work, range(40)) if one is not None]

    assert sorted(numbers) == list(range(1, 31))


@pytest.mark.slow
def test_processes_get_consecutive_numbers_and_nobody_is_refused(
    clean_engine: Engine, database_url: str
) -> None:
    told: list[tuple[int, str]] = []
    with ExitStack() as stack:
        processes = [
            stack.enter_context(writer(database_url, name, 15))
            for name in range(WRITERS)
        ]
        for process in processes:
            out, err = process.communicate(timeout=120)
            assert (process.returncode, err) == (0, "")
            told += acknowledged(out)

    report = verified(clean_engine)
    assert report.problems == ()
    assert report.entries == WRITERS * 15 * 4
    assert sorted(gseq for gseq, _ in told) == list(range(0, report.entries, 4))


@pytest.mark.slow
def test_nothing_that_was_told_is_lost_when_writers_are_killed(
    clean_engine: Engine, database_url: str
) -> None:
    chance = random.Random("kill -9")  # noqa: S311 - a repeatable choice
    told: list[tuple[int, str]] = []
    for turn in range(12):
        with writer(database_url, turn, 100_000) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            for _ in range(chance.randrange(12)):
                first += process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            rest, _ = process.communicate(timeout=60)
            assert process.returncode == -signal.SIGKILL
        told += acknowledged(first + rest)

        stored = ends(clean_engine)
        assert [one for one in told if stored.get(one[0] + 3) != one[1]] == []
        assert len(stored) % 4 == 0

    report = verified(clean_engine)
    assert report.problems == ()
    assert report.entries >= len(told) * 4 >= 48
