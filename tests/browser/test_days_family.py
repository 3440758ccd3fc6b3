"""The days of a learner and of a parent: the diary, the week, a letter, nobody else's."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.days import Day
from tests.browser.stage import Stage

pytestmark = pytest.mark.slow
Begin = Callable[..., Day]
CHILD = "Ёлкина Алёна"
OTHERS = ("Алибек", "Гасанова", "Шевчук")


def see_only_own(day: Day) -> None:
    """See that nobody else's name stands on the page."""
    for name in OTHERS:
        expect(day.page.locator("body")).not_to_contain_text(name)


def test_a_learner_reads_the_diary_the_homework_and_the_week(
    begin_day: Begin, stage: Stage
) -> None:
    day = begin_day("learner", 404, 404, 403)
    page = day.page
    expect(page.locator("h1")).to_contain_text(CHILD)
    day.reads("Средний балл", "Домашнее задание", "ОП.01")
    see_only_own(day)
    day.fits()
    day.follow("сентябрь")
    day.reads("Отметки, сентябрь", "отсутствовала")
    day.fits()
    page = day.open("/family")
    day.choose("Расписание")
    day.reads("Неделя с 12 октября", "Вторник", "сегодня")
    day.fits()
    day.follow("Неделей позже")
    day.reads("Неделя с 19 октября")

    day.open(f"/family/{stage.college.people.others[0]}")
    day.reads("нет")
    see_only_own(day)
    day.open(f"/journal/{stage.course}")
    see_only_own(day)
    expect(page.locator("[data-grid]")).to_have_count(0)


def test_a_parent_reads_the_childs_diary_and_writes_to_the_curator(
    begin_day: Begin,
) -> None:
    day = begin_day("parent")
    page = day.page
    expect(page.locator("h1")).to_contain_text(CHILD)
    see_only_own(day)
    day.fits()
    day.follow("Написать куратору")
    for one in page.locator("main details:not([open]) summary").all():
        one.click()
    page.locator("main label", has_text="Орлова").get_by_role("checkbox").check()
    day.fill("Тема", "Справка за вторник")
    day.fill("Письмо", "Алёна была у врача, справку принесём завтра.")
    day.fits()
    day.press("Отправить письмо")
    day.reads("справку принесём завтра", "не получено")

    curator = begin_day("curator")
    expect(curator.page.locator("header nav")).to_contain_text("Сообщения")
    curator.choose("Сообщения")
    curator.follow("Справка за вторник")
    curator.reads("Алёна была у врача")
    curator.fits()
    page.reload()
    day.reads("прочитано")


def test_a_diary_is_not_opened_to_a_stranger(begin_day: Begin, stage: Stage) -> None:
    day = begin_day("other_learner", 404)

    day.open(f"/family/{stage.college.people.learners[2]}")

    expect(day.page.locator("body")).not_to_contain_text(CHILD)
