"""`surguch regulation coverage`: every clause with what carries it out."""

import json
from collections.abc import Callable

import pytest

from tests.conftest import Ran
from web.regulation.edition import list_clauses

pytestmark = pytest.mark.slow
Run = Callable[..., Ran]

KEYS = ["clause", "title", "checks", "documents", "screens", "tests", "note"]


def test_every_clause_is_told_to_programs(surguch: Run) -> None:
    ran = surguch("regulation", "coverage", "--json")

    rows = json.loads(ran.out)
    assert ran.code == 0
    assert [one["clause"] for one in rows] == [one.number for one in list_clauses()]
    assert {tuple(one) for one in rows} == {tuple(KEYS)}


def test_what_carries_a_clause_out_is_named(surguch: Run) -> None:
    rows = json.loads(surguch("regulation", "coverage", "--json").out)

    (row,) = [one for one in rows if one["clause"] == "4.2.5"]
    assert "CHK-4.2.5-differs" in row["checks"]
    assert "V-EX" in row["documents"]
    assert "/sheets/<sheet_id>" in row["screens"]
    assert any(one.startswith("tests/records/sheets/") for one in row["tests"])


def test_people_get_figures_and_the_reasons(surguch: Run) -> None:
    ran = surguch("regulation", "coverage")

    assert ran.code == 0
    assert "Пункт" in ran.out
    assert "1.2 — Правовые основания" in ran.out
