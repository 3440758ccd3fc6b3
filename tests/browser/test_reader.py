"""The grid for somebody who hears it: table semantics, names, live words, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.grid_page import GridPage
from tests.browser.people import PHONE, Office
from tests.browser.stage import TODAY
from tests.web.college import DAYS

pytestmark = pytest.mark.slow
AXE = Axe().axe_script
FOUND = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}"""
"""Read in the page: the whole answer of axe is megabytes."""


def test_the_table_tells_its_size_and_its_headers(grid: GridPage) -> None:
    table = grid.page.get_by_role("grid")
    expect(table).to_have_accessible_name("ОП.01 Теория государства и права, ЮР-21")
    assert table.get_attribute("aria-rowcount") == "13"
    assert table.get_attribute("aria-colcount") == "14"
    assert grid.page.get_by_role("rowheader").count() == 10
    assert grid.page.get_by_role("gridcell").count() == 9 * 13 + 12
    head = grid.page.locator("thead th")
    assert {one.get_attribute("scope") for one in head.all()} == {"col", "colgroup"}


def test_the_tree_of_a_reader_has_rows_heads_and_cells(grid: GridPage) -> None:
    session = grid.page.context.new_cdp_session(grid.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node.get("role", {}).get("value") for node in nodes]

    assert roles.count("grid") == 1
    assert roles.count("row") == 3 + 9 + 1
    assert roles.count("columnheader") >= 2 + 8 * 2 + 4
    assert "gridcell" in roles


def test_one_cell_takes_the_keyboard_at_a_time(grid: GridPage) -> None:
    grid.press("ArrowDown", "ArrowRight", "ArrowLeft")

    assert grid.page.locator("tbody [tabindex='0']").count() == 1
    expect(grid.cell(1)).to_have_attribute("tabindex", "0")


def test_the_line_above_is_said_when_the_person_pauses(grid: GridPage) -> None:
    said = grid.page.locator("[data-live=polite]")
    grid.press("ArrowDown", "ArrowDown")

    expect(said).to_contain_text("Ёлкина Алёна. 13.10, вторник")
    expect(said).to_contain_text("пусто")


def test_locks_and_corners_are_words_too(grid: GridPage) -> None:
    expect(grid.page.locator("th.g-closed")).to_contain_text("закрыт 02.10.2026")
    grid.press("5", "Enter")
    grid.expect_saved()
    grid.go(0, DAYS[0])

    expect(grid.page.locator("[data-live=polite]")).to_contain_text("только по заявке")


def test_the_editor_has_the_name_of_its_cell(grid: GridPage) -> None:
    grid.press("4")

    expect(grid.page.locator("input.g-editor")).to_have_accessible_name(
        "Алибек уулу, 13.10, вторник · занятие 6 · практическое занятие"
    )
    assert grid.page.locator("input.g-editor").get_attribute("inputmode") == "numeric"


def test_the_selection_is_told(grid: GridPage) -> None:
    grid.press("Shift+ArrowDown")

    assert grid.page.locator("[aria-selected=true]").count() == 2


def test_motion_is_left_out_when_the_person_asks(grid: GridPage) -> None:
    grid.page.emulate_media(reduced_motion="reduce")
    grid.cell(0).evaluate("cell => cell.classList.add('g-flash')")

    duration = grid.cell(0).evaluate(
        "cell => getComputedStyle(cell).animationDuration.replace('s', '')"
    )
    assert float(duration) < 0.01


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_grid(grid: GridPage, theme: str) -> None:
    set_theme(grid.page, theme)
    grid.write(0, "5")
    grid.write(1, "н")
    grid.expect_saved()

    assert found_by_axe(grid.page) == []


@pytest.mark.parametrize("key", ["?", "Alt+ArrowDown"])
def test_axe_finds_nothing_with_a_card_open(grid: GridPage, key: str) -> None:
    grid.press("5", "Enter", "ArrowUp")
    grid.expect_saved()
    grid.press(key)
    expect(grid.card()).to_be_visible()

    assert found_by_axe(grid.page) == []


def test_axe_finds_nothing_on_a_phone(office: Office) -> None:
    phone = office.sign_in("teacher", PHONE).open_grid()

    assert found_by_axe(phone.page) == []


def test_states_keep_their_borders_in_forced_colours(grid: GridPage) -> None:
    grid.page.emulate_media(forced_colors="active")
    grid.page.route("**/cells", lambda route: route.abort())
    grid.press("5", "Enter")
    grid.expect_class(0, "g-failed", TODAY)

    assert (
        grid.cell(0).evaluate("cell => getComputedStyle(cell).outlineStyle") == "solid"
    )
    corner = "cell => getComputedStyle(cell, '::after').content"
    assert grid.cell(0).evaluate(corner) == '"!"'


def set_theme(page: Page, theme: str) -> None:
    """Choose the light or the dark look."""
    page.evaluate(
        "theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme
    )


def found_by_axe(page: Page) -> list[str]:
    """Name what axe finds: the rule and the place."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(FOUND)
    return found
