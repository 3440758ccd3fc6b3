"""Two people in one journal: changes appear, conflicts are shown and decided."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.grid_page import GridPage
from tests.browser.people import Desk, Office
from tests.browser.stage import TODAY

pytestmark = pytest.mark.slow
History = Callable[[int, date], list[str]]


@pytest.fixture
def colleague(office: Office) -> Desk:
    """Give the computer of the other teacher, who substitutes today."""
    return office.sign_in("other_teacher")


@pytest.fixture
def conflict(desk: Desk, colleague: Desk) -> tuple[GridPage, GridPage]:
    """Give two grids: «3» of the teacher met «4» of the colleague in one cell."""
    ours, theirs = desk.open_grid(), colleague.open_grid()
    desk.page.route("**/changes?*", lambda route: route.abort())
    theirs.press("4", "Enter")
    theirs.expect_saved()
    ours.press("3", "Enter")
    ours.expect_class(0, "g-conflict")
    return ours, theirs


def test_what_another_writes_appears_without_a_reload(
    desk: Desk, colleague: Desk
) -> None:
    ours, theirs = desk.open_grid(), colleague.open_grid()
    theirs.press("4", "Enter")
    theirs.expect_saved()

    expect(ours.cell(0)).to_have_text("4")
    expect(ours.page.locator("[data-here]")).to_contain_text("Лаптев Д. А.")
    expect(ours.page.locator("[data-live=polite]")).to_contain_text("изменил Лаптев")


def test_a_substitute_sees_only_the_lessons_given(colleague: Desk) -> None:
    theirs = colleague.open_grid()

    assert theirs.page.locator("thead th.g-day").count() == 1
    assert theirs.page.locator("thead th.g-final").count() == 0


def test_a_conflict_shows_both_values_their_authors_and_times(
    conflict: tuple[GridPage, GridPage],
) -> None:
    ours, _ = conflict
    assert "Расхождение: 1" in ours.status()
    assert ours.cell(0).get_attribute("aria-label") == "3, расхождение"
    ours.press("Alt+ArrowRight")

    card = ours.card()
    expect(card).to_contain_text("Два значения в одной клетке")
    expect(card).to_contain_text("Лаптев Д. А.")
    expect(card.get_by_role("button", name="Записать «3»")).to_be_visible()
    expect(card.get_by_role("button", name="Оставить «4»")).to_be_visible()
    expect(card.get_by_role("button", name="Решить позже")).to_be_visible()


def test_ones_own_value_is_written_over_the_seen_one(
    conflict: tuple[GridPage, GridPage], history: History
) -> None:
    ours, theirs = conflict
    ours.press("Alt+ArrowRight", "Enter")
    ours.expect_saved()

    assert history(0, TODAY) == ["4", "3"]
    expect(theirs.cell(0)).to_have_text("3")
    assert "Расхождение" not in ours.status()


def test_the_other_value_is_left_by_the_arrow_and_enter(
    conflict: tuple[GridPage, GridPage], history: History
) -> None:
    ours, _ = conflict
    ours.press("Alt+ArrowRight", "ArrowRight", "Enter")

    expect(ours.cell(0)).to_have_text("4")
    assert history(0, TODAY) == ["4"]
    assert ours.waiting() == []


def test_a_conflict_decided_later_outlives_a_reload(
    conflict: tuple[GridPage, GridPage], desk: Desk, history: History
) -> None:
    ours, _ = conflict
    ours.press("Alt+ArrowRight")
    ours.card().get_by_role("button", name="Решить позже").click()
    ours.expect_class(0, "g-conflict")
    ours = desk.open_grid()
    ours.expect_class(0, "g-conflict")
    ours.go(0)
    ours.card().get_by_role("button", name="Записать «3»").click()
    ours.expect_saved()

    assert history(0, TODAY) == ["4", "3"]


def test_away_from_the_grid_a_conflict_is_told_with_the_way_to_it(
    conflict: tuple[GridPage, GridPage], desk: Desk
) -> None:
    desk.page.goto(f"{desk.served.url}/journal")

    note = desk.page.locator("[data-note=questions]")
    expect(note).to_contain_text("ждут вашего решения")
    expect(note.get_by_role("link")).to_have_attribute("href", desk.stage.path)


def test_a_mark_typed_over_a_cell_that_changed_meanwhile_is_a_conflict(
    desk: Desk, colleague: Desk, history: History
) -> None:
    ours, theirs = desk.open_grid(), colleague.open_grid()
    ours.press("3")
    theirs.press("4", "Enter")
    theirs.expect_saved()
    with ours.page.expect_response("**/changes?*"):
        pass
    ours.press("Enter")

    ours.expect_class(0, "g-conflict")
    assert history(0, TODAY) == ["4"]
