"""Tests of a clause are found by what they name; without tests there are none."""

from pathlib import Path

import pytest

from web.regulation.proofs import list_tests

CHECKS = {"CHK-4.1.1-late": "4.1.1", "CHK-4.1.2-language": "4.1.2"}
WORDS = """The module's words (REG 3.9.2)."""
SOURCE = f'''"""{WORDS}"""

CASES = [("late", "CHK-4.1.1-late")]


def test_of_a_table() -> None:
    assert CASES


def test_by_its_words() -> None:
    """It has its own (REG 5.3)."""


def test_of_a_code() -> None:
    assert "CHK-4.1.2-language"


def helper() -> None:
    assert "CHK-4.1.2-language"
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tests" / "records").mkdir(parents=True)
    (tmp_path / "tests" / "records" / "test_it.py").write_text(SOURCE, "utf-8")
    return tmp_path


def test_a_test_stands_for_what_it_names(project: Path) -> None:
    (project / "pyproject.toml").touch()

    found = list_tests(CHECKS, project)

    assert found == {
        "tests/records/test_it.py::test_of_a_table": {"3.9.2", "4.1.1"},
        "tests/records/test_it.py::test_by_its_words": {"3.9.2", "5.3"},
        "tests/records/test_it.py::test_of_a_code": {"3.9.2", "4.1.2"},
    }


def test_an_installed_program_has_no_tests_of_its_own(project: Path) -> None:
    assert list_tests(CHECKS, project) == {}
