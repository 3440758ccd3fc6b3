"""A lesson recorded by the keyboard alone, and by touch on a phone (3.13.1)."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum.drafts import SlotDraft
from records.curriculum.queries import list_slots
from records.kernel.db import open_database, transaction
from records.lessons.tables import Lesson
from records.marks.tables import Mark
from tests.browser.people import PHONE, Desk, Office
from tests.browser.serving import Served
from tests.browser.stage import TODAY, Stage
from tests.builders import World

pytestmark = pytest.mark.slow
ENOUGH = 30.0
TOPIC = "Правовое государство"
Done = TypeVar("Done")


def within(home: Path, work: Callable[[Session], Done]) -> Done:
    """Do something in the record of the site."""
    engine = open_database(f"sqlite:///{home / 'surguch.db'}")
    try:
        with transaction(engine) as session:
            return work(session)
    finally:
        engine.dispose()


@pytest.fixture
def slot_id(served: Served, stage: Stage) -> int:
    """Plan one more lesson of today, not recorded yet."""
    teacher = stage.college.people.persons["teacher"]

    def plan(session: Session) -> int:
        world = World(session=session)
        lesson = SlotDraft(
            course_id=stage.course, day=TODAY, pair=1, teacher_id=teacher
        )
        world.slots(lesson)
        slots = list_slots(session, world.journal_id, start=TODAY, end=TODAY)
        return next(one.id for one in slots if one.pair == 1)

    return within(served.home, plan)


def open_lesson(desk: Desk, slot_id: int) -> Page:
    """Open a lesson and wait until its module listens."""
    desk.page.goto(f"{desk.served.url}/lesson/{slot_id}")
    expect(desk.page.locator("html[data-ready=lesson]")).to_be_attached()
    return desk.page


def read_cells(served: Served, slot_id: int) -> dict[int, dict[str, str]]:
    """Return what stands: learner → work → value."""

    def read(session: Session) -> dict[int, dict[str, str]]:
        rows = session.scalars(
            select(Mark)
            .join(Lesson, Lesson.id == Mark.lesson_id)
            .where(Lesson.slot_id == slot_id)
        )
        found: dict[int, dict[str, str]] = {}
        for row in rows:
            found.setdefault(row.person_id, {})[row.work] = row.value
        return found

    return within(served.home, read)


def read_lesson(served: Served, slot_id: int) -> Lesson:
    """Return the record of the lesson."""
    wanted = select(Lesson).filter_by(slot_id=slot_id)
    return within(served.home, lambda session: session.scalars(wanted).one())


def expect_saved(page: Page) -> None:
    """Wait until nothing is on its way."""
    expect(page.locator("[data-states]")).to_contain_text("Сохранено в")


def test_a_lesson_is_recorded_by_the_keyboard_alone_in_half_a_minute(
    office: Office, served: Served, stage: Stage, slot_id: int
) -> None:
    page = open_lesson(office.sign_in("teacher"), slot_id)
    began = monotonic()
    keys = page.keyboard
    page.locator("[name=topic]").focus()
    keys.insert_text(TOPIC)
    keys.press("Tab")
    keys.insert_text("Конспект, глава 2")
    keys.press("Alt+KeyG")
    for sign in ("5", "н", "4", "3", "н"):
        keys.insert_text(sign)
        keys.press("Enter")
    keys.press("ArrowUp")
    keys.press("F2")
    keys.insert_text("4")
    expect_saved(page)

    assert monotonic() - began < ENOUGH
    cells = read_cells(served, slot_id)
    assert [cells.get(one) for one in stage.learners[:6]] == [
        {"current": "5"},
        {"absence": "н"},
        {"current": "4"},
        {"current": "3"},
        {"absence": "н", "makeup": "4"},
        None,
    ]
    lesson = read_lesson(served, slot_id)
    assert (lesson.topic, lesson.homework) == (TOPIC, "Конспект, глава 2")
    assert lesson.roll_called


def test_an_absent_learner_has_no_mark_until_it_is_asked_for(
    office: Office, served: Served, stage: Stage, slot_id: int
) -> None:
    page = open_lesson(office.sign_in("teacher"), slot_id)
    row = page.locator("tr[data-person]").first
    row.get_by_role("button").click()
    row.locator("input").first.focus()
    page.keyboard.press("5")

    expect(row).to_contain_text("F2")
    expect_saved(page)
    assert read_cells(served, slot_id)[stage.learners[0]] == {"absence": "н"}


def test_no_homework_empties_the_field_and_gives_it_back(
    office: Office, served: Served, slot_id: int
) -> None:
    page = open_lesson(office.sign_in("teacher"), slot_id)
    homework, none = page.locator("[name=homework]"), page.locator("[name=no_homework]")
    page.locator("[name=topic]").fill(TOPIC)
    homework.fill("Конспект, глава 2")

    none.check()
    expect(homework).to_have_value("")
    expect_saved(page)
    lesson = read_lesson(served, slot_id)
    assert (lesson.homework, lesson.no_homework) == ("", True)

    with page.expect_response("**/save"):
        none.uncheck()
    expect(homework).to_have_value("Конспект, глава 2")
    expect_saved(page)
    lesson = read_lesson(served, slot_id)
    assert (lesson.homework, lesson.no_homework) == ("Конспект, глава 2", False)


def test_what_was_typed_without_the_network_goes_when_it_is_back(
    office: Office, served: Served, stage: Stage, slot_id: int
) -> None:
    desk = office.sign_in("teacher")
    page = open_lesson(desk, slot_id)
    desk.context.set_offline(True)
    page.locator("tr[data-person] input").first.focus()
    page.keyboard.insert_text("4")
    expect(page.locator("[data-states]")).to_contain_text("Не сохранено")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("5")
    desk.context.set_offline(False)
    expect_saved(page)

    cells = read_cells(served, slot_id)
    assert [cells.get(one) for one in stage.learners[:2]] == [
        {"current": "4"},
        {"current": "5"},
    ]


def test_on_a_phone_rows_are_tall_enough_and_nothing_overflows(
    office: Office, slot_id: int
) -> None:
    page = open_lesson(office.sign_in("teacher", PHONE), slot_id)
    row = page.locator("tr[data-person]").first
    box, button = row.bounding_box(), row.get_by_role("button").bounding_box()

    assert box is not None
    assert button is not None
    assert box["height"] >= 56
    assert button["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("[data-next]").click()
    expect(row.locator("input").first).to_be_focused()
