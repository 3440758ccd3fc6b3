"""Consents to process personal data: received, passed on, withdrawn (REG 3.11.1)."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.access.roles import STAFF_ROLES
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import InputRefusedError, NotFoundError, RuleViolationError
from records.kernel.text import clean_line
from records.ledger.actions import append, lock_log
from records.ledger.values import INSTITUTION, NewEntry
from records.people.actions.ending import shut_account
from records.people.queries import find_cover
from records.people.queries.consents import consent_payload
from records.people.tables import Account, Consent, Guardian, Person
from records.people.values import ConsentKind, NewConsent

_STAFF = tuple(role.value for role in STAFF_ROLES)


def record_consent(
    session: Session,
    consent: NewConsent,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Record a consent that was received (согласие получено); return its id.

    Raises:
        InputRefusedError: it says neither whose it is nor by what document.
        RuleViolationError: there is one in force already.
        NotFoundError: there is no such learner or representative.
    """
    require(actor, Permission.CONSENTS_WRITE)
    document = clean_line(consent.document)
    _check_new(session, consent, document)
    lock_log(session)
    _refuse_second(session, consent)
    row = Consent(
        kind=consent.kind.value,
        person_id=consent.person_id,
        guardian_id=consent.guardian_id,
        given_on=consent.given_on,
        document=document,
    )
    session.add(row)
    session.flush()
    _write(session, [row], actor=actor, now=now, entropy=entropy)
    return row.id


def pass_consents(
    session: Session,
    consents: Iterable[int],
    *,
    on: date,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> int:
    """Pass consents on to the content administrator (переданы); return how many."""
    require(actor, Permission.CONSENTS_WRITE)
    lock_log(session)
    wanted = (
        select(Consent)
        .where(
            Consent.id.in_(tuple(consents)),
            Consent.passed_on.is_(None),
            Consent.withdrawn_on.is_(None),
        )
        .order_by(Consent.id)
    )
    rows = session.scalars(wanted).all()
    for row in rows:
        row.passed_on, row.version = on, row.version + 1
    session.flush()
    _write(session, rows, actor=actor, now=now, entropy=entropy)
    return len(rows)


def withdraw_consent(
    session: Session,
    consent_id: int,
    *,
    on: date,
    document: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> tuple[int, ...]:
    """Withdraw a consent; sign-ins it covered close at once, with their sessions.

    Returns the accounts that were closed (отзыв согласия, REG 3.11.1).

    Raises:
        NotFoundError: there is no such consent.
        RuleViolationError: it has been withdrawn.
    """
    require(actor, Permission.CONSENTS_WRITE)
    lock_log(session)
    row = session.get(Consent, consent_id)
    if row is None:
        raise NotFoundError("Такого согласия нет.", code="consent_unknown")
    if row.withdrawn_on is not None:
        raise RuleViolationError(
            f"Согласие уже отозвано {row.withdrawn_on:%d.%m.%Y}.",
            code="consent_withdrawn",
        )
    row.withdrawn_on, row.withdrawn_by = on, clean_line(document)
    row.version += 1
    session.flush()
    _write(session, [row], actor=actor, now=now, entropy=entropy)
    return tuple(
        account.id
        for account in _covered_accounts(session, row)
        if not _is_covered(session, account, on)
        and shut_account(session, account, now=now)
    )


def _check_new(session: Session, consent: NewConsent, document: str) -> None:
    own = consent.kind is ConsentKind.LEARNER
    if (consent.person_id is None) == (consent.guardian_id is None) or own == (
        consent.person_id is None
    ):
        raise InputRefusedError("Укажите, чьё это согласие.", code="consent_holder")
    if not document:
        raise InputRefusedError(
            "Укажите документ: номер и дату согласия или дело и лист.",
            code="consent_document",
        )
    known = (
        session.get(Person, consent.person_id)
        if own
        else session.get(Guardian, consent.guardian_id)
    )
    if known is None:
        raise NotFoundError("Такого человека нет.", code="person")


def _refuse_second(session: Session, consent: NewConsent) -> None:
    wanted = select(Consent.id).where(
        Consent.person_id.is_not_distinct_from(consent.person_id),
        Consent.guardian_id.is_not_distinct_from(consent.guardian_id),
        Consent.withdrawn_on.is_(None),
    )
    if session.scalars(wanted).first() is not None:
        raise RuleViolationError(
            "Согласие уже записано и действует. Новое записывают после отзыва прежнего.",
            code="consent_exists",
            clause="3.11.1",
        )


def _covered_accounts(session: Session, row: Consent) -> tuple[Account, ...]:
    """Return the family's sign-ins a consent may have covered."""
    if row.guardian_id is None:
        holder = Account.person_id == row.person_id
    else:
        guardian = session.get_one(Guardian, row.guardian_id)
        holder = (Account.guardian_id == guardian.id) | (
            Account.person_id == guardian.learner_id
        )
    wanted = select(Account).where(holder, Account.role.not_in(_STAFF))
    return tuple(session.scalars(wanted.order_by(Account.id)))


def _is_covered(session: Session, account: Account, today: date) -> bool:
    return find_cover(
        session,
        today=today,
        person_id=account.person_id,
        guardian_id=account.guardian_id,
    )


def _write(
    session: Session,
    rows: Iterable[Consent],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    entries = [
        NewEntry(
            kind="consent",
            entry_id=f"consent/{row.id}",
            payload=consent_payload(row),
            seen=row.version - 1,
        )
        for row in rows
    ]
    if entries:
        append(session, INSTITUTION, entries, actor=actor, now=now, entropy=entropy)
