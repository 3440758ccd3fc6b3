"""Every clause is carried out and proved, or says why there is nothing to carry out."""

import ast

import pytest

from tests.house.regulation import CLAUSES
from tests.house.tree import PACKAGES, list_python_files, shown
from web.regulation.coverage import Coverage, build_coverage
from web.regulation.edition import find_parts, list_clauses
from web.regulation.mentions import find_mentions

LONGEST_TITLE = 110
NUMBERS = [one.number for one in list_clauses()]
NOTED = {one.number for one in list_clauses() if one.note}
HEADINGS = {number for number in NUMBERS if find_parts(number)}
WORKING = [number for number in NUMBERS if number not in NOTED | HEADINGS]


@pytest.fixture(scope="module")
def rows() -> dict[str, Coverage]:
    return {one.clause: one for one in build_coverage()}


def test_the_edition_has_every_clause_once(rows: dict[str, Coverage]) -> None:
    assert sorted(NUMBERS) == sorted(CLAUSES)
    assert list(rows) == NUMBERS


def test_clauses_stand_in_their_order() -> None:
    numbers = [tuple(map(int, one.split("."))) for one in NUMBERS]

    assert numbers == sorted(numbers)


def test_a_title_fits_a_line() -> None:
    titles = [one.title for one in list_clauses()]

    assert [title for title in titles if not 0 < len(title) <= LONGEST_TITLE] == []


@pytest.mark.parametrize("number", WORKING)
def test_a_clause_is_carried_out_and_proved(
    rows: dict[str, Coverage], number: str
) -> None:
    assert rows[number].carried
    assert rows[number].tests


def test_only_what_nothing_carries_out_says_why(rows: dict[str, Coverage]) -> None:
    assert [one.clause for one in rows.values() if one.carried and one.note] == []


def test_docstrings_name_only_clauses_there_are() -> None:
    named = {
        f"{shown(path)}: {clause}"
        for path in list_python_files(*PACKAGES, "tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for clause in find_mentions(ast.get_docstring(node))
        if clause not in CLAUSES
    }

    assert named == set()
