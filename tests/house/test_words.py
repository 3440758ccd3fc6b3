"""Words that have no place in the tree: hosts, machine paths, promises, skips."""

import re
from pathlib import Path

from tests.house.tree import PACKAGES, ROOT, list_files, list_python_files, shown

REGISTRIES = re.compile(
    "|".join(
        rf"{name}\.{zone}"
        for name, zone in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            (r"deb\.debian", "org"),
            ("files.python", "org"),
        )
    )
)
LOCK_OPTIONS = re.compile(r"^\s*-|://|index-url|find-links|trusted-host")
PROMISES = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|NotImplemented" r"Error")
SKIPS = re.compile(r"mark\.(sk" r"ip|xf" r"ail)|pytest\.(sk" r"ip|xf" r"ail|importor)")


def test_no_file_names_a_registry_host() -> None:
    assert _files_with(REGISTRIES, list_files()) == []


def test_no_file_holds_a_path_of_one_machine() -> None:
    places = {str(ROOT), str(ROOT.parent), str(Path.home())} - {"/"}
    paths = re.compile("|".join(rf"{re.escape(place)}/" for place in sorted(places)))

    assert _files_with(paths, list_files()) == []


def test_locks_hold_names_versions_and_hashes_only() -> None:
    for lock in (ROOT / "requirements.txt", ROOT / "requirements-dev.txt"):
        lines = lock.read_text("utf-8").splitlines()
        others = [line for line in lines if not line.startswith("    --hash=sha256:")]

        assert [line for line in others if LOCK_OPTIONS.search(line)] == []


def test_nothing_is_promised_instead_of_done() -> None:
    assert _files_with(PROMISES, list_python_files(*PACKAGES, "tests")) == []


def test_no_test_is_left_out() -> None:
    assert _files_with(SKIPS, list_python_files("tests")) == []


def _files_with(pattern: re.Pattern[str], paths: tuple[Path, ...]) -> list[str]:
    found = []
    for path in paths:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{shown(path)}:{number}: {line.strip()[:80]}"
            for number, line in enumerate(text.splitlines(), 1)
            if pattern.search(line)
        ]
    return found
