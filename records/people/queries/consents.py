"""Questions about consents: who has given one, who may get a sign-in (REG 3.11.1)."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.collation import russian_key
from records.kernel.errors import NotFoundError
from records.ledger.values import JsonValue
from records.people.queries.persons import person_fact
from records.people.rules import is_adult, state_of
from records.people.tables import Account, Consent, Guardian, Person
from records.people.values import ConsentFact, Consenting, ConsentKind

_Holder = tuple[int | None, int | None]


def get_consent(session: Session, consent_id: int) -> ConsentFact:
    """Return a consent.

    Raises:
        NotFoundError: there is no such consent.
    """
    row = session.get(Consent, consent_id)
    if row is None:
        raise NotFoundError("Такого согласия нет.", code="consent_unknown")
    return consent_fact(row)


def list_consents(
    session: Session, learners: Iterable[int], *, today: date
) -> tuple[Consenting, ...]:
    """Return learners with their representatives and how far each is (REG 3.12.1).

    `learners` are those of a group; the order is that of the list of the group,
    each learner before the representatives.
    """
    people = {
        row.id: row
        for row in session.scalars(select(Person).where(Person.id.in_(tuple(learners))))
    }
    guardians = _guardians(session, people)
    latest = _latest(session, people, [one.id for one in guardians])
    accounts = _accounts(session, people, [one.id for one in guardians])
    found: list[Consenting] = []
    for person in sorted(people.values(), key=_order):
        own = [one for one in guardians if one.learner_id == person.id]
        full_name = str(person_fact(person).full_name)
        holders: list[tuple[_Holder, str]] = [((person.id, None), full_name)]
        holders += [((None, one.id), one.full_name) for one in own]
        for holder, name in holders:
            covered = (
                _covers_learner(person, own, latest, today)
                if holder[1] is None
                else _in_force(latest.get(holder))
            )
            found.append(
                _line(
                    (person.id, holder[1]),
                    name,
                    consent=latest.get(holder),
                    account=accounts.get(holder),
                    covered=covered,
                )
            )
    return tuple(found)


def find_cover(
    session: Session,
    *,
    today: date,
    person_id: int | None = None,
    guardian_id: int | None = None,
) -> bool:
    """Tell whether a consent in force covers a sign-in of this holder (REG 3.11.1)."""
    if guardian_id is not None:
        holder = (None, guardian_id)
        return _in_force(_latest(session, (), [guardian_id]).get(holder))
    person = session.get_one(Person, person_id)
    guardians = _guardians(session, [person.id])
    latest = _latest(session, [person.id], [one.id for one in guardians])
    return _covers_learner(person, guardians, latest, today)


def consent_fact(row: Consent) -> ConsentFact:
    """Turn a row into a plain value."""
    return ConsentFact(
        id=row.id,
        kind=ConsentKind(row.kind),
        person_id=row.person_id,
        guardian_id=row.guardian_id,
        given_on=row.given_on,
        document=row.document,
        passed_on=row.passed_on,
        withdrawn_on=row.withdrawn_on,
    )


def consent_payload(row: Consent) -> dict[str, JsonValue]:
    """Return what the ledger keeps of a consent; people by their numbers."""
    return {
        "kind": row.kind,
        "person": row.person_id,
        "guardian": row.guardian_id,
        "given_on": row.given_on.isoformat(),
        "document": row.document,
        "passed_on": _day(row.passed_on),
        "withdrawn_on": _day(row.withdrawn_on),
        "withdrawn_by": row.withdrawn_by,
    }


def project_consent(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Rebuild the ledger payloads of consents from their rows."""
    for row in session.scalars(select(Consent).order_by(Consent.id)):
        yield f"consent/{row.id}", row.version, consent_payload(row)


def _guardians(session: Session, learners: Iterable[int]) -> tuple[Guardian, ...]:
    wanted = select(Guardian).where(Guardian.learner_id.in_(tuple(learners)))
    return tuple(session.scalars(wanted.order_by(Guardian.id)))


def _latest(
    session: Session, people: Iterable[int], guardians: Iterable[int]
) -> dict[_Holder, ConsentFact]:
    """Return the last consent of each; one in force wins over a withdrawn one."""
    wanted = (
        select(Consent)
        .where(
            Consent.person_id.in_(tuple(people))
            | Consent.guardian_id.in_(tuple(guardians))
        )
        .order_by(Consent.withdrawn_on.is_(None), Consent.id)
    )
    return {
        (row.person_id, row.guardian_id): consent_fact(row)
        for row in session.scalars(wanted)
    }


def _accounts(
    session: Session, people: Iterable[int], guardians: Iterable[int]
) -> dict[_Holder, Account]:
    wanted = select(Account).where(
        Account.person_id.in_(tuple(people)) | Account.guardian_id.in_(tuple(guardians))
    )
    return {(row.person_id, row.guardian_id): row for row in session.scalars(wanted)}


def _covers_learner(
    person: Person,
    guardians: Iterable[Guardian],
    latest: dict[_Holder, ConsentFact],
    today: date,
) -> bool:
    """Tell whether an adult's own consent stands, for a minor a representative's.

    Where the date of birth is not known either will do.
    """
    own = _in_force(latest.get((person.id, None)))
    others = any(_in_force(latest.get((None, one.id))) for one in guardians)
    adult = is_adult(person.birth_date, today)
    if adult is None:
        return own or others
    return own if adult else others


def _in_force(consent: ConsentFact | None) -> bool:
    return consent is not None and consent.withdrawn_on is None


def _line(
    whose: tuple[int, int | None],
    name: str,
    *,
    consent: ConsentFact | None,
    account: Account | None,
    covered: bool,
) -> Consenting:
    return Consenting(
        learner_id=whose[0],
        guardian_id=whose[1],
        name=name,
        state=state_of(consent, account=account is not None),
        consent=consent,
        covered=covered,
        account_id=account.id if account else None,
        blocked=account is not None and account.blocked_at is not None,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _order(person: Person) -> tuple[object, int]:
    return russian_key(str(person_fact(person).full_name)), person.id
