import stat
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from records.kernel.db import open_database
from records.ledger.merkle import EMPTY_ROOT
from records.ledger.protection import find_missing
from records.schema import ROOT, create_all, list_table_modules, load_metadata


def test_every_file_of_tables_is_found() -> None:
    files = {path for path in ROOT.rglob("*.py") if "__tablename__" in path.read_text()}

    assert {path.relative_to(ROOT).with_suffix("").parts[:2] for path in files} == {
        tuple(module.split(".")[1:3]) for module in list_table_modules()
    }


def test_every_declared_table_is_created(engine: Engine) -> None:
    declared = set(load_metadata().tables)

    assert declared == set(inspect(engine).get_table_names()) - {"alembic_version"}
    assert len(declared) > 40


def test_a_new_ledger_is_empty_and_guarded(engine: Engine) -> None:
    with engine.connect() as connection:
        head = connection.execute(text("SELECT * FROM ledger_head")).one()

        assert tuple(head) == (1, 0, EMPTY_ROOT.hex(), "")
        assert find_missing(connection, load_metadata()) == ()


def test_creating_again_changes_nothing(clean_engine: Engine) -> None:
    create_all(clean_engine)

    with clean_engine.connect() as connection:
        assert connection.execute(text("SELECT size FROM ledger_head")).all() == [(0,)]


@pytest.mark.parametrize("mode", [0o644, None])
def test_a_sqlite_file_belongs_to_its_owner_alone(
    tmp_path: Path, mode: int | None
) -> None:
    path = tmp_path / "new.db"
    if mode is not None:
        path.touch(mode)
    engine = open_database(f"sqlite:///{path}")

    create_all(engine)
    engine.dispose()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
