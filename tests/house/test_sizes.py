"""If you scroll, split: 350 lines is the wall."""

from tests.house.tree import PACKAGES, list_python_files, shown

WALL = 350


def test_no_file_is_longer_than_the_wall() -> None:
    lengths = {
        shown(path): len(path.read_text("utf-8").splitlines())
        for path in list_python_files(*PACKAGES, "tests")
        if "migrations/versions" not in shown(path)
    }

    assert {name: lines for name, lines in lengths.items() if lines > WALL} == {}
    assert len(lengths) > 50
