"""Corrections from the grid: with a basis, in a closed month by a request (4.1.1)."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from records.curriculum.tables import ClosedMonth
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.entropy import SystemEntropy
from records.marks.values import Basis
from records.requests.actions import approve_request, ask_correction
from records.requests.values import LessonCell, NewRequest
from tests.web.college import MORNING, TODAY
from tests.web.conftest import Installation, Visitor
from tests.web.pages.journal.cells import cell, marks, save

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]


def test_a_closed_month_is_shut_for_the_grid(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    close_september(site)
    basis = {"reason": "ошибка", "document": "записка № 1", "date": "2026-09-15"}
    person = site.college.people.learners[1]
    (told,) = save(
        visit("teacher"), course, cell(lesson, person, "5", basis=basis, request=77)
    )
    assert (told["status"], told["code"]) == ("refused", "CHK-3.8.8-month-closed")
    assert marks(site, lesson, person) == {}


def close_september(site: Installation) -> None:
    with transaction(site.engine) as session:
        session.add(
            ClosedMonth(
                journal_id=site.college.places.journal,
                month=TODAY.replace(day=1),
                closed_at=datetime(2026, 9, 15, 3, tzinfo=UTC),
            )
        )


def ask_and_approve(site: Installation, lesson: int, person: int, text: str) -> int:
    people = site.college.people.persons
    basis = Basis(reason="описка", document="записка № 1", document_date=TODAY)
    new = NewRequest(
        ref=LessonCell(lesson_id=lesson, person_id=person),
        wanted={"current": text},
        basis=basis,
    )
    with transaction(site.engine) as session:
        request = ask_correction(
            session,
            new,
            actor=Actor(person_id=people["teacher"], role="teacher"),
            now=MORNING,
            entropy=SystemEntropy(),
        )
        approve_request(
            session,
            request,
            actor=Actor(person_id=people["deputy"], role="deputy"),
            now=MORNING,
            entropy=SystemEntropy(),
        )
    return request


def test_an_approved_request_opens_one_cell_for_what_was_asked(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    close_september(site)
    first, second = site.college.people.learners[0], site.college.people.learners[5]
    request = ask_and_approve(site, lesson, first, "5")
    teacher, seen = visit("teacher"), {"current": 1}
    (other,) = save(
        teacher, course, cell(lesson, first, "3", seen=seen, request=request)
    )
    assert (other["status"], other["text"]) == ("refused", "4")
    assert "только одно: «5»" in other["message"]
    (foreign,) = save(
        teacher, course, cell(lesson, second, "5", seen=seen, request=request)
    )
    assert foreign["message"] == "по этой заявке клетка не открыта"
    asked = cell(lesson, first, "5", seen=seen, request=request)
    (done,) = save(teacher, course, asked)
    assert (done["status"], done["text"], done["seen"]) == (
        "saved",
        "5",
        {"current": 2},
    )
    assert done["note"]["text"].startswith("1. исправлено с 4 на 5")
    (again,) = save(teacher, course, asked)
    assert (again["status"], again["seen"]) == ("saved", {"current": 2})
    (spent,) = save(
        teacher, course, cell(lesson, first, "4", seen={"current": 2}, request=request)
    )
    assert spent["status"] == "refused"
    assert marks(site, lesson, first) == {"current": "5"}


def test_a_correction_gets_its_footnote(
    site: Installation, visit: Visit, course: int, lesson: int
) -> None:
    basis = {"reason": "описка", "document": "записка № 1", "date": "2026-09-15"}
    person = site.college.people.learners[0]
    (told,) = save(
        visit("teacher"),
        course,
        cell(lesson, person, "5", seen={"current": 1}, basis=basis),
    )
    assert (told["status"], told["was"]) == ("saved", "4")
    assert told["note"] == {
        "n": 1,
        "text": "1. исправлено с 4 на 5, 15.09.2026, описка, записка № 1 от "
        "15.09.2026, Воронцова И. С.",
    }
