"""Persons, staff, learners' cards and guardians as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from records.access.roles import Role


class Gender(StrEnum):
    """The stored gender of a person (пол); forms of words follow it."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """Surname, name and patronymic as written in the passport (ФИО)."""

    surname: str
    name: str
    patronymic: str = ""

    def __str__(self) -> str:
        """Return «Фамилия Имя Отчество» without a gap for an absent patronymic."""
        return f"{self.surname} {self.name} {self.patronymic}".strip()

    @property
    def short(self) -> str:
        """Return «Фамилия И.О.» as lists write it."""
        initials = f"{self.name[:1]}." + (
            f"{self.patronymic[:1]}." if self.patronymic else ""
        )
        return f"{self.surname} {initials}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFact:
    """A person (человек) with the stored gender and overridden case forms."""

    id: int
    full_name: FullName
    gender: Gender
    birth_date: date | None = None
    email: str = ""
    case_forms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person to be entered."""

    full_name: FullName
    gender: Gender
    birth_date: date | None = None
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFact:
    """An employee (работник): post, roles and the groups of a curator."""

    person: PersonFact
    post: str
    post_forms: Mapping[str, str]
    roles: tuple[Role, ...]
    groups: tuple[str, ...]
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStaff:
    """What the office knows of an employee; roles and groups are the whole list."""

    post: str
    roles: frozenset[Role]
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signers:
    """Who signs the institution's documents (подписанты)."""

    director: StaffFact
    deputy: StaffFact
    head_of_office: StaffFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the office knows of a learner beside the name (карточка)."""

    file_no: str = ""
    record_book: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGuardian:
    """A parent or legal representative to be entered."""

    full_name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianFact:
    """A parent or legal representative (законный представитель)."""

    id: int
    learner_id: int
    full_name: str
    phone: str
    email: str
