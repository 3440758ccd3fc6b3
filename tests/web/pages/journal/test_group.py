"""The list of journals, a group's overview, closing by the password (3.8.5, 3.8.8)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from records.curriculum.tables import ClosedMonth, Journal
from records.kernel.db import transaction
from records.lessons.tables import Lesson
from tests.web.college import DAYS, PASSWORD
from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]


def closed(site: Installation) -> list[date]:
    with transaction(site.engine, write=False) as session:
        return list(session.scalars(select(ClosedMonth.month)))


def test_a_teacher_finds_the_own_courses_and_the_substitution(
    site: Installation, visit: Visit
) -> None:
    places = site.college.places
    text = visit("teacher").get("/journal").text
    for course in (places.course, places.first_half, places.other_course):
        assert f'href="/journal/{course}"' in text
    assert f'href="/journal/{places.second_half}"' not in text
    assert "/journal/group/" not in text


def test_a_curator_finds_the_own_group_and_no_other(
    site: Installation, visit: Visit
) -> None:
    places = site.college.places
    text = visit("curator").get("/journal").text
    assert f'href="/journal/group/{places.journal}"' in text
    assert f'href="/journal/group/{places.other_journal}"' not in text


@pytest.mark.parametrize("who", ["content_admin", "director", "deputy", "secretary"])
def test_the_office_finds_every_group(
    site: Installation, visit: Visit, who: str
) -> None:
    text = visit(who).get("/journal").text
    for journal in (site.college.places.journal, site.college.places.other_journal):
        assert f'href="/journal/group/{journal}"' in text


def test_the_overview_shows_disciplines_and_months(
    site: Installation, visit: Visit
) -> None:
    answer = visit("content_admin").get(f"/journal/group/{site.college.places.journal}")
    assert answer.status_code == 200
    assert "ОП.01" in answer.text
    assert "сентябрь" in answer.text
    assert "Закрыть и подписать" in answer.text


@pytest.mark.parametrize("who", ["content_admin", "director", "secretary", "curator"])
def test_a_remark_leads_to_its_lesson_or_to_its_course(
    site: Installation, visit: Visit, who: str
) -> None:
    places, visitor = site.college.places, visit(who)
    slot = places.slots[places.course, DAYS[0]]
    with transaction(site.engine) as session:
        bare = update(Lesson).filter_by(slot_id=slot).values(topic="")
        session.execute(bare)

    page = visitor.get(f"/journal/group/{places.journal}").text

    remarks = page[page.index("Замечания</h2>") :]
    leads = sorted(set(re.findall(r'<small><a href="([^"]+)">', remarks)))
    assert f"/lesson/{slot}" in leads
    assert f"/journal/{places.course}" in leads
    assert {visitor.get(path).status_code for path in leads} == {200}


@pytest.mark.parametrize("who", ["director", "secretary", "curator"])
def test_who_does_not_close_has_no_form_for_it(
    site: Installation, visit: Visit, who: str
) -> None:
    path = f"/journal/group/{site.college.places.journal}"
    visitor = visit(who)
    assert "Закрыть и подписать" not in visitor.get(path).text
    answer = visitor.post(f"{path}/close", {"what": "2026-09", "password": PASSWORD})
    assert answer.status_code == 403
    assert closed(site) == []


@pytest.mark.parametrize("who", ["teacher", "other_teacher"])
def test_the_overview_does_not_exist_for_a_teacher(
    site: Installation, visit: Visit, who: str
) -> None:
    answer = visit(who).get(f"/journal/group/{site.college.places.journal}")
    assert answer.status_code == 404


def test_a_month_is_closed_by_the_password_only(
    site: Installation, visit: Visit
) -> None:
    path = f"/journal/group/{site.college.places.journal}/close"
    office = visit("content_admin")
    answer = office.post(path, {"what": "2026-10", "password": "не тот"})
    assert answer.status_code == 422
    assert "Пароль не подошёл" in answer.text
    assert closed(site) == []


def test_what_hinders_closing_is_listed(site: Installation, visit: Visit) -> None:
    path = f"/journal/group/{site.college.places.journal}/close"
    answer = visit("content_admin").post(
        path, {"what": "2026-09", "password": PASSWORD}
    )
    assert answer.status_code == 422
    assert "Не закрыто" in answer.text
    assert "впереди занятий" in answer.text
    assert closed(site) == []


def test_a_month_of_no_journal_is_refused(site: Installation, visit: Visit) -> None:
    path = f"/journal/group/{site.college.places.journal}/close"
    answer = visit("content_admin").post(
        path, {"what": "2020-01", "password": PASSWORD}
    )
    assert answer.status_code == 422
    assert closed(site) == []


def test_an_empty_month_is_closed(site: Installation, visit: Visit) -> None:
    path = f"/journal/group/{site.college.places.journal}"
    site.at(datetime(2026, 11, 2, 5, tzinfo=UTC))
    answer = visit("deputy").post(
        f"{path}/close", {"what": "2026-10", "password": PASSWORD}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert closed(site) == [date(2026, 10, 1)]
    with transaction(site.engine, write=False) as session:
        assert session.get_one(Journal, site.college.places.journal).version == 1


def test_topics_and_works_are_shown(site: Installation, visit: Visit) -> None:
    course = site.college.places.course
    teacher = visit("teacher")
    assert "Предмет и методы" in teacher.get(f"/journal/{course}/topics").text
    assert teacher.get(f"/journal/{course}/works").status_code == 200
