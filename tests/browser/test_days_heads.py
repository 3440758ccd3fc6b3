"""The days of those who answer for the journal: the training office and the directors."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.days import Day
from tests.browser.test_print import Start, start_worker  # noqa: F401 - a fixture
from tests.web.college import GROUP, OTHER_GROUP, PASSWORD

pytestmark = pytest.mark.slow
Begin = Callable[..., Day]
SLOW = 60_000
WRONG = "не тот пароль"
FINDING = "Не ведётся учёт отработок."


def draft_order(day: Day) -> None:
    """Inspect September and draft an order about it."""
    day.open(f"/inspections/new?first=2026-09-01&last=2026-09-30&group={GROUP}")
    day.fill("Устранить до", "2026-10-20")
    day.press("Записать проверку")
    day.press("Составить проект приказа")
    day.reads("Проект: «Об итогах проверки")


def test_the_office_sees_what_hinders_the_closing_of_a_month(
    begin_day: Begin,
) -> None:
    day = begin_day("content_admin", 422, 422)
    page = day.choose("Журналы")
    day.follow(OTHER_GROUP)
    day.reads("Замечания", "мешает", "Закрыть и подписать")
    day.fits()
    page.locator("main").get_by_label("Что закрыть").select_option(index=0)
    day.fill("Ваш пароль", WRONG)
    day.press("Закрыть и подписать")
    field = page.locator("main").get_by_label("Ваш пароль", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")

    day.fill("Ваш пароль", PASSWORD)
    day.press("Закрыть и подписать")

    day.reads("Не закрыто", "ОП.01")
    expect(page.locator(".s-badge", has_text="не закрыт").first).to_be_visible()


def test_the_office_prints_watches_and_takes_everything_as_one_archive(
    begin_day: Begin,
    start_worker: Start,  # noqa: F811 - the fixture
) -> None:
    day = begin_day("content_admin")
    page = day.choose("Печать")
    day.reads("Группы и документы", GROUP, OTHER_GROUP)
    for code in (GROUP, OTHER_GROUP):
        page.get_by_role("checkbox", name=f"{code}, Сводная ведомость").check()
    day.press("Сделать 2 документа")
    start_worker()
    run = page.locator("#run")
    expect(run).to_contain_text("Напечатано", timeout=SLOW)
    link = page.get_by_role("link", name="Всё одним ZIP с описью")
    expect(link).to_be_visible()
    day.fits()

    with page.expect_download() as taken:
        link.click()

    with zipfile.ZipFile(Path(taken.value.path())) as archive:
        names = archive.namelist()
    assert sum(name.endswith(".pdf") and "V-SV" in name for name in names) == 2, names
    assert any("json" in name or "txt" in name for name in names), names


def test_the_deputy_goes_from_a_figure_to_the_journal_and_inspects_it(
    begin_day: Begin,
) -> None:
    day = begin_day("deputy")
    page = day.choose("Мониторинг")
    day.reads("Мониторинг ведения журнала")
    day.fits()
    day.follow("Успеваемость групп")
    day.reads("Успеваемость и посещаемость групп", GROUP)
    page.locator("main table a").first.click()
    page.locator("#behind").get_by_role("link", name="ОП.").first.click()
    page.wait_for_selector("[data-grid][data-ready]")
    expect(page.locator("h1")).to_contain_text("ОП.")

    day.choose("Приказы")
    day.follow("Проверки журналов")
    day.follow("Начать проверку")
    day.fits()
    page.locator("#scope-first").fill("2026-09-01")
    page.locator("#scope-last").fill("2026-09-30")
    page.get_by_role("checkbox", name=GROUP).check()
    day.press("Собрать замечания")
    day.reads("Замечания по журналам", "Справка")
    page.locator("main").get_by_label("Замечание", exact=True).fill(FINDING)
    page.locator("main").get_by_label("Дисциплина", exact=True).select_option(index=1)
    day.fill("Устранить до", "2026-10-20")
    day.press("Записать проверку")
    day.reads(FINDING, "Составить проект приказа")
    day.fits()


def test_the_director_signs_by_the_password_and_sees_who_has_read(
    begin_day: Begin,
) -> None:
    draft_order(begin_day("deputy"))
    day = begin_day("director", 422)
    page = day.page
    expect(page.locator("header nav")).to_contain_text("Приказы")
    day.choose("Приказы")
    day.follow("проект")
    day.fits()
    page.locator("main textarea[name=point]").first.fill("Считать ведение неполным.")
    day.press("Записать правку")
    day.fill("Ваш пароль", WRONG)
    day.press("Подписать и опубликовать")
    field = page.locator("main").get_by_label("Ваш пароль", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    day.fill("Ваш пароль", PASSWORD)
    day.press("Подписать и опубликовать")
    day.reads("1-од", "Считать ведение неполным.", "Подписано простой электронной")
    day.fits()

    teacher = begin_day("teacher")
    teacher.choose("Доска")
    teacher.open("/board?section=staff")
    teacher.press("Ознакомлена")
    teacher.reads("вы ознакомились 13.10.2026")
    day.page.reload()
    day.reads("Воронцова И. С.")


def test_the_director_reads_every_journal_and_writes_in_none(
    begin_day: Begin,
) -> None:
    day = begin_day("director")
    page = day.choose("Журналы")
    day.follow(GROUP)
    expect(page.get_by_role("button", name="Закрыть и подписать")).to_have_count(0)
    page.locator("main table a").first.click()
    page.wait_for_selector("[data-grid][data-ready]")
    page.locator("tbody td").first.click()
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    expect(page.locator("td.g-saving, td.g-failed, .g-editor:visible")).to_have_count(0)
