"""A lesson of a closed month: the office mends it with a basis, nobody else (3.8.8)."""

import pytest
from sqlalchemy import select

from records.curriculum.tables import ClosedMonth
from records.kernel.db import transaction
from records.lessons.tables import Lesson
from records.marks.queries import list_corrections
from tests.records.marks.school import local
from tests.web.college import DAYS, TODAY
from tests.web.conftest import Installation

pytestmark = pytest.mark.slow

FIRST = DAYS[0]
SENT = {
    "new_topic": "Форма государства",
    "new_homework": "Конспект, гл. 3",
    "seen_topic": "1",
    "seen_homework": "1",
    "why": "описка в теме",
    "paper": "служебная записка № 12",
    "dated": "2026-09-14",
    "key": "k1",
}


@pytest.fixture
def here(site: Installation) -> int:
    places = site.college.places
    return places.slots[places.course, FIRST]


def close_month(site: Installation) -> None:
    with transaction(site.engine) as session:
        session.add(
            ClosedMonth(
                journal_id=site.college.places.journal,
                month=FIRST.replace(day=1),
                closed_at=local(TODAY, 9),
            )
        )


def stored(site: Installation, here: int) -> tuple[str, str]:
    with transaction(site.engine, write=False) as session:
        lesson = session.scalars(select(Lesson).filter_by(slot_id=here)).one()
        return lesson.topic, lesson.homework


def test_the_office_mends_a_lesson_of_a_closed_month(
    site: Installation, here: int
) -> None:
    admin = site.sign_in("content_admin")
    path = f"/lesson/{here}/correct"
    assert path not in admin.get(f"/lesson/{here}").text
    close_month(site)
    assert path in admin.get(f"/lesson/{here}").text

    for _ in range(2):
        assert admin.post(path, SENT).status_code == 303

    assert stored(site, here) == ("Форма государства", "Конспект, гл. 3")
    with transaction(site.engine, write=False) as session:
        told = list_corrections(session, site.college.places.journal)
    assert [(one.kind, one.basis.document) for one in told] == [
        ("topic", "служебная записка № 12"),
        ("homework", "служебная записка № 12"),
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"paper": ""}, "Документ: заполните поле"),
        ({"dated": "2027-09-14"}, "ещё не составлен"),
        ({"seen_topic": "7"}, "уже изменена"),
    ],
)
def test_a_refused_correction_keeps_what_was_typed(
    site: Installation, here: int, changes: dict[str, str], words: str
) -> None:
    before = stored(site, here)
    close_month(site)

    answer = site.sign_in("content_admin").post(
        f"/lesson/{here}/correct", {**SENT, **changes}
    )

    assert answer.status_code in {409, 422}
    assert words in answer.text.replace("\u00a0", " ")
    assert "Форма государства" in answer.text
    assert stored(site, here) == before


def test_in_an_open_month_and_without_a_record_the_office_mends_nothing(
    site: Installation, here: int
) -> None:
    admin, before = site.sign_in("content_admin"), stored(site, here)

    assert admin.post(f"/lesson/{here}/correct", SENT).status_code == 422
    assert stored(site, here) == before
    places = site.college.places
    bare = places.slots[places.course, TODAY]
    assert admin.post(f"/lesson/{bare}/correct", SENT).status_code == 404


def test_the_teacher_mends_nothing_in_a_closed_month(
    site: Installation, here: int
) -> None:
    close_month(site)
    teacher, before = site.sign_in("teacher"), stored(site, here)
    basis = {"reason": "описка", "document": "записка № 3", "date": "2026-09-14"}
    wish = {
        "key": "k1",
        "lesson": {"topic": "Форма государства"},
        "cells": [],
        "seen": {"lesson": 1, "topic": 1, "homework": 1},
        "basis": basis,
    }

    answer = teacher.post_json(f"/lesson/{here}/save", wish)

    assert answer.status_code == 422
    assert "исправляет администратор контента" in answer.get_json()["message"]
    assert f"/lesson/{here}/correct" not in teacher.get(f"/lesson/{here}").text
    assert teacher.post(f"/lesson/{here}/correct", SENT).status_code == 403
    assert stored(site, here) == before
