"""A family tells the curator of the document of an absence (REG 3.12.2, 3.12.3)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError, RuleViolationError
from records.letters.actions import send_excuse
from records.letters.queries import get_thread, list_threads
from records.letters.values import Excuse
from records.people.tables import Account, Curatorship, Person
from tests.builders import NOW
from tests.records.letters.office import TODAY, Office, make_office

ADULT, MINOR = date(2008, 9, 1), date(2008, 9, 2)


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


def person(office: Office, who: str) -> Person:
    account = office.session.get_one(Account, office.accounts[who])
    return office.session.get_one(Person, account.person_id)


def excuse(office: Office, who: str, learner: str = "learner", **changes: Any) -> int:
    values: dict[str, Any] = {
        "learner_id": person(office, learner).id,
        "first": date(2026, 9, 1),
        "last": date(2026, 9, 1),
        "document": "справка № 12 от 02.09.2026",
    }
    return send_excuse(
        office.session,
        office.accounts[who],
        Excuse(**{**values, **changes}),
        today=TODAY,
        actor=office.actor(who),
        now=NOW,
    )


def test_the_curator_gets_the_days_and_the_document(office: Office) -> None:
    number = excuse(
        office, "parent", last=date(2026, 9, 3), words="Была у врача.\nЖдём выписку."
    )

    (line,) = list_threads(office.session, office.accounts["curator"])
    assert (line.id, line.subject) == (
        number,
        "Справка: Ёлкина Алёна, с 01.09.2026 по 03.09.2026",
    )
    thread = get_thread(office.session, number, office.accounts["curator"])
    assert thread.letters[0].text == (
        "Отсутствие: с 01.09.2026 по 03.09.2026.\n"
        "Документ: справка № 12 от 02.09.2026.\n"
        "Была у врача.\nЖдём выписку."
    )
    assert list_threads(office.session, office.accounts["teacher"]) == ()


def test_one_sent_twice_is_one_letter(office: Office) -> None:
    first = excuse(office, "parent", key="one-key")

    assert excuse(office, "parent", key="one-key") == first
    assert len(list_threads(office.session, office.accounts["curator"])) == 1


def test_a_learner_of_age_answers_for_the_own_absences(office: Office) -> None:
    learner = person(office, "learner")
    for born in (MINOR, None):
        learner.birth_date = born
        with pytest.raises(RuleViolationError, match="законный представитель"):
            excuse(office, "learner")

    learner.birth_date = ADULT
    assert excuse(office, "learner")


@pytest.mark.parametrize("who", ["parent", "classmate", "curator"])
def test_a_foreign_learner_does_not_exist(office: Office, who: str) -> None:
    with pytest.raises(NotFoundError):
        excuse(office, who, learner="stranger")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last": date(2026, 8, 31)}, "раньше первого"),
        ({"document": " . "}, "не назван документ"),
    ],
)
def test_what_is_not_whole_is_refused(
    office: Office, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(RuleViolationError, match=words):
        excuse(office, "parent", **changes)


def test_without_a_curator_the_family_is_told_where_to_bring_it(
    office: Office,
) -> None:
    office.session.delete(office.session.get_one(Curatorship, "ЮР-21"))

    with pytest.raises(RuleViolationError, match="нет куратора с логином") as refused:
        excuse(office, "parent")

    (found,) = refused.value.findings
    assert (found.code, found.clause) == ("CHK-3.12.2-unreachable", "3.12.2")
    assert "секретарю учебно-методического отдела" in found.advice
    assert list_threads(office.session, office.accounts["parent"]) == ()
