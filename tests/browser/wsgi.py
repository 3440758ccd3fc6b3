"""The sites gunicorn serves to the browser tests, one a host name: «t7.localhost».

A process that is warm makes a site in a moment; a browser takes every name under
«localhost» for this machine.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Flask

from web.app import create_app
from web.settings import Settings
from web.site.state import EXTENSION, Site

HOMES, AHEAD = "SURGUCH_BROWSER_HOMES", "SURGUCH_BROWSER_AHEAD"
Environ = dict[str, Any]
Start = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """The sites of a process; the clock of all runs equally far from the machine's."""

    homes: Path
    ahead: timedelta
    made: dict[str, Flask] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer for the site the request names; say «ready» to whoever names none."""
        name = environ.get("HTTP_HOST", "").split(".")[0]
        if not (self.homes / name / "surguch.db").is_file():
            start("200 OK", [("Content-Type", "text/plain")])
            return [b"ready"]
        with self.lock:
            site = self.made.get(name) or self._make(name)
        return site(environ, start)

    def _make(self, name: str) -> Flask:
        home = self.homes / name
        url = f"sqlite:///{home / 'surguch.db'}"
        app = create_app(Settings(home=home, database_url=url))
        site: Site = app.extensions[EXTENSION]
        app.extensions[EXTENSION] = replace(site, ahead=self.ahead)
        self.made[name] = app
        return app


def build() -> Sites:
    """Return what gunicorn serves."""
    ahead = timedelta(seconds=float(os.environ[AHEAD]))
    return Sites(homes=Path(os.environ[HOMES]), ahead=ahead)
