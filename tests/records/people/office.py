"""Sign-ins for tests of this area: an employee, a learner, a parent."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.kernel.actor import SYSTEM
from records.people import actions
from records.people.queries import find_session, list_guardians
from records.people.values import (
    Credentials,
    NewAccount,
    NewGuardian,
    NewStaff,
    SignedIn,
)
from tests.builders import NOW, World, entropy

DESK = "10.0.0.5"
HOME = "10.0.0.9"
FIREFOX = "Firefox, Linux"
MINUTE = timedelta(minutes=1)
CHANCE = entropy()


def account(session: Session, holder: NewAccount) -> Credentials:
    (made,) = actions.create_accounts(
        session, [holder], actor=SYSTEM, now=NOW, entropy=CHANCE
    )
    return made


def teacher(world: World, words: str = "Петрова Анна Викторовна") -> Credentials:
    person_id = world.teacher(words)
    return account(world.session, NewAccount(role=Role.TEACHER, person_id=person_id))


def learner(world: World, birth_date: date = date(2009, 5, 1)) -> Credentials:
    person_id = world.person("Ким Лев Андреевич", birth_date)
    return account(world.session, NewAccount(role=Role.LEARNER, person_id=person_id))


def guardian(world: World, learner_id: int) -> int:
    mother = NewGuardian(full_name="Ким Мария Львовна")
    actions.set_guardian(world.session, learner_id, mother, actor=SYSTEM)
    return next(one.id for one in list_guardians(world.session, [learner_id]))


def parent(world: World, learner_id: int) -> Credentials:
    guardian_id = guardian(world, learner_id)
    return account(world.session, NewAccount(role=Role.PARENT, guardian_id=guardian_id))


def opened(
    session: Session,
    account_id: int,
    *,
    address: str = DESK,
    agent: str = FIREFOX,
    after: timedelta = timedelta(0),
    waiting: bool = False,
) -> str:
    return actions.open_session(
        session,
        account_id,
        address=address,
        agent=agent,
        now=NOW + after,
        entropy=CHANCE,
        waiting=waiting,
    )


def behind(
    session: Session, token: str, after: timedelta = timedelta(0)
) -> SignedIn | None:
    return find_session(session, token, now=NOW + after)


def seen(session: Session, token: str, after: timedelta) -> SignedIn:
    found = behind(session, token, after)
    assert found is not None
    actions.touch_session(session, found, now=NOW + after)
    return found


def dismiss(world: World, person_id: int) -> None:
    from records.people.tables import Staff

    world.session.get_one(Staff, person_id).active = False
    world.session.flush()


def with_roles(world: World, person_id: int, *roles: Role, groups: str = "") -> None:
    new = NewStaff(
        post="преподаватель",
        roles=frozenset(roles),
        groups=frozenset(groups.split()),
    )
    actions.set_staff(world.session, person_id, new, actor=SYSTEM)
