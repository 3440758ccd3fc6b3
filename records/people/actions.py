"""Changes of persons, staff, learners' cards, guardians and accounts."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.access.roles import ROLE_NAMES, STAFF_ROLES, Role
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, RecordsError
from records.people.passwords import SALT_BYTES, hash_password
from records.people.rules import (
    PASSWORD_BYTES,
    fold_name,
    make_login,
    make_password,
    parse_full_name,
)
from records.people.tables import (
    Account,
    Curatorship,
    FormerName,
    Guardian,
    Learner,
    Person,
    SignIn,
    Staff,
    StaffRole,
)
from records.people.values import (
    Card,
    Credentials,
    FullName,
    Gender,
    NewAccount,
    NewGuardian,
    NewPerson,
    NewStaff,
)

ADMINISTRATOR = "admin"


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


def create_accounts(
    session: Session,
    holders: Sequence[NewAccount],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> tuple[Credentials, ...]:
    """Make sign-ins with one-time passwords (реквизиты доступа, REG 3.8.2).

    The passwords are returned once; only their Argon2id hashes are stored.

    Raises:
        RecordsError: somebody has a sign-in already.
    """
    require(actor, Permission.ACCOUNTS_WRITE)
    taken = set(session.scalars(select(Account.login)))
    made = []
    for holder in holders:
        login = make_login(_holder_name(session, holder), taken)
        taken.add(login)
        made.append(_add_account(session, login, holder, now=now, entropy=entropy))
    return tuple(made)


def create_administrator(
    session: Session, *, actor: Actor, now: datetime, entropy: Entropy
) -> Credentials:
    """Make the first sign-in of a home: that of the system administrator (REG 3.7).

    Raises:
        RecordsError: there is one already.
    """
    require(actor, Permission.ACCOUNTS_WRITE)
    if session.scalars(select(Account.id).filter_by(login=ADMINISTRATOR)).first():
        raise RecordsError(
            f"Учётная запись «{ADMINISTRATOR}» уже есть.", code="account_exists"
        )
    holder = NewAccount(role=Role.SYSTEM_ADMIN)
    return _add_account(session, ADMINISTRATOR, holder, now=now, entropy=entropy)


def grant_role(session: Session, login: str, role: Role, *, actor: Actor) -> bool:
    """Give an employee one more role by an order (REG 3.3); tell whether it is new.

    Raises:
        NotFoundError: there is no such login.
        RecordsError: the account or the role is not an employee's.
    """
    require(actor, Permission.ACCOUNTS_WRITE)
    account = session.scalars(select(Account).filter_by(login=login)).one_or_none()
    if account is None:
        raise NotFoundError(f"Нет учётной записи «{login}».", code="login_unknown")
    person_id = account.person_id
    if (
        role not in STAFF_ROLES
        or person_id is None
        or not _is_staff(session, person_id)
    ):
        raise RecordsError(
            f"Роль «{ROLE_NAMES[role]}» не даётся учётной записи «{login}»: роли "
            "получают работники из списка (surguch import staff).",
            code="role_refused",
            clause="3.3",
        )
    if session.get(StaffRole, (person_id, role.value)) is not None:
        return False
    session.add(StaffRole(person_id=person_id, role=role.value))
    if Role(account.role) not in STAFF_ROLES:
        account.role = role.value
    session.flush()
    return True


def record_sign_in(
    session: Session, account_id: int, *, now: datetime, today: date
) -> None:
    """Write down a sign-in: monthly activity is counted from these (REG 5.1.1)."""
    session.add(SignIn(account_id=account_id, day=today, at=now))
    session.flush()


def _add_account(
    session: Session,
    login: str,
    holder: NewAccount,
    *,
    now: datetime,
    entropy: Entropy,
) -> Credentials:
    password = make_password(entropy.take(PASSWORD_BYTES))
    row = Account(
        login=login,
        password_hash=hash_password(password, salt=entropy.take(SALT_BYTES)),
        role=holder.role.value,
        person_id=holder.person_id,
        guardian_id=holder.guardian_id,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return Credentials(account_id=row.id, login=login, password=password)


def _holder_name(session: Session, holder: NewAccount) -> FullName:
    if holder.guardian_id is not None:
        guardian = session.get_one(Guardian, holder.guardian_id)
        known = Account.guardian_id == holder.guardian_id
        name = parse_full_name(guardian.full_name)
        full_name = name or FullName(surname=guardian.full_name, name="")
    else:
        person = session.get_one(Person, holder.person_id)
        known = Account.person_id == holder.person_id
        full_name = FullName(
            surname=person.surname, name=person.name, patronymic=person.patronymic
        )
    login = session.scalars(select(Account.login).where(known)).first()
    if login is not None:
        raise RecordsError(
            f"{full_name}: учётная запись уже есть — «{login}».", code="account_exists"
        )
    return full_name


def _is_staff(session: Session, person_id: int) -> bool:
    return session.get(Staff, person_id) is not None


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
