"""Names as the pages write them: «Воронцова И. С.», unbroken."""

from typing import Protocol

from records.people.values import PersonFact
from templates_docs.facts import named
from templates_docs.formatting.cases import Case
from templates_docs.formatting.names import surname_in

NBSP = "\u00a0"


class Named(Protocol):
    """Whoever has a surname, a name and perhaps a patronymic."""

    @property
    def surname(self) -> str:
        """The surname."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def patronymic(self) -> str:
        """The patronymic, empty when there is none."""


def short_name(person: Named) -> str:
    """Write «Воронцова И. С.» (фамилия и инициалы)."""
    return short_words(person.surname, person.name, person.patronymic)


def short_words(surname: str, *rest: str) -> str:
    """Write a surname with the initials of the other words."""
    return NBSP.join((surname, *(f"{one[:1]}." for one in rest if one)))


def say_substitution(absent: PersonFact) -> str:
    """Write «замена за Лаптева Д. А.»: for whom a lesson is held (замена)."""
    surname = surname_in(named(absent), Case.ACCUSATIVE)
    rest = (absent.full_name.name, absent.full_name.patronymic)
    return f"замена за {short_words(surname, *rest)}"
