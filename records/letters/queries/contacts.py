"""Whom one may write to (REG 3.12.3); anybody else does not exist as a recipient.

A curator and a teacher write to learners and parents of their own groups, these to
their curator and teachers; employees write to each other.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from records.access.roles import STAFF_ROLES, Role
from records.curriculum.queries import list_children, list_course_refs
from records.curriculum.tables import (
    Course,
    CourseTerm,
    Discipline,
    Group,
    Journal,
    Membership,
)
from records.kernel.collation import natural_key, russian_key
from records.letters.values import Contact, Kind
from records.marks.queries import list_curated
from records.norms.queries import nearest_year
from records.norms.tables import SchoolYear
from records.people.queries import full_name
from records.people.rules import short_name
from records.people.tables import Account, Curatorship, Guardian, Person, Staff

_ORDER = tuple(Kind)
_STAFF = tuple(role.value for role in STAFF_ROLES)


def list_contacts(
    session: Session, account_id: int, *, today: date
) -> tuple[Contact, ...]:
    """List everybody an account may write to, each once (получатели)."""
    account = session.get_one(Account, account_id)
    if Role(account.role) in STAFF_ROLES:
        codes = _led_groups(session, account.person_id, today)
        found = (
            *_learners(session, codes, today),
            *_parents(session, codes, today),
            *_colleagues(session, account_id),
        )
    else:
        codes = _studied_groups(session, list_wards(session, account), today)
        found = (*_curators(session, codes), *_teachers(session, codes, today))
    once = {one.account_id: one for one in reversed(found)}
    once.pop(account_id, None)
    return tuple(sorted(once.values(), key=_place))


def list_curators(
    session: Session, learner_id: int, *, today: date
) -> tuple[Contact, ...]:
    """List the curators of a learner's groups who have sign-ins (кураторы)."""
    return _curators(session, _studied_groups(session, (learner_id,), today))


def list_wards(session: Session, account: Account) -> tuple[int, ...]:
    """List the learners a family account is for: oneself, or the children."""
    if account.guardian_id is not None:
        return list_children(session, account.guardian_id)
    if Role(account.role) is not Role.LEARNER or account.person_id is None:
        return ()
    return (account.person_id,)


def _place(contact: Contact) -> tuple[object, ...]:
    return (
        contact.kind is Kind.COLLEAGUE,
        natural_key(contact.group_code),
        _ORDER.index(contact.kind),
        russian_key(contact.name),
        contact.account_id,
    )


def _led_groups(session: Session, person_id: int | None, today: date) -> frozenset[str]:
    if person_id is None:
        return frozenset()
    year = nearest_year(session, today).name
    taught = list_course_refs(session, teacher_id=person_id, year=year)
    return list_curated(session, person_id) | {one.group_code for one in taught}


def _studied_groups(
    session: Session, learners: Iterable[int], today: date
) -> frozenset[str]:
    return frozenset(
        session.scalars(
            select(Group.code)
            .join(Membership, Membership.group_id == Group.id)
            .where(Membership.person_id.in_(tuple(learners)), _on_roll(today))
        )
    )


def _on_roll(today: date) -> ColumnElement[bool]:
    """Tell who is on the roll, or will be before the year begins."""
    return or_(Membership.end_date.is_(None), Membership.end_date >= today)


def _learners(
    session: Session, codes: frozenset[str], today: date
) -> tuple[Contact, ...]:
    rows = session.execute(
        select(Account.id, Person, Group.code)
        .join(Person, Person.id == Account.person_id)
        .join(Membership, Membership.person_id == Person.id)
        .join(Group, Group.id == Membership.group_id)
        .where(Group.code.in_(codes), _on_roll(today))
        .where(Account.role == Role.LEARNER.value, Account.blocked_at.is_(None))
    )
    return tuple(
        Contact(
            account_id=account_id,
            name=f"{person.surname} {person.name}",
            kind=Kind.LEARNER,
            words="обучающаяся" if person.gender == "female" else "обучающийся",
            group_code=code,
            learner_id=person.id,
        )
        for account_id, person, code in rows
    )


def _parents(
    session: Session, codes: frozenset[str], today: date
) -> tuple[Contact, ...]:
    """List the parents; one with several children may have the account of another."""
    of_child = aliased(Guardian)
    same = [of_child.id == Guardian.id]
    same += [
        and_(of_child.full_name == Guardian.full_name, way != "", way == own)
        for way, own in (
            (of_child.phone, Guardian.phone),
            (of_child.email, Guardian.email),
        )
    ]
    rows = session.execute(
        select(Account.id, Guardian.full_name, Person, Group.code)
        .join(Guardian, Guardian.id == Account.guardian_id)
        .join(of_child, or_(*same))
        .join(Person, Person.id == of_child.learner_id)
        .join(Membership, Membership.person_id == Person.id)
        .join(Group, Group.id == Membership.group_id)
        .where(Group.code.in_(codes), _on_roll(today), Account.blocked_at.is_(None))
    )
    return tuple(
        Contact(
            account_id=account_id,
            name=name,
            kind=Kind.PARENT,
            words=f"родитель: {child.surname} {child.name}",
            group_code=code,
            learner_id=child.id,
        )
        for account_id, name, child, code in rows
    )


def _colleagues(session: Session, account_id: int) -> tuple[Contact, ...]:
    rows = session.execute(
        select(Account.id, Account.login, Person, Staff.post)
        .outerjoin(Person, Person.id == Account.person_id)
        .outerjoin(Staff, Staff.person_id == Account.person_id)
        .where(Account.role.in_(_STAFF), Account.id != account_id)
        .where(Account.blocked_at.is_(None))
        .where(or_(Staff.active.is_(None), Staff.active.is_(True)))
    )
    return tuple(
        Contact(
            account_id=other,
            name=short_name(full_name(person))
            if person
            else f"Администратор ({login})",
            kind=Kind.COLLEAGUE,
            words=post or "работник",
        )
        for other, login, person, post in rows
    )


def _curators(session: Session, codes: frozenset[str]) -> tuple[Contact, ...]:
    rows = session.execute(
        select(Account.id, Person, Curatorship.group_code)
        .join(Person, Person.id == Account.person_id)
        .join(Curatorship, Curatorship.person_id == Person.id)
        .join(Staff, Staff.person_id == Person.id)
        .where(Curatorship.group_code.in_(codes), *_works())
    )
    return tuple(
        Contact(
            account_id=account_id,
            name=short_name(full_name(person)),
            kind=Kind.CURATOR,
            words=f"куратор {code}",
        )
        for account_id, person, code in rows
    )


def _teachers(
    session: Session, codes: frozenset[str], today: date
) -> tuple[Contact, ...]:
    rows = session.execute(
        select(Account.id, Person, Discipline.index_code, Discipline.name)
        .join(Person, Person.id == Account.person_id)
        .join(Staff, Staff.person_id == Person.id)
        .join(CourseTerm, CourseTerm.teacher_id == Person.id)
        .join(Course, Course.id == CourseTerm.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
        .join(Group, Group.id == Journal.group_id)
        .where(Group.code.in_(codes), *_works())
        .where(SchoolYear.name == nearest_year(session, today).name)
        .order_by(Discipline.position)
    )
    titles: dict[int, dict[str, None]] = {}
    names: dict[int, str] = {}
    for account_id, person, index, discipline in rows:
        titles.setdefault(account_id, {})[f"{index} {discipline}"] = None
        names[account_id] = short_name(full_name(person))
    return tuple(
        Contact(
            account_id=account_id,
            name=names[account_id],
            kind=Kind.TEACHER,
            words=", ".join(courses),
        )
        for account_id, courses in titles.items()
    )


def _works() -> tuple[ColumnElement[bool], ...]:
    return (
        Account.role.in_(_STAFF),
        Account.blocked_at.is_(None),
        Staff.active.is_(True),
    )
