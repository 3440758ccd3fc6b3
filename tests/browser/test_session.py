"""The end of a session is warned of two minutes ahead and can be put off."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.grid_page import GridPage
from tests.browser.people import Desk, fetch

pytestmark = pytest.mark.slow


def test_two_minutes_before_the_end_one_is_warned_and_goes_on(desk: Desk) -> None:
    shorten(desk, 100)
    desk.page.goto(f"{desk.served.url}/journal")
    note = desk.page.locator("[data-note=session]")

    expect(note).to_contain_text("Сеанс закончится через 2\u00a0мин.")
    expect(desk.page.locator("[data-live=assertive]")).to_contain_text("Сеанс")
    desk.page.unroute("**/session")
    note.get_by_role("button", name="Продолжить").click()
    expect(note).to_have_count(0)


def test_nobody_is_warned_when_there_is_time(browser_page: Page, desk: Desk) -> None:
    with browser_page.expect_response("**/session"):
        browser_page.goto(f"{desk.served.url}/journal")

    expect(browser_page.locator("[data-note=session]")).to_have_count(0)


def test_a_page_whose_session_is_over_says_so_by_itself(
    grid: GridPage, desk: Desk
) -> None:
    desk.context.clear_cookies()

    note = grid.page.locator("[data-note=signed-out]")
    expect(note).to_contain_text("Сеанс закончился. Войдите снова.")
    expect(note.get_by_role("link")).to_have_attribute("target", "_blank")
    desk.sign_in(desk.new_tab())
    grid.page.bring_to_front()
    expect(note).to_have_count(0)


def shorten(desk: Desk, seconds: int) -> None:
    """Let the server say that the session ends so soon."""

    def tell(route: Route) -> None:
        answer = fetch(route, desk.served)
        route.fulfill(response=answer, json=answer.json() | {"ends_in": seconds})

    desk.page.route("**/session", tell)
