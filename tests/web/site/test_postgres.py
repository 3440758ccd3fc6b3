"""The site on PostgreSQL: a day of the college, nothing broken, the record intact."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Response
from sqlalchemy import select

from archive.store.content import ContentStore
from archive.verify import Status, verify_record
from records.curriculum.tables import ClosedMonth
from records.issuance.queries import list_issued
from records.kernel.db import open_database, transaction
from records.lessons.tables import Lesson
from records.notices.queries import list_acknowledgements
from records.people.queries import list_reads
from tests.web.college import LEARNERS, MORNING, PASSWORD, TODAY, found_college
from tests.web.conftest import Installation, Visitor
from tests.web.pages.journal.cells import cell, entries, marks, save
from tests.web.pages.print.conftest import ask, work
from web.app import create_app
from web.settings import Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize(
        "databases", ["postgresql"], indirect=True, scope="session"
    ),
]
NOVEMBER = datetime(2026, 11, 2, 5, tzinfo=UTC)


@pytest.fixture
def statuses() -> list[int]:
    """Keep what the site has answered."""
    return []


@pytest.fixture
def site(
    database_url: str, tmp_path: Path, statuses: list[int]
) -> Iterator[Installation]:
    """Give the college in a PostgreSQL database."""
    engine = open_database(database_url)
    with transaction(engine) as session:
        college = found_college(session)
    engine.dispose()
    app = create_app(Settings(home=tmp_path, database_url=database_url))
    app.testing = False

    @app.after_request
    def note(answer: Response) -> Response:
        statuses.append(answer.status_code)
        return answer

    installation = Installation(app=app, home=tmp_path, college=college)
    installation.at(MORNING)
    yield installation
    installation.engine.dispose()


def test_a_day_of_the_college(site: Installation, statuses: list[int]) -> None:
    assert site.engine.dialect.name == "postgresql"
    teacher = site.sign_in("teacher")

    lesson = _record_the_lesson(site, teacher)
    _write_marks(site, teacher, lesson)
    _read_the_diary(site)
    _hang_out_and_sign(site)
    _write_and_search(site)
    _print(site)
    _see_the_reads(site)
    _close_a_month(site)

    assert [one for one in statuses if one >= 500] == []
    report = verify_record(
        site.engine, home=site.home, store=ContentStore(site.home / "documents")
    )
    assert (report.status, report.problems) == (Status.INTACT, ())
    assert report.entries == entries(site)


def _record_the_lesson(site: Installation, teacher: Visitor) -> int:
    places, first = site.college.places, site.college.people.learners[0]
    slot = places.slots[places.course, TODAY]
    page = teacher.get(f"/lesson/{slot}").text
    assert "Следующая строка КТП, № 3" in page
    wish: dict[str, Any] = {
        "key": "lesson-1",
        "lesson": {
            "topic": "Сущность и типы государства",
            "homework": "Конспект",
            "no_homework": False,
            "kind": "Л",
            "hours": 2,
            "roll_called": True,
        },
        "cells": [{"person": first, "work": "lesson", "text": "5"}],
        "seen": {},
    }
    told = [teacher.post_json(f"/lesson/{slot}/save", wish) for _ in range(2)]
    assert [one.status_code for one in told] == [200, 200], told[0].text
    assert told[1].get_json()["seen"]["lesson"] == 1
    with transaction(site.engine, write=False) as session:
        lesson = session.scalars(select(Lesson.id).filter_by(slot_id=slot)).one()
    assert marks(site, lesson, first) == {"current": "5"}
    return lesson


def _write_marks(site: Installation, teacher: Visitor, lesson: int) -> None:
    course, (_, second, third, *_) = (
        site.college.places.course,
        site.college.people.learners,
    )
    page = teacher.get(f"/journal/{course}").text
    assert 'id="grid-data"' in page
    assert "Гасанова" in page
    sent = cell(lesson, second, "4")
    (told,) = save(teacher, course, sent)
    assert (told["status"], told["seen"]) == ("saved", {"current": 1})
    before = entries(site)
    assert save(teacher, course, sent)[0]["status"] == "saved"
    stale, fresh = save(
        teacher, course, cell(lesson, second, "3"), cell(lesson, third, "н/4")
    )
    assert (stale["status"], stale["text"]) == ("conflict", "4")
    assert fresh["status"] == "saved"
    assert entries(site) == before + 2
    changes = teacher.get(f"/journal/{course}/changes?since=0").get_json()
    assert changes["head"] == entries(site)
    history = f"/journal/{course}/history?lesson={lesson}&work=lesson&person={second}"
    assert [one["text"] for one in teacher.get(history).get_json()["versions"]] == ["4"]


def _read_the_diary(site: Installation) -> None:
    own = site.college.people.learners[2]
    for who, path in (("learner", "/family"), ("parent", f"/family/{own}")):
        page = site.sign_in(who).get(path)
        assert page.status_code == 200
        assert "Конспект" in page.text
    assert site.sign_in("other_learner").get(f"/family/{own}").status_code == 404


def _hang_out_and_sign(site: Installation) -> None:
    form = {
        "title": "Закрытие семестра",
        "text": "Итоговые отметки — до 26 декабря.",
        "section": "staff",
        "audience": ["teacher", "curator"],
        "until": "2026-09-25",
    }
    answer = site.sign_in("deputy").post("/board/new", form)
    assert answer.status_code == 303, answer.text
    notice = int(answer.headers["Location"].split("?")[0].rsplit("/", 1)[1])
    curator = site.sign_in("curator")
    assert "Закрытие семестра" in curator.get("/board?section=staff").text
    curator.get(f"/board/{notice}")
    assert curator.post(f"/board/{notice}/acknowledge").status_code == 303
    with transaction(site.engine, write=False) as session:
        signed = [
            one.name
            for one in list_acknowledgements(session, notice)
            if one.acknowledged_at
        ]
    assert signed == ["Орлова М. И."]


def _write_and_search(site: Installation) -> None:
    letter = {
        "to": [site.college.people.accounts["parent"]],
        "subject": "Пропуски",
        "text": "Принесите справку.",
    }
    answer = site.sign_in("curator").post("/messages/new", letter)
    assert answer.status_code == 303, answer.text
    parent = site.sign_in("parent")
    assert "Пропуски" in parent.get("/messages").text
    assert "Принесите справку." in parent.get(answer.headers["Location"]).text
    secretary = site.sign_in("secretary")
    for words in ("ЕЛКИНА", "о'коннор", "%", "' OR 1=1 --"):
        found = secretary.post("/search", {"q": words}).text.split("<main")[1]
        assert ("Ёлкина Алёна" in found) == (words == "ЕЛКИНА")


def _print(site: Installation) -> None:
    places, office = site.college.places, site.sign_in("content_admin")
    assert ask(office, f"{places.journal}:summary") == 303
    assert work(site) == 1
    with transaction(site.engine, write=False) as session:
        (fact,) = list_issued(session)
    answer = office.get(f"/print/file/{fact.id}.pdf")
    assert answer.data.startswith(b"%PDF")


def _see_the_reads(site: Installation) -> None:
    with transaction(site.engine, write=False) as session:
        reads = list_reads(session)
    accounts = site.college.people.accounts
    diary = {one.what for one in reads if one.account_id == accounts["learner"]}
    assert "дневник обучающегося" in diary
    page = site.sign_in("system_admin").get("/admin/reads")
    assert page.status_code == 200
    assert LEARNERS[0] not in page.text


def _close_a_month(site: Installation) -> None:
    site.at(NOVEMBER)
    path = f"/journal/group/{site.college.places.journal}"
    form = {"what": "2026-10", "password": PASSWORD}
    answer = site.sign_in("deputy").post(f"{path}/close", form)
    assert answer.status_code == 303, answer.text
    with transaction(site.engine, write=False) as session:
        assert session.scalars(select(ClosedMonth.month)).all() == [date(2026, 10, 1)]
