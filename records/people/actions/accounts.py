"""Making, granting, blocking sign-ins and giving new passwords (учётные записи)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.access.roles import ROLE_NAMES, STAFF_ROLES, Role
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotFoundError, RecordsError, RuleViolationError
from records.kernel.finding import Finding
from records.norms.queries import get_institution
from records.people.actions.ending import end_all, get_row, has_withdrawn, shut_account
from records.people.passwords import SALT_BYTES, hash_password
from records.people.queries import find_cover, full_name
from records.people.rules import (
    PASSWORD_BYTES,
    make_login,
    make_password,
    parse_full_name,
)
from records.people.tables import (
    Account,
    Guardian,
    Person,
    Staff,
    StaffRole,
    Totp,
)
from records.people.values import (
    Credentials,
    FullName,
    NewAccount,
    SessionEnd,
)

ADMINISTRATOR = "admin"


def create_accounts(
    session: Session,
    holders: Sequence[NewAccount],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    require_consent: bool = False,
) -> tuple[Credentials, ...]:
    """Make sign-ins with one-time passwords (реквизиты доступа, REG 3.8.2).

    The passwords are returned once; only their Argon2id hashes are stored.

    Raises:
        RecordsError: somebody has a sign-in already.
        RuleViolationError: a consent is required, and a family has not given it.
    """
    require(actor, Permission.ACCOUNTS_WRITE)
    if require_consent:
        _refuse_uncovered(session, holders, now)
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


def block_account(
    session: Session, account_id: int, *, actor: Actor, now: datetime
) -> bool:
    """Close a sign-in and end its sessions (блокировка); tell whether it was open."""
    require(actor, Permission.ACCOUNTS_WRITE)
    return shut_account(session, get_row(session, account_id), now=now)


def unblock_account(
    session: Session, account_id: int, *, actor: Actor, now: datetime
) -> bool:
    """Open a sign-in again; tell whether it was closed.

    Raises:
        RuleViolationError: the consent of a family was withdrawn (REG 3.11.1).
    """
    require(actor, Permission.ACCOUNTS_WRITE)
    account = get_row(session, account_id)
    if account.blocked_at is None:
        return False
    if has_withdrawn(session, account):
        holder = NewAccount(
            role=Role(account.role),
            person_id=account.person_id,
            guardian_id=account.guardian_id,
        )
        _refuse_uncovered(session, [holder], now)
    account.blocked_at = None
    session.flush()
    return True


def reset_password(
    session: Session,
    account_id: int,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> Credentials:
    """Give a new one-time password; sessions and the second step end (REG 3.8.2).

    Whoever has lost the telephone with the codes gets in by this as well.
    """
    require(actor, Permission.ACCOUNTS_WRITE)
    account = get_row(session, account_id)
    password = make_password(entropy.take(PASSWORD_BYTES))
    account.password_hash = hash_password(password, salt=entropy.take(SALT_BYTES))
    account.must_change = True
    session.execute(delete(Totp).where(Totp.account_id == account_id))
    end_all(session, account_id, why=SessionEnd.PASSWORD_CHANGED, now=now)
    session.flush()
    return Credentials(account_id=account_id, login=account.login, password=password)


def _refuse_uncovered(
    session: Session, holders: Iterable[NewAccount], now: datetime
) -> None:
    """Refuse sign-ins of families without a consent in force (REG 3.11.1)."""
    zone = ZoneInfo(get_institution(session).timezone)
    today = now.astimezone(zone).date()
    found = tuple(
        Finding(
            code="consent_missing",
            message="нет согласия на обработку персональных данных",
            clause="3.11.1",
            subject=str(_name_of(session, holder)),
            advice="получите согласие и запишите его на странице «Согласия»",
        )
        for holder in holders
        if holder.role not in STAFF_ROLES
        and not find_cover(
            session,
            today=today,
            person_id=holder.person_id,
            guardian_id=holder.guardian_id,
        )
    )
    if found:
        raise RuleViolationError.of(found)


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
        known = Account.guardian_id == holder.guardian_id
    else:
        known = Account.person_id == holder.person_id
    full_name = _name_of(session, holder)
    login = session.scalars(select(Account.login).where(known)).first()
    if login is not None:
        raise RecordsError(
            f"{full_name}: учётная запись уже есть — «{login}».", code="account_exists"
        )
    return full_name


def _name_of(session: Session, holder: NewAccount) -> FullName:
    if holder.guardian_id is not None:
        guardian = session.get_one(Guardian, holder.guardian_id)
        name = parse_full_name(guardian.full_name)
        return name or FullName(surname=guardian.full_name, name="")
    return full_name(session.get_one(Person, holder.person_id))


def _is_staff(session: Session, person_id: int) -> bool:
    return session.get(Staff, person_id) is not None
