"""Private servers of the suite: a PostgreSQL on a socket of its own.

Debian's programs refuse to run as root, so the server drops to the user `postgres`.
Nothing listens on the network and nothing outlives the run. A server that is already
there is used instead when `SURGUCH_TEST_POSTGRES_URL` names it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")
ABSENT = (
    "PostgreSQL is not installed, and no test may be skipped: run `./surguch test`, "
    "or `apt-get install postgresql`, or name a server in SURGUCH_TEST_POSTGRES_URL."
)
NEW_CLUSTER = (
    *("-U", "postgres", "-A", "trust"),
    *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
)
QUICK = "-F -c full_page_writes=off -c autovacuum=off -c max_connections=60"


@contextmanager
def postgres_server() -> Iterator[str]:
    """Give the URL of a running server on which databases may be created."""
    given = os.environ.get("SURGUCH_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    programs = _programs()
    directory = Path(tempfile.mkdtemp(prefix="surguch-pg-"))
    owner = _owner(directory)
    data = directory / "data"
    try:
        _run([programs / "initdb", "-D", data, *NEW_CLUSTER], directory, owner)
        options = f"{QUICK} -c listen_addresses='' -k {directory}"
        control = [programs / "pg_ctl", "-D", data, "-w"]
        _run(
            [*control, "-l", directory / "log", "-o", options, "start"],
            directory,
            owner,
        )
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={directory}"
        finally:
            _run([*control, "-m", "immediate", "stop"], directory, owner)
    finally:
        shutil.rmtree(directory)


def _programs() -> Path:
    versions = [
        path
        for path in DEBIAN_PROGRAMS.glob("*/bin")
        if path.parent.name.isdigit() and (path / "initdb").exists()
    ]
    if versions:
        return max(versions, key=lambda path: int(path.parent.name))
    found = shutil.which("initdb")
    if found is None:
        raise RuntimeError(ABSENT)
    return Path(found).resolve().parent


def _owner(directory: Path) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(directory, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _run(words: list[Any], directory: Path, owner: dict[str, Any]) -> None:
    with (directory / "output").open("w+b") as output:
        done = subprocess.run(
            [str(word) for word in words],
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            **owner,
        )
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed:\n{said}")
