"""Tests that hold a clause: they name it, or a check of it (доказательства)."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from web.regulation.mentions import find_mentions
from web.regulation.source import ROOT, list_strings


def list_tests(
    checks: Mapping[str, str], root: Path = ROOT
) -> dict[str, frozenset[str]]:
    """Return the clauses of every test; nothing where the tests are not there."""
    if not (root / "pyproject.toml").is_file():
        return {}
    return {
        f"{path.relative_to(root).as_posix()}::{name}": clauses
        for path in sorted((root / "tests").rglob("test_*.py"))
        for name, clauses in _tests(path, checks)
    }


def _tests(
    path: Path, checks: Mapping[str, str]
) -> Iterator[tuple[str, frozenset[str]]]:
    tree = ast.parse(path.read_text("utf-8"))
    common = find_mentions(ast.get_docstring(tree))
    defined = dict(_definitions(tree))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = find_mentions(ast.get_docstring(node))
            used = (defined[name] for name in _names(node) if name in defined)
            strings = (one for part in (node, *used) for one in list_strings(part))
            named = (checks[one] for one in strings if one in checks)
            yield node.name, frozenset((*common, *own, *named))


def _definitions(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Give what a module calls by names: tables of cases, helpers."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node


def _names(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
