"""Changes of persons, staff, learners' cards and guardians."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.access.roles import Role
from records.kernel.actor import Actor
from records.people.rules import fold_name
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
    NewGuardian,
    NewPerson,
    NewStaff,
)


def add_persons(
    session: Session, people: Sequence[NewPerson], *, actor: Actor
) -> tuple[int, ...]:
    """Enter persons (люди); return their ids in the same order."""
    require(actor, Permission.PEOPLE_WRITE)
    rows = [
        Person(
            surname=one.full_name.surname,
            name=one.full_name.name,
            patronymic=one.full_name.patronymic,
            gender=one.gender.value,
            birth_date=one.birth_date,
            folded=fold_name(one.full_name),
            email=one.email,
        )
        for one in people
    ]
    session.add_all(rows)
    session.flush()
    return tuple(row.id for row in rows)


def add_person(session: Session, person: NewPerson, *, actor: Actor) -> int:
    """Enter a person (человек); return the id."""
    return add_persons(session, [person], actor=actor)[0]


def set_email(session: Session, person_id: int, email: str, *, actor: Actor) -> bool:
    """Write a person's e-mail; tell whether it changed."""
    require(actor, Permission.PEOPLE_WRITE)
    person = session.get_one(Person, person_id)
    changed = person.email != email
    person.email = email
    session.flush()
    return changed


def set_gender(
    session: Session, person_id: int, gender: Gender, *, actor: Actor
) -> bool:
    """Write a person's gender (пол); tell whether it changed."""
    require(actor, Permission.PEOPLE_WRITE)
    person = session.get_one(Person, person_id)
    changed = person.gender != gender.value
    person.gender = gender.value
    session.flush()
    return changed


def set_case_forms(
    session: Session, person_id: int, forms: dict[str, str], *, actor: Actor
) -> None:
    """Override how a person's name is declined (падежные формы)."""
    require(actor, Permission.PEOPLE_WRITE)
    session.get_one(Person, person_id).case_forms = dict(forms)
    session.flush()


def rename_person(
    session: Session,
    person_id: int,
    new: FullName,
    *,
    until: date,
    actor: Actor,
) -> None:
    """Give a person a new name by an order; the former one is kept for ever.

    `until` is the last day the former name was borne.
    """
    require(actor, Permission.CONTINGENT_WRITE)
    person = session.get_one(Person, person_id)
    former = FormerName(
        person_id=person_id,
        surname=person.surname,
        name=person.name,
        patronymic=person.patronymic,
        until_date=until,
    )
    session.add(former)
    person.surname, person.name = new.surname, new.name
    person.patronymic = new.patronymic
    person.folded = fold_name(new)
    person.case_forms = {}
    session.flush()


def set_staff(
    session: Session, person_id: int, staff: NewStaff, *, actor: Actor
) -> bool:
    """Write an employee's post, roles and groups; tell whether anything changed."""
    require(actor, Permission.PEOPLE_WRITE)
    row = session.get(Staff, person_id)
    changed = row is None or row.post != staff.post or not row.active
    if row is None:
        session.add(Staff(person_id=person_id, post=staff.post))
    else:
        row.post, row.active = staff.post, True
    changed |= _set_roles(session, person_id, staff.roles)
    changed |= _set_groups(session, person_id, staff.groups)
    session.flush()
    return changed


def set_card(session: Session, person_id: int, card: Card, *, actor: Actor) -> bool:
    """Write a learner's card; an empty field keeps what was there."""
    require(actor, Permission.CONTINGENT_WRITE)
    row = session.get(Learner, person_id)
    if row is None:
        session.add(
            Learner(
                person_id=person_id, file_no=card.file_no, record_book=card.record_book
            )
        )
        session.flush()
        return True
    before = (row.file_no, row.record_book)
    row.file_no = card.file_no or row.file_no
    row.record_book = card.record_book or row.record_book
    session.flush()
    return before != (row.file_no, row.record_book)


def set_guardian(
    session: Session, learner_id: int, guardian: NewGuardian, *, actor: Actor
) -> bool:
    """Write a legal representative; tell whether anything changed."""
    require(actor, Permission.CONTINGENT_WRITE)
    wanted = select(Guardian).filter_by(
        learner_id=learner_id, full_name=guardian.full_name
    )
    row = session.scalars(wanted).one_or_none()
    if row is None:
        session.add(
            Guardian(
                learner_id=learner_id,
                full_name=guardian.full_name,
                phone=guardian.phone,
                email=guardian.email,
            )
        )
        session.flush()
        return True
    before = (row.phone, row.email)
    row.phone = guardian.phone or row.phone
    row.email = guardian.email or row.email
    session.flush()
    return before != (row.phone, row.email)


def _set_roles(session: Session, person_id: int, roles: frozenset[Role]) -> bool:
    given = select(StaffRole.role).where(StaffRole.person_id == person_id)
    before = {Role(role) for role in session.scalars(given)}
    if before == roles:
        return False
    session.execute(delete(StaffRole).where(StaffRole.person_id == person_id))
    session.add_all(
        StaffRole(person_id=person_id, role=role.value) for role in sorted(roles)
    )
    session.flush()
    return True


def _set_groups(session: Session, person_id: int, groups: frozenset[str]) -> bool:
    led = select(Curatorship).where(Curatorship.person_id == person_id)
    rows = {row.group_code: row for row in session.scalars(led)}
    for code in rows.keys() - groups:
        session.delete(rows[code])
    for code in sorted(groups - rows.keys()):
        session.merge(Curatorship(group_code=code, person_id=person_id))
    session.flush()
    return rows.keys() != groups
