"""Pages and leaves."""

import pytest

from archive.binding.plan import (
    Leaf,
    count_sheets,
    leaves_of,
    sheet_of_page,
    sheets_text,
)


@pytest.mark.parametrize(
    ("pages", "duplex", "sheets"),
    [
        (0, True, 0),
        (1, True, 1),
        (2, True, 1),
        (255, True, 128),
        (256, True, 128),
        (9, False, 9),
    ],
)
def test_sheets_are_counted_by_two_pages_in_duplex(
    pages: int, duplex: bool, sheets: int
) -> None:
    assert count_sheets(pages, duplex=duplex) == sheets
    assert len(leaves_of(pages, duplex=duplex)) == sheets


def test_a_leaf_has_an_odd_page_on_its_face_and_the_next_on_its_back() -> None:
    assert leaves_of(3, duplex=True) == (
        Leaf(number=1, face=1, back=2),
        Leaf(number=2, face=3, back=None),
    )


def test_a_leaf_of_one_side_has_no_back() -> None:
    assert leaves_of(2, duplex=False)[1] == Leaf(number=2, face=2, back=None)


@pytest.mark.parametrize("duplex", [True, False])
def test_every_page_stands_on_the_leaf_that_holds_it(duplex: bool) -> None:
    for leaf in leaves_of(30, duplex=duplex):
        for page in filter(None, (leaf.face, leaf.back)):
            assert sheet_of_page(page, duplex=duplex) == leaf.number


def test_neighbouring_leaves_are_told_as_one_span() -> None:
    assert sheets_text([9, 4, 10, 11, 12, 4]) == "4, 9–12"
    assert sheets_text([]) == ""
