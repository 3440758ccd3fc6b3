"""People, their sign-ins and roles, given by those who may (REG 3.8.1, 3.8.2)."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.kernel.actor import SYSTEM, Actor
from records.kernel.errors import NotAllowedError, NotFoundError, RecordsError
from records.people import actions, queries
from records.people.tables import Account, SignIn
from records.people.values import (
    Card,
    FullName,
    Gender,
    NewAccount,
    NewGuardian,
    NewPerson,
    NewStaff,
)
from tests.builders import NOW, entropy

ELKINA = NewPerson(
    full_name=FullName(surname="Ёлкина", name="Алёна", patronymic="Сергеевна"),
    gender=Gender.FEMALE,
    birth_date=date(2007, 10, 3),
)


def enter(session: Session, person: NewPerson = ELKINA) -> int:
    return actions.add_person(session, person, actor=SYSTEM)


def staff(session: Session, *roles: Role) -> int:
    person_id = enter(session)
    new = NewStaff(post="преподаватель", roles=frozenset(roles))
    actions.set_staff(session, person_id, new, actor=SYSTEM)
    return person_id


def issue(session: Session, *holders: NewAccount) -> list[str]:
    made = actions.create_accounts(
        session, holders, actor=SYSTEM, now=NOW, entropy=entropy()
    )
    return [one.login for one in made]


@pytest.mark.parametrize("words", ["Ёлкина Алёна Сергеевна", "ЕЛКИНА алена  сергеевна"])
def test_a_person_is_found_whatever_the_case_and_the_letter(
    session: Session, words: str
) -> None:
    person_id = enter(session)

    (found,) = queries.find_persons(session, words)

    assert found.id == person_id
    assert found.full_name.surname == "Ёлкина"


def test_namesakes_are_all_found(session: Session) -> None:
    ids = {enter(session), enter(session)}

    found = queries.find_persons(session, "Ёлкина Алёна Сергеевна")

    assert {one.id for one in found} == ids


def test_a_former_name_is_kept_for_ever(session: Session) -> None:
    person_id = enter(session)
    new = FullName(surname="Ким", name="Алёна", patronymic="Сергеевна")

    actions.rename_person(
        session, person_id, new, until=date(2027, 1, 19), actor=SYSTEM
    )

    assert queries.get_person(session, person_id).full_name == new
    former = queries.list_former_names(session, [person_id])[person_id]
    assert former == (ELKINA.full_name,)
    assert queries.find_persons(session, "Ёлкина Алёна Сергеевна") == ()


def test_case_forms_may_be_overridden_and_end_with_the_name(session: Session) -> None:
    person_id = enter(session)
    forms = {"dative": "Ёлкиной Алёне Сергеевне"}
    actions.set_case_forms(session, person_id, forms, actor=SYSTEM)
    assert queries.get_person(session, person_id).case_forms == forms

    actions.rename_person(
        session,
        person_id,
        FullName(surname="Ким", name="Алёна"),
        until=date(2027, 1, 19),
        actor=SYSTEM,
    )

    assert queries.get_person(session, person_id).case_forms == {}


def test_an_empty_field_of_a_card_keeps_what_was_there(session: Session) -> None:
    person_id = enter(session)
    full = Card(file_no="101", record_book="26-1")
    actions.set_card(session, person_id, full, actor=SYSTEM)

    changed = actions.set_card(session, person_id, Card(file_no=""), actor=SYSTEM)

    assert not changed
    assert queries.list_cards(session, [person_id]) == {person_id: full}


def test_a_guardian_is_entered_once(session: Session) -> None:
    person_id = enter(session)
    mother = NewGuardian(full_name="Ёлкина Вера Ильинична", phone="1")

    done = [
        actions.set_guardian(session, person_id, mother, actor=SYSTEM) for _ in range(2)
    ]

    assert done == [True, False]
    assert len(queries.list_guardians(session)) == 1


def test_the_signers_are_found_by_their_roles(session: Session) -> None:
    with pytest.raises(NotFoundError, match="директор"):
        queries.get_signers(session)

    person_id = staff(session, Role.DIRECTOR, Role.DEPUTY, Role.CONTENT_ADMIN)

    signers = queries.get_signers(session)
    assert signers.director.person.id == person_id
    assert signers.deputy == signers.head_of_office


def test_logins_are_transliterated_and_unique(session: Session) -> None:
    people = [enter(session) for _ in range(3)]
    holders = [NewAccount(role=Role.LEARNER, person_id=one) for one in people]

    assert issue(session, *holders) == ["elkina.as", "elkina.as2", "elkina.as3"]


def test_only_the_hash_of_a_password_is_stored(session: Session) -> None:
    holder = NewAccount(role=Role.LEARNER, person_id=enter(session))

    (made,) = actions.create_accounts(
        session, [holder], actor=SYSTEM, now=NOW, entropy=entropy()
    )

    stored = session.scalars(select(Account.password_hash)).one()
    assert stored.startswith("$argon2id$")
    assert made.password not in stored
    found = queries.find_holder(session, made.login, made.password)
    assert found is not None
    assert found.must_change
    assert queries.find_holder(session, made.login, made.password + "x") is None
    assert queries.find_holder(session, "nobody", made.password) is None


def test_nobody_gets_two_sign_ins(session: Session) -> None:
    holder = NewAccount(role=Role.LEARNER, person_id=enter(session))
    issue(session, holder)

    with pytest.raises(RecordsError, match=r"elkina\.as"):
        issue(session, holder)


def test_a_parent_signs_in_for_a_guardian(session: Session) -> None:
    person_id = enter(session)
    mother = NewGuardian(full_name="Щукина Юлия")
    actions.set_guardian(session, person_id, mother, actor=SYSTEM)
    (guardian,) = queries.list_guardians(session)

    issue(session, NewAccount(role=Role.PARENT, guardian_id=guardian.id))

    (account,) = queries.list_accounts(session)
    assert (account.login, account.holder) == ("shchukina.yu", "Щукина Юлия")


def test_the_first_administrator_is_made_once(session: Session) -> None:
    made = actions.create_administrator(
        session, actor=SYSTEM, now=NOW, entropy=entropy()
    )

    assert made.login == "admin"
    with pytest.raises(RecordsError, match="уже есть"):
        actions.create_administrator(session, actor=SYSTEM, now=NOW, entropy=entropy())


def test_a_role_is_granted_to_employees_only(session: Session) -> None:
    teacher = staff(session, Role.TEACHER)
    (login,) = issue(session, NewAccount(role=Role.TEACHER, person_id=teacher))
    learner = enter(session)
    (other,) = issue(session, NewAccount(role=Role.LEARNER, person_id=learner))

    assert actions.grant_role(session, login, Role.CURATOR, actor=SYSTEM)
    assert not actions.grant_role(session, login, Role.CURATOR, actor=SYSTEM)
    account = queries.find_account(session, login)
    assert account is not None
    assert queries.list_roles(session, account) == (Role.TEACHER, Role.CURATOR)
    with pytest.raises(RecordsError, match="не даётся"):
        actions.grant_role(session, other, Role.CURATOR, actor=SYSTEM)
    with pytest.raises(NotFoundError):
        actions.grant_role(session, "nobody", Role.CURATOR, actor=SYSTEM)


def test_a_sign_in_is_written_down(session: Session) -> None:
    holder = NewAccount(role=Role.LEARNER, person_id=enter(session))
    (made,) = actions.create_accounts(
        session, [holder], actor=SYSTEM, now=NOW, entropy=entropy()
    )

    actions.record_sign_in(session, made.account_id, now=NOW, today=date(2026, 9, 1))

    assert session.scalars(select(SignIn.day)).all() == [date(2026, 9, 1)]


def test_a_teacher_enters_nobody(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_person(session, ELKINA, actor=Actor(person_id=1, role="teacher"))
