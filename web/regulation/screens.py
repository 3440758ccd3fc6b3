"""Screens of the site with the clauses their views name; no database is opened."""

import re
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

from web.pages import PAGES
from web.regulation.mentions import find_mentions

CONVERTER = re.compile(r"<\w+:(\w+)>")
AREA_MODULES = ("", ".routes", ".screens")


def list_screens() -> dict[str, frozenset[str]]:
    """Return the clauses of every address.

    A view that names clauses stands for those; any other for those of its area.
    """
    bare = Flask(__name__, static_folder=None)
    for pages in PAGES:
        bare.register_blueprint(pages)
    found: dict[str, frozenset[str]] = {}
    for rule in bare.url_map.iter_rules():
        path = CONVERTER.sub(r"<\1>", rule.rule)
        named = _clauses(bare.view_functions[rule.endpoint])
        found[path] = found.get(path, frozenset()) | named
    return found


def _clauses(view: Callable[..., Any]) -> frozenset[str]:
    own = find_mentions(view.__doc__)
    return frozenset(own) if own else _area_clauses(view.__module__)


def _area_clauses(module: str) -> frozenset[str]:
    area = module.rpartition(".")[0]
    names = [f"{area}{one}" for one in AREA_MODULES]
    return frozenset(
        clause
        for name in names
        if find_spec(name) is not None
        for clause in find_mentions(import_module(name).__doc__)
    )
