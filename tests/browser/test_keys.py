"""The map of keys of the grid: moving, writing, help."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.grid_page import GridPage
from tests.browser.people import Desk
from tests.browser.stage import AHEAD, LATE, TODAY

pytestmark = pytest.mark.slow
History = Callable[[int, date], list[str]]
LAST_ROW, LAST_COLUMN, TODAY_COLUMN = 8, 11, 6


def test_the_grid_opens_at_today_and_takes_keys_at_once(grid: GridPage) -> None:
    assert grid.focused() == (0, TODAY_COLUMN)
    assert "Алибек уулу" in grid.context()
    assert "13.10, вторник · занятие 6 · практическое занятие" in grid.context()


def test_arrows_move_by_a_cell_and_stop_at_the_edge(grid: GridPage) -> None:
    grid.press("ArrowDown", "ArrowRight")
    assert grid.focused() == (1, TODAY_COLUMN + 1)

    grid.press("ArrowUp", "ArrowUp", "ArrowUp", "ArrowLeft")
    assert grid.focused() == (0, TODAY_COLUMN)


def test_home_and_end_go_to_the_ends_of_the_row_and_of_the_table(
    grid: GridPage,
) -> None:
    grid.press("ArrowDown", "Home")
    assert grid.focused() == (1, 0)
    grid.press("End")
    assert grid.focused() == (1, LAST_COLUMN)
    grid.press("Control+Home")
    assert grid.focused() == (0, 0)
    grid.press("Control+End")
    assert grid.focused() == (LAST_ROW, LAST_COLUMN)


def test_page_keys_go_a_screen_and_the_key_of_t_back_to_today(grid: GridPage) -> None:
    grid.press("PageDown")
    assert grid.focused() == (LAST_ROW, TODAY_COLUMN)
    grid.press("PageUp", "Home", "т")
    assert grid.focused() == (0, TODAY_COLUMN)


def test_enter_records_and_goes_down_and_from_the_last_row_to_the_next_column(
    grid: GridPage, history: History
) -> None:
    grid.press("5", "Enter")
    assert grid.focused() == (1, TODAY_COLUMN)
    grid.press("PageDown", "4", "Enter")
    assert grid.focused() == (0, TODAY_COLUMN + 1)
    grid.expect_saved()

    assert (history(0, TODAY), history(LAST_ROW, TODAY)) == (["5"], ["4"])


def test_shift_enter_goes_up_and_tab_to_the_right(grid: GridPage) -> None:
    grid.press("ArrowDown", "3", "Shift+Enter")
    assert grid.focused() == (0, TODAY_COLUMN)
    grid.press("ArrowLeft", "Tab")
    assert grid.focused() == (0, TODAY_COLUMN)
    grid.press("Shift+Tab")
    assert grid.focused() == (0, TODAY_COLUMN - 1)


def test_tab_leaves_the_grid_at_its_edge(grid: GridPage) -> None:
    grid.press("End", "Tab")

    assert grid.focused() == (-1, -1)


def test_arrows_record_what_is_typed_and_move(grid: GridPage) -> None:
    grid.press("5", "ArrowDown", "4", "ArrowUp")

    assert grid.focused() == (0, TODAY_COLUMN)
    assert grid.column()[:2] == ["5", "4"]


def test_a_new_mark_replaces_the_old_one_and_escape_leaves_it(grid: GridPage) -> None:
    grid.write(0, "5")
    grid.go(0)
    grid.press("3", "Escape")
    assert grid.text(0) == "5"
    grid.press("3", "Enter")
    assert grid.text(0) == "3"


@pytest.mark.parametrize("key", ["н", "Н", "y", "Y", "H", "h"])
def test_absence_is_understood_in_either_layout(grid: GridPage, key: str) -> None:
    grid.press(key, "Enter")

    assert grid.text(0) == "н"
    grid.expect_class(0, "g-absent")


@pytest.mark.parametrize("key", ["1", "6", "+", "q", "ф"])
def test_any_other_sign_is_refused_with_a_hint_and_never_stored(
    grid: GridPage, history: History, key: str
) -> None:
    grid.press(key)

    assert "такой отметки нет" in grid.context() or "латинскими" in grid.context()
    assert "Допустимы 5, 4, 3, 2 и н." in grid.context()
    grid.press("Enter")
    assert grid.text(0) == ""
    assert history(0, TODAY) == []


def test_f2_edits_two_works_and_an_absence_made_up(
    grid: GridPage, history: History
) -> None:
    grid.press("4", "Enter", "ArrowUp", "F2", "/", "5", "Enter")
    grid.press("н", "Enter", "ArrowUp", "F2", "End", ".", "4", "Enter")
    grid.expect_saved()

    assert grid.column()[:2] == ["4/5", "н/4"]
    assert (history(0, TODAY)[-1], history(1, TODAY)[-1]) == ("4/5", "н/4")


def test_f2_lets_arrows_move_in_the_text(grid: GridPage) -> None:
    grid.press("4", "F2", "ArrowLeft", "ArrowLeft")

    assert grid.page.locator("input.g-editor").input_value() == "4"
    grid.press("ArrowDown")
    assert grid.focused() == (1, TODAY_COLUMN)


def test_an_unfinished_designation_stays_in_the_editor(grid: GridPage) -> None:
    grid.press("н", "/", "Enter")

    editor = grid.page.locator("input.g-editor")
    expect(editor).to_have_class("g-editor g-bad")
    assert editor.get_attribute("aria-invalid") == "true"


def test_delete_clears_and_the_record_keeps_both(
    grid: GridPage, history: History
) -> None:
    grid.write(0, "5")
    grid.go(0)
    grid.press("Delete")
    grid.expect_saved()

    assert grid.text(0) == ""
    assert history(0, TODAY) == ["5", ""]


def test_the_selection_is_filled_down(grid: GridPage) -> None:
    grid.press("5", "Enter", "ArrowUp")
    grid.press("Shift+ArrowDown", "Shift+ArrowDown", "Control+d")

    assert grid.column()[:4] == ["5", "5", "5", ""]
    grid.expect_saved()


def test_undo_and_redo_are_new_versions(grid: GridPage, history: History) -> None:
    grid.press("5", "Enter", "4", "Enter")
    grid.press("Control+z")
    assert grid.column()[:2] == ["5", ""]
    grid.press("Control+z", "Control+y")
    grid.expect_saved()

    assert grid.column()[:2] == ["5", ""]
    assert history(0, TODAY) == ["5", "", "5"]
    assert history(1, TODAY) == ["4", ""]


def test_undo_works_in_the_russian_layout_too(grid: GridPage) -> None:
    grid.press("5", "Enter")
    grid.page.evaluate(
        """() => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
          { key: "я", code: "KeyZ", ctrlKey: true, bubbles: true, cancelable: true }))"""
    )

    assert grid.text(0) == ""


def test_undo_goes_fifty_steps_back_and_no_further(grid: GridPage) -> None:
    for step in range(52):
        grid.press("5" if step % 2 else "4", "Enter", "ArrowUp")
    grid.press(*["Control+z"] * 52)

    assert "Отменять нечего" in grid.context()
    assert grid.text(0) == "5"
    grid.expect_saved()


def test_the_question_mark_shows_the_map_and_hides_it(grid: GridPage) -> None:
    grid.press("?")
    expect(grid.card()).to_contain_text("Клавиши таблицы")
    expect(grid.card()).to_contain_text("следующая клетка с вопросом")
    grid.press("Escape")

    expect(grid.card()).to_have_count(0)
    assert grid.focused() == (0, TODAY_COLUMN)


def test_commands_of_one_key_can_be_switched_off(grid: GridPage) -> None:
    grid.press("?")
    grid.card().get_by_label("Команды одной клавишей").uncheck()
    grid.press("Escape", "Home", "т")

    assert grid.focused() == (0, 0)
    assert "такой отметки нет" in grid.context()


def test_a_slash_goes_to_the_search(grid: GridPage) -> None:
    grid.press("/")

    assert grid.page.evaluate("document.activeElement.type") == "search"


def test_alt_up_opens_the_lesson(grid: GridPage) -> None:
    lesson = grid.page.get_by_role("link", name="Открыть занятие")
    address = lesson.get_attribute("href")
    with grid.page.expect_request(f"**{address}"):
        grid.press("Alt+ArrowUp")


def test_alt_right_says_when_nothing_is_asked(grid: GridPage) -> None:
    grid.press("Alt+ArrowRight")

    assert "всё записано" in grid.context()


def test_the_wheel_does_nothing_to_what_is_typed(grid: GridPage) -> None:
    grid.press("4")
    grid.page.mouse.move(700, 400)
    grid.page.mouse.wheel(0, 200)

    assert grid.page.locator("input.g-editor").input_value() == "4"


def test_a_double_click_opens_the_editor_and_a_click_elsewhere_records(
    grid: GridPage,
) -> None:
    grid.cell(2).dblclick()
    grid.press("5")
    grid.go(4)

    assert grid.text(2) == "5"
    assert grid.focused() == (4, TODAY_COLUMN)


def test_a_lesson_ahead_takes_no_entry_and_says_why(grid: GridPage) -> None:
    grid.go(0, AHEAD)
    grid.press("5")

    assert "занятия ещё не было" in grid.context()
    assert grid.text(0, AHEAD) == ""


def test_empty_cells_of_a_late_lesson_are_filled(
    desk: Desk, grid: GridPage, history: History
) -> None:
    grid.write(4, "4", LATE)
    grid.expect_saved()

    assert history(4, LATE) == ["4"]


def test_rows_are_given_more_room_and_keep_it(desk: Desk, grid: GridPage) -> None:
    assert _height(grid) == 24
    grid.press("?")
    grid.card().get_by_label("Строки просторнее").check()
    assert _height(grid) == 28

    assert _height(desk.open_grid()) == 28


def _height(grid: GridPage) -> float:
    row = grid.page.locator("tbody tr").nth(1).bounding_box()
    line = grid.page.locator(".g-row").bounding_box()
    assert row is not None
    assert line is not None
    assert line["height"] == row["height"]
    return row["height"]
