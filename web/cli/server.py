"""gunicorn and the worker as one program (сервер).

gunicorn's master is the parent of both: it watches the worker as it watches its own
processes, restarts it when it has fallen, and ends it when it ends. Whoever loses
the parent, even to `kill -9`, ends by itself.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from records.kernel.db import open_database, sqlite_path
from web.settings import DATABASE_URL, Settings

ROOT = Path(__file__).parents[2]
ACCESS = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
"""A line of the access log: the path without its query, and nobody's name or address."""
GRACE = 30
"""Seconds for requests and for the document in hand before everything is ended."""
AGAIN = 5.0
SETTING_UP = 120

log = logging.getLogger("surguch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the site listens (адрес)."""

    host: str
    port: int

    def __str__(self) -> str:
        """Return it as one types it into a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - shown, not bound
        return f"http://{shown}:{self.port}/"

    @property
    def bind(self) -> str:
        """Return it as gunicorn takes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def has_database(settings: Settings) -> bool:
    """Tell whether there is a database; one on a server is opened to know more."""
    engine = open_database(settings.database_url)
    path = sqlite_path(engine)
    engine.dispose()
    return path is None or path.is_file()


def is_free(address: Address) -> bool:
    """Tell whether nobody listens on the port yet."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError:
            return False
    return True


def run_site(
    settings: Settings, address: Address, *, workers: int, threads: int
) -> int:
    """Serve until told to stop; return the exit code."""
    keeper = Keeper(settings)
    site = _Application(
        settings,
        {
            "bind": address.bind,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "graceful_timeout": GRACE,
            "timeout": SETTING_UP,
            "keepalive": 5,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "accesslog": str(settings.home / "log" / "access.log"),
            "access_log_format": ACCESS,
            "errorlog": "-",
            "loglevel": "warning",
            "proc_name": "surguch",
            "control_socket_disable": True,
            "forwarded_allow_ips": "127.0.0.1,::1",
            "when_ready": lambda _server: keeper.start(),
            "on_reload": lambda _server: keeper.restart(),
        },
    )
    try:
        _Master(site, keeper).run()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


class Keeper:
    """Looks after the worker: starts it, again when it falls, ends it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._begun = 0.0

    def start(self) -> None:
        """Start the worker as a process of its own."""
        self._begun = monotonic()
        program = (sys.executable, "-X", "utf8", "-m", "web.cli", "worker")
        options = ("--home", str(self.settings.home), "--parent", str(os.getpid()))
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [*program, *options],
            cwd=ROOT,
            env={**os.environ, DATABASE_URL: self.settings.database_url},
            start_new_session=True,  # Ctrl+C comes to it through the master
        )

    def check(self) -> None:
        """Start the worker again if it has fallen, not oftener than now and then."""
        fallen = self._process is not None and self._process.poll() is not None
        if fallen and monotonic() - self._begun > AGAIN:
            log.warning("Рабочий процесс упал: запускаю снова.")
            self.start()

    def restart(self) -> None:
        """Let the worker finish what is in hand, and start the new one."""
        self.end()
        self.start()

    def ask_to_end(self) -> None:
        """Tell the worker to take nothing more."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def end(self) -> None:
        """End the worker: what is in hand is finished, or taken again later."""
        self.ask_to_end()
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class _Application(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self.settings = settings
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from web.app import create_app

        return create_app(self.settings)


class _Master(Arbiter):  # type: ignore[misc] # gunicorn has no types
    def __init__(self, site: BaseApplication, keeper: Keeper) -> None:
        super().__init__(site)
        self.keeper = keeper

    def stop(self, graceful: bool = True) -> None:
        self.keeper.ask_to_end()
        super().stop(graceful)
        self.keeper.end()

    def murder_workers(self) -> None:
        super().murder_workers()
        self.keeper.check()
