"""The locks pin what the project declares, and both pin the same."""

import re
import tomllib

from tests.house.tree import ROOT

PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
NAME = re.compile(r"[\w.-]+")


def test_every_declared_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    runtime, development = _pins("requirements.txt"), _pins("requirements-dev.txt")

    assert _names(project["dependencies"]) <= set(runtime)
    assert _names(project["optional-dependencies"]["dev"]) <= set(development)


def test_development_adds_to_the_runtime_and_changes_nothing_of_it() -> None:
    assert _pins("requirements.txt").items() <= _pins("requirements-dev.txt").items()


def test_every_pin_has_a_hash() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text("utf-8")
        blocks = re.split(r"\n(?=\w)", text.strip())

        assert [block for block in blocks if "--hash=sha256:" not in block] == []


def _pins(lock: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / lock).read_text("utf-8")))


def _names(requirements: list[str]) -> set[str]:
    return {
        re.sub(r"[-_.]+", "-", NAME.match(one).group()).lower()  # type: ignore[union-attr]
        for one in requirements
    }
