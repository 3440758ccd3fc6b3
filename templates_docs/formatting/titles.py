"""What people are called besides their names (должность, обучающийся, forms.md 10.4)."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

from templates_docs.formatting.cases import CASES, Case, Gender
from templates_docs.formatting.nouns import NOUNS


def decline_post(
    title: str, case: str, overrides: Mapping[str, str] | None = None
) -> str:
    """Put a post in a case: only its head declines (должность, forms.md 10.4).

    A form stored with the post wins; a post without a known head («и.о. директора»)
    is left as it is. A woman keeps the title of a man.
    """
    stored = (overrides or {}).get(case)
    return stored or _decline_title(title, Case(case))


def learner_term(
    gender: str, case: str = Case.NOMINATIVE, term: str = "обучающийся"
) -> str:
    """Call one learner by gender: «обучающуюся» (термин программы, forms.md F5)."""
    return NOUNS[_TERMS[term][Gender(gender)]].singular[Case(case)]


def learners_term(case: str = Case.NOMINATIVE, term: str = "обучающийся") -> str:
    """Call the learners: «обучающихся» (термин программы, forms.md F5)."""
    return NOUNS[term].plural[Case(case)]


def agreed(word: str, gender: str | None) -> str:
    """Agree «зачислен», «явился» with a person; None is a list: «зачислен(а)»."""
    if gender == Gender.MASCULINE:
        return word
    if word.endswith("ся"):
        return f"{word}(ась)" if gender is None else f"{word[:-2]}ась"
    return f"{word}(а)" if gender is None else f"{re.sub('ён$', 'ен', word)}а"


_TERMS: Mapping[str, Mapping[Gender, str]] = {
    "обучающийся": {
        Gender.MASCULINE: "обучающийся",
        Gender.FEMININE: "обучающаяся",
    },
    "слушатель": {Gender.MASCULINE: "слушатель", Gender.FEMININE: "слушатель"},
    "студент": {Gender.MASCULINE: "студент", Gender.FEMININE: "студентка"},
}
_GRAMMEMES = dict(
    zip(CASES, ("nomn", "gent", "datv", "accs", "ablt", "loct"), strict=True)
)
# Two posts of one person: «заместитель директора — начальник отдела».
_JOINTS = re.compile(r"(\s+[—–-]\s+|,\s+|\s+и\s+)")


class _Tag(Protocol):
    """What the dictionary says of a word form."""

    def __contains__(self, grammeme: str) -> bool: ...


class _Reading(Protocol):
    """One way to read a word."""

    word: str
    tag: _Tag

    def inflect(self, required_grammemes: set[str]) -> "_Reading | None": ...


class _Dictionary(Protocol):
    def parse(self, word: str) -> list[_Reading]: ...


@cache
def _decline_title(title: str, case: Case) -> str:
    if case is Case.NOMINATIVE:
        return title
    pieces = _JOINTS.split(title)
    for at in range(0, len(pieces), 2):
        words = pieces[at].split(" ")
        for index, reading in enumerate(_read_head(words, alone=at == 0)):
            words[index] = _inflect(words[index], reading, case)
        pieces[at] = " ".join(words)
    return "".join(pieces)


def _read_head(words: list[str], *, alone: bool) -> list[_Reading]:
    """Read adjectives up to the first living noun; what follows it never declines.

    An adjective may itself be the head («заведующий отделением») if it is `alone`.
    """
    if not words:
        return []
    leading = _find(words[0], _is_leading)
    if leading is not None:
        rest = _read_head(words[1:], alone="ADVB" in leading.tag)
        if rest:
            return [leading, *rest]
    head = _find(words[0], _is_person)
    if head is None and alone:
        head = _find(words[0], _is_used_alone)
    return [] if head is None else [head]


def _is_leading(tag: _Tag) -> bool:
    return "ADVB" in tag or _is_adjective(tag)


def _is_adjective(tag: _Tag) -> bool:
    return ("ADJF" in tag or "PRTF" in tag) and "nomn" in tag and "sing" in tag


def _is_used_alone(tag: _Tag) -> bool:
    return _is_adjective(tag) and ("Subx" in tag or "PRTF" in tag)


def _is_person(tag: _Tag) -> bool:
    return all(grammeme in tag for grammeme in ("NOUN", "anim", "nomn", "sing"))


def _find(word: str, wanted: Callable[[_Tag], bool]) -> _Reading | None:
    last = word.rpartition("-")[2]
    readings = _dictionary().parse(last)
    return next((reading for reading in readings if wanted(reading.tag)), None)


def _inflect(word: str, reading: _Reading, case: Case) -> str:
    """Inflect a word; of «педагог-психолог» both parts, of «IT-специалист» the last."""
    opening, hyphen, last = word.rpartition("-")
    first = _find(opening, _is_person) if opening else None
    if first is not None:
        opening = _inflect(opening, first, case)
    return f"{opening}{hyphen}{_inflect_piece(last, reading, case)}"


def _inflect_piece(piece: str, reading: _Reading, case: Case) -> str:
    masculine = case is Case.ACCUSATIVE and "masc" in reading.tag
    grammeme = _GRAMMEMES[Case.GENITIVE if masculine else case]
    form = reading.inflect({grammeme})
    if form is None:
        return piece
    if piece.isupper():
        return form.word.upper()
    return form.word.capitalize() if piece[0].isupper() else form.word


@cache
def _dictionary() -> _Dictionary:
    from pymorphy3 import MorphAnalyzer

    analyzer: _Dictionary = MorphAnalyzer()
    return analyzer
