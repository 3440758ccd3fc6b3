"""A mark is never lost: cut networks, killed servers, ended sessions, closed tabs."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.people import Desk, Office, fetch
from tests.browser.serving import Served
from tests.browser.stage import TODAY, Stage

pytestmark = pytest.mark.slow
PATIENCE = 30.0
History = Callable[[int, date], list[str]]


@pytest.fixture
def served(own_server: Served) -> Served:
    """Take a server that the test may kill."""
    return own_server


def test_a_mark_is_painted_at_once_and_saved_without_losing_the_focus(
    desk: Desk, history: History
) -> None:
    grid = desk.open_grid()
    grid.press("5", "Enter")
    assert grid.text(0) == "5"
    grid.expect_class(0, "g-saved")

    assert grid.focused() == (1, 6)
    assert history(0, TODAY) == ["5"]
    assert "Записано сегодня: 1" in grid.status()


def test_marks_entered_without_a_network_go_when_it_is_back(
    desk: Desk, history: History
) -> None:
    grid = desk.open_grid()
    desk.context.set_offline(True)
    grid.press("5", "Enter", "4", "Enter", "н", "Enter")
    grid.expect_class(0, "g-failed")
    expect(grid.page.locator("[data-states]")).to_contain_text("Не сохранено: 3")
    expect(grid.cell(0)).to_have_attribute("aria-label", "5, не сохранено")
    desk.context.set_offline(False)
    grid.expect_saved()

    assert [history(row, TODAY) for row in range(3)] == [["5"], ["4"], ["н"]]


def test_marks_outlive_a_killed_server(
    desk: Desk, served: Served, history: History
) -> None:
    grid = desk.open_grid()
    served.server.kill()
    grid.press("5", "Enter", "4", "Enter")
    grid.expect_class(1, "g-failed")
    expect(grid.page.locator("[data-states]")).to_contain_text("повтор через")
    served.server.start()
    grid.expect_saved()

    assert [history(row, TODAY) for row in range(2)] == [["5"], ["4"]]


def test_marks_outlive_a_closed_tab_and_are_sent_from_any_page(
    desk: Desk, history: History
) -> None:
    grid = desk.open_grid()
    desk.context.set_offline(True)
    grid.press("5", "Enter")
    grid.expect_class(0, "g-failed")
    tab = desk.new_tab()
    grid.page.close()
    desk.context.set_offline(False)
    tab.goto(f"{desk.served.url}/journal")
    expect_sent(tab)

    assert history(0, TODAY) == ["5"]


def test_a_reload_shows_what_still_waits(desk: Desk, served: Served) -> None:
    grid = desk.open_grid()
    desk.page.route("**/cells", lambda route: route.abort())
    grid.press("5", "Enter")
    grid.expect_class(0, "g-failed")
    grid = desk.open_grid()
    assert grid.text(0) == "5"
    grid.expect_class(0, "g-failed")
    desk.page.unroute("**/cells")
    grid.expect_saved()


def test_an_ended_session_keeps_the_marks_until_the_next_sign_in(
    desk: Desk, history: History
) -> None:
    grid = desk.open_grid()
    desk.context.clear_cookies()
    grid.press("5", "Enter")
    expect(grid.page.locator(OVER)).to_contain_text("Войдите снова")
    grid.expect_class(0, "g-failed")
    assert history(0, TODAY) == []
    desk.sign_in(desk.new_tab())
    grid.expect_saved()

    expect(grid.page.locator(OVER)).to_have_count(0)
    assert history(0, TODAY) == ["5"]


def test_the_sign_in_page_tells_what_waits_and_shows_none_of_it(desk: Desk) -> None:
    grid = desk.open_grid()
    desk.context.clear_cookies()
    grid.press("5", "Enter")
    grid.expect_class(0, "g-failed")
    tab = desk.new_tab()
    tab.goto(f"{desk.served.url}/login")

    note = tab.locator("[data-note=waiting]")
    expect(note).to_contain_text("1\u00a0запись (ЮР-21 · ОП.01 Теория государства")
    (row,) = grid.waiting()
    assert set(row) == {"id", "account", "label", "sealed"}
    assert "person" not in row["sealed"]
    assert "text" not in row["sealed"]


def test_the_marks_of_one_are_never_sent_under_the_name_of_another(
    desk: Desk, office: Office, history: History
) -> None:
    grid = desk.open_grid()
    desk.context.clear_cookies()
    grid.press("5", "Enter")
    grid.expect_class(0, "g-failed")
    desk.who = "other_teacher"
    desk.sign_in(desk.new_tab())
    expect(grid.page.locator(OVER)).to_contain_text("вошёл другой пользователь")
    assert history(0, TODAY) == []
    desk.context.clear_cookies()
    desk.who = "teacher"
    desk.sign_in(desk.new_tab())
    grid.expect_saved()

    assert history(0, TODAY) == ["5"]


def test_an_answer_that_is_lost_on_the_way_does_not_write_twice(
    desk: Desk, history: History
) -> None:
    grid = desk.open_grid()
    lost: list[int] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(fetch(route, desk.served).status)
        route.abort()

    desk.page.route("**/cells", lose)
    grid.press("5", "Enter")
    grid.expect_class(0, "g-failed")
    grid.expect_saved()

    assert lost == [200]
    assert history(0, TODAY) == ["5"]


def test_a_second_mark_typed_before_the_first_is_saved_follows_it(
    desk: Desk, history: History
) -> None:
    grid = desk.open_grid()
    desk.context.set_offline(True)
    grid.press("5", "Enter", "ArrowUp", "4", "Enter", "ArrowUp", "3", "Enter")
    grid.expect_class(0, "g-failed")
    desk.context.set_offline(False)
    grid.expect_saved()

    assert grid.text(0) == "3"
    assert history(0, TODAY) == ["5", "4", "3"]


def test_a_mark_typed_while_the_former_one_is_saved_is_no_conflict(
    desk: Desk, history: History
) -> None:
    grid = desk.open_grid()
    with desk.page.expect_response("**/cells"):
        grid.press("5", "Enter", "ArrowUp", "4")
    grid.expect_class(0, "g-saved")
    grid.press("Enter")
    grid.expect_saved()

    assert history(0, TODAY) == ["5", "4"]


def test_two_tabs_of_one_person_do_not_send_the_same_mark_twice(
    desk: Desk, history: History
) -> None:
    grid = desk.open_grid()
    other = desk.open_grid(desk.new_tab())
    desk.context.set_offline(True)
    grid.page.bring_to_front()
    grid.press("5", "Enter")
    other.page.bring_to_front()
    other.go(1)
    other.press("4", "Enter")
    other.expect_class(1, "g-failed")
    desk.context.set_offline(False)
    other.expect_saved()
    grid.page.bring_to_front()
    grid.expect_saved()

    assert [history(row, TODAY) for row in range(2)] == [["5"], ["4"]]


def test_leaving_is_not_held_up_when_everything_is_in_the_outbox(
    desk: Desk, stage: Stage
) -> None:
    grid = desk.open_grid()
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    desk.page.on("dialog", agree)
    desk.context.set_offline(True)
    grid.press("5", "Enter")
    grid.expect_class(0, "g-failed")
    desk.context.set_offline(False)
    grid = desk.open_grid()
    assert asked == []
    grid.go(3)
    grid.press("4")
    desk.page.goto(f"{desk.served.url}/journal")

    assert asked == ["beforeunload"]


OVER = "[data-note=signed-out]"
WAITING = """() => new Promise((resolve) => {
  const asked = indexedDB.open("surguch", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("outbox").objectStore("outbox").count();
    all.onsuccess = () => { asked.result.close(); resolve(all.result); };
  };
})"""


def expect_sent(page: Page) -> None:
    """Wait until nothing waits in the browser's outbox."""
    until = time.monotonic() + PATIENCE
    while page.evaluate(WAITING):
        assert time.monotonic() < until, "an entry still waits in the outbox"
        page.wait_for_timeout(100)
