"""The grid on a phone: short names, tall rows, cards from below, keys on the screen."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.grid_page import GridPage
from tests.browser.people import PHONE, Office
from tests.browser.stage import TODAY

pytestmark = pytest.mark.slow
History = Callable[[int, date], list[str]]


@pytest.fixture
def phone(office: Office) -> GridPage:
    """Give the grid on the teacher's phone."""
    return office.sign_in("teacher", PHONE).open_grid()


def test_nothing_scrolls_the_page_sideways_and_today_is_seen(phone: GridPage) -> None:
    assert phone.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    expect(phone.cell(0)).to_be_in_viewport()


def test_names_are_short_and_rows_are_tall(phone: GridPage) -> None:
    names = phone.page.locator("tbody th .g-short")

    assert names.nth(1).inner_text() == "Гасанова\u00a0Л."
    assert phone.page.locator("tbody th .g-full").first.is_hidden()
    box = phone.cell(1).bounding_box()
    assert box is not None
    assert box["height"] >= 36


def test_the_keys_on_the_screen_write_and_go_down(
    phone: GridPage, history: History
) -> None:
    phone.cell(0).tap()
    for sign in ("5", "4", "н"):
        phone.page.locator(f".s-pad [data-sign='{sign}']").tap()
    phone.expect_saved()

    assert phone.column()[:4] == ["5", "4", "н", ""]
    assert [history(row, TODAY) for row in range(3)] == [["5"], ["4"], ["н"]]


def test_the_keys_on_the_screen_are_large_enough(phone: GridPage) -> None:
    for key in phone.page.locator(".s-pad-key").all():
        box = key.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_a_card_is_a_sheet_at_the_bottom(phone: GridPage) -> None:
    phone.cell(0).tap()
    phone.press("?")
    box = phone.card().bounding_box()

    assert box is not None
    assert (box["x"], round(box["width"])) == (0, PHONE[0])
    assert round(box["y"] + box["height"]) == PHONE[1]


def test_a_wide_screen_shows_no_keys(grid: GridPage) -> None:
    expect(grid.page.locator(".s-pad")).to_be_hidden()
