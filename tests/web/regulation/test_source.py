"""Codes are read from the source with their clauses; documents are no checks."""

from templates_docs.catalogue import DOCUMENTS
from web.regulation.source import ROOT, clause_of, list_checks, list_uses

CHECKS = list_checks(list_uses())


def test_a_code_names_its_clause() -> None:
    assert clause_of("CHK-4.1.1-late") == "4.1.1"
    assert clause_of("CHK-3.9.2") == "3.9.2"
    assert clause_of("not_allowed") == ""


def test_checks_and_refusals_are_both_found() -> None:
    assert CHECKS["CHK-4.1.1-late"] == "4.1.1"
    assert CHECKS["not_allowed"] == "3.3"


def test_a_type_of_document_is_no_check() -> None:
    assert {one.code for one in DOCUMENTS} & set(CHECKS) == set()


def test_a_use_says_where_it_is() -> None:
    for use in list_uses():
        path, _, line = use.place.partition(":")

        assert (ROOT / path).is_file()
        assert int(line) > 0
