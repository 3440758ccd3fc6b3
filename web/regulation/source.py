"""Codes of checks and refusals, read from the source with their clauses."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import web

ROOT = Path(web.__file__).parents[1]
PACKAGES = ("records", "templates_docs", "archive", "web")
CODE = re.compile(r"CHK-(?P<clause>\d+(\.\d+)+)(-[a-z0-9]+)*")
WORTH = ("code=", "clause=", "CHK-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A code or a clause written in a call, and where."""

    place: str
    call: str
    code: str | None
    clause: str | None

    @property
    def own_clause(self) -> str:
        """Return the clause the code names; empty for a code of another shape."""
        return clause_of(self.code or "")


def clause_of(code: str) -> str:
    """Return the clause of a check: «CHK-4.1.1-late» is of 4.1.1; else nothing."""
    match = CODE.fullmatch(code)
    return match["clause"] if match else ""


def list_sources() -> tuple[Path, ...]:
    """List the program's own modules, sorted."""
    return tuple(
        path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))
    )


def list_uses() -> tuple[Use, ...]:
    """List the codes and clauses handed to calls, in the order of the source."""
    return tuple(use for path in list_sources() for use in _uses(path))


def list_checks(uses: Iterable[Use]) -> dict[str, str]:
    """Return every check and refusal that has a clause, by its code."""
    found = {code: clause_of(code) for path in list_sources() for code in _codes(path)}
    named = {
        use.code: use.clause
        for use in uses
        if use.code and use.clause and use.call != "DocumentType"
    }
    return named | found


def list_strings(tree: ast.AST) -> Iterator[str]:
    """Give every literal string of a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _uses(path: Path) -> Iterator[Use]:
    text = path.read_text("utf-8")
    if not any(word in text for word in WORTH):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            said = {one.arg: _text(one.value) for one in node.keywords}
            name = _name(node)
            if name == "declare" and node.args:
                said["code"] = _text(node.args[0])
            code, clause = said.get("code"), said.get("clause")
            if code or clause:
                place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
                yield Use(place=place, call=name, code=code, clause=clause)


def _codes(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if "CHK-" in text:
        yield from filter(clause_of, list_strings(ast.parse(text)))


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    return str(node.value) if isinstance(node, ast.Constant) else None
