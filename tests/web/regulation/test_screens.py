"""Screens stand for the clauses of their view, else of their area."""

from web.regulation.screens import list_screens

SCREENS = list_screens()


def test_a_view_stands_for_the_clauses_it_names() -> None:
    assert SCREENS["/people/movements"] == {"3.9.2"}


def test_a_silent_view_stands_for_the_clauses_of_its_area() -> None:
    assert SCREENS["/sheets/<sheet_id>"] == {"4.2.5"}


def test_an_address_is_told_without_kinds_of_its_parts() -> None:
    assert [path for path in SCREENS if ":" in path] == []
    assert "/journal/<course_id>" in SCREENS
