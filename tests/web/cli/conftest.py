"""Fixtures of the commands' tests."""

from pathlib import Path

import pytest
from sqlalchemy import Engine


@pytest.fixture
def office(
    home: Path,
    clean_engine: Engine,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Engine:
    """Give the database, of either kind, that the commands of `home` work on."""
    assert home.is_dir()
    monkeypatch.setenv("SURGUCH_DATABASE_URL", database_url)
    return clean_engine
