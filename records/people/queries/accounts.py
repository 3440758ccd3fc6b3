"""Questions about sign-ins (учётные записи)."""

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from records.access.roles import STAFF_ROLES, Role
from records.kernel.errors import NotFoundError
from records.kernel.text import fold
from records.people.passwords import password_fits
from records.people.queries.persons import person_fact
from records.people.tables import Account, Guardian, Person, StaffRole
from records.people.values import AccountFact

_ORDER = tuple(Role)


def list_accounts(
    session: Session,
    *,
    ids: Iterable[int] | None = None,
    people: Iterable[int] | None = None,
    guardians: Iterable[int] | None = None,
) -> tuple[AccountFact, ...]:
    """Return the sign-ins by login, all or those of some holders (учётные записи)."""
    wanted = _accounts().order_by(Account.login)
    chosen = (
        (Account.id, ids),
        (Account.person_id, people),
        (Account.guardian_id, guardians),
    )
    for column, some in chosen:
        if some is not None:
            wanted = wanted.where(column.in_(tuple(some)))
    return tuple(_account_facts(session, wanted))


def find_account(session: Session, login: str) -> AccountFact | None:
    """Return the account of a login, None when there is none."""
    wanted = _accounts().where(Account.login == fold(login))
    return next(iter(_account_facts(session, wanted)), None)


def get_account(session: Session, account_id: int) -> AccountFact:
    """Return an account.

    Raises:
        NotFoundError: there is no such account.
    """
    wanted = _accounts().where(Account.id == account_id)
    for found in _account_facts(session, wanted):
        return found
    raise NotFoundError("Такой учётной записи нет.", code="account_unknown")


def find_holder(session: Session, login: str, password: str) -> AccountFact | None:
    """Return the account when login and password fit and it is not blocked."""
    account = find_account(session, login)
    if account is None or account.blocked_at is not None:
        return None
    stored = session.get_one(Account, account.id).password_hash
    return account if password_fits(password, stored) else None


def list_roles(session: Session, account: AccountFact) -> tuple[Role, ...]:
    """Return every role of an account's holder, the account's own first."""
    given = select(StaffRole.role).where(StaffRole.person_id == account.person_id)
    roles = {Role(role) for role in session.scalars(given)}
    if account.role not in STAFF_ROLES:
        roles = set()
    others = sorted(roles - {account.role}, key=_ORDER.index)
    return account.role, *others


def _accounts() -> Select[Account, Person, str | None]:
    return (
        select(Account, Person, Guardian.full_name)
        .outerjoin(Person, Person.id == Account.person_id)
        .outerjoin(Guardian, Guardian.id == Account.guardian_id)
    )


def _account_facts(
    session: Session, wanted: Select[Account, Person, str | None]
) -> Iterable[AccountFact]:
    for account, person, guardian in session.execute(wanted):
        holder = str(person_fact(person).full_name) if person else guardian
        yield AccountFact(
            id=account.id,
            login=account.login,
            holder=holder or "",
            role=Role(account.role),
            person_id=account.person_id,
            guardian_id=account.guardian_id,
            must_change=account.must_change,
            created_at=account.created_at,
            blocked_at=account.blocked_at,
        )
