"""`surguch monitoring run`: indicators, the frozen run, the report (REG 3.8.9, 3.8.10)."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from records.kernel.db import transaction
from records.ledger.queries import get_head
from records.monitoring.queries import list_runs
from tests.conftest import Ran
from tests.records.monitoring.month import AFTER, local, make_month
from tests.signers import appoint_signers

pytestmark = pytest.mark.slow

Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand after the month."""
    monkeypatch.setattr("web.clock.now", lambda: local(AFTER))


@pytest.fixture
def october(office: Engine) -> Engine:
    with transaction(office) as session:
        month = make_month(session)
        appoint_signers(month.world)
        slot = month.slot(month.course_id, 30, month=9)
        month.record(slot, at=local(date(2026, 11, 2)))
    return office


@pytest.mark.slow
def test_a_month_is_counted_shown_and_reported(
    surguch: Run, october: Engine, tmp_path: Path
) -> None:
    ran = surguch("monitoring", "run", "2026-10", "--out", tmp_path)

    assert ran.code == 0, ran.err
    rows = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "Участие педагогов в работе 2 / 3 66,7 100" in rows
    assert "Заполняемость занятий 3 / 7 42,9 95" in rows
    assert "Обучающиеся, имеющие одну оценку 2 / 5 40,0 ≤ 10" in rows
    assert "Участие родителей 1 / 2 50,0 —" in rows
    assert "№ 10-2026/1" in ran.out
    assert sorted(path.name for path in tmp_path.glob("MON*")) == [
        "MON_2026-10.docx",
        "MON_2026-10.pdf",
    ]


@pytest.mark.slow
def test_programs_get_numerators_and_denominators(
    surguch: Run, october: Engine, home: Path
) -> None:
    told = json.loads(surguch("monitoring", "run", "2026-10", "--json").out)

    assert told["month"] == "2026-10"
    by_title = {one["title"]: one for one in told["indicators"]}
    full = by_title["Заполняемость занятий"]
    assert (full["numerator"], full["denominator"]) == (3, 7)
    assert (full["percent"], full["norm"], full["deviation"]) == ("42.9", "95", "-52.1")
    assert [one["title"] for one in told["groups"]] == ["ИСП-22", "ЮР-21"]
    assert told["document"]["code"] == "MON"
    assert {Path(one["path"]).parent for one in told["files"]} == {home / "reports"}


@pytest.mark.slow
def test_a_second_run_with_nothing_new_changes_nothing(
    surguch: Run, october: Engine, tmp_path: Path
) -> None:
    surguch("monitoring", "run", "2026-10", "--out", tmp_path / "once")
    with transaction(october, write=False) as session:
        size = get_head(session).size

    ran = surguch("monitoring", "run", "2026-10", "--out", tmp_path / "again")

    assert "№ 10-2026/1" in ran.out
    with transaction(october, write=False) as session:
        assert get_head(session).size == size
        assert len(list_runs(session)) == 1
    for once in (tmp_path / "once").glob("MON*"):
        assert once.read_bytes() == (tmp_path / "again" / once.name).read_bytes()


@pytest.mark.parametrize(
    ("month", "code", "said"),
    [
        ("2026-12", 4, "12.2026 ещё не начался"),
        ("2025-10", 5, "10.2025"),
        ("2026-13", 2, "не месяц"),
        ("октябрь", 2, "не месяц"),
    ],
)
def test_a_month_that_cannot_be_counted_is_explained(
    surguch: Run, october: Engine, month: str, code: int, said: str
) -> None:
    ran = surguch("monitoring", "run", month)

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    with transaction(october, write=False) as session:
        assert list_runs(session) == ()


@pytest.mark.slow
def test_a_home_ahead_of_the_clock_goes_on_from_its_own_last_day(
    surguch: Run,
    october: Engine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("web.clock.now", lambda: local(AFTER.replace(year=2025)))

    ran = surguch("monitoring", "run", "2026-10", "--out", tmp_path)

    assert ran.code == 0, ran.err
    with transaction(october, write=False) as session:
        (run,) = list_runs(session)
    assert run.counts.total.held == 7
    assert run.at == local(date(2026, 11, 2))
