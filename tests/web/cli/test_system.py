import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from records.kernel.db import transaction
from tests.conftest import Ran
from web.cli import checks
from web.cli.checks import State
from web.cli.database import check_database

Run = Callable[..., Ran]


def _states(url: str) -> dict[str, State]:
    return {one.code: one.state for one in check_database(url)}


def _make_file(url: str) -> None:
    database = make_url(url).database
    if url.startswith("sqlite") and database:
        Path(database).touch()


def test_doctor_tells_every_check_for_programs(surguch: Run) -> None:
    ran = surguch("doctor", "--json")

    told = {one["code"]: one for one in json.loads(ran.out)}
    assert ran.code == 0
    assert {"python", "sqlite", "timezone", "home", "disk", "database"} <= set(told)
    assert told["font:PTF55F.ttf"]["state"] == "ok"
    assert told["database"]["advice"] == "surguch init --institution ФАЙЛ.toml"


def test_doctor_tells_people_what_is_right_and_what_is_missing(
    surguch: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "LIBRARIES", (("libnothing.so.0", "libnothing0"),))

    ran = surguch("doctor")

    assert ran.code == 69
    assert "НЕ ХВАТАЕТ  Библиотека печати: libnothing.so.0 не загружается" in ran.out
    assert "→ apt-get install libnothing0" in ran.out
    assert "в порядке   Часовые пояса: Asia/Tomsk известен" in ran.out
    assert ran.out.endswith("Не хватает: 1.\n")


def test_a_database_without_tables_is_told(empty_database_url: str) -> None:
    _make_file(empty_database_url)

    states = _states(empty_database_url)

    assert states["database"] is State.OK
    assert states["database-version"] is State.MISSING
    assert states["database-guards"] is State.MISSING


def test_a_guard_that_was_taken_off_is_named(
    clean_engine: Engine, database_url: str
) -> None:
    with transaction(clean_engine) as session:
        place = " ON ledger_entry" if clean_engine.dialect.name == "postgresql" else ""
        session.execute(text(f"DROP TRIGGER guard_ledger_entry_delete{place}"))

    guards = [one for one in check_database(database_url) if "guards" in one.code]

    assert guards[0].state is State.MISSING
    assert "guard_ledger_entry_delete" in guards[0].message


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "surguch.db"
    path.write_text("это не база данных" * 100, "utf-8")

    (found,) = check_database(f"sqlite:///{path}")

    assert found.state is State.MISSING
    assert "повреждён" in found.message


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    (found,) = check_database(f"postgresql+psycopg://nobody@/none?host={tmp_path}")

    assert found.state is State.MISSING
    assert "не отвечает" in found.message


def test_the_upgrade_makes_the_tables_and_then_has_nothing_to_do(
    empty_database_url: str, surguch: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make_file(empty_database_url)
    monkeypatch.setenv("SURGUCH_DATABASE_URL", empty_database_url)

    first = surguch("db", "upgrade")
    second = surguch("db", "upgrade")

    assert (first.code, second.code) == (0, 0)
    assert "переведена: пустая →" in first.out
    assert "уже последней версии" in second.out
    assert set(_states(empty_database_url).values()) == {State.OK}


def test_the_upgrade_of_a_database_that_is_not_there_says_what_to_do_first(
    surguch: Run,
) -> None:
    ran = surguch("db", "upgrade")

    assert ran.code == 69
    assert "surguch init" in ran.err
