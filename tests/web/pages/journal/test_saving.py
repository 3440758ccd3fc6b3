"""Cells saved over the wire: whose, when, by which key (attack classes 2, 3, 9–12, 26)."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import func, select

from records.kernel.db import transaction
from records.ledger.tables import LedgerEntry
from tests.web.conftest import Installation, Visitor
from tests.web.pages.journal.cells import cell, entries, marks, save

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]


def test_an_empty_cell_is_filled(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    person = site.college.people.learners[1]
    (told,) = save(visit("teacher"), course, cell(lesson, person, "5"))
    assert (told["status"], told["text"], told["seen"]) == (
        "saved",
        "5",
        {"current": 1},
    )
    assert marks(site, lesson, person) == {"current": "5"}


def test_the_answer_tells_the_head_of_the_log(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    person = site.college.people.learners[1]
    answer = visit("teacher").post_json(
        f"/journal/{course}/cells", {"cells": [cell(lesson, person, "5")]}
    )
    assert answer.get_json()["head"] == entries(site)


def test_a_conflict_names_the_colleague_and_the_time(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    person = site.college.people.learners[1]
    teacher = visit("teacher")
    save(teacher, course, cell(lesson, person, "5"))
    (told,) = save(teacher, course, cell(lesson, person, "4"))
    assert told["status"] == "conflict"
    assert (told["text"], told["by"], told["at"]) == ("5", "Воронцова И. С.", "10:26")


def test_a_repeated_request_is_written_once(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    teacher, person = visit("teacher"), site.college.people.learners[1]
    sent = cell(lesson, person, "5")
    save(teacher, course, sent)
    before = entries(site)
    (told,) = save(teacher, course, sent)
    assert told["status"] == "saved"
    assert entries(site) == before


@pytest.mark.parametrize("who", ["other_teacher", "curator", "director", "secretary"])
def test_nobody_else_writes_into_a_course(
    site: Installation, visit: Visit, course: int, lesson: int, who: str
) -> None:
    before = entries(site)
    answer = visit(who).post_json(
        f"/journal/{course}/cells",
        {"cells": [cell(lesson, site.college.people.learners[1], "5")]},
    )
    assert answer.status_code in {403, 404}
    assert entries(site) == before
    assert marks(site, lesson, site.college.people.learners[1]) == {}


def test_the_own_course_is_no_door_to_a_foreign_lesson(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    own = site.college.places.second_half
    before = entries(site)
    (told,) = save(
        visit("other_teacher"), own, cell(lesson, site.college.people.learners[0], "2")
    )
    assert (told["status"], told["code"]) == ("refused", "no_lesson")
    assert "text" not in told
    assert entries(site) == before


def test_a_learner_of_another_group_is_refused_without_a_name(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    (told,) = save(
        visit("teacher"), course, cell(lesson, site.college.people.others[0], "2")
    )
    assert (told["status"], told["code"]) == ("refused", "no_learner")
    assert "Ким" not in told["message"]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        [],
        {"cells": []},
        {"cells": [{}]},
        {"cells": [cell("1; DROP TABLE mark", 1, "5")]},
        {"cells": [cell(1, "1 OR 1=1", "5")]},
        {"cells": [cell(1, 1, 5)]},
        {"cells": [cell(1, 1, "5" * 41)]},
        {"cells": [cell(1, 1, "5", seen={"a=1/*": 1})]},
        {"cells": [cell(1, 1, "5", seen={"current": "1"})]},
        {"cells": [cell(1, 1, "5", key="")]},
        {"cells": [cell(1, 1, "5", key="x" * 65)]},
        {"cells": [cell(1, 1, "5", col={"final": "s1; --"})]},
        {"cells": [cell(1, 1, "5", col={"lesson": 1, "work": "makeup"})]},
        {"cells": [cell(True, 1, "5")]},
        {"cells": [cell(2**70, 1, "5")]},
        {"cells": [cell(1, 1, "5", basis={"date": "нет"})]},
        {"cells": [cell(1, 1, "5", key="one"), cell(1, 2, "5", key="one")]},
    ],
)
def test_what_our_page_never_sends_is_refused_whole(
    site: Installation, visit: Visit, course: int, broken: object
) -> None:
    before = entries(site)
    answer = visit("teacher").post_json(f"/journal/{course}/cells", broken)
    assert answer.status_code == 400
    assert entries(site) == before


@pytest.mark.parametrize(
    "text", ["' OR 1=1 --", '"; DROP TABLE mark; --', "<img src=x onerror=alert(1)>"]
)
def test_an_injection_is_no_designation(
    site: Installation, visit: Visit, course: int, lesson: int, text: str
) -> None:
    person = site.college.people.learners[1]
    (told,) = save(visit("teacher"), course, cell(lesson, person, text))
    assert told["status"] == "refused"
    assert marks(site, lesson, person) == {}


def test_extra_fields_change_nothing(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    person = site.college.people.learners[1]
    more = {
        "version": 9,
        "actor": 1,
        "author_id": 1,
        "recorded_on": "2020-01-01",
        "locked": 0,
    }
    (told,) = save(visit("teacher"), course, cell(lesson, person, "5", **more))
    assert told["seen"] == {"current": 1}
    with transaction(site.engine, write=False) as session:
        last = session.scalars(
            select(LedgerEntry).order_by(LedgerEntry.gseq.desc()).limit(1)
        ).one()
    assert last.actor == f"p{site.college.people.persons['teacher']}"


def test_a_substitute_writes_the_lesson_given_and_no_other(
    site: Installation, visit: Visit
) -> None:
    places, people = site.college.places, site.college.people
    answer = visit("teacher").post_json(
        f"/journal/{places.other_course}/cells",
        {"cells": [cell(0, people.others[0], "5", col={"final": "s1"})]},
    )
    assert answer.status_code == 200
    assert answer.get_json()["cells"][0]["status"] == "refused"


def test_all_or_nothing_keeps_the_lesson_as_it_was(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    people = site.college.people.learners
    told = save(
        visit("teacher"),
        course,
        cell(lesson, people[1], "5"),
        cell(lesson, people[3], "H"),
        whole=True,
    )
    assert [one["status"] for one in told] == ["held", "refused"]
    assert marks(site, lesson, people[1]) == {}


def test_a_cell_without_a_token_is_refused(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    before = entries(site)
    answer = visit("teacher").client.post(
        f"/journal/{course}/cells",
        json={"cells": [cell(lesson, site.college.people.learners[1], "5")]},
    )
    assert (answer.status_code, answer.get_json()["code"]) == (400, "csrf")
    assert entries(site) == before


def test_a_stranger_is_told_to_sign_in(site: Installation, course: int) -> None:
    stranger = site.stranger()
    answer = stranger.client.post(
        f"/journal/{course}/cells",
        json={"cells": []},
        headers={"X-CSRFToken": stranger.token()},
    )
    assert answer.status_code == 401


def test_two_who_save_one_cell_at_once_never_both_win(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    person = site.college.people.learners[1]
    told: list[str] = []
    start = Barrier(6)
    visitors = [visit("teacher") for _ in range(6)]
    sent = [cell(lesson, person, text) for text in "554433"]

    def write(visitor: Visitor, one: dict[str, Any]) -> None:
        token = visitor.token()
        start.wait()
        answer = visitor.client.post(
            f"/journal/{course}/cells",
            json={"cells": [one]},
            headers={"X-CSRFToken": token},
        )
        told.append(answer.get_json()["cells"][0]["status"])

    threads = [
        Thread(target=write, args=pair) for pair in zip(visitors, sent, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["conflict"] * 4 + ["saved"] * 2
    with transaction(site.engine, write=False) as session:
        versions = session.scalar(
            select(func.count()).where(
                LedgerEntry.entry_id == f"mark/{lesson}/{person}/current"
            )
        )
    assert versions == 1
