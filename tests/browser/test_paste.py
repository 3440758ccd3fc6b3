"""Blocks from a spreadsheet: shown first, written as one step, taken back as one."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.grid_page import GridPage
from tests.browser.stage import LATE, TODAY

pytestmark = pytest.mark.slow
History = Callable[[int, date], list[str]]


def test_a_column_is_previewed_with_bad_cells_in_red(grid: GridPage) -> None:
    grid.paste("5\n4\nH\n6\n\n3\n")
    card = grid.card()

    expect(card).to_contain_text("Вставка: 6\u00a0строк × 1\u00a0столбец")
    expect(card).to_contain_text("«H» набрано латинскими буквами")
    expect(card).to_contain_text("«6»: такой отметки нет")
    expect(card.get_by_role("button", name="Записать 3\u00a0отметки")).to_be_focused()
    grid.expect_class(0, "g-paste")
    grid.expect_class(2, "g-paste-bad")
    grid.expect_class(3, "g-paste-bad")
    assert [grid.text(row) for row in (0, 2, 5)] == ["5", "H", "3"]


def test_only_good_cells_are_written_and_undone_as_one_step(
    grid: GridPage, history: History
) -> None:
    grid.paste("5\n4\nH\n6\n\n3")
    grid.press("Enter")
    grid.expect_saved()
    assert grid.column()[:6] == ["5", "4", "", "", "", "3"]
    expect(grid.page.locator(".s-toast")).to_contain_text("Вставлено 3\u00a0отметки")
    grid.press("Control+z")
    grid.expect_saved()

    assert grid.column() == [""] * 9
    assert history(5, TODAY) == ["3", ""]
    assert history(2, TODAY) == []


def test_nothing_is_written_when_the_person_thinks_better_of_it(
    grid: GridPage, history: History
) -> None:
    grid.paste("5\n4")
    grid.card().get_by_role("button", name="Не вставлять").click()

    assert grid.column() == [""] * 9
    assert grid.focused() == (0, 6)
    assert history(0, TODAY) == []


def test_closed_and_foreign_cells_of_a_block_are_left_out_with_the_reason(
    grid: GridPage,
) -> None:
    grid.press("Control+Home", *["ArrowDown"] * 5, *["ArrowRight"] * 4)
    grid.paste("5\t5\t5\n4\t4\t4")
    card = grid.card()

    expect(card).to_contain_text("2\u00a0строки × 3\u00a0столбца")
    expect(card).to_contain_text("зачислена 01.10.2026")
    expect(card).to_contain_text("закрыт 02.10.2026")
    expect(card).to_contain_text("в столбцы 06.10 — 13.10")
    expect(card.get_by_role("button", name="Записать 4\u00a0отметки")).to_be_visible()


def test_one_value_fills_the_whole_selection(grid: GridPage, history: History) -> None:
    grid.press("Shift+ArrowDown", "Shift+ArrowDown")
    grid.paste("5")
    grid.press("Enter")
    grid.expect_saved()

    assert grid.column()[:4] == ["5", "5", "5", ""]


def test_a_copied_block_is_what_a_spreadsheet_takes(grid: GridPage) -> None:
    grid.press("5", "Enter", "4", "Enter", "ArrowUp", "ArrowUp")
    grid.press("Shift+ArrowDown", "Shift+ArrowLeft", "Control+c")

    copied = grid.page.evaluate("navigator.clipboard.readText()")
    assert copied == "4\t5\n4\t4"


def test_a_pasted_correction_asks_for_its_basis_once(
    grid: GridPage, history: History
) -> None:
    grid.go(0, LATE)
    grid.paste("5\n3")
    grid.press("Enter")
    form = grid.card()
    expect(form).to_contain_text("Исправить 2 отметок")
    form.get_by_label("Причина").fill("ошибка при внесении")
    form.get_by_label("Документ", exact=True).fill("служебная записка № 5")
    form.get_by_role("button", name="Записать исправление").click()
    grid.expect_saved()

    assert [history(row, LATE) for row in range(2)] == [["4", "5"], ["4", "3"]]
