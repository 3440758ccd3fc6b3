"""Names of people in every case and as initials (ФИО, forms.md 10.1, 10.4)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from pytrovich.enums import Case as RuleCase
from pytrovich.enums import Gender as RuleGender
from pytrovich.enums import NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from templates_docs.formatting.cases import CASES, Case, Gender
from templates_docs.formatting.typography import NBSP


class Named(Protocol):
    """Whoever has a name (ФИО): a value of the record or of a form's context."""

    @property
    def surname(self) -> str:
        """Family name (фамилия)."""

    @property
    def name(self) -> str:
        """Given name (имя)."""

    @property
    def patronymic(self) -> str | None:
        """Patronymic, which some do not have (отчество)."""

    @property
    def gender(self) -> str:
        """«m» or «f», stored and never guessed (пол)."""

    @property
    def overrides(self) -> Mapping[str, str]:
        """The whole name by case, as a person has checked it (формы имени)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name as a form's context holds it (ФИО)."""

    surname: str
    name: str
    patronymic: str | None = None
    gender: str
    overrides: Mapping[str, str] = field(default_factory=dict)


def full_name(person: Named) -> str:
    """Write «Иванова Мария Петровна» (фамилия, имя, отчество)."""
    return " ".join(_parts(person))


def surname_and_name(person: Named) -> str:
    """Write «Иванова Мария», as a journal's spread does (forms.md 10.1)."""
    return " ".join(_parts(person)[:2])


def decline(person: Named, case: str) -> str:
    """Put a full name in a case; a checked form wins over the rules (forms.md 10.4)."""
    checked = person.overrides.get(case)
    if checked:
        return checked
    form = _Form(Gender(person.gender), Case(case))
    return " ".join(
        _decline_part(part, kind, form)
        for part, kind in zip(_parts(person), _KINDS, strict=False)
    )


def initials_after(person: Named, case: str = Case.NOMINATIVE) -> str:
    """Write «Иванова М.П.» unbroken, for text and addressees (forms.md 10.1)."""
    return f"{surname_in(person, case)}{NBSP}{_initials(person)}"


def initials_before(person: Named, case: str = Case.NOMINATIVE) -> str:
    """Write «М.П. Иванова» unbroken, the name under a signature (forms.md 10.1)."""
    return f"{_initials(person)}{NBSP}{surname_in(person, case)}"


def surname_in(person: Named, case: str) -> str:
    """Put a surname alone in a case, unbroken (forms.md 10.4)."""
    surname = _parts(person)[0]
    words = (surname if case == Case.NOMINATIVE else decline(person, case)).split()
    return NBSP.join(words[: len(surname.split())])


class _Form(NamedTuple):
    gender: Gender
    case: Case


_KINDS = (NamePart.LASTNAME, NamePart.FIRSTNAME, NamePart.MIDDLENAME)
_GENDERS = {Gender.MASCULINE: RuleGender.MALE, Gender.FEMININE: RuleGender.FEMALE}
_WORD = re.compile(r"[^\W\d_]+")
# «Son» and «daughter» of eastern names, what opens a western surname, and the
# first halves of double surnames that never change («Бек-Назарова»).
_KIN = frozenset({"оглы", "оглу", "углы", "кызы", "кизи", "гызы", "улы", "уулу"})
_OPENERS = frozenset({"фон", "ван", "де", "да", "ди", "ла", "дер", "цу", "ибн", "бин"})
_FROZEN_FIRST = frozenset({"бек", "тер", "мелик", "шах", "бей"})
_NEVER_DECLINED = ("ко", "аго", "ово", "их", "ых")
# Men's surnames the rules get wrong: the stem and the five endings.
_HARD = ("а", "у", "а", "ом", "е")
_SOFT = ("я", "ю", "я", "ем", "е")
_STRESSED = ("я", "ю", "я", "ём", "е")
_ODD_SURNAMES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "заяц": ("Зайц", ("а", "у", "а", "ем", "е")),
    "кий": ("Ки", ("я", "ю", "я", "ем", "и")),
    "козел": ("Козл", _HARD),
    "лев": ("Льв", _HARD),
    "муравей": ("Муравь", _STRESSED),
    "орел": ("Орл", _HARD),
    "соловей": ("Соловь", _STRESSED),
    "ткач": ("Ткач", _HARD),
    "швец": ("Швец", _HARD),
}


def _parts(person: Named) -> list[str]:
    given = (person.surname, person.name, person.patronymic)
    return [_calm(part) for part in given if part]


def _calm(part: str) -> str:
    """Lower «ИВАНОВ» to «Иванов»: such capitals come from other systems."""
    if len(part) < 2 or not part.isupper():
        return part
    several = " " in part or "-" in part
    return _WORD.sub(lambda match: _calm_word(match.group().lower(), several), part)


def _calm_word(word: str, several: bool) -> str:
    return word if several and word in _KIN | _OPENERS else word.capitalize()


def _initials(person: Named) -> str:
    return "".join(_initial(part) for part in _parts(person)[1:])


def _initial(part: str) -> str:
    """Shorten «Анна» to «А.» and «Анна-Мария» to «А.-М.»."""
    first, *_ = part.split()
    return "-".join(f"{piece[0]}." for piece in first.split("-") if piece)


def _decline_part(part: str, kind: NamePart, form: _Form) -> str:
    if form.case is Case.NOMINATIVE or _KIN & {*_WORD.findall(part.lower())}:
        return part
    words = part.split()
    return " ".join("-".join(_decline_word(word, kind, form)) for word in words)


def _decline_word(word: str, kind: NamePart, form: _Form) -> Iterator[str]:
    *firsts, last = word.split("-")
    for first in firsts:
        frozen = first.lower() in _FROZEN_FIRST
        yield first if frozen else _decline_piece(first, kind, form)
    yield _decline_piece(last, kind, form)


def _decline_piece(piece: str, kind: NamePart, form: _Form) -> str:
    if piece == piece.lower():
        return piece
    ruled = str(
        _maker().make(kind, _GENDERS[form.gender], RuleCase[form.case.name], piece)
    )
    return _correct(piece, ruled, form) if kind is NamePart.LASTNAME else ruled


def _correct(piece: str, ruled: str, form: _Form) -> str:
    """Mend what the rules of names do to surnames (forms.md 10.4)."""
    lower = piece.lower().replace("ё", "е")
    if lower.endswith(_NEVER_DECLINED):
        return piece
    if form.gender is Gender.FEMININE:
        return ruled
    oblique = CASES.index(form.case) - 1
    if lower in _ODD_SURNAMES:
        stem, endings = _ODD_SURNAMES[lower]
        return f"{stem}{endings[oblique]}"
    if ruled == piece and lower.endswith("й"):
        return f"{piece[:-1]}{_SOFT[oblique]}"
    return ruled


@cache
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()
