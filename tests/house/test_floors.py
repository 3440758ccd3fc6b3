"""Manners of the floors that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import list_python_files, shown

EDGE_OF_RECORDS = {"records/kernel/db.py"}


def test_records_flush_and_never_commit() -> None:
    commits = [
        f"{shown(path)}:{line}"
        for path in list_python_files("records")
        if shown(path) not in EDGE_OF_RECORDS
        for line in _commits(path)
    ]

    assert commits == []


def test_the_edge_of_records_is_where_the_commit_is() -> None:
    committing = {
        shown(path) for path in list_python_files("records") if _has_commit(path)
    }

    assert committing == EDGE_OF_RECORDS


def test_nobody_catches_everything_below_the_edge() -> None:
    caught = [
        f"{shown(path)}:{node.lineno}"
        for path in list_python_files("records", "templates_docs", "archive")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler) and _is_blanket(node)
    ]

    assert caught == []


def _has_commit(path: Path) -> bool:
    return any(_commits(path))


def _commits(path: Path) -> Iterator[int]:
    """Find calls of `commit()`; with an argument the word means a commitment."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "commit"
            and not node.args
        ):
            yield node.lineno


def _is_blanket(handler: ast.ExceptHandler) -> bool:
    """A handler that raises again lets everything through."""
    if any(isinstance(node, ast.Raise) for node in ast.walk(handler)):
        return False
    kind = handler.type
    return kind is None or (
        isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}
    )
