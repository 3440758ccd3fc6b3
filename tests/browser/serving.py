"""A real server that a test may kill and start again, and one site on it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.browser.stage import MORNING
from tests.browser.wsgi import AHEAD, HOMES
from web import clock

_NUMBERS = count(1)
ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


def find_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True, kw_only=True)
class Server:
    """gunicorn on a port of its own over a folder of homes."""

    homes: Path
    ahead: float
    port: int = field(default_factory=find_port)
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start the server and wait until it answers; the port may be busy at first."""
        until = time.monotonic() + PATIENCE
        self._spawn()
        while not _answers(self.port):
            if time.monotonic() > until:
                raise RuntimeError("the server does not answer")
            if self.process is None or self.process.poll() is not None:
                time.sleep(1)
                self._spawn()
            time.sleep(0.1)

    def _spawn(self) -> None:
        options = [
            *("--workers", "1", "--threads", "12", "--worker-class", "gthread"),
            *("--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"),
        ]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *options, "tests.browser.wsgi:build()"],
            cwd=ROOT,
            env={**os.environ, HOMES: str(self.homes), AHEAD: str(self.ahead)},
            start_new_session=True,
        )

    def kill(self) -> None:
        """End the server as a power cut does."""
        if self.process is not None:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One site: its home, its address, the server it is on."""

    server: Server
    name: str

    @property
    def home(self) -> Path:
        """Return the home of the site."""
        return self.server.homes / self.name

    @property
    def url(self) -> str:
        """Return the address of the site."""
        return f"http://{self.name}.localhost:{self.server.port}"


@contextmanager
def started(homes: Path) -> Iterator[Server]:
    """Run a server on the stage's Tuesday morning."""
    server = Server(homes=homes, ahead=(MORNING - clock.now()).total_seconds())
    server.start()
    try:
        yield server
    finally:
        server.kill()


def copy_stage(source: Path, server: Server) -> Served:
    """Give a test a site of its own: a copy of the stage under another name."""
    name = f"t{next(_NUMBERS)}"
    shutil.copytree(source, server.homes / name)
    return Served(server=server, name=name)


def _answers(port: int) -> bool:
    from urllib.request import urlopen

    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
            return bool(answer.read() == b"ready")
    except OSError:
        return False
