"""Sorting as a Russian reader expects it (русская алфавитная сортировка)."""

import re
import unicodedata
from typing import TypeAlias

Weight: TypeAlias = tuple[int, int]
SortKey: TypeAlias = tuple[tuple[Weight, ...], tuple[int, ...], str]

# The order of a dictionary: a neighbour's letter stands after its Russian parent.
_ALPHABET = "аәӑбвгґғҕдђеєӗжҗзҙиіїйӣјкқҡлљмнңњоөпрсҫтћуўүұӯфхҳһцчҷџшщъыьэюя"
_RANKS = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_PARTS = re.compile(r"[0-9]+|[^0-9]", re.DOTALL)
_HYPHENS = frozenset("-‐‑‒–—−")
_SPACE, _HYPHEN, _SIGN, _NUMBER, _LATIN, _CYRILLIC, _OTHER = range(7)


def russian_key(text: str) -> SortKey:
    """Make a key that sorts names (forms.md 10.6): Ё is Е, space < hyphen < letter.

    Case and «ё» only break ties, the text itself breaks the last one, so that
    the order is total.
    """
    composed = unicodedata.normalize("NFC", text)
    weights = tuple(_weigh(char) for char in composed.casefold())
    return weights, _ties(composed), text


def natural_key(code: str) -> SortKey:
    """Make a key that sorts codes of groups by their numbers (естественный порядок).

    «ИСП-22-2» comes before «ИСП-22-11»; the rest is as in `russian_key`.
    """
    composed = unicodedata.normalize("NFC", code)
    parts = _PARTS.findall(composed.casefold())
    weights = tuple(
        (_NUMBER, int(part)) if part.isdecimal() else _weigh(part) for part in parts
    )
    return weights, _ties(composed), code


def _weigh(char: str) -> Weight:
    if char in _HYPHENS:
        return _HYPHEN, 0
    if char.isspace():
        return _SPACE, 0
    if char in "0123456789":
        return _NUMBER, int(char)
    return _weigh_letter(char) if char.isalpha() else (_SIGN, ord(char))


def _weigh_letter(char: str) -> Weight:
    letter = "е" if char == "ё" else char
    if letter in _RANKS:
        return _CYRILLIC, _RANKS[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    if "a" <= base <= "z":
        return _LATIN, ord(base)
    return _OTHER, ord(letter)


def _ties(text: str) -> tuple[int, ...]:
    """«ё» is weighed over the whole word before capitals are (levels of CLDR)."""
    accents = tuple(int(char in "ёЁ") for char in text)
    return accents + tuple(int(char.isupper()) for char in text)
