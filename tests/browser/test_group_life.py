"""A curator's day on a phone without JavaScript: the week, a letter, the board."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from records.access.roles import Role
from records.kernel.actor import SYSTEM
from records.kernel.db import open_database, transaction
from records.notices.actions import publish_notice
from records.notices.values import NoticeDraft, Section
from tests.browser.people import PHONE, Desk, Office
from tests.browser.serving import Served
from tests.browser.stage import MORNING
from tests.builders import entropy

pytestmark = pytest.mark.slow
WEEK = "2026-W37"
NARROW = (320, 640)


@pytest.fixture
def plain(office: Office) -> Callable[[str], Desk]:
    """Give phones whose browsers run no scripts at all."""

    def sit_down(who: str) -> Desk:
        width, height = PHONE
        context = office.browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=False,
            locale="ru-RU",
        )
        desk = Desk(
            context=context,
            page=context.new_page(),
            served=office.served,
            stage=office.stage,
            who=who,
        )
        office.desks.append(desk)
        desk.sign_in()
        return desk

    return sit_down


@pytest.fixture
def notice(served: Served) -> str:
    """Hang out a notice the curators sign."""
    engine = open_database(f"sqlite:///{served.home / 'surguch.db'}")
    draft = NoticeDraft(
        title="Приём справок",
        text="Справки принимаются до пятницы.",
        section=Section.STAFF,
        acknowledge_until=date(2026, 10, 16),
        audience=frozenset({Role.CURATOR}),
    )
    with transaction(engine) as session:
        publish_notice(session, draft, actor=SYSTEM, now=MORNING, entropy=entropy())
    engine.dispose()
    return draft.title


def open_week(desk: Desk) -> Page:
    """Open the group from the menu and the week in question."""
    page = desk.page
    page.goto(f"{desk.served.url}/group")
    expect(page.get_by_role("heading", level=1)).to_contain_text("12 октября")
    page.goto(page.url.replace("2026-W42", WEEK))
    return page


def test_absences_are_excused_and_the_week_is_stamped(
    plain: Callable[[str], Desk],
) -> None:
    page = open_week(plain("curator"))
    page.get_by_text("Указать причину").first.click()
    page.get_by_label("Документ").first.fill("справка № 17 от 09.09.2026")
    page.get_by_role("button", name="Записать причину").first.click()
    expect(page.get_by_text("Причина записана, занятий: 1.")).to_be_visible()

    page.get_by_role("button", name="Неделя проверена").click()

    expect(page.get_by_text("Неделя проверена.")).to_be_visible()
    expect(page.get_by_role("button", name="Неделя проверена")).to_have_count(0)


def test_a_letter_goes_to_the_parent_and_comes_back_answered(
    plain: Callable[[str], Desk],
) -> None:
    curator, parent = plain("curator"), plain("parent")
    page = open_week(curator)
    page.get_by_role("link", name="Написать группе").click()
    page.get_by_label("Тема").fill("Справка")
    page.get_by_label("Письмо", exact=True).fill("Принесите справку до пятницы.")
    page.get_by_role("button", name="Отправить письмо").click()

    parent.page.goto(f"{parent.served.url}/messages")
    parent.page.get_by_role("link", name="Справка").click()
    expect(parent.page.get_by_text("Принесите справку до пятницы.")).to_be_visible()
    parent.page.get_by_label("Ответ").fill("Завтра принесём.")
    parent.page.get_by_role("button", name="Отправить ответ").click()

    page.goto(f"{curator.served.url}/messages")
    expect(page.locator(".s-unread")).to_contain_text("Завтра принесём.")


def test_a_notice_is_signed_from_the_board(
    notice: str, plain: Callable[[str], Desk]
) -> None:
    desk = plain("curator")
    page = desk.page
    page.goto(f"{desk.served.url}/board")
    expect(page.locator(".s-unread")).to_contain_text(notice)

    page.get_by_role("button", name="Ознакомлена").click()

    expect(page.get_by_text("вы ознакомились 13.10.2026")).to_be_visible()
    expect(page.locator(".s-unread")).to_have_count(0)


def test_nothing_scrolls_sideways_on_the_narrowest_phone(
    notice: str, office: Office
) -> None:
    desk = office.sign_in("curator", NARROW)
    group = open_week(desk).url
    wide = []
    for path in ("/board", "/board/1", "/messages", "/messages/new", group):
        desk.page.goto(path if path == group else desk.served.url + path)
        for one in desk.page.locator("main details").all():
            one.evaluate("it => { it.open = true; }")
        if desk.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            wide.append(path)

    assert wide == []
