"""Coming in: a one-time password, a code from the telephone, sessions, wrong passwords."""

from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.days import Day
from tests.browser.people import Office
from tests.web.college import PASSWORD
from web import clock

pytestmark = pytest.mark.slow
Begin = Callable[..., Day]
OWN = "четыре слова никак не связаны"
WRONG = "не тот пароль"


def type_in(page: Page, site: str, login: str, password: str) -> None:
    """Fill the sign-in form and press the button."""
    page.goto(f"{site}/login")
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль", exact=True).fill(password)
    page.get_by_role("button", name="Войти").click()


def leave(page: Page) -> None:
    """Sign out by the menu of the name."""
    page.locator("header details summary").last.click()
    page.get_by_role("button", name="Выйти").first.click()


def test_a_one_time_password_is_changed_for_ones_own_before_anything_else(
    office: Office, begin_day: Begin
) -> None:
    login = office.stage.college.people.logins["learner"]
    account = office.stage.college.people.accounts["learner"]
    admin = begin_day("content_admin")
    page = admin.open(f"/admin/users/{account}")
    page.locator("#reset-password").fill(PASSWORD)
    admin.press("Выдать одноразовый пароль")
    once = page.locator(".s-slip dd").all_inner_texts()[2]

    day = begin_day("teacher", 422)
    page = day.page
    leave(page)
    type_in(page, office.served.url, login, once)
    day.reads("Задайте свой пароль")
    day.open("/family")
    day.reads("Задайте свой пароль")
    day.fits()
    day.fill("Новый пароль", OWN)
    day.fill("Ещё раз", WRONG)
    day.press("Сохранить и войти")
    day.reads("Пароли не совпали")
    day.fill("Новый пароль", OWN)
    day.fill("Ещё раз", OWN)
    day.press("Сохранить и войти")

    expect(page.locator("h1")).to_contain_text("Ёлкина Алёна")


def test_a_wrong_password_is_told_without_saying_which_and_then_slowed_down(
    office: Office, begin_day: Begin
) -> None:
    day = begin_day("curator", *[422] * 9, 429)
    page = day.page
    login = office.stage.college.people.logins["deputy"]
    leave(page)

    type_in(page, office.served.url, login, WRONG)
    known = page.locator(".s-error").inner_text()
    type_in(page, office.served.url, "nobody.at-all", WRONG)
    assert page.locator(".s-error").inner_text() == known
    expect(page.get_by_label("Логин")).to_have_value("nobody.at-all")
    expect(page.get_by_label("Пароль", exact=True)).to_be_focused()
    day.fits()

    while not page.get_by_text("Слишком много попыток").count():
        type_in(page, office.served.url, login, WRONG)
    day.reads("Слишком много попыток. Повторите через")


def test_a_code_is_asked_after_the_password_once_it_is_switched_on(
    office: Office, begin_day: Begin
) -> None:
    day = begin_day("secretary", 422)
    page = day.open("/account")
    day.fits()
    page.locator("#f-code_password").fill(PASSWORD)
    day.press("Включить вход с кодом")
    expect(page.locator(".s-qr svg")).to_be_visible()
    code = pyotp.TOTP(page.locator("p.s-mono").inner_text().replace(" ", ""))
    day.fits()
    day.fill("Код из приложения", code.now())
    page.get_by_role("button", name="Включить", exact=True).click()
    day.reads("Вход с кодом включён")

    leave(page)
    login = office.stage.college.people.logins["secretary"]
    type_in(page, office.served.url, login, PASSWORD)
    day.reads("Код из приложения")
    day.fits()
    page.get_by_label("Шесть цифр").fill("000000")
    page.get_by_role("button", name="Войти", exact=True).click()
    day.reads("Код не подошёл")
    next_one = code.at(clock.now(), counter_offset=1)
    page.get_by_label("Шесть цифр").fill(next_one)
    page.get_by_role("button", name="Войти", exact=True).click()

    expect(page).to_have_url(f"{office.served.url}/")


def test_one_sees_ones_sessions_and_ends_the_others(
    office: Office, begin_day: Begin
) -> None:
    elsewhere, day = begin_day("deputy"), begin_day("deputy")
    page = day.open("/account")
    day.reads("этот сеанс", "Завершить все остальные")
    day.press("Завершить все остальные")
    day.reads("Все остальные сеансы завершены", "Других сеансов нет")

    elsewhere.open("/account")

    expect(elsewhere.page).to_have_url(f"{office.served.url}/login?next=%2Faccount")
    elsewhere.reads("Сеанс завершён из другого места")
    expect(page.locator("h1")).to_have_text("Учётная запись")
