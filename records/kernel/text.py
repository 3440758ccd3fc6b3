"""Text as people type it: cleaned, folded for search, checked for look-alikes."""

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff\ufffe\uffff")
_DIRECTIONS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = str.maketrans("’ʼ`´", "''''")
_DASHES = str.maketrans("‐‑‒–—−", "------")
_TWINS = dict(zip("ABCEHKMOPTXYacehkmoptxy", "АВСЕНКМОРТХУасенкмортху", strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """A Latin letter that reads as a Cyrillic one (латинская буква-двойник)."""

    position: int
    latin: str
    cyrillic: str


def clean_text(text: str) -> str:
    """Take text in at the border: NFC, no invisible signs (очистка ввода, contract 4).

    Lines are kept, blanks inside a line become one space. Letters are never
    replaced: «Ё» and Latin letters stay as written.
    """
    lines = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    visible = "".join(char for char in lines if _is_kept(char))
    return "\n".join(
        _BLANKS.sub(" ", line).strip() for line in visible.split("\n")
    ).strip()


def clean_line(text: str) -> str:
    """Take text in as one line: a name, a code, a caption (очистка строки)."""
    return " ".join(clean_text(text).split())


def fold(text: str) -> str:
    """Make text comparable in search: «ё» is «е», case is nothing (forms.md 10.6)."""
    plain = clean_line(text).casefold().replace("ё", "е")
    return plain.translate(_APOSTROPHES).translate(_DASHES)


def latin_lookalikes(text: str) -> tuple[Lookalike, ...]:
    """List Latin letters hidden in Cyrillic words (латиница в русском слове).

    A word is suspected when it mixes both alphabets and its Latin letters are
    fewer or all of them have twins; «RAID-массивы» and «DOCXом» are let through.
    """
    found = []
    for word in _LETTERS.finditer(text):
        letters = word.group()
        latin = [char for char in letters if is_latin(char)]
        cyrillic = sum(map(is_cyrillic, letters))
        fewer = len(latin) < cyrillic or all(char in _TWINS for char in latin)
        if latin and cyrillic and fewer:
            found += _twins_of(letters, word.start())
    return tuple(found)


def cyrillic_twin(text: str) -> str | None:
    """Guess what was meant by Latin letters only, for a hint («H» → «Н»).

    None when there is nothing to guess: no Latin letter, or one without a twin.
    """
    latin = [char for char in text if is_latin(char)]
    if not latin or any(char not in _TWINS for char in latin):
        return None
    return "".join(_TWINS.get(char, char) for char in text)


def cyrillic_share(text: str) -> float:
    """Compute the share of Cyrillic among letters (доля кириллицы, REG 4.1.2).

    Text without a letter has the share 0.
    """
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return 0.0
    return sum(map(is_cyrillic, letters)) / len(letters)


def is_cyrillic(char: str) -> bool:
    """Tell whether a letter is Cyrillic (кириллица)."""
    return char.isalpha() and unicodedata.name(char, "").startswith("CYRILLIC")


def is_latin(char: str) -> bool:
    """Tell whether a letter is Latin (латиница)."""
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN")


def plural_form(count: int, forms: tuple[str, str, str]) -> str:
    """Choose «лист», «листа» or «листов» by the number (forms.md 10.3)."""
    one, few, many = forms
    tens, units = divmod(abs(count) % 100, 10)
    if tens == 1 or units == 0 or units > 4:
        return many
    return one if units == 1 else few


def _is_kept(char: str) -> bool:
    if char in "\n\t":
        return True
    category = unicodedata.category(char)
    return (
        category not in {"Cc", "Cs"}
        and char not in _INVISIBLE
        and char not in _DIRECTIONS
    )


def _twins_of(letters: str, start: int) -> list[Lookalike]:
    return [
        Lookalike(position=start + index, latin=char, cyrillic=_TWINS[char])
        for index, char in enumerate(letters)
        if char in _TWINS
    ]
