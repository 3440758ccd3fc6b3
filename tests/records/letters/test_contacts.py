"""Whom one may write to (REG 3.12.3, 2.2)."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from records.curriculum.tables import Membership
from records.kernel.actor import SYSTEM
from records.letters.queries import list_contacts
from records.letters.values import Kind
from records.people.actions import set_guardian
from records.people.tables import Account, Staff
from records.people.values import NewGuardian
from tests.builders import NOW
from tests.records.letters.office import TODAY, Office, make_office

STAFF = {"curator", "teacher", "other_teacher", "admin"}
FAMILIES = {"learner", "classmate", "parent"}


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


@pytest.mark.parametrize(
    ("who", "others"),
    [
        ("curator", (STAFF | FAMILIES) - {"curator"}),
        ("teacher", (STAFF | FAMILIES) - {"teacher"}),
        ("other_teacher", (STAFF | {"stranger"}) - {"other_teacher"}),
        ("admin", STAFF - {"admin"}),
        ("learner", {"curator", "teacher"}),
        ("parent", {"curator", "teacher"}),
        ("stranger", {"other_teacher"}),
    ],
)
def test_everybody_writes_to_the_own_circle_alone(
    office: Office, who: str, others: set[str]
) -> None:
    """Employees reach the administrator of content (REG 3.4)."""
    assert office.contacts(who) == others


def test_a_contact_says_who_it_is(office: Office) -> None:
    def words(who: str) -> set[tuple[str, Kind, str, str]]:
        found = list_contacts(office.session, office.accounts[who], today=TODAY)
        return {(one.name, one.kind, one.words, one.group_code) for one in found}

    assert words("learner") == {
        ("Орлова М. И.", Kind.CURATOR, "куратор ЮР-21", ""),
        (
            "Воронцова И. С.",
            Kind.TEACHER,
            "ОП.01 Теория государства и права",
            "",
        ),
    }
    assert {
        ("Ёлкина Алёна", Kind.LEARNER, "обучающаяся", "ЮР-21"),
        (
            "Ёлкина Татьяна Викторовна",
            Kind.PARENT,
            "родитель: Ёлкина Алёна",
            "ЮР-21",
        ),
        ("Зимин О. Ю.", Kind.COLLEAGUE, "инженер", ""),
    } <= words("curator")


def test_who_has_left_or_is_blocked_gets_no_letters(office: Office) -> None:
    session, accounts = office.session, office.accounts
    session.execute(
        update(Account).filter_by(id=accounts["parent"]).values(blocked_at=NOW)
    )
    teacher = session.get_one(Account, accounts["teacher"]).person_id
    session.execute(update(Staff).filter_by(person_id=teacher).values(active=False))
    learner = session.get_one(Account, accounts["classmate"]).person_id
    session.execute(
        update(Membership)
        .filter_by(person_id=learner)
        .values(end_date=date(2026, 9, 30))
    )

    assert office.contacts("curator", date(2026, 10, 1)) == {
        "other_teacher",
        "admin",
        "learner",
    }
    assert office.contacts("learner") == {"curator"}
    assert office.contacts("classmate", date(2026, 10, 1)) == set()


def test_a_parent_of_two_is_one_account_to_both_groups(office: Office) -> None:
    stranger = office.session.get_one(Account, office.accounts["stranger"]).person_id
    same = NewGuardian(full_name="Ёлкина Татьяна Викторовна", phone="+7 900 000-00-01")
    set_guardian(office.session, stranger or 0, same, actor=SYSTEM)

    assert "parent" in office.contacts("other_teacher")
    assert office.contacts("parent") == {"curator", "teacher", "other_teacher"}


def test_a_namesake_of_a_parent_gets_no_letters_of_another_child(
    office: Office,
) -> None:
    stranger = office.session.get_one(Account, office.accounts["stranger"]).person_id
    namesake = NewGuardian(full_name="Ёлкина Татьяна Викторовна")
    set_guardian(office.session, stranger or 0, namesake, actor=SYSTEM)

    assert "parent" not in office.contacts("other_teacher")
