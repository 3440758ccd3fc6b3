"""A password of one's own, and the second step by codes (пароль, код, REG 6.2)."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from records.access.roles import STAFF_ROLES, Role
from records.kernel.entropy import Entropy
from records.kernel.errors import InputRefusedError, RuleViolationError
from records.people.actions.attempts import (
    begin_attempt,
    check_password,
    finish_attempt,
    forgive,
)
from records.people.actions.ending import end_all, get_row
from records.people.passwords import SALT_BYTES, hash_password, password_fits
from records.people.rules import check_new_password
from records.people.tables import Account, Totp
from records.people.totp import SECRET_BYTES, find_step, make_secret, make_uri
from records.people.values import Attempt, Checked, SessionEnd, TotpSetup


def change_password(
    session: Session,
    account_id: int,
    old: str,
    new: str,
    *,
    keep: int | None,
    address: str,
    now: datetime,
    entropy: Entropy,
) -> Checked:
    """Take a password of one's own; all sessions but `keep` end. Commit in any case.

    Raises:
        InputRefusedError: the new password is too short, common, or as before.
    """
    account = get_row(session, account_id)
    _refuse_bad(account, new)
    checked = check_password(session, account_id, old, address=address, now=now)
    if checked:
        _store(session, account, new, keep=keep, now=now, entropy=entropy)
    return checked


def set_first_password(
    session: Session,
    account_id: int,
    new: str,
    *,
    keep: int | None,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Replace the one-time password, just typed to sign in (первый вход, REG 3.8.2).

    Raises:
        RuleViolationError: the password is already the person's own.
        InputRefusedError: the new password is too short, common, or the one-time one.
    """
    account = get_row(session, account_id)
    if not account.must_change:
        raise RuleViolationError(
            "Пароль уже свой. Смените его на странице «Учётная запись и сеансы».",
            code="password_own",
        )
    _refuse_bad(account, new)
    _store(session, account, new, keep=keep, now=now, entropy=entropy)


def begin_totp(
    session: Session,
    account_id: int,
    *,
    issuer: str,
    now: datetime,
    entropy: Entropy,
) -> TotpSetup:
    """Give an employee a secret for the second step; it works once confirmed.

    Raises:
        RuleViolationError: the second step is on, or the account is a family's.
    """
    account = get_row(session, account_id)
    if Role(account.role) not in STAFF_ROLES:
        raise RuleViolationError(
            "Вход с кодом из приложения есть только у работников.", code="totp_staff"
        )
    row = session.get(Totp, account_id)
    if row is not None and row.confirmed_at is not None:
        raise RuleViolationError("Вход с кодом уже включён.", code="totp_on")
    secret = make_secret(entropy.take(SECRET_BYTES))
    if row is None:
        session.add(Totp(account_id=account_id, secret=secret, created_at=now))
    else:
        row.secret, row.created_at = secret, now
    session.flush()
    return TotpSetup(
        secret=secret, uri=make_uri(secret, login=account.login, issuer=issuer)
    )


def confirm_totp(
    session: Session,
    account_id: int,
    code: str,
    *,
    address: str,
    now: datetime,
    clock: datetime,
) -> Checked:
    """Switch the second step on by its first code; commit whatever it says.

    `clock` is the true moment, that of telephones: a demonstration has its own `now`.
    """
    row = session.get(Totp, account_id)
    if row is None or row.confirmed_at is not None:
        return Checked(fits=False)
    login = get_row(session, account_id).login
    attempt = begin_attempt(session, login, address=address, now=now, known=True)
    checked = _take_code(session, row, attempt, code, clock=clock)
    if checked:
        row.confirmed_at = now
        session.flush()
    return checked


def check_totp(
    session: Session,
    account_id: int,
    code: str,
    *,
    address: str,
    now: datetime,
    clock: datetime,
    known: bool = False,
) -> Checked:
    """Check a code of the second step; each is accepted once. Commit in any case."""
    row = session.get(Totp, account_id)
    if row is None or row.confirmed_at is None:
        return Checked(fits=False)
    login = get_row(session, account_id).login
    attempt = begin_attempt(session, login, address=address, now=now, known=known)
    return _take_code(session, row, attempt, code, clock=clock)


def drop_totp(
    session: Session, account_id: int, password: str, *, address: str, now: datetime
) -> Checked:
    """Switch the second step off by the password; commit whatever it says."""
    checked = check_password(session, account_id, password, address=address, now=now)
    if checked:
        session.execute(delete(Totp).where(Totp.account_id == account_id))
    return checked


def _take_code(
    session: Session, row: Totp, attempt: Attempt, code: str, *, clock: datetime
) -> Checked:
    """Take a code as an attempt at the login: six digits are soon guessed otherwise."""
    if attempt.wait:
        return Checked(fits=False, wait=attempt.wait)
    step = find_step(row.secret, code, clock.timestamp())
    fits = step is not None and _use(session, row, step)
    if fits:
        forgive(session, attempt.login, known=attempt.known)
    return finish_attempt(session, attempt, fits=fits)


def _use(session: Session, row: Totp, step: int) -> bool:
    """Use a half minute up; two requests with one code cannot both do so."""
    taken = session.execute(
        update(Totp)
        .where(Totp.account_id == row.account_id, Totp.last_step < step)
        .values(last_step=step)
        .returning(Totp.account_id)
    )
    return taken.scalar() is not None


def _refuse_bad(account: Account, new: str) -> None:
    wrong = check_new_password(new, login=account.login)
    if not wrong and password_fits(new, account.password_hash):
        wrong = "Новый пароль такой же, как прежний: придумайте другой."
    if wrong:
        raise InputRefusedError(wrong, code="password_weak")


def _store(
    session: Session,
    account: Account,
    new: str,
    *,
    keep: int | None,
    now: datetime,
    entropy: Entropy,
) -> None:
    account.password_hash = hash_password(new, salt=entropy.take(SALT_BYTES))
    account.must_change = False
    end_all(session, account.id, why=SessionEnd.PASSWORD_CHANGED, now=now, but=keep)
