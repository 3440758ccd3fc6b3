"""Screens stand for the clauses of their view, else of their area."""

import pytest

from web.regulation.screens import list_screens


@pytest.fixture(scope="module")
def screens() -> dict[str, frozenset[str]]:
    return list_screens()


def test_a_view_stands_for_the_clauses_it_names(
    screens: dict[str, frozenset[str]],
) -> None:
    assert screens["/people/movements"] == {"3.9.2"}


def test_a_silent_view_stands_for_the_clauses_of_its_area(
    screens: dict[str, frozenset[str]],
) -> None:
    assert screens["/sheets/<sheet_id>"] == {"4.2.5"}


def test_an_address_is_told_without_kinds_of_its_parts(
    screens: dict[str, frozenset[str]],
) -> None:
    assert [path for path in screens if ":" in path] == []
    assert "/journal/<course_id>" in screens
