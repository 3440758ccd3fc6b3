"""Printing a document takes most of a second: the quick loop leaves it out."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
QUICK = frozenset({"test_measure.py", "test_codes.py"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder that prints as slow."""
    for item in items:
        if HERE in item.path.parents and item.path.name not in QUICK:
            item.add_marker(pytest.mark.slow)
