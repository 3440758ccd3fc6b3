"""Names compared, transliterated and told apart; pure."""

import re
from collections.abc import Iterable
from itertools import count

from records.kernel.text import clean_line, fold
from records.people.values import FullName, Gender

_LETTERS = dict(
    zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)
) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ю": "yu", "я": "ya", "ъ": "", "ь": "", "ё": "e",
}  # fmt: skip

_INITIALS = re.compile(r"^(?P<surname>.+?)\s+(?P<initials>\w\s*\.\s*(?:\w\s*\.)?)$")
_PARTICLES = frozenset({"уулу", "улы", "кызы", "гызы", "оглы"})
_FEMALE_ENDS = ("вна", "чна", "шна", "кызы", "гызы")
_MALE_ENDS = ("ич", "оглы", "улы", "уулу")

LOGIN_LENGTH = 40
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 14
PASSWORD_BYTES = _LENGTH * 2


def fold_name(name: FullName) -> str:
    """Return a full name for comparing: ё as е, any case (поиск по ФИО)."""
    return fold(str(name))


def name_keys(name: FullName) -> frozenset[str]:
    """Return every way a list may name a person: in full or «Фамилия И.О.»."""
    short = fold(name.short).replace(". ", ".")
    return frozenset({fold_name(name), short})


def written_key(text: str) -> str:
    """Return the key of a name as a list writes it: «Иванов И. О.» as «иванов и.о.»."""
    folded = fold(text)
    parts = _INITIALS.match(folded)
    if parts is None:
        return folded
    initials = re.sub(r"\s+", "", parts["initials"])
    return f"{parts['surname']} {initials}"


def parse_full_name(text: str) -> FullName | None:
    """Split «Фамилия Имя Отчество»; particles stay with the patronymic.

    A particle after the first word belongs to the surname («Алибек уулу Еркин»).
    None when there are not at least a surname and a name.
    """
    words = clean_line(text).split(" ")
    if len(words) > 2 and fold(words[1]) in _PARTICLES:
        words[:2] = [" ".join(words[:2])]
    if len(words) < 2:
        return None
    surname, name, *rest = words
    return FullName(surname=surname, name=name, patronymic=" ".join(rest))


def guess_gender(patronymic: str) -> Gender | None:
    """Tell the gender by a patronymic; None when it does not show it."""
    folded = fold(patronymic)
    if folded.endswith(_FEMALE_ENDS):
        return Gender.FEMALE
    if folded.endswith(_MALE_ENDS):
        return Gender.MALE
    return None


def transliterate(text: str) -> str:
    """Write Russian letters in Latin ones for a login; other signs are left out."""
    folded = "".join(_LETTERS.get(char, char) for char in fold(text))
    return re.sub(r"[^a-z0-9]", "", folded)


def make_login(name: FullName, taken: Iterable[str]) -> str:
    """Return a free login such as «elkina.as», «elkina.as2» (логин, REG 3.8.2)."""
    used = set(taken)
    initials = transliterate(name.name[:1]) + transliterate(name.patronymic[:1])
    base = ".".join(filter(None, (transliterate(name.surname), initials))) or "user"
    base = base[:LOGIN_LENGTH]
    numbered = (f"{base}{number}" for number in count(2))
    return base if base not in used else next(x for x in numbered if x not in used)


def make_password(chance: bytes) -> str:
    """Return a one-time password of 14 unmistakable signs from random bytes."""
    pairs = zip(chance[::2], chance[1::2], strict=True)
    numbers = (high * 256 + low for high, low in pairs)
    signs = "".join(_SIGNS[number % len(_SIGNS)] for number in numbers)
    return f"{signs[:5]}-{signs[5:10]}-{signs[10:]}"


def short_name(name: FullName) -> str:
    """Return «Воронцова И. С.» as the pages write it; a lone word as it is."""
    initials = [f"{word[:1]}." for word in (name.name, name.patronymic) if word]
    return " ".join((name.surname, *initials))
