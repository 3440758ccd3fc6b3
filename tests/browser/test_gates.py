"""What stands before a cell: closed months, the roll, corrections, «н/а», history."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.grid_page import GridPage
from tests.browser.stage import LATE, Stage
from tests.web.college import DAYS

pytestmark = pytest.mark.slow
History = Callable[[int, date], list[str]]
NEWCOMER = 5


def test_a_closed_month_says_why_and_leads_to_a_request(
    grid: GridPage, stage: Stage, history: History
) -> None:
    grid.go(1, DAYS[0])
    assert "закрыт 02.10.2026: исправление только по заявке" in grid.context()
    grid.press("5")
    card = grid.card()

    expect(card).to_contain_text("Месяц закрыт")
    link = card.get_by_role("link", name="Подать заявку на исправление")
    address = link.get_attribute("href") or ""
    assert address.startswith("/requests/new?")
    assert f"lesson={stage.lessons[DAYS[0]]}" in address
    assert f"person={stage.learners[1]}" in address
    grid.press("Escape")
    assert grid.text(1, DAYS[0]) == "4"
    assert history(1, DAYS[0]) == ["4"]


def test_the_request_page_opens_from_the_closed_cell(grid: GridPage) -> None:
    grid.go(1, DAYS[0])
    grid.press("5")
    grid.card().get_by_role("link", name="Подать заявку на исправление").click()

    expect(grid.page.locator("h1")).to_contain_text("аявк")


def test_who_is_not_on_the_roll_takes_no_entry(grid: GridPage) -> None:
    grid.expect_class(NEWCOMER, "g-off", DAYS[1])
    expect(grid.cell(NEWCOMER, DAYS[1])).to_have_attribute(
        "aria-label", "не числится в группе"
    )
    grid.go(NEWCOMER, DAYS[1])
    grid.press("5")

    assert "зачислена 01.10.2026" in grid.context()
    assert grid.text(NEWCOMER, DAYS[1]) == ""


def test_a_correction_after_the_day_asks_for_reason_document_and_date(
    grid: GridPage, history: History
) -> None:
    grid.go(0, LATE)
    grid.press("5", "Enter")
    form = grid.card()
    expect(form).to_contain_text("Исправить «4» на «5»")
    form.get_by_role("button", name="Записать исправление").click()
    expect(form).to_be_visible()
    form.get_by_label("Причина").fill("ошибка при внесении")
    form.get_by_label("Документ", exact=True).fill("служебная записка № 5")
    form.get_by_role("button", name="Записать исправление").click()
    grid.expect_saved()

    assert grid.text(0, LATE).startswith("5")
    assert history(0, LATE) == ["4", "5"]


def test_a_correction_thought_better_of_leaves_the_mark(
    grid: GridPage, history: History
) -> None:
    grid.go(0, LATE)
    grid.press("5", "Enter")
    grid.card().get_by_role("button", name="Не записывать").click()

    assert grid.text(0, LATE) == "4"
    assert history(0, LATE) == ["4"]


def test_a_final_not_attested_asks_for_its_terms(grid: GridPage) -> None:
    grid.go(7, "Экзамен")
    grid.press("н", "/", "а", "Enter")
    form = grid.card()
    expect(form).to_contain_text("Не аттестован: условия сдачи")
    form.get_by_label("Причина").fill("болезнь")
    form.get_by_label("Форма сдачи").fill("устный экзамен")
    form.get_by_label("Срок сдачи").fill("2026-10-30")
    form.get_by_role("button", name="Записать «н/а»").click()
    grid.expect_saved()

    assert grid.text(7, "Экзамен") == "н/а"
    assert "не записано" not in grid.context()


def test_an_absence_has_no_place_among_the_finals(grid: GridPage) -> None:
    grid.go(7, "Экзамен")
    grid.press("н", "Enter")

    assert "«н» ставится на занятии" in grid.context()


def test_what_the_server_refuses_goes_back_with_the_reason(grid: GridPage) -> None:
    grid.page.route(
        "**/cells",
        lambda route: route.fulfill(
            status=403, json={"code": "not_allowed", "message": "Роль отозвана."}
        ),
    )
    grid.paste("5\n4")
    grid.press("Enter")
    expect(grid.page.locator("[data-context]")).to_contain_text(
        "Алибек уулу: «5», Гасанова Лейла: «4» не записано. Роль отозвана."
    )

    assert grid.column() == [""] * 9
    expect(grid.page.locator("[data-live=assertive]")).to_contain_text("не записано")
    assert grid.waiting() == []


def test_the_history_of_a_cell_tells_who_when_and_what(grid: GridPage) -> None:
    grid.press("3", "Enter", "ArrowUp", "4", "Enter", "ArrowUp")
    grid.expect_saved()
    grid.press("Alt+ArrowDown")
    card = grid.card()

    expect(card).to_contain_text("История клетки")
    expect(card).to_contain_text("Исправлено с «3» на «4»")
    expect(card).to_contain_text("Воронцова И.")
    expect(card).to_contain_text("13.10.2026")
    grid.press("Escape")
    assert grid.focused() == (0, 6)


def test_the_history_of_an_empty_cell_says_so(grid: GridPage) -> None:
    grid.press("Alt+ArrowDown")

    expect(grid.card()).to_contain_text("ещё ничего не записывали")


def test_the_card_that_asks_for_a_basis_keeps_the_keyboard(grid: GridPage) -> None:
    grid.go(0, LATE)
    grid.press("5", "Enter")
    expect(grid.card().get_by_label("Причина")).to_be_focused()
    grid.press("Escape")

    expect(grid.card()).to_have_count(0)
    assert grid.focused() == (1, 5)
    assert grid.text(0, LATE) == "4"
