"""gunicorn with two processes, as `surguch serve` starts it, for one benchmark."""

import atexit
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.web.wsgi import HOME, URL

ROOT = Path(__file__).parents[3]
PROCESSES, THREADS = 2, 24
PATIENCE = 60.0


def start_server(factory: str, home: Path, url: str) -> int:
    """Start a server of the application `factory` makes; return its port."""
    port = _find_port()
    options = [
        *("--workers", str(PROCESSES), "--threads", str(THREADS)),
        *("--worker-class", "gthread", "--keep-alive", "30", "--timeout", "120"),
        *("--bind", f"127.0.0.1:{port}", "--log-level", "warning"),
    ]
    application = f"tests.bench.web.wsgi:{factory}()"
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "gunicorn", *options, application],
        cwd=ROOT,
        env={**os.environ, HOME: str(home), URL: url},
    )
    atexit.register(_end, process)
    _wait(port, process)
    return port


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the server has ended")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
