"""The gates of the house: format, lint, layers, types."""

import subprocess
import sys

import pytest

from tests.house.tree import ROOT

LAYERS = "from importlinter.cli import lint_imports_command as run; run()"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["-m", "ruff", "format", "--check", "."], id="format"),
        pytest.param(["-m", "ruff", "check", "."], id="lint"),
        pytest.param(["-c", LAYERS, "--no-logo"], id="layers", marks=pytest.mark.slow),
        pytest.param(["-m", "mypy"], id="types", marks=pytest.mark.slow),
    ],
)
def test_the_tool_finds_nothing(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
