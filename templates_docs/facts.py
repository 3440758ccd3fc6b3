"""What several documents read alike: letterhead, signers, subjects of a document."""

from collections.abc import Mapping
from datetime import date
from textwrap import wrap

from sqlalchemy.orm import Session

from records.kernel.errors import InputRefusedError
from records.norms.values import InstitutionFact
from records.people.queries import list_staff
from records.people.values import FullName, PersonFact, StaffFact
from records.people.values import Gender as StoredGender
from templates_docs.document import Built, Letterhead, Signature
from templates_docs.formatting.cases import Gender
from templates_docs.formatting.names import PersonName, initials_before

GENDERS = {
    StoredGender.MALE: Gender.MASCULINE,
    StoredGender.FEMALE: Gender.FEMININE,
}
NAME_LINE = 56
"""Longest line of the centred name of the institution, in letters."""


def build_letterhead(institution: InstitutionFact) -> Letterhead:
    """Return the letterhead: capitals, the name in quotes on a line of its own."""
    before, quote, rest = institution.full_name.upper().partition("«")
    lines = wrap(before.strip(), NAME_LINE, break_long_words=False)
    if quote:
        lines.append(f"«{rest}")
    return Letterhead(
        name_lines=(*lines, f"({institution.short_name})"),
        full_name=institution.full_name,
        short_name=institution.short_name,
        city=institution.city,
        site=institution.site,
        address=institution.address,
        phone=institution.phone,
    )


def map_staff(session: Session) -> Mapping[int, StaffFact]:
    """Return every employee by person."""
    return {one.person.id: one for one in list_staff(session)}


def named(person: PersonFact) -> PersonName:
    """Return a person as the declension needs one, stored gender and forms included."""
    return PersonName(
        surname=person.full_name.surname,
        name=person.full_name.name,
        patronymic=person.full_name.patronymic or None,
        gender=GENDERS[person.gender],
        overrides=person.case_forms,
    )


def initials(name: FullName) -> str:
    """Return «И.О. Фамилия» that never breaks; a signature is not declined."""
    whole = PersonName(
        surname=name.surname,
        name=name.name,
        patronymic=name.patronymic or None,
        gender=Gender.MASCULINE,
    )
    return initials_before(whole)


def sign(role: str, name: FullName, day: date | None = None) -> Signature:
    """Return a line of a signature block."""
    return Signature(role=role, name=initials(name), signed_on=day)


def split_journal(subject: str) -> tuple[str, str]:
    """Split «ЮР-21 2026/2027» into the group's code and the school year.

    Raises:
        InputRefusedError: the subject does not name both.
    """
    group, _, year = subject.strip().rpartition(" ")
    if not group or "/" not in year:
        raise InputRefusedError(
            f"Не понятно, какой журнал нужен: «{subject}». "
            "Укажите группу и учебный год, например «ЮР-21 2026/2027».",
            code="bad_subject",
        )
    return group.strip(), year


def printed_with_journal(_session: Session, subject: str) -> Built:
    """Refuse to make a paper of a bound journal apart from its binding.

    Raises:
        InputRefusedError: always; its counts come from the journal's final PDF.
    """
    group, year = split_journal(subject)
    raise InputRefusedError(
        "Этот документ печатается вместе с журналом, по его готовому файлу: "
        f"выполните journal bind {group} {year}.",
        code="printed_with_journal",
        clause="3.8.5",
    )
