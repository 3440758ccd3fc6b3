"""The lesson page: who opens it and when, what it records, what it refuses (4.1.1)."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from records.curriculum.tables import ClosedMonth
from records.kernel.db import transaction
from records.lessons.tables import Lesson
from records.marks.tables import Mark
from tests.records.marks.school import TOMSK, local
from tests.web.college import DAYS, TODAY
from tests.web.conftest import Installation

FIRST = DAYS[0]


def slot(site: Installation, day: date = TODAY, *, course: int | None = None) -> int:
    places = site.college.places
    return places.slots[course or places.course, day]


def wish(site: Installation, key: str = "k1", **more: Any) -> dict[str, Any]:
    learner = site.college.people.learners[0]
    values: dict[str, Any] = {
        "key": key,
        "lesson": {
            "topic": "Сущность и типы государства",
            "homework": "Конспект",
            "no_homework": False,
            "kind": "Л",
            "hours": 2,
            "roll_called": True,
        },
        "cells": [{"person": learner, "work": "lesson", "text": "5"}],
        "seen": {},
    }
    return {**values, **more}


def read_lesson(site: Installation, slot_id: int) -> Lesson | None:
    with transaction(site.engine, write=False) as session:
        return session.scalar(select(Lesson).filter_by(slot_id=slot_id))


def read_marks(site: Installation, slot_id: int) -> dict[int, str]:
    with transaction(site.engine, write=False) as session:
        chosen = (
            select(Mark)
            .join(Lesson, Lesson.id == Mark.lesson_id)
            .filter_by(slot_id=slot_id)
        )
        return {one.person_id: one.value for one in session.scalars(chosen)}


def test_the_teacher_sees_the_next_row_of_the_plan_and_the_roll(
    site: Installation,
) -> None:
    page = site.sign_in("teacher").get(f"/lesson/{slot(site)}").text

    assert "Следующая строка КТП, № 3" in page
    assert "Сущность и типы государства" in page
    assert "Гасанова Лейла" in page
    assert "Все присутствуют" in page


def test_the_first_save_records_the_lesson_with_its_marks(site: Installation) -> None:
    here = slot(site)
    answer = site.sign_in("teacher").post_json(f"/lesson/{here}/save", wish(site))

    assert answer.status_code == 200, answer.text
    assert answer.get_json()["status"] == "saved"
    assert answer.get_json()["seen"]["topic"] == 1
    lesson = read_lesson(site, here)
    assert lesson is not None
    assert (lesson.topic, lesson.roll_called) == ("Сущность и типы государства", True)
    assert read_marks(site, here) == {site.college.people.learners[0]: "5"}


def test_a_repeated_key_writes_nothing_again(site: Installation) -> None:
    here, teacher = slot(site), site.sign_in("teacher")
    teacher.post_json(f"/lesson/{here}/save", wish(site))
    again = teacher.post_json(f"/lesson/{here}/save", wish(site))

    assert again.status_code == 200
    assert again.get_json()["seen"]["lesson"] == 1


def test_a_key_of_another_lesson_is_refused_not_told_as_saved(
    site: Installation,
) -> None:
    teacher = site.sign_in("teacher")
    other = slot(site, course=site.college.places.other_course)
    teacher.post_json(f"/lesson/{slot(site)}/save", wish(site))
    answer = teacher.post_json(f"/lesson/{other}/save", wish(site))

    assert answer.get_json()["code"] == "idem_conflict"
    assert answer.status_code == 422
    assert read_lesson(site, other) is None


@pytest.mark.parametrize("number", [2**31, 2**63, -(2**70)])
def test_a_number_no_record_can_hold_is_no_request(
    site: Installation, number: int
) -> None:
    here, teacher = slot(site), site.sign_in("teacher")
    cells = [{"person": number, "work": "lesson", "text": "5"}]
    parts = {**wish(site)["lesson"], "plan_item_id": number}
    for odd in (wish(site, cells=cells), wish(site, lesson=parts)):
        assert teacher.post_json(f"/lesson/{here}/save", odd).status_code == 400
    assert read_lesson(site, here) is None


def test_twenty_five_marks_are_saved_whole_or_not_at_all(site: Installation) -> None:
    here, teacher = slot(site), site.sign_in("teacher")
    first = teacher.post_json(f"/lesson/{here}/save", wish(site, cells=[])).get_json()
    cells = [
        {"person": person, "work": "lesson", "text": text}
        for person, text in zip(
            site.college.people.learners, ("5", "4", "н", "7", "3", "2"), strict=True
        )
    ]
    bad = wish(site, "k2", lesson={}, cells=cells, seen=first["seen"])
    refused = teacher.post_json(f"/lesson/{here}/save", bad)

    assert refused.status_code == 422
    assert "пятибалльная" in refused.get_json()["message"]
    assert read_marks(site, here) == {}


def test_what_somebody_else_has_changed_is_a_conflict(site: Installation) -> None:
    here, teacher = slot(site), site.sign_in("teacher")
    first = teacher.post_json(f"/lesson/{here}/save", wish(site)).get_json()["seen"]
    change: dict[str, Any] = {"lesson": {"topic": "Форма государства"}, "cells": []}
    teacher.post_json(f"/lesson/{here}/save", wish(site, "k2", **change, seen=first))
    stale: dict[str, Any] = {"lesson": {"topic": "Формы государства"}, "cells": []}
    answer = teacher.post_json(
        f"/lesson/{here}/save", wish(site, "k3", **stale, seen=first)
    )

    assert answer.status_code == 409
    assert answer.get_json()["record"]["topic"] == "Форма государства"


def test_a_foreign_lesson_is_not_there(site: Installation) -> None:
    visitor = site.sign_in("other_teacher")

    assert visitor.get(f"/lesson/{slot(site)}").status_code == 404


@pytest.mark.parametrize("who", ["learner", "parent", "system_admin", "dispatcher"])
def test_a_lesson_is_not_for_families_and_machines(
    site: Installation, who: str
) -> None:
    assert site.sign_in(who).get(f"/lesson/{slot(site)}").status_code == 403


def test_the_curator_reads_and_changes_nothing(site: Installation) -> None:
    curator = site.sign_in("curator")

    assert "Запись вносит преподаватель" in curator.get(f"/lesson/{slot(site)}").text
    answer = curator.post_json(f"/lesson/{slot(site)}/save", wish(site))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (datetime(2026, 9, 15, 0, 1, tzinfo=TOMSK), 404),
        (datetime(2026, 9, 15, 23, 59, tzinfo=TOMSK), 200),
        (datetime(2026, 9, 14, 12, 0, tzinfo=TOMSK), 404),
    ],
)
def test_the_substitute_is_let_in_on_the_day_only(
    site: Installation, at: datetime, status: int
) -> None:
    with transaction(site.engine) as session:
        from records.norms.tables import Bell

        bell = session.get(Bell, (4, 1))
        if bell is None:
            session.add(Bell(pair=4, weekday=1, starts=840, ends=930))
    site.at(at)
    here = slot(site, course=site.college.places.other_course)

    assert site.sign_in("teacher").get(f"/lesson/{here}").status_code == status


def test_the_substitute_sees_no_other_lesson_of_the_group(site: Installation) -> None:
    site.at(local(TODAY, 15))
    teacher = site.sign_in("teacher")
    other = site.college.places.other_course

    assert teacher.get(f"/lesson/{slot(site, course=other)}").status_code == 200
    assert teacher.get(f"/lesson/{slot(site, FIRST, course=other)}").status_code == 404


def test_a_finished_substitution_is_closed_with_its_day(site: Installation) -> None:
    site.at(local(TODAY, 15))
    teacher = site.sign_in("teacher")
    here = slot(site, course=site.college.places.other_course)
    done = teacher.post_json(f"/lesson/{here}/save", wish(site, cells=[]))
    assert done.status_code == 200, done.text
    site.at(local(DAYS[2].replace(day=16), 0, 1))

    assert site.sign_in("teacher").get(f"/lesson/{here}").status_code == 404


def test_a_minute_to_midnight_needs_no_reason_a_minute_after_does(
    site: Installation,
) -> None:
    here = slot(site)
    site.at(local(TODAY.replace(day=16), 0, 1))
    teacher = site.sign_in("teacher")
    late = teacher.post_json(f"/lesson/{here}/save", wish(site))
    assert (late.status_code, late.get_json()["code"]) == (422, "late_reason")
    assert "Причина опоздания" in teacher.get(f"/lesson/{here}").text

    explained = wish(site, late_reason="не было связи")
    assert teacher.post_json(f"/lesson/{here}/save", explained).status_code == 200


def test_at_23_59_the_lesson_is_recorded_without_a_reason(site: Installation) -> None:
    site.at(local(TODAY, 23, 59))
    answer = site.sign_in("teacher").post_json(f"/lesson/{slot(site)}/save", wish(site))

    assert answer.status_code == 200


def test_after_the_day_what_stands_is_changed_by_a_basis_only(
    site: Installation,
) -> None:
    here, teacher = slot(site, FIRST), site.sign_in("teacher")
    change: dict[str, Any] = {"lesson": {"topic": "Предмет теории права"}, "cells": []}
    seen = {"lesson": 1, "topic": 1, "homework": 1}
    bare = teacher.post_json(f"/lesson/{here}/save", wish(site, **change, seen=seen))
    assert bare.status_code == 422
    assert "причина и документ-основание" in bare.get_json()["message"]

    basis = {"reason": "описка", "document": "записка № 3", "date": "2026-09-14"}
    founded = wish(site, "k2", **change, seen=seen, basis=basis)
    assert teacher.post_json(f"/lesson/{here}/save", founded).status_code == 200
    lesson = read_lesson(site, here)
    assert lesson is not None
    assert lesson.topic == "Предмет теории права"


def test_a_closed_month_is_refused_in_words(site: Installation) -> None:
    with transaction(site.engine) as session:
        session.add(
            ClosedMonth(
                journal_id=site.college.places.journal,
                month=FIRST,
                closed_at=local(TODAY, 9),
            )
        )
    teacher = site.sign_in("teacher")
    answer = teacher.post_json(f"/lesson/{slot(site)}/save", wish(site))

    assert answer.status_code == 422
    assert "месяц 09.2026 закрыт" in answer.get_json()["message"]
    assert "закрыт" in teacher.get(f"/lesson/{slot(site)}").text


def test_signs_of_markup_in_a_topic_are_text(site: Installation) -> None:
    here, teacher = slot(site), site.sign_in("teacher")
    evil = "Право <script>alert(1)</script> и </textarea><b>порядок"
    given = wish(site)
    given["lesson"]["topic"] = evil
    assert teacher.post_json(f"/lesson/{here}/save", given).status_code == 200
    page = teacher.get(f"/lesson/{here}").text

    assert "<script>alert" not in page
    assert "</textarea><b>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_plain_form_records_the_lesson_without_scripts(site: Installation) -> None:
    here, teacher = slot(site), site.sign_in("teacher")
    one, two = site.college.people.learners[:2]
    sent = {
        "topic": "Сущность и типы государства",
        "no_homework": "1",
        "kind": "С",
        "hours": "2",
        "roll_called": "1",
        f"lesson-{one}": "4",
        f"lesson-{two}": "н",
    }
    answer = teacher.post(f"/lesson/{here}", sent)

    assert answer.status_code == 303, answer.text
    lesson = read_lesson(site, here)
    assert lesson is not None
    assert (lesson.kind, lesson.no_homework) == ("С", True)
    assert read_marks(site, here) == {one: "4", two: "н"}


def test_a_refused_form_keeps_what_was_typed(site: Installation) -> None:
    here, teacher = slot(site), site.sign_in("teacher")
    one = site.college.people.learners[0]
    sent = {"topic": "Форма правления", "kind": "Л", "hours": "2", f"lesson-{one}": "9"}
    answer = teacher.post(f"/lesson/{here}", sent)

    assert answer.status_code == 422
    assert "Форма правления" in answer.text
    assert 'value="9"' in answer.text
    assert read_lesson(site, here) is None


def test_a_record_leads_to_its_place_in_the_timetable(site: Installation) -> None:
    places = site.college.places
    lesson = places.lessons[places.course, FIRST]
    found = site.sign_in("teacher").get(f"/lesson/of/{lesson}")

    assert found.location == f"/lesson/{slot(site, FIRST)}"
    assert site.sign_in("other_teacher").get(f"/lesson/of/{lesson}").status_code == 404
