"""Codes are read from the source with their clauses; documents are no checks."""

import pytest

from templates_docs.catalogue import DOCUMENTS
from web.regulation.source import ROOT, Use, clause_of, list_checks, list_uses


@pytest.fixture(scope="module")
def uses() -> tuple[Use, ...]:
    return list_uses()


@pytest.fixture(scope="module")
def checks(uses: tuple[Use, ...]) -> dict[str, str]:
    return list_checks(uses)


def test_a_code_names_its_clause() -> None:
    assert clause_of("CHK-4.1.1-late") == "4.1.1"
    assert clause_of("CHK-3.9.2") == "3.9.2"
    assert clause_of("not_allowed") == ""


def test_checks_and_refusals_are_both_found(checks: dict[str, str]) -> None:
    assert checks["CHK-4.1.1-late"] == "4.1.1"
    assert checks["not_allowed"] == "3.3"


def test_a_type_of_document_is_no_check(checks: dict[str, str]) -> None:
    assert {one.code for one in DOCUMENTS} & set(checks) == set()


def test_a_use_says_where_it_is(uses: tuple[Use, ...]) -> None:
    for use in uses:
        path, _, line = use.place.partition(":")

        assert (ROOT / path).is_file()
        assert int(line) > 0
