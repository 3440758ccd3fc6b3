"""Letters from the monitoring: each teacher of the own lessons, once (REG 3.8.9)."""

import re
from html import unescape
from urllib.parse import unquote_plus

import pytest
from werkzeug.test import TestResponse

from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.letters.queries import get_thread, list_threads
from records.letters.values import ThreadFact
from records.people.actions import block_account
from tests.web.college import MORNING
from tests.web.conftest import Installation, Visitor
from web.pages.monitoring import reminders

pytestmark = pytest.mark.slow

SEPTEMBER = "/monitoring?month=2026-09"
REMIND = "/monitoring/2026-09/remind"
BUTTON = "Напомнить преподавателям"
KEY = re.compile(r'/remind">.*?name="key" value="([^"]+)"', re.DOTALL)


def ask(visitor: Visitor, figure: str = "homework", group: str = "") -> dict[str, str]:
    """Read the form as the page gives it."""
    page = visitor.get(f"{SEPTEMBER}&figure={figure}&group={group}").text
    found = KEY.search(page)
    assert found is not None
    return {"key": found[1], "figure": figure, "group": group}


def letters(site: Installation, who: str) -> list[ThreadFact]:
    """Read every conversation of somebody."""
    account = site.college.people.accounts[who]
    with transaction(site.engine, write=False) as session:
        return [
            get_thread(session, one.id, account)
            for one in list_threads(session, account, limit=None)
        ]


def said(visitor: Visitor, answer: TestResponse) -> str:
    """Follow an answer and return the page it leads to, as a person reads it."""
    assert answer.status_code == 303, answer.text
    page = visitor.get(answer.headers["Location"]).text
    return unescape(page).replace("\u00a0", " ")


@pytest.mark.parametrize("who", ["content_admin", "deputy"])
def test_each_teacher_is_reminded_of_the_own_lessons_alone(
    site: Installation, who: str
) -> None:
    visitor = site.sign_in(who)

    page = said(visitor, visitor.post(REMIND, ask(visitor)))

    assert "Напоминание отправлено: 2 преподавателям." in page
    (mine,), (others,) = letters(site, "teacher"), letters(site, "other_teacher")
    assert mine.subject == others.subject == "Не заполнены домашние задания, сентябрь"
    own = lines(mine)
    foreign = lines(others)
    assert not any("ЮР-21, ОП.01" in one for one in foreign)
    assert [one[:5] for one in foreign if "БУ-25" in one] == ["01.09", "08.09"]
    assert [one[:5] for one in own if "БУ-25" in one] == ["15.09"]  # substitutes then
    assert len(own) + len(foreign) == listed(visitor)
    assert all(re.match(r"\d\d\.09\.2026, \d пара, \S+, ОП", one) for one in own)
    accounts = site.college.people.accounts
    parties = {one.account_id for one in mine.parties}
    assert accounts["other_teacher"] not in parties


def lines(thread: ThreadFact) -> list[str]:
    (letter,) = thread.letters
    return [one for one in letter.text.splitlines() if "пара" in one]


def listed(visitor: Visitor) -> int:
    page = visitor.get(f"{SEPTEMBER}&figure=homework&all=1").text
    return page.count('<td class="s-nowrap">')


def test_a_group_chosen_reminds_of_its_lessons_alone(site: Installation) -> None:
    visitor = site.sign_in("deputy")

    answer = visitor.post(REMIND, ask(visitor, group="БУ-25"))

    assert "figure=homework&group=БУ-25" in unquote_plus(answer.headers["Location"])
    every = [one for who in ("teacher", "other_teacher") for one in letters(site, who)]
    assert every
    assert all(", БУ-25, " in line for one in every for line in lines(one))


def test_a_form_sent_twice_writes_once_though_a_lesson_is_mended(
    site: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = site.sign_in("deputy")
    form = ask(visitor)
    visitor.post(REMIND, form)

    same = said(visitor, visitor.post(REMIND, form))
    monkeypatch.setattr(reminders, "RESERVE", 3900)
    mended = visitor.post(REMIND, form)

    assert "Напоминание отправлено: 2 преподавателям." in same
    assert mended.status_code == 303
    assert len(letters(site, "teacher")) == len(letters(site, "other_teacher")) == 1

    visitor.post(REMIND, ask(visitor))
    assert len(letters(site, "teacher")) == 2


def test_a_teacher_without_a_sign_in_is_named(site: Installation) -> None:
    with transaction(site.engine) as session:
        block_account(
            session,
            site.college.people.accounts["other_teacher"],
            actor=Actor(person_id=None, role="content_admin"),
            now=MORNING,
        )
    visitor = site.sign_in("content_admin")

    page = said(visitor, visitor.post(REMIND, ask(visitor)))

    assert "Напоминание отправлено: 1 преподавателю" in page
    assert "без учётной записи: Лаптев Д. А." in page
    assert letters(site, "other_teacher") == []


def test_a_long_list_is_cut_to_what_a_letter_holds(
    site: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "RESERVE", 3900)
    visitor = site.sign_in("deputy")

    visitor.post(REMIND, ask(visitor))

    (thread,) = letters(site, "teacher")
    assert len(lines(thread)) == 1
    assert re.search(r"и ещё \d+ заняти", thread.letters[0].text)


@pytest.mark.parametrize("figure", ["in_time", "participation", "without_marks"])
def test_what_cannot_be_mended_is_not_reminded_of(
    site: Installation, figure: str
) -> None:
    visitor = site.sign_in("deputy")

    assert BUTTON not in visitor.get(f"{SEPTEMBER}&figure={figure}").text
    answer = visitor.post(REMIND, {"key": "1", "figure": figure})
    assert answer.status_code == 422
    assert "напоминать не о чем" in answer.text
    assert letters(site, "teacher") == []


def test_a_frozen_month_reminds_of_what_lacks_still(site: Installation) -> None:
    visitor = site.sign_in("content_admin")
    visitor.post("/monitoring/2026-09/freeze")

    page = said(visitor, visitor.post(REMIND, ask(visitor, "topics")))

    assert "Напоминание отправлено" in page
    assert letters(site, "teacher")[0].subject == "Не заполнены темы занятий, сентябрь"


def test_the_director_only_reads(site: Installation) -> None:
    visitor = site.sign_in("director")

    assert BUTTON not in visitor.get(SEPTEMBER).text
    answer = visitor.post(REMIND, {"key": "1", "figure": "homework"})
    assert answer.status_code == 403
    assert letters(site, "teacher") == []
