"""Types of documents with the clauses they are printed by."""

import ast
from pathlib import Path

from templates_docs.catalogue import DOCUMENTS
from templates_docs.document import DocumentType
from web.regulation.mentions import find_mentions
from web.regulation.source import ROOT


def list_documents() -> dict[str, frozenset[str]]:
    """Return the clauses of every type: its own, and what its modules name."""
    return {one.code: frozenset(_clauses(one)) for one in DOCUMENTS}


def _clauses(document: DocumentType) -> set[str]:
    named = {document.clause}
    for path in sorted(_folder(document).rglob("*.py")):
        named |= set(
            find_mentions(ast.get_docstring(ast.parse(path.read_text("utf-8"))))
        )
    return named


def _folder(document: DocumentType) -> Path:
    return ROOT.joinpath(*document.context.__module__.split(".")[:3])
