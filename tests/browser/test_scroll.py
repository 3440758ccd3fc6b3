"""The grid scrolled sideways: what is typed stays out from under the names."""

import pytest

from tests.browser.grid_page import GridPage

pytestmark = pytest.mark.slow

NARROW = 320
"""So narrow a table that most of its columns are out of sight."""
MEETING = """() => {
  const box = document.querySelector(".g-editor").getBoundingClientRect();
  const row = document.querySelector("tbody tr:has(td.g-focus)") ??
    document.querySelector("tbody tr");
  const name = row.querySelector(".g-name").getBoundingClientRect();
  const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return { editor: box.left, names: name.right, top: top.closest(".g-name, .g-editor").className };
}"""


@pytest.fixture
def narrow(grid: GridPage) -> GridPage:
    """Give the grid in a window that shows a part of it."""
    grid.page.evaluate(
        """width => {
          document.querySelector(".s-grid-box").style.maxWidth = `${width}px`;
        }""",
        NARROW,
    )
    return grid


def scroll_right(grid: GridPage) -> None:
    """Scroll to the last column, as a wheel does."""
    grid.page.evaluate(
        """() => new Promise((done) => {
          const host = document.querySelector(".s-grid-box");
          host.scrollLeft = host.scrollWidth;
          requestAnimationFrame(() => requestAnimationFrame(done));
        })"""
    )


def test_the_editor_goes_under_the_names_as_its_cell_does(narrow: GridPage) -> None:
    narrow.press("5")
    scroll_right(narrow)

    found = narrow.page.evaluate(MEETING)

    assert found["editor"] < found["names"]
    assert "g-name" in found["top"]


@pytest.mark.parametrize("before", [(), ("5",)])
def test_a_sign_typed_brings_the_cell_into_view(
    narrow: GridPage, before: tuple[str, ...]
) -> None:
    narrow.press(*before)
    scroll_right(narrow)
    narrow.press("/" if before else "5")

    found = narrow.page.evaluate(MEETING)

    assert found["editor"] >= found["names"]
    assert "g-editor" in found["top"]
    assert narrow.page.locator(".g-editor").input_value() == ("5/" if before else "5")


def test_the_head_and_the_names_stay_over_the_cells(narrow: GridPage) -> None:
    scroll_right(narrow)

    corners = narrow.page.evaluate(
        """() => ["thead .g-name", "tbody .g-name", "tfoot th"].map((one) => {
          const box = document.querySelector(one).getBoundingClientRect();
          const x = Math.max(box.left, 0) + 60;
          const at = document.elementFromPoint(x, (box.top + box.bottom) / 2);
          return at.closest(one) !== null;
        })"""
    )

    assert corners == [True, True, True]
