"""Consents: recorded, passed on, withdrawn; no sign-in before (REG 3.11.1, 3.12.1)."""

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.kernel.actor import SYSTEM, Actor
from records.kernel.db import transaction
from records.kernel.errors import (
    InputRefusedError,
    NotAllowedError,
    NotFoundError,
    RuleViolationError,
)
from records.people import actions, queries
from records.people.values import (
    Consenting,
    ConsentKind,
    ConsentState,
    NewAccount,
    NewConsent,
)
from tests.builders import NOW, START, World, entropy, make_world
from tests.recordings import assert_nameless, assert_recorded
from tests.records.people.office import account, behind, guardian, opened

MINOR = date(2010, 3, 15)
ADULT = date(2007, 3, 15)
CURATOR = Actor(person_id=1, role="curator")


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def consent(
    world: World,
    person_id: int | None = None,
    guardian_id: int | None = None,
    *,
    document: str = "дело 05-08, л. 12",
    actor: Actor = CURATOR,
) -> int:
    kind = ConsentKind.LEARNER if guardian_id is None else ConsentKind.GUARDIAN
    new = NewConsent(
        kind=kind,
        given_on=START,
        document=document,
        person_id=person_id,
        guardian_id=guardian_id,
    )
    return actions.record_consent(
        world.session, new, actor=actor, now=NOW, entropy=entropy()
    )


def withdraw(world: World, consent_id: int) -> tuple[int, ...]:
    return actions.withdraw_consent(
        world.session,
        consent_id,
        on=START,
        document="заявление от 01.09.2026",
        actor=CURATOR,
        now=NOW,
        entropy=entropy(),
    )


def hand_on(world: World, *consents: int) -> int:
    return actions.pass_consents(
        world.session, consents, on=START, actor=CURATOR, now=NOW, entropy=entropy()
    )


def listed(world: World, *learners: int) -> list[Consenting]:
    return list(queries.list_consents(world.session, learners, today=START))


def issue(world: World, holder: NewAccount) -> int:
    (made,) = actions.create_accounts(
        world.session,
        [holder],
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
        require_consent=True,
    )
    return made.account_id


def test_a_person_goes_from_nothing_to_a_sign_in(world: World) -> None:
    child = world.person("Ким Лев Андреевич", ADULT)
    states = []

    def look() -> None:
        (line,) = listed(world, child)
        states.append(line.state)

    look()
    made = consent(world, child)
    look()
    assert hand_on(world, made) == 1
    look()
    issue(world, NewAccount(role=Role.LEARNER, person_id=child))
    look()
    withdraw(world, made)
    look()

    assert states == [
        ConsentState.NONE,
        ConsentState.RECEIVED,
        ConsentState.PASSED,
        ConsentState.ISSUED,
        ConsentState.WITHDRAWN,
    ]


def test_the_list_puts_representatives_under_their_learner(world: World) -> None:
    first = world.person("Ёлкин Олег Ильич", MINOR)
    second = world.person("Ким Лев Андреевич", MINOR)
    mother = guardian(world, second)
    consent(world, guardian_id=mother)

    lines = listed(world, second, first)

    assert [(one.name, one.covered) for one in lines] == [
        ("Ёлкин Олег Ильич", False),
        ("Ким Лев Андреевич", True),
        ("Ким Мария Львовна", True),
    ]
    assert [one.learner_id for one in lines] == [first, second, second]


@pytest.mark.parametrize(
    ("birth_date", "own", "mother_s", "covered"),
    [
        (ADULT, True, False, True),
        (ADULT, False, True, False),
        (MINOR, False, True, True),
        (MINOR, True, False, False),
        (None, False, True, True),
        (None, True, False, True),
        (None, False, False, False),
    ],
)
def test_an_adult_consents_alone_and_a_minor_by_the_representative(
    world: World, birth_date: date | None, own: bool, mother_s: bool, covered: bool
) -> None:
    child = world.person("Ким Лев Андреевич", birth_date)
    mother = guardian(world, child)
    if own:
        consent(world, child)
    if mother_s:
        consent(world, guardian_id=mother)

    found = queries.find_cover(world.session, today=START, person_id=child)

    assert found is covered


def test_a_family_gets_no_sign_in_without_a_consent(world: World) -> None:
    child = world.person("Ким Лев Андреевич", MINOR)
    mother = guardian(world, child)

    for holder in (
        NewAccount(role=Role.LEARNER, person_id=child),
        NewAccount(role=Role.PARENT, guardian_id=mother),
    ):
        with pytest.raises(RuleViolationError, match="нет согласия") as caught:
            issue(world, holder)
        assert caught.value.clause == "3.11.1"

    consent(world, guardian_id=mother)
    assert issue(world, NewAccount(role=Role.PARENT, guardian_id=mother))


def test_employees_and_the_command_line_need_none(world: World) -> None:
    assert issue(world, NewAccount(role=Role.TEACHER, person_id=world.teacher()))
    child = world.person("Ким Лев Андреевич", MINOR)

    assert account(world.session, NewAccount(role=Role.LEARNER, person_id=child))


def test_a_withdrawn_consent_closes_the_sign_ins_it_covered(world: World) -> None:
    child = world.person("Ким Лев Андреевич", MINOR)
    mother = guardian(world, child)
    made = consent(world, guardian_id=mother)
    accounts = (
        issue(world, NewAccount(role=Role.LEARNER, person_id=child)),
        issue(world, NewAccount(role=Role.PARENT, guardian_id=mother)),
    )
    tokens = [opened(world.session, one) for one in accounts]
    assert all(behind(world.session, token) for token in tokens)

    closed = withdraw(world, made)

    assert set(closed) == set(accounts)
    assert [behind(world.session, token) for token in tokens] == [None, None]
    with pytest.raises(RuleViolationError, match="нет согласия"):
        actions.unblock_account(world.session, accounts[1], actor=SYSTEM, now=NOW)


def test_an_adult_keeps_the_sign_in_when_the_parent_withdraws(world: World) -> None:
    child = world.person("Ким Лев Андреевич", ADULT)
    mother = guardian(world, child)
    consent(world, child)
    made = consent(world, guardian_id=mother)
    own = issue(world, NewAccount(role=Role.LEARNER, person_id=child))
    parent_s = issue(world, NewAccount(role=Role.PARENT, guardian_id=mother))

    assert withdraw(world, made) == (parent_s,)
    assert behind(world.session, opened(world.session, own))


def test_a_new_consent_opens_the_way_again(world: World) -> None:
    child = world.person("Ким Лев Андреевич", ADULT)
    made = consent(world, child)
    own = issue(world, NewAccount(role=Role.LEARNER, person_id=child))
    withdraw(world, made)

    consent(world, child)

    assert actions.unblock_account(world.session, own, actor=SYSTEM, now=NOW)
    assert behind(world.session, opened(world.session, own))


def test_a_withdrawal_comes_once_and_is_not_passed_on(world: World) -> None:
    child = world.person("Ким Лев Андреевич", ADULT)
    made = consent(world, child)
    withdraw(world, made)

    with pytest.raises(RuleViolationError, match="уже отозвано"):
        withdraw(world, made)
    assert hand_on(world, made) == 0


def test_two_consents_of_one_person_are_not_in_force_at_once(world: World) -> None:
    child = world.person("Ким Лев Андреевич", ADULT)
    consent(world, child)

    with pytest.raises(RuleViolationError, match="уже записано"):
        consent(world, child)


def test_a_consent_names_one_holder_and_a_document(world: World) -> None:
    child = world.person("Ким Лев Андреевич", ADULT)

    with pytest.raises(InputRefusedError, match="документ"):
        consent(world, child, document=" ")
    with pytest.raises(InputRefusedError, match="чьё"):
        consent(world)
    with pytest.raises(InputRefusedError, match="чьё"):
        consent(world, child, guardian(world, child))
    with pytest.raises(NotFoundError):
        consent(world, 777)
    with pytest.raises(NotFoundError):
        withdraw(world, 777)


@pytest.mark.parametrize("role", ["teacher", "learner", "parent", "dispatcher"])
def test_others_record_no_consents(world: World, role: str) -> None:
    child = world.person("Ким Лев Андреевич", ADULT)

    with pytest.raises(NotAllowedError):
        consent(world, child, actor=Actor(person_id=1, role=role))


def test_the_ledger_rebuilds_every_consent(world: World) -> None:
    child = world.person("Ким Лев Андреевич", MINOR)
    made = consent(world, guardian_id=guardian(world, child))
    hand_on(world, made)
    withdraw(world, made)

    assert_recorded(world.session)
    assert_nameless(world.session)
    ((entry_id, version, payload),) = queries.project_consent(world.session)
    assert (entry_id, version) == (f"consent/{made}", 3)
    assert payload["withdrawn_on"] == "2026-09-01"


def test_a_withdrawal_is_undone_with_the_closing_or_not_at_all(
    clean_engine: Engine,
) -> None:
    with transaction(clean_engine) as session:
        world = make_world(session)
        child = world.person("Ким Лев Андреевич", ADULT)
        made = consent(world, child)
        own = issue(world, NewAccount(role=Role.LEARNER, person_id=child))
        token = opened(session, own)

    def fail_after_it() -> None:
        with transaction(clean_engine) as session:
            withdraw(World(session=session), made)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_it()

    with transaction(clean_engine) as session:
        assert queries.get_consent(session, made).withdrawn_on is None
        assert behind(session, token)
