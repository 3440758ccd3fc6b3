"""Every check knows its clause, and every clause of keeping a journal has a check."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.house.regulation import CLAUSES
from tests.house.tree import PACKAGES, list_python_files, shown

CODE = re.compile(r"CHK-(?P<clause>\d+(\.\d+)+)(-[a-z0-9]+)*")
REQUIRED = {
    *("3.9.2", "3.13.1", "3.13.2"),
    *("4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.1.5", "4.1.6", "4.1.8"),
    *("4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5"),
}
"""What must be checked of a journal (3.13, 4); 4.1.7 is a matter of sign-ins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A code or a clause written in a call, and where."""

    place: str
    code: str | None
    clause: str | None

    @property
    def own_clause(self) -> str:
        """Return the clause the code names; empty for a code of another shape."""
        match = CODE.fullmatch(self.code or "")
        return match["clause"] if match else ""


def _uses() -> Iterator[Use]:
    for path in list_python_files(*PACKAGES):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                said = {one.arg: _text(one.value) for one in node.keywords}
                if _name(node) == "declare" and node.args:
                    said["code"] = _text(node.args[0])
                place = f"{shown(path)}:{node.lineno}"
                code, clause = said.get("code"), said.get("clause")
                if code or clause:
                    yield Use(place=place, code=code, clause=clause)


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    return str(node.value) if isinstance(node, ast.Constant) else None


USES = tuple(_uses())
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
