"""The print centre in a real browser: a tick, a run that is watched, a file taken."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from records.curriculum.tables import Journal
from records.kernel.db import open_database, transaction
from tests.browser.people import PHONE, Desk, Office
from tests.browser.serving import ROOT, Served
from tests.browser.stage import Stage
from tests.web.college import PASSWORD

pytestmark = pytest.mark.slow
PROGRAM = (sys.executable, "-X", "utf8", "-m", "web.cli", "worker")
PATIENCE = 60_000
Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start_worker(served: Served) -> Iterator[Start]:
    """Give a function that starts a worker of the site."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        environ = {key: one for key, one in os.environ.items() if "SURGUCH" not in key}
        words = [*PROGRAM, "--home", str(served.home)]
        started.append(
            subprocess.Popen(words, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL)
        )
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.wait()


def open_centre(desk: Desk) -> Page:
    desk.page.goto(f"{desk.served.url}/print")
    return desk.page


def test_a_run_is_asked_for_watched_and_taken_without_reloading(
    office: Office, start_worker: Start
) -> None:
    desk = office.sign_in("content_admin")
    page = open_centre(desk)
    expect(page.get_by_role("button", name="Отметьте документы")).to_be_disabled()

    for code in ("ЮР-21", "БУ-25"):
        page.get_by_role("checkbox", name=f"{code}, Сводная ведомость").check()
    page.get_by_text("С одной").click()
    page.get_by_role("button", name="Сделать 2 документа").click()

    expect(page.get_by_text("Поставлено в печать")).to_be_visible()
    expect(page.get_by_text("Рабочего процесса нет: задание ждёт.")).to_be_visible()
    start_worker()
    run = page.locator("#run")
    expect(run).to_contain_text("Напечатано", timeout=PATIENCE)
    expect(run).to_contain_text("2 из 2 страниц")
    ready = page.locator('[data-print="ready"]')
    expect(ready.get_by_role("link", name="PDF")).to_have_count(2)
    with page.expect_download() as taken:
        ready.get_by_role("link", name="PDF").first.click()
    assert taken.value.suggested_filename.startswith("V-SV_")
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF")
    assert desk.errors == []


def test_a_tick_at_a_group_or_at_all_takes_what_is_ready(
    office: Office, served: Served, stage: Stage
) -> None:
    engine = open_database(f"sqlite:///{served.home / 'surguch.db'}")
    with transaction(engine) as session:
        session.get_one(Journal, stage.college.places.journal).state = "closed"
    engine.dispose()
    page = open_centre(office.sign_in("content_admin"))
    every = page.get_by_role("checkbox", name="Всё готовое всех групп")
    group = page.get_by_role("checkbox", name="Всё готовое группы ЮР-21")
    journal = page.get_by_role("checkbox", name="ЮР-21, Журнал за год")
    other = page.get_by_role("checkbox", name="Всё готовое группы БУ-25")
    expect(other).to_be_disabled()

    every.check()

    expect(group).to_be_checked()
    expect(journal).to_be_checked()
    expect(page.locator("tr.s-chosen")).to_have_count(1)
    expect(page.get_by_role("button", name="Сделать 2 документа")).to_be_enabled()
    journal.uncheck()
    expect(group).not_to_be_checked()
    expect(every).not_to_be_checked()
    group.check()
    expect(journal).to_be_checked()
    expect(every).to_be_checked()
    every.uncheck()
    expect(page.locator("tr.s-chosen")).to_have_count(0)


def test_a_run_is_stopped_from_the_page(office: Office) -> None:
    page = open_centre(office.sign_in("deputy"))
    page.get_by_role("checkbox", name="ЮР-21, Сводная ведомость").check()
    page.get_by_role("button", name="Сделать 1 документ").click()

    page.get_by_role("button", name="Остановить").click()

    expect(page.get_by_text("Печать остановлена. Сделанное осталось.")).to_be_visible()
    expect(page.locator("#run")).to_contain_text("Печать остановлена")


def test_the_centre_works_without_scripts(
    chromium: Browser, served: Served, stage: Stage
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}/login")
    page.get_by_label("Логин").fill(stage.college.people.logins["secretary"])
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.goto(f"{served.url}/print")

    page.get_by_role("checkbox", name="ЮР-21, Сводная ведомость").check()
    page.get_by_role("button", name="Сделать отмеченное").click()

    expect(page.locator("#run")).to_contain_text("Ждёт очереди")
    assert page.locator('meta[http-equiv="refresh"]').count() == 1
    context.close()


def test_nothing_runs_off_a_phone(office: Office) -> None:
    desk = office.sign_in("content_admin", PHONE)

    for path in ("/print", "/archive", "/archive/acts"):
        desk.page.goto(desk.served.url + path)
        width = desk.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE[0], path
