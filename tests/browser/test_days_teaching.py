"""The days of those who teach: a lesson, its grid, a sheet; a substitute; a curator."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.days import Day
from tests.browser.grid_page import GridPage
from tests.browser.stage import LATE, Stage
from tests.browser.test_lesson import slot_id  # noqa: F401 - a fixture
from tests.browser.test_papers import MARKS, type_marks
from tests.web.college import GROUP, PASSWORD

pytestmark = pytest.mark.slow
Begin = Callable[..., Day]
ABSENT = 2


def row_of(day: Day, number: int) -> Locator:
    """Return a learner's row of the lesson."""
    return day.page.locator("tr[data-person]").nth(number)


def test_the_teacher_records_todays_lesson_with_the_pointer_and_finds_it_in_the_grid(
    begin_day: Begin,
    slot_id: int,  # noqa: F811 - the fixture
) -> None:
    day = begin_day("teacher")
    page = day.page
    day.reads("Вторник, 13", "Долги")
    day.fits()
    page.locator(f'main a[href="/lesson/{slot_id}"]').first.click()
    expect(page.locator("html[data-ready=lesson]")).to_be_attached()
    day.press("Взять в тему")
    page.get_by_label("Домашнее задание").fill("Конспект, глава 3")
    day.press("Все присутствуют")
    row_of(day, ABSENT).get_by_role("button").click()
    for number, mark in ((0, "5"), (1, "4")):
        row_of(day, number).locator("input").first.fill(mark)
    row_of(day, 3).locator("input").first.focus()
    expect(page.locator("[data-states]")).to_contain_text("Сохранено в")
    expect(page.get_by_label("Перекличка проведена")).to_be_checked()
    day.fits()

    page.reload()
    expect(row_of(day, 0).locator("input").first).to_have_value("5")
    day.follow("Вся таблица")
    grid = GridPage(page=page)
    grid.wait_ready()
    assert grid.column()[:3] == ["5", "4", "н"]
    day.open("/")
    expect(page.locator(f'main a[href="/lesson/{slot_id}"]')).to_contain_text(
        "заполнено"
    )


def test_the_teacher_opens_a_sheet_fills_it_and_closes_it_with_the_password(
    begin_day: Begin,
) -> None:
    day = begin_day("teacher", 422)
    page = day.choose("Ведомости")
    day.follow("Открыть ведомость")
    day.fits()
    page.locator("main").get_by_label("Дисциплина").select_option(index=1)
    day.press("Открыть ведомость")
    expect(page.locator("#lines tbody tr")).to_have_count(len(MARKS))
    type_marks(page, MARKS)
    expect(page.locator(".s-record.s-ok")).to_have_count(len(MARKS))
    day.fits()
    day.fill("Ваш пароль", "не тот пароль")
    day.press("Закрыть и подписать")
    field = page.locator("main").get_by_label("Ваш пароль", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    day.fill("Ваш пароль", PASSWORD)
    day.press("Закрыть и подписать")

    day.reads("Ведомость закрыта и подписана")
    day.choose("Ведомости")
    expect(page.locator("main tbody tr").first).to_contain_text("закрыта")
    day.fits()


def test_a_substitute_comes_from_the_desk_to_the_lesson_given_and_no_further(
    begin_day: Begin, stage: Stage
) -> None:
    day = begin_day("other_teacher", 404)
    page = day.page
    day.reads("замена за Воронцову И. С.", "доступ 13.10 до 23:59")
    page.locator("main li", has_text="замена").get_by_role("link").first.click()
    day.reads("Перекличка и отметки", GROUP, "Ёлкина Алёна")
    day.fits()
    page.go_back()

    day.open(f"/lesson/of/{stage.lessons[LATE]}")

    expect(page.locator("tr[data-person]")).to_have_count(0)
    day.reads("Такой страницы нет")


def test_the_curator_goes_from_the_desk_over_the_weeks_and_looks_up_a_learner(
    begin_day: Begin,
) -> None:
    day = begin_day("curator")
    page = day.page
    day.reads(GROUP)
    day.fits()
    card = page.locator("section", has_text="Недели без отметки")
    words = card.get_by_role("link").first.inner_text()
    card.get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text(words.split(" — ")[1])
    day.choose("Группа")
    day.reads("Пропуски", "Ждут проверки", "Отсутствующие не отмечены")
    waiting = page.locator("section", has_text="Ждут проверки").locator("li")
    before = waiting.count()
    waiting.first.get_by_role("link").click()
    day.fits()
    day.press("Неделя проверена")
    day.reads("Неделя проверена.", "проверено 13.10.2026")
    expect(waiting).to_have_count(before - 1)

    day.choose("Люди")
    if not page.get_by_role("link", name="Ёлкина Алёна Сергеевна").count():
        day.follow(GROUP)
    day.follow("Ёлкина Алёна Сергеевна")
    day.reads("Законный представитель", "Ёлкина Татьяна Викторовна")
    day.fits()
