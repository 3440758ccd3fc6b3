"""The applications gunicorn serves to the benchmarks: ours, and the plain peer."""

import os
from pathlib import Path

from flask import Flask

HOME, URL = "SURGUCH_BENCH_HOME", "SURGUCH_BENCH_URL"


def ours() -> Flask:
    """Return our site."""
    from web.app import create_app
    from web.settings import Settings

    return create_app(
        Settings(home=Path(os.environ[HOME]), database_url=os.environ[URL])
    )


def plain() -> Flask:
    """Return the page one would write first."""
    from tests.bench.peers.table_page import create_plain

    return create_plain(os.environ[URL])
