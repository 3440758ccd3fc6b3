"""The program talks to nobody, and no key lies in the tree."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import PACKAGES, list_files, list_python_files, shown

LINES = (
    *("aiohttp", "ftplib", "http.client", "http.server", "httpx", "requests"),
    *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request"),
    *("urllib3", "webbrowser", "xmlrpc"),
)
"""Modules that open a connection."""
ALLOWED = {"web/cli/server.py": {"socket"}}
"""Who may, by name: the server looks whether its port is free."""
KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----")


def test_no_module_can_open_a_connection() -> None:
    opened = [
        f"{shown(path)}: {name}"
        for path in list_python_files(*PACKAGES)
        for name in _imports(path)
        if name not in ALLOWED.get(shown(path), set())
        and f"{name}.".startswith(tuple(f"{line}." for line in LINES))
    ]

    assert opened == []


def test_no_private_key_lies_in_the_tree() -> None:
    assert [shown(one) for one in list_files() if KEY.search(one.read_bytes())] == []


def _imports(path: Path) -> Iterator[str]:
    """Give «package.module» and «package.module.name» of every import."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names)
