"""What the administrators see (REG 3.8.1, 3.8.2, 3.8.6)."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy.orm import Session

from records.access.roles import ROLE_NAMES, Role
from records.jobs.queries import is_worker_there, list_workers
from records.kernel.text import fold
from records.ledger.queries import find_last_moment, get_head
from records.norms.queries import list_norms
from records.norms.values import NormFact
from records.people.queries import list_accounts, list_reads, list_simultaneous
from records.people.values import AccountFact, PersonalRead, Simultaneous

SHOWN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account in the list: whose, which role, in what state."""

    account: AccountFact
    role: str
    state: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NormLine:
    """A norm as its form edits it: one line of text."""

    norm: NormFact
    text: str
    default: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The state of the installation in figures."""

    database: str
    entries: int
    last: datetime | None
    free: str
    low: bool
    worker: bool
    workers: int


def list_account_lines(
    session: Session, *, wanted: str = "", role: str = ""
) -> tuple[AccountLine, ...]:
    """List accounts by name or login, of one role or of all; ё as е, any case."""
    needle = fold(wanted)
    lines = []
    for one in list_accounts(session):
        if role and one.role != role:
            continue
        if needle and needle not in fold(one.holder) and needle not in one.login:
            continue
        lines.append(_line(one))
    return tuple(lines)


def _line(account: AccountFact) -> AccountLine:
    state, kind = "действует", "ok"
    if account.blocked_at is not None:
        state, kind = "закрыта", "neutral"
    elif account.must_change:
        state, kind = "ещё не входил по своему паролю", "warn"
    return AccountLine(
        account=account, role=ROLE_NAMES[account.role], state=state, kind=kind
    )


def list_norm_lines(session: Session) -> tuple[NormLine, ...]:
    """List the norms with the values an order may change (REG 3.8.6, 7.2)."""
    return tuple(
        NormLine(
            norm=one,
            text=write_norm(one.value),
            default=write_norm(one.default),
            kind=_kind_of(one.default),
        )
        for one in list_norms(session)
    )


def write_norm(value: object) -> str:
    """Write a norm's value as a person does."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, tuple | list):
        return "; ".join(str(one) for one in value)
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return str(value)


def read_norm(default: object, words: str) -> object:
    """Read what a person wrote of a norm into its own kind; None when it is not."""
    if isinstance(default, bool):
        return {"да": True, "нет": False}.get(fold(words))
    if isinstance(default, tuple):
        parts = [one.strip() for one in words.split(";") if one.strip()]
        numeric = default and isinstance(default[0], int)
        if numeric:
            return [int(one) for one in parts] if _are_numbers(parts) else None
        return parts or None
    if isinstance(default, Decimal):
        return words.replace(",", ".")
    if isinstance(default, int):
        return int(words) if _are_numbers([words]) else None
    return words


def _are_numbers(parts: Iterable[str]) -> bool:
    return all(one.isascii() and one.isdigit() and len(one) < 10 for one in parts)


def _kind_of(default: object) -> str:
    if isinstance(default, bool):
        return "да или нет"
    if isinstance(default, tuple):
        return "через точку с запятой"
    if isinstance(default, int | Decimal):
        return "число"
    return "текст"


def list_watch(
    session: Session, *, since: datetime, until: datetime
) -> tuple[tuple[PersonalRead, ...], tuple[Simultaneous, ...]]:
    """List the last reads of personal data and simultaneous work (152-ФЗ, 4.1.7)."""
    return list_reads(session, limit=SHOWN), list_simultaneous(
        session, since=since, until=until
    )


def build_health(session: Session, home: Path, *, url: str, clock: datetime) -> Health:
    """Gather the state of the installation; `clock` is the machine's."""
    free = shutil.disk_usage(home).free
    return Health(
        database="PostgreSQL" if url.startswith("postgresql") else "SQLite",
        entries=get_head(session).size,
        last=find_last_moment(session),
        free=f"{free / 10**9:.1f}".replace(".", ","),
        low=free < 10**9,
        worker=is_worker_there(session, now=clock),
        workers=len(list_workers(session)),
    )


def list_role_options() -> list[tuple[str, str]]:
    """List the roles an account may have."""
    return [(str(one), ROLE_NAMES[one]) for one in Role if one is not Role.SYSTEM]
