"""The launcher on a tree of its own with one small wheel: no network is touched."""

import hashlib
import os
import shutil
import signal
import subprocess
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.tree import ROOT

PROGRAM = "import sys, pebble; print(pebble.WEIGHT, *sys.argv[1:])"
SHELLS = [shell for shell in ("sh", "dash", "bash") if shutil.which(shell)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A checkout with the real launcher, a lock of one package and its wheel."""

    root: Path
    wheels: Path

    def call(self, *words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [self.root / "surguch", *words],
            env=self.environ(**environ),
            check=False,
            capture_output=True,
            text=True,
        )

    def start(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [self.root / "surguch", "call"],
            env=self.environ(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def environ(self, **changes: str) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PIP_", "PYTHON", "SURGUCH_"))
        }
        offline = {"SURGUCH_OFFLINE": "1", "SURGUCH_WHEELS": str(self.wheels)}
        return kept | offline | changes

    def pin(self, version: str) -> None:
        wheel = _build_wheel(self.wheels, version)
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lock = f"pebble=={version} \\\n    --hash=sha256:{digest}\n"
        (self.root / "requirements.txt").write_text(lock, "utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    root = tmp_path / "a tree with spaces"
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (root / "web" / "cli").mkdir(parents=True)
    (root / "web" / "cli" / "__main__.py").write_text(PROGRAM, "utf-8")
    shutil.copy(ROOT / "surguch", root / "surguch")
    made = Tree(root=root, wheels=wheels)
    made.pin("1.0")
    return made


@pytest.fixture
def killed(tree: Tree) -> Path:
    """Kill a first call in the middle of its work."""
    process = tree.start()
    venv = tree.root / ".venv"
    deadline = time.monotonic() + 20
    while not (venv / "bin" / "python").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return venv


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_can_read_the_launcher(shell: str) -> None:
    done = subprocess.run([shell, "-n", ROOT / "surguch"], check=False)

    assert done.returncode == 0


def test_the_launcher_and_the_build_server_s_command_can_be_run() -> None:
    assert os.access(ROOT / "surguch", os.X_OK)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_build_server_runs_the_command_of_the_readme_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set"))]

    assert commands == ['cd "$(dirname "$0")/.."', "exec ./surguch test"]


def test_offline_and_unprepared_is_a_clear_refusal(tree: Tree) -> None:
    done = tree.call("doctor", SURGUCH_WHEELS="")

    assert done.returncode == 69
    assert "SURGUCH_OFFLINE=1" in done.stderr
    assert done.stdout == ""
    assert not (tree.root / ".venv").exists()


@pytest.mark.slow
def test_the_first_call_prepares_and_the_second_only_runs(tree: Tree) -> None:
    first = tree.call("journal", "show me")
    started = time.perf_counter()
    second = tree.call("journal", "show me")
    spent = time.perf_counter() - started

    assert first.stdout == second.stdout == "1.0 journal show me\n"
    assert "Устанавливаю библиотеки (1)" in first.stderr
    assert second.stderr == ""
    assert spent < 0.3


@pytest.mark.slow
def test_a_new_lock_is_installed_over_the_old_one(tree: Tree) -> None:
    tree.call()
    tree.pin("2.0")

    assert tree.call().stdout == "2.0\n"


@pytest.mark.slow
def test_a_wheel_that_is_not_the_locked_one_is_refused(tree: Tree) -> None:
    lock = tree.root / "requirements.txt"
    lock.write_text(f"pebble==1.0 \\\n    --hash=sha256:{'0' * 64}\n", "utf-8")

    done = tree.call()

    assert done.returncode == 69
    assert "Библиотеки не установились" in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
def test_a_half_made_environment_is_made_anew(tree: Tree, killed: Path) -> None:
    assert not (killed / "requirements.txt.stamp").exists()
    (killed / "bin" / "python").unlink(missing_ok=True)

    assert tree.call("again").stdout == "1.0 again\n"
    assert not (killed / "half").exists()


@pytest.mark.slow
def test_two_first_calls_at_once_do_not_disturb_each_other(tree: Tree) -> None:
    both = [tree.start(), tree.start()]
    said = [process.communicate() for process in both]

    assert [out for out, _ in said] == ["1.0 call\n", "1.0 call\n"]
    assert sum("Создаю окружение" in err for _, err in said) == 1


def _build_wheel(folder: Path, version: str) -> Path:
    path = folder / f"pebble-{version}-py3-none-any.whl"
    about = f"pebble-{version}.dist-info"
    files = {
        "pebble.py": f"WEIGHT = '{version}'\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: pebble\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in [*files, f"{about}/RECORD"])
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in (files | {f"{about}/RECORD": record}).items():
            wheel.writestr(name, text)
    return path
