"""Which Chromium the launcher and the suite take: a snap is of no use to tests."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browsers import find_chromium
from tests.house.tree import ROOT


@pytest.fixture(params=["package", "snap", "none"])
def machine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Give a machine whose Chromium is a package's, Ubuntu's snap, or not there."""
    kind: str = request.param
    for tool in ("basename", "readlink"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or "")
    program = tmp_path / "chromium"
    if kind == "package":
        program.write_text("#!/bin/sh\n", "utf-8")
        program.chmod(0o755)
    elif kind == "snap":
        snap = tmp_path / "snap"
        snap.write_text("#!/bin/sh\n", "utf-8")
        snap.chmod(0o755)
        program.symlink_to(snap)
    monkeypatch.setenv("PATH", str(tmp_path))
    return kind


def test_the_suite_takes_the_package_alone(machine: str, tmp_path: Path) -> None:
    wanted = str(tmp_path / "chromium") if machine == "package" else None

    assert find_chromium() == wanted


def test_the_launcher_takes_the_package_alone(machine: str) -> None:
    launcher = (ROOT / "surguch").read_text("utf-8")
    start = launcher.index("has_chromium() {")
    function = launcher[start : launcher.index("\n}", start) + 2]

    done = subprocess.run(
        ["/bin/sh", "-c", f"set -eu\n{function}\nhas_chromium"], check=False
    )

    assert (done.returncode == 0) == (machine == "package")
