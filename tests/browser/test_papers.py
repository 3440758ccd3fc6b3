"""A day of papers: a sheet filled by keys and closed, a correction, an order signed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import PHONE, Desk, Office
from tests.web.college import PASSWORD

pytestmark = pytest.mark.slow
MARKS = ("5", "4", "y", "3", "2", "5", "4", "нд", "5")


def open_sheet(desk: Desk) -> Page:
    """Open an exam's sheet by the form and wait for its lines."""
    page = desk.page
    page.goto(f"{desk.served.url}/sheets/new?course={desk.stage.course}")
    page.get_by_label("Дата").fill("2026-10-13")
    page.get_by_role("button", name="Открыть ведомость").click()
    expect(page.locator("#lines tbody tr")).to_have_count(len(desk.stage.learners))
    return page


def type_marks(page: Page, marks: tuple[str, ...]) -> None:
    """Type marks down the column, Enter after each."""
    page.locator('input[name^="result-"]').first.focus()
    for mark in marks:
        page.keyboard.type(mark)
        page.keyboard.press("Enter")


@pytest.fixture
def offline(desk: Desk) -> Callable[[bool], None]:
    """Give a switch that cuts the network."""
    return desk.context.set_offline


def test_a_sheet_is_filled_by_keys_alone_and_closed(desk: Desk) -> None:
    page = open_sheet(desk)
    seal = page.get_by_role("button", name="Закрыть и подписать")
    expect(seal).to_be_disabled()

    type_marks(page, MARKS)

    expect(page.locator(".s-record.s-ok")).to_have_count(len(MARKS))
    expect(page.locator("#totals")).to_contain_text("6 из 9")
    expect(page.get_by_text("не явилась")).to_have_count(1)
    expect(seal).to_be_enabled()
    page.get_by_label("Ваш пароль").fill(PASSWORD)
    seal.click()
    expect(page.get_by_text("Ведомость закрыта и подписана")).to_be_visible()
    expect(page.locator("#lines")).to_have_count(0)


def test_a_wrong_sign_stays_in_its_field_and_is_not_written(desk: Desk) -> None:
    page = open_sheet(desk)

    type_marks(page, ("7", "4"))

    field = page.locator('input[name^="result-"]').first
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("7")
    expect(page.locator(".s-record.s-bad")).to_contain_text("в ведомость не ставят")
    expect(page.locator(".s-record.s-ok")).to_have_count(1)
    page.reload()
    expect(page.locator('input[name^="result-"]').first).to_have_value("")


def test_a_cut_network_loses_no_line(
    desk: Desk, offline: Callable[[bool], None]
) -> None:
    page = open_sheet(desk)
    offline(True)
    type_marks(page, ("5", "4", "3"))
    expect(page.locator(".s-record.s-bad").first).to_contain_text("не сохранено")

    offline(False)

    expect(page.locator(".s-record.s-ok")).to_have_count(3)
    page.reload()
    values = [one.input_value() for one in page.locator('[name^="result-"]').all()]
    assert values[:4] == ["5", "4", "3", ""]


def test_a_correction_goes_from_the_teacher_over_the_deputy_back(
    office: Office,
) -> None:
    teacher, deputy = office.sign_in("teacher"), office.sign_in("deputy")
    lesson = min(office.stage.lessons.items())[1]
    person = office.stage.learners[0]
    page = teacher.page
    url = office.served.url
    page.goto(f"{url}/requests/new?lesson={lesson}&work=lesson&person={person}")
    page.get_by_label("Должно стоять").fill("3")
    page.get_by_label("Причина").fill("внесена не та отметка")
    page.get_by_label("Документ", exact=True).fill("служебная записка № 12")
    page.get_by_label("Дата документа").fill("2026-10-12")
    page.get_by_role("button", name="Подать заявку").click()
    expect(page.get_by_text("Заявка подана")).to_be_visible()

    desk = deputy.page
    desk.goto(f"{url}/requests")
    desk.get_by_role("link", name=re.compile("№.1$")).click()
    desk.get_by_label("Ваш пароль").fill(PASSWORD)
    desk.get_by_role("button", name="Разрешить исправление").click()
    expect(desk.get_by_text("Исправление разрешено")).to_be_visible()

    page.reload()
    page.get_by_role("button", name="Записать «3» вместо «5»").click()
    expect(page.get_by_text("Исправление внесено")).to_be_visible()


def test_an_order_goes_from_the_findings_to_the_signatures_under_it(
    office: Office,
) -> None:
    deputy, director = office.sign_in("deputy"), office.sign_in("director")
    page, url = deputy.page, office.served.url
    page.goto(f"{url}/inspections/new?first=2026-09-01&last=2026-09-30&group=ЮР-21")
    page.get_by_label("Устранить до").fill("2026-10-20")
    page.get_by_role("button", name="Записать проверку").click()
    page.get_by_role("button", name="Составить проект приказа").click()
    page.locator("textarea[name=point]").first.fill("Признать ведение неполным.")
    page.get_by_role("button", name="Записать правку").click()
    expect(page.get_by_text("Правка записана")).to_be_visible()

    desk = director.page
    desk.goto(page.url)
    expect(desk.locator("textarea[name=point]").first).to_have_value(
        "Признать ведение неполным."
    )
    desk.get_by_label("Ваш пароль").fill(PASSWORD)
    desk.get_by_role("button", name="Подписать и опубликовать").click()

    expect(desk.locator("h1")).to_contain_text("1-од")
    expect(desk.get_by_text("Подписано простой электронной подписью")).to_be_visible()
    expect(desk.locator("[aria-current=step]")).to_contain_text("Ознакомление")


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("teacher", "/sheets"),
        ("teacher", "/sheets/new"),
        ("teacher", "/requests"),
        ("deputy", "/inspections"),
        ("deputy", "/inspections/new?first=2026-09-01&last=2026-09-30&group=ЮР-21"),
        ("director", "/orders"),
    ],
)
def test_nothing_scrolls_a_page_sideways_on_a_phone(
    office: Office, who: str, path: str
) -> None:
    page = office.sign_in(who, PHONE).page

    page.goto(f"{office.served.url}{path}")

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
