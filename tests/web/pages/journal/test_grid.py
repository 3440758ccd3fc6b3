"""The page of a course: who sees it, what its data say (REG 2.3, 3.13.1, 4.1.1)."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from records.curriculum.tables import ClosedMonth, Group, Membership
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.lessons.values import LessonDraft
from records.marks.actions import record_lesson
from records.marks.tables import Mark
from records.people.tables import Person
from tests.builders import entropy
from tests.web.college import DAYS, MORNING, TODAY
from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

DATA = re.compile(
    r'<script type="application/json" id="grid-data">(.*?)</script>', re.DOTALL
)
Visit = Callable[[str], Visitor]


def read_data(visitor: Visitor, course_id: int) -> dict[str, Any]:
    answer = visitor.get(f"/journal/{course_id}")
    assert answer.status_code == 200, answer.text
    found = DATA.search(answer.text)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_teacher_gets_the_page_of_the_own_course(
    site: Installation, visit: Visit
) -> None:
    data = read_data(visit("teacher"), site.college.places.course)
    assert data["group"] == "ЮР-21"
    assert data["today"] == TODAY.isoformat()
    assert [one["day"] for one in data["columns"] if one["work"] == "lesson"] == [
        day.isoformat() for day in DAYS
    ]
    assert data["editable"] is True
    assert len(data["learners"]) == len(data["cells"]) == 6
    assert data["learners"][0]["name"] == "Алибек уулу"


@pytest.mark.parametrize(
    "who", ["curator", "deputy", "director", "content_admin", "secretary"]
)
def test_who_looks_after_the_group_reads_and_writes_nothing(
    site: Installation, visit: Visit, who: str
) -> None:
    data = read_data(visit(who), site.college.places.course)
    assert data["editable"] is False
    assert {one["open"] for one in data["columns"] + data["finals"]} == {"none"}


@pytest.mark.parametrize(
    "who", ["learner", "parent", "other_learner", "system_admin", "dispatcher"]
)
def test_the_page_is_shut_for_everybody_else(
    site: Installation, visit: Visit, who: str
) -> None:
    answer = visit(who).get(f"/journal/{site.college.places.course}")
    assert answer.status_code in {403, 404}
    assert "Гасанова" not in answer.text


@pytest.mark.parametrize("path", ["", "/topics", "/works", "/changes?since=0"])
def test_a_foreign_course_does_not_exist(
    site: Installation, visit: Visit, path: str
) -> None:
    answer = visit("other_teacher").get(f"/journal/{site.college.places.course}{path}")
    assert answer.status_code == 404
    assert "Гасанова" not in answer.text


def test_a_subgroup_s_page_shows_its_own_learners_only(
    site: Installation, visit: Visit
) -> None:
    data = read_data(visit("teacher"), site.college.places.first_half)
    people = site.college.people.learners
    assert {one["id"] for one in data["learners"]} == set(people[0::2])


def test_a_curator_of_another_group_sees_nothing(
    site: Installation, visit: Visit
) -> None:
    answer = visit("curator").get(f"/journal/{site.college.places.other_course}")
    assert answer.status_code == 404


def test_a_substitute_sees_the_given_lesson_and_no_finals(
    site: Installation, visit: Visit
) -> None:
    data = read_data(visit("teacher"), site.college.places.other_course)
    assert [one["day"] for one in data["columns"]] == [TODAY.isoformat()]
    assert data["finals"] == []


def test_columns_say_what_may_be_done_and_why_not(
    site: Installation, visit: Visit
) -> None:
    course = site.college.places.course
    data = read_data(visit("teacher"), course)
    by_day = {one["day"]: one for one in data["columns"] if one["work"] == "lesson"}
    first, second, today, ahead = (by_day[day.isoformat()] for day in DAYS)
    assert [one["open"] for one in (first, second, today, ahead)] == [
        "fill",
        "fill",
        "none",
        "none",
    ]
    assert "исправлением с основанием" in first["why"]
    assert "ещё не записано" in today["why"]
    assert ahead["why"] == "занятия ещё не было"


def test_a_closed_month_is_shut_with_its_date(site: Installation, visit: Visit) -> None:
    with transaction(site.engine) as session:
        session.add(
            ClosedMonth(
                journal_id=site.college.places.journal,
                month=TODAY.replace(day=1),
                closed_at=datetime(2026, 9, 15, 3, tzinfo=UTC),
            )
        )
    data = read_data(visit("teacher"), site.college.places.course)
    assert data["months"] == [
        {"key": "2026-09", "name": "сентябрь", "closed": "15.09.2026"}
    ]
    column = data["columns"][0]
    assert column["open"] == "shut"
    assert column["why"].endswith("закрыт 15.09.2026: исправление только по заявке")


def test_finals_of_a_closed_month_are_only_added(
    site: Installation, visit: Visit
) -> None:
    with transaction(site.engine) as session:
        session.add(
            ClosedMonth(
                journal_id=site.college.places.journal,
                month=date(2026, 12, 1),
                closed_at=datetime(2027, 1, 12, 3, tzinfo=UTC),
            )
        )
    data = read_data(visit("teacher"), site.college.places.course)
    opened = {one["period"]: one for one in data["finals"]}
    assert [opened[one]["open"] for one in ("s1", "year")] == ["add", "fill"]
    assert opened["s1"]["why"] == (
        "месяц 12.2026 закрыт 12.01.2027: исправление только по заявке"
    )


def test_cells_carry_their_versions_only_where_they_are_not_first(
    site: Installation, visit: Visit
) -> None:
    places, people = site.college.places, site.college.people.learners
    with transaction(site.engine) as session:
        changed = update(Mark).filter_by(person_id=people[0]).values(version=3)
        session.execute(changed)
    data = read_data(visit("teacher"), places.course)
    assert data["cells"][0][:2] == [
        [0, "5", {"current": 3}],
        [1, "4", {"current": 3}],
    ]
    assert data["cells"][1] == [[0, "4"]]
    assert data["cells"][2] == [[0, "н"], [1, "5"]]


def test_who_came_later_is_off_the_roll_before(
    site: Installation, visit: Visit
) -> None:
    person = site.college.people.learners[1]
    with transaction(site.engine) as session:
        came = update(Membership).filter_by(person_id=person).values(start_date=DAYS[1])
        session.execute(came)
    data = read_data(visit("teacher"), site.college.places.course)
    (row,) = [one for one in data["learners"] if one["id"] == person]
    assert row["off"] == [[0, 0]]
    assert row["why"] == ["зачислена 08.09.2026, приказ № 77-к от 25.08.2026"]


def test_a_name_that_looks_like_markup_stays_text(
    site: Installation, visit: Visit
) -> None:
    evil = "</script><script>alert(1)</script>"
    with transaction(site.engine) as session:
        named = update(Person).filter_by(id=site.college.people.learners[0])
        session.execute(named.values(surname=evil))
        session.execute(update(Group).filter_by(code="ЮР-21").values(programme=evil))
    answer = visit("teacher").get(f"/journal/{site.college.places.course}")
    assert evil not in answer.text
    assert evil not in visit("director").get("/journal").text
    overview = visit("director").get(f"/journal/group/{site.college.places.journal}")
    assert overview.status_code == 200
    assert evil not in overview.text


@pytest.mark.parametrize("query", ["", "since=", "since=-1", "since=1;--", "since=²"])
def test_a_broken_head_is_refused(site: Installation, visit: Visit, query: str) -> None:
    answer = visit("teacher").get(
        f"/journal/{site.college.places.course}/changes?{query}"
    )
    assert answer.status_code == 400


def test_changes_of_a_colleague_are_told_with_name_and_time(
    site: Installation, visit: Visit
) -> None:
    places, person = site.college.places, site.college.people.learners[1]
    teacher, curator = visit("teacher"), visit("curator")
    head = read_data(curator, places.course)["head"]
    lesson = places.lessons[places.course, DAYS[1]]
    sent = {
        "key": "one",
        "col": {"lesson": lesson, "work": "lesson"},
        "person": person,
        "text": "н/4",
        "seen": {},
    }
    teacher.post_json(f"/journal/{places.course}/cells", {"cells": [sent]})
    teacher.get(f"/journal/{places.course}/changes?since={head}")
    told = curator.get(f"/journal/{places.course}/changes?since={head}").get_json()
    assert told["stale"] is False
    assert told["head"] == head + 2
    assert told["here"] == ["Воронцова И. С."]
    (cell,) = told["cells"]
    assert cell["col"] == {"lesson": lesson, "work": "lesson"}
    assert (cell["person"], cell["text"]) == (person, "н/4")
    assert cell["seen"] == {"absence": 1, "makeup": 1}
    assert cell["by"] == "изменила Воронцова И. С."
    assert cell["at"] == "10:26"


def test_changes_of_a_lesson_make_the_page_stale(
    site: Installation, visit: Visit
) -> None:
    places = site.college.places
    head = read_data(visit("teacher"), places.course)["head"]
    with transaction(site.engine) as session:
        record_lesson(
            session,
            LessonDraft(slot_id=places.slots[places.course, TODAY], kind="Л", topic=""),
            [],
            actor=Actor(
                person_id=site.college.people.persons["teacher"], role="teacher"
            ),
            now=MORNING,
            entropy=entropy(),
        )
    path = f"/journal/{places.course}/changes?since={head}"
    assert visit("teacher").get(path).get_json()["stale"] is True
    path = f"/journal/{places.first_half}/changes?since={head}"
    assert visit("teacher").get(path).get_json()["stale"] is False


def test_the_history_of_a_cell_tells_every_version(
    site: Installation, visit: Visit
) -> None:
    places, person = site.college.places, site.college.people.learners[0]
    lesson = places.lessons[places.course, DAYS[0]]
    path = f"/journal/{places.course}/history?lesson={lesson}&work=lesson"
    told = visit("curator").get(f"{path}&person={person}").get_json()
    (version,) = told["versions"]
    assert (version["version"], version["text"]) == (1, "5")
    assert version["by"] == "Воронцова И. С."
    assert version["at"] == "01.09.2026 в 12:00"


@pytest.mark.parametrize("who", ["other_teacher", "learner"])
def test_the_history_of_a_foreign_cell_does_not_exist(
    site: Installation, visit: Visit, who: str
) -> None:
    places, person = site.college.places, site.college.people.learners[0]
    lesson = places.lessons[places.course, DAYS[0]]
    query = f"lesson={lesson}&work=lesson&person={person}"
    answer = visit(who).get(f"/journal/{places.course}/history?{query}")
    assert answer.status_code in {403, 404}


def test_the_own_course_is_no_door_to_the_history_of_another(
    site: Installation, visit: Visit
) -> None:
    places, people = site.college.places, site.college.people
    lesson = places.lessons[places.course, DAYS[0]]
    teacher = visit("other_teacher")
    for person in (people.learners[0], people.others[0]):
        query = f"lesson={lesson}&work=lesson&person={person}"
        answer = teacher.get(f"/journal/{places.second_half}/history?{query}")
        assert answer.status_code == 404
