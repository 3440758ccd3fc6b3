"""An approved request is the one way into what is closed (REG 3.8.8, 4.1.1)."""

from tests.house.tree import PACKAGES, list_python_files, shown


def test_nothing_but_a_request_says_that_a_request_stands_behind() -> None:
    said = [
        shown(path)
        for path in list_python_files(*PACKAGES)
        if "by_request=True" in path.read_text("utf-8")
    ]

    assert said == ["records/requests/actions.py"]
