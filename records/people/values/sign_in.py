"""Sessions, attempts to sign in and what was read, as plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from records.access.roles import Role


class SessionEnd(StrEnum):
    """Why a session is over (окончание сеанса).

    `confirmed`: it only waited for the second step and another took its place.
    """

    SIGNED_OUT = "signed_out"
    IDLE = "idle"
    EXPIRED = "expired"
    ENDED_BY_OWNER = "ended_by_owner"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a code, no password
    BLOCKED = "blocked"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Everything a request needs of the person behind its session (вошедший)."""

    session_id: int
    account_id: int
    login: str
    name: str
    short_name: str
    gender: str
    roles: tuple[Role, ...]
    group_codes: tuple[str, ...]
    person_id: int | None
    guardian_id: int | None
    must_change: bool
    totp: bool
    created_at: datetime
    seen_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFact:
    """One session of an account (сеанс): when, from where, with what browser."""

    id: int
    account_id: int
    created_at: datetime
    seen_at: datetime
    address: str
    agent: str
    ended_at: datetime | None
    ended_why: SessionEnd | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Simultaneous:
    """Two sessions of one login at work at the same time (REG 4.1.7)."""

    account_id: int
    login: str
    holder: str
    first: SessionFact
    second: SessionFact

    @property
    def since(self) -> datetime:
        """Return when both were at work for the first time."""
        return max(self.first.created_at, self.second.created_at)

    @property
    def until(self) -> datetime:
        """Return when both were last at work."""
        return min(self.first.seen_at, self.second.seen_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt at a password, counted before the password is looked at.

    `stored` is a hash to compare with, of nothing when there is no such login, so
    that both cost the same; `wait` is how many seconds nothing is looked at.
    """

    login: str
    account_id: int | None
    failure_id: int | None
    stored: str = field(repr=False)
    known: bool = False
    wait: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Whether a password or a code fits; if not, how long to wait or how many are left.

    `blocked` is told only to somebody who knows the password.
    """

    fits: bool
    wait: int = 0
    left: int = 0
    blocked: bool = False

    def __bool__(self) -> bool:
        """Tell whether it fits."""
        return self.fits


@dataclass(frozen=True, slots=True, kw_only=True)
class TotpSetup:
    """The secret of the second step, shown once: as text and as an address for a QR."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalRead:
    """Who looked at which personal data (обращение к персональным данным, 152-ФЗ)."""

    account_id: int
    login: str
    screen: str
    what: str
    subject: str
    at: datetime
