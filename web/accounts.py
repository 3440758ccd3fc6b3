"""Whom a request for sign-ins means: one person, or everybody of a group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from records.access.roles import ROLE_NAMES, Role, find_role
from records.curriculum.queries import list_learners, near_names
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import InputRefusedError, NotFoundError, RecordsError
from records.kernel.text import fold
from records.people.actions import create_accounts
from records.people.queries import (
    find_persons,
    list_accounts,
    list_guardians,
    list_staff,
)
from records.people.values import NewAccount, PersonFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A sign-in just made, for the slip that is handed over."""

    holder: str
    login: str
    password: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom sign-ins are asked: one person, a group, or all employees."""

    full_name: str | None = None
    group_code: str | None = None
    staff: bool = False
    role: str | None = None


def add_accounts(
    session: Session,
    asked: Asked,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    require_consent: bool = False,
) -> tuple[Issued, ...]:
    """Make sign-ins for a person, or for all of a list who have none (REG 3.8.2).

    Raises:
        InputRefusedError: not exactly one of person, group and staff is named.
        NotFoundError: there is no such person or group.
        RecordsError: the name is borne by several, or everybody has a sign-in.
    """
    ways = (asked.full_name is not None, asked.group_code is not None, asked.staff)
    if sum(ways) != 1:
        raise InputRefusedError(
            "Укажите одно из трёх: ФИО, --group ГРУППА или --staff.", code="usage"
        )
    role = read_role(asked.role) if asked.role else None
    if asked.group_code is not None:
        holders = _of_group(session, asked.group_code, role or Role.LEARNER)
    elif asked.full_name is not None:
        holders = [_one(session, asked.full_name, role)]
    else:
        holders = _of_staff(session)
    made = create_accounts(
        session,
        holders,
        actor=actor,
        now=now,
        entropy=entropy,
        require_consent=require_consent,
    )
    accounts = list_accounts(session, ids=[one.account_id for one in made])
    names = {account.id: account for account in accounts}
    return tuple(
        Issued(
            holder=names[one.account_id].holder,
            login=one.login,
            password=one.password,
            role=names[one.account_id].role,
        )
        for one in made
    )


def read_role(word: str) -> Role:
    """Read a role in Russian or by its code.

    Raises:
        InputRefusedError: there is no such role.
    """
    found = find_role(word)
    if found is None or found is Role.SYSTEM:
        known = ", ".join(
            name for role, name in ROLE_NAMES.items() if role is not Role.SYSTEM
        )
        raise InputRefusedError(
            f"Роли «{word}» нет. Есть: {known}.", code="role_unknown"
        )
    return found


def _of_group(session: Session, code: str, role: Role) -> list[NewAccount]:
    learners = [one.person_id for one in list_learners(session, code)]
    if role is Role.PARENT:
        guardians = [one.id for one in list_guardians(session, learners)]
        accounts = list_accounts(session, guardians=guardians)
        known = {account.guardian_id for account in accounts}
        fresh = [
            NewAccount(role=role, guardian_id=one)
            for one in guardians
            if one not in known
        ]
    else:
        known = {one.person_id for one in list_accounts(session, people=learners)}
        fresh = [
            NewAccount(role=Role.LEARNER, person_id=one)
            for one in learners
            if one not in known
        ]
    return _somebody(fresh, f"Группа {code}")


def _of_staff(session: Session) -> list[NewAccount]:
    known = {account.person_id for account in list_accounts(session)}
    fresh = [
        NewAccount(role=one.roles[0], person_id=one.person.id)
        for one in list_staff(session)
        if one.active and one.roles and one.person.id not in known
    ]
    return _somebody(fresh, "Работники")


def _somebody(fresh: list[NewAccount], whose: str) -> list[NewAccount]:
    if not fresh:
        raise RecordsError(
            f"{whose}: логины уже есть у всех, выдавать некому.", code="nobody_left"
        )
    return fresh


def _one(session: Session, full_name: str, role: Role | None) -> NewAccount:
    if role is Role.PARENT:
        return _parent(session, full_name)
    people = find_persons(session, full_name)
    if not people:
        names = {str(one.person.full_name) for one in list_staff(session)}
        raise NotFoundError(
            f"Нет человека «{full_name}».{near_names(full_name, names)}",
            code="person_unknown",
        )
    if len(people) > 1:
        raise RecordsError(
            f"«{full_name}» — таких несколько ({_births(people)}). Выдайте логины "
            "всей группе: user add --group ГРУППА.",
            code="person_ambiguous",
        )
    return NewAccount(
        role=role or _own_role(session, people[0]), person_id=people[0].id
    )


def _parent(session: Session, full_name: str) -> NewAccount:
    guardians = [
        one for one in list_guardians(session) if fold(one.full_name) == fold(full_name)
    ]
    if not guardians:
        raise NotFoundError(f"Нет родителя «{full_name}».", code="person_unknown")
    return NewAccount(role=Role.PARENT, guardian_id=guardians[0].id)


def _own_role(session: Session, person: PersonFact) -> Role:
    own = [role for one in list_staff(session, [person.id]) for role in one.roles]
    return own[0] if own else Role.LEARNER


def _births(people: Iterable[PersonFact]) -> str:
    dates = (
        f"{one.birth_date:%d.%m.%Y}" if one.birth_date else "работник" for one in people
    )
    return ", ".join(dates)
