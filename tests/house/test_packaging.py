"""The names `records`, `web`, … are ours, and the wheel holds every file of them."""

import subprocess
import sys
import zipfile
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, ROOT, list_files, shown


@pytest.mark.parametrize("name", PACKAGES)
def test_the_imported_package_is_the_project_s_own(name: str) -> None:
    package = import_module(name)

    assert Path(str(package.__file__)).parent == ROOT / name


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_claims_the_name(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"surguch"}


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d"]
    subprocess.run([*command, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)

    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        shown(path)
        for path in list_files()
        if path.relative_to(ROOT).parts[0] in PACKAGES
    }
    assert expected - packed == set()
    assert {".html", ".typ"} <= {Path(name).suffix for name in packed}
