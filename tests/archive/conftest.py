"""Fixtures of the archive's tests."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from records.kernel.db import open_database, transaction
from tests.builders import make_world
from tests.databases import Databases


@pytest.fixture
def empty_homes(databases: Databases) -> Iterator[tuple[Engine, Engine]]:
    """Give two databases with the same institution and nothing else."""
    urls = (databases.clone(), databases.clone())
    engines = (open_database(urls[0]), open_database(urls[1]))
    for engine in engines:
        with transaction(engine) as session:
            make_world(session)
    yield engines
    for engine, url in zip(engines, urls, strict=True):
        engine.dispose()
        databases.drop(url)
