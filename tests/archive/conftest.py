"""Fixtures of the archive's tests."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from records.kernel.db import open_database
from tests.archive.office import desk, founded, press
from tests.databases import Databases

__all__ = ["desk", "founded", "press"]


@pytest.fixture
def empty_databases(databases: Databases) -> Iterator[tuple[Engine, Engine]]:
    """Give two databases with the schema and nothing in it."""
    urls = (databases.clone(), databases.clone())
    engines = (open_database(urls[0]), open_database(urls[1]))
    yield engines
    for engine, url in zip(engines, urls, strict=True):
        engine.dispose()
        databases.drop(url)
