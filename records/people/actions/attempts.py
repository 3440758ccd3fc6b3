"""Attempts at a password, counted by login and by address (мягкая блокировка)."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from records.kernel.text import fold
from records.people.actions.ending import get_row
from records.people.passwords import NOBODY, password_fits
from records.people.queries.sessions import has_totp, may_go_on
from records.people.rules import ATTEMPT_WINDOW, attempt_wait, attempts_left
from records.people.rules.words import PASSWORD_LIMIT
from records.people.tables import Account, SignInFailure, Staff
from records.people.values import Attempt, Checked

LOGIN_LIMIT = 100


def begin_attempt(
    session: Session, login: str, *, address: str, now: datetime, known: bool = False
) -> Attempt:
    """Count an attempt before its password is looked at, or say how long to wait.

    In a `known` browser, where this person has been in, only its own attempts count:
    a stranger who tries a teacher's login does not keep the teacher out.
    Commit, compare (`attempt_fits`) outside of any transaction, then call
    `finish_attempt`: no lock is held while Argon2 works, and a hundred attempts at
    once are counted all the same.
    """
    folded = fold(login)[:LOGIN_LIMIT]
    count, wait = _measure(session, folded, None if known else address, now)
    if wait:
        return Attempt(
            login=folded, account_id=None, failure_id=None, stored=NOBODY, wait=wait
        )
    failure = SignInFailure(login=folded, address=address, at=now, known=known)
    session.add(failure)
    session.flush()
    found = session.execute(
        select(Account.id, Account.password_hash).where(Account.login == folded)
    ).one_or_none()
    return Attempt(
        login=folded,
        account_id=found.id if found else None,
        failure_id=failure.id,
        stored=found.password_hash if found else NOBODY,
        known=known,
        left=attempts_left(count + 1),
    )


def attempt_fits(attempt: Attempt, password: str) -> bool:
    """Compare a password with the attempt's; of an unknown login at the same price."""
    fits = password_fits(password[:PASSWORD_LIMIT], attempt.stored)
    return fits and attempt.account_id is not None and not attempt.wait


def finish_attempt(session: Session, attempt: Attempt, *, fits: bool) -> Checked:
    """Say what came of an attempt; a right password forgives the wrong ones before.

    With a second step only the code forgives them (`forgive`): otherwise whoever
    knows the password could try codes without end.
    """
    if not fits or attempt.account_id is None:
        return Checked(fits=False, wait=attempt.wait, left=attempt.left)
    _forgive(session, attempt)
    wanted = (
        select(Account.id)
        .outerjoin(Staff, Staff.person_id == Account.person_id)
        .where(Account.id == attempt.account_id, may_go_on())
    )
    if session.scalars(wanted).one_or_none() is None:
        return Checked(fits=False, blocked=True)
    return Checked(fits=True)


def check_password(
    session: Session,
    account_id: int,
    password: str,
    *,
    address: str,
    now: datetime,
) -> Checked:
    """Check the password asked once more, for a signature; commit whatever it says.

    Wrong ones are counted with those of known browsers: roll back and they are not.
    """
    login = get_row(session, account_id).login
    attempt = begin_attempt(session, login, address=address, now=now, known=True)
    fits = not attempt.wait and attempt_fits(attempt, password)
    return finish_attempt(session, attempt, fits=fits)


def forgive(session: Session, login: str, *, known: bool) -> None:
    """Forget the wrong attempts at a login: the right person is there.

    Being in a known browser says nothing of who tries elsewhere.
    """
    session.execute(
        update(SignInFailure)
        .where(
            SignInFailure.login == login,
            SignInFailure.known.is_(known),
            SignInFailure.forgiven.is_(False),
        )
        .values(forgiven=True)
    )


def _forgive(session: Session, attempt: Attempt) -> None:
    if attempt.account_id is None or not has_totp(session, attempt.account_id):
        forgive(session, attempt.login, known=attempt.known)
        return
    session.execute(
        update(SignInFailure)
        .where(SignInFailure.id == attempt.failure_id)
        .values(forgiven=True)
    )


def _measure(
    session: Session, login: str, address: str | None, now: datetime
) -> tuple[int, int]:
    """Return the wrong attempts at a login and the seconds to wait.

    No address means a known browser.
    """
    lately = (
        SignInFailure.at > now - ATTEMPT_WINDOW,
        SignInFailure.forgiven.is_(False),
    )
    counted = select(func.count(), func.max(SignInFailure.at)).where(*lately)
    count, last = session.execute(
        counted.where(
            SignInFailure.login == login, SignInFailure.known.is_(address is None)
        )
    ).one()
    wait = attempt_wait("login", count, last, now)
    if address is None:
        return count, wait
    there, last_there = session.execute(
        counted.where(SignInFailure.address == address, SignInFailure.known.is_(False))
    ).one()
    return count, max(wait, attempt_wait("address", there, last_there, now))
