"""Every check knows its clause, and every clause of keeping a journal has a check."""

from collections import Counter

from tests.house.regulation import CLAUSES
from web.regulation.source import list_uses

REQUIRED = {
    *("3.9.2", "3.13.1", "3.13.2"),
    *("4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.1.5", "4.1.6", "4.1.8"),
    *("4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5"),
}
"""What must be checked of a journal (3.13, 4); 4.1.7 is a matter of sign-ins."""

USES = list_uses()
CHECKS = [use for use in USES if (use.code or "").startswith("CHK-")]


def test_every_check_is_named_by_a_clause_of_the_regulation() -> None:
    assert [use for use in CHECKS if use.own_clause not in CLAUSES] == []


def test_a_finding_refers_to_the_clause_its_code_names() -> None:
    told = [use for use in CHECKS if use.clause is not None]

    assert [use for use in told if use.clause != use.own_clause] == []
    assert told


def test_every_clause_somebody_refers_to_is_in_the_regulation() -> None:
    assert [use for use in USES if use.clause and use.clause not in CLAUSES] == []


def test_no_code_is_given_to_two_checks() -> None:
    counted = Counter(use.code for use in CHECKS)

    assert {code: count for code, count in counted.items() if count > 1} == {}


def test_every_clause_of_keeping_a_journal_is_checked() -> None:
    assert REQUIRED - {use.own_clause for use in CHECKS} == set()
