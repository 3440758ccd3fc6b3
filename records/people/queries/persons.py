"""Questions about persons, staff and guardians."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from records.access.roles import ROLE_NAMES, Role
from records.kernel.collation import russian_key
from records.kernel.errors import NotFoundError
from records.kernel.text import fold
from records.people.tables import (
    Curatorship,
    FormerName,
    Guardian,
    Learner,
    Person,
    Staff,
    StaffRole,
)
from records.people.values import (
    Card,
    FullName,
    Gender,
    GuardianFact,
    PersonFact,
    Signers,
    StaffFact,
)

_ORDER = tuple(Role)


def get_person(session: Session, person_id: int) -> PersonFact:
    """Return a person.

    Raises:
        NotFoundError: there is no such person.
    """
    row = session.get(Person, person_id)
    if row is None:
        raise NotFoundError(f"Нет человека с номером {person_id}.", code="person")
    return person_fact(row)


def map_persons(session: Session, people: Iterable[int]) -> Mapping[int, PersonFact]:
    """Return some persons by their numbers."""
    rows = session.scalars(select(Person).where(Person.id.in_(set(people))))
    return {row.id: person_fact(row) for row in rows}


def find_persons(session: Session, full_name: str) -> tuple[PersonFact, ...]:
    """Return everybody of that full name; ё matches е, case does not matter."""
    wanted = select(Person).where(Person.folded == fold(full_name)).order_by(Person.id)
    return tuple(person_fact(row) for row in session.scalars(wanted))


def list_staff(
    session: Session, people: Iterable[int] | None = None
) -> tuple[StaffFact, ...]:
    """Return the employees, or some, in alphabetical order; those who left included."""
    some = None if people is None else tuple(people)
    chosen = select(Person, Staff).join(Staff, Staff.person_id == Person.id)
    given = select(StaffRole)
    cared = select(Curatorship).order_by(Curatorship.group_code)
    if some is not None:
        chosen = chosen.where(Person.id.in_(some))
        given = given.where(StaffRole.person_id.in_(some))
        cared = cared.where(Curatorship.person_id.in_(some))
    roles: dict[int, list[Role]] = {}
    for role in session.scalars(given):
        roles.setdefault(role.person_id, []).append(Role(role.role))
    groups: dict[int, list[str]] = {}
    for curated in session.scalars(cared):
        groups.setdefault(curated.person_id, []).append(curated.group_code)
    rows = session.execute(chosen)
    facts = (
        StaffFact(
            person=person_fact(person),
            post=staff.post,
            post_forms=staff.post_forms,
            roles=tuple(sorted(roles.get(person.id, ()), key=_ORDER.index)),
            groups=tuple(groups.get(person.id, ())),
            active=staff.active,
        )
        for person, staff in rows
    )
    return tuple(
        sorted(facts, key=lambda fact: russian_key(str(fact.person.full_name)))
    )


def get_signers(session: Session) -> Signers:
    """Return who signs documents: director, deputy, head of the office (3.8, 3.11).

    Raises:
        NotFoundError: one of the posts is vacant; says which.
    """
    signing = (Role.DIRECTOR, Role.DEPUTY, Role.CONTENT_ADMIN)
    wanted = select(StaffRole.person_id).where(StaffRole.role.in_(signing))
    signers = list_staff(session, session.scalars(wanted))
    staff = [one for one in signers if one.active]
    found: dict[Role, StaffFact] = {}
    for role in signing:
        holders = [one for one in staff if role in one.roles]
        if not holders:
            raise NotFoundError(
                f"Нет работника с ролью «{ROLE_NAMES[role]}»: некому подписывать "
                "документы. Загрузите список: surguch import staff ФАЙЛ",
                code="signer_missing",
            )
        found[role] = min(holders, key=lambda one: one.person.id)
    return Signers(
        director=found[Role.DIRECTOR],
        deputy=found[Role.DEPUTY],
        head_of_office=found[Role.CONTENT_ADMIN],
    )


def list_cards(session: Session, people: Iterable[int]) -> Mapping[int, Card]:
    """Return the learners' cards by person."""
    wanted = select(Learner).where(Learner.person_id.in_(tuple(people)))
    return {
        row.person_id: Card(file_no=row.file_no, record_book=row.record_book)
        for row in session.scalars(wanted)
    }


def list_guardians(
    session: Session, learners: Iterable[int] | None = None
) -> tuple[GuardianFact, ...]:
    """Return the representatives of all learners, or of some (законные представители)."""
    wanted = select(Guardian).order_by(Guardian.learner_id, Guardian.id)
    if learners is not None:
        wanted = wanted.where(Guardian.learner_id.in_(tuple(learners)))
    return tuple(guardian_fact(row) for row in session.scalars(wanted))


def list_former_names(
    session: Session, people: Iterable[int]
) -> Mapping[int, tuple[FullName, ...]]:
    """Return the names persons bore before, oldest first, by person (прежние имена)."""
    wanted = (
        select(FormerName)
        .where(FormerName.person_id.in_(tuple(people)))
        .order_by(FormerName.until_date, FormerName.id)
    )
    found: dict[int, tuple[FullName, ...]] = {}
    for row in session.scalars(wanted):
        found[row.person_id] = (*found.get(row.person_id, ()), full_name(row))
    return found


def full_name(row: Person | FormerName | Row[*tuple[Any, ...]]) -> FullName:
    """Return the name a row holds in `surname`, `name` and `patronymic`."""
    return FullName(surname=row.surname, name=row.name, patronymic=row.patronymic)


def person_fact(row: Person) -> PersonFact:
    """Turn a row into a plain value."""
    return PersonFact(
        id=row.id,
        full_name=full_name(row),
        gender=Gender(row.gender),
        birth_date=row.birth_date,
        email=row.email,
        case_forms=row.case_forms,
    )


def guardian_fact(row: Guardian) -> GuardianFact:
    """Turn a row into a plain value."""
    return GuardianFact(
        id=row.id,
        learner_id=row.learner_id,
        full_name=row.full_name,
        phone=row.phone,
        email=row.email,
    )
