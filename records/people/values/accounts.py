"""Sign-ins (учётные записи) as plain values."""

from dataclasses import dataclass
from datetime import datetime

from records.access.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """For whom a sign-in is made: a person or a guardian, in a role.

    Nobody in particular is the first administrator of a home.
    """

    role: Role
    person_id: int | None = None
    guardian_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A sign-in with its one-time password: shown once and never stored so."""

    account_id: int
    login: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFact:
    """A sign-in as the administrator's list shows it (учётная запись)."""

    id: int
    login: str
    holder: str
    role: Role
    person_id: int | None
    guardian_id: int | None
    must_change: bool
    created_at: datetime
    blocked_at: datetime | None
