"""Which designations a cell may hold (обозначения, REG 4.1.8, 4.2.4)."""

import re
import unicodedata
from collections.abc import Iterator

from records.kernel.finding import Finding
from records.kernel.text import cyrillic_twin
from records.lessons.rules import declare, remark
from records.lessons.values import Place
from records.marks.values import Work
from records.norms.values import Norms

MARK = declare("CHK-4.1.8-mark", "недопустимое обозначение в журнале")
EXEMPT = declare("CHK-4.2.4-exempt", "запись «осв.» на странице итоговых отметок")

KNOWN = (MARK, EXEMPT)

_WORDS = {
    "отл": "5",
    "отлично": "5",
    "хор": "4",
    "хорошо": "4",
    "удовл": "3",
    "удовлетворительно": "3",
    "неуд": "2",
    "неудовлетворительно": "2",
}
_SIGNED = re.compile(r"[-+±–—−]*([0-9])[-+±–—−]+|[-+±–—−]+([0-9])[-+±–—−]*")


def list_allowed(work: Work, norms: Norms) -> tuple[str, ...]:
    """List what a lesson's cell may hold for a kind of work; the set is data."""
    if work is Work.ABSENCE:
        return (norms.absence,)
    if work is Work.MONTHLY_CONTROL:
        return (*norms.marks, norms.not_attested)
    return norms.marks


def list_allowed_finals(norms: Norms) -> tuple[str, ...]:
    """List what «Итоговые отметки» may hold (REG 4.1.8, 4.2.3)."""
    return (*norms.marks, norms.not_attested)


def is_exemption(value: str, norms: Norms) -> bool:
    """Recognise «осв.» in every spelling, Latin twins and spaced letters included."""
    letters = _letters(value)
    return any(letters.startswith(_letters(word)) for word in norms.forbidden_finals)


def check_value(
    work: Work, value: str, *, place: Place, norms: Norms
) -> Iterator[Finding]:
    """Refuse everything but the approved designations in a lesson's cell."""
    allowed = list_allowed(work, norms)
    if value not in allowed:
        advice = explain(value, allowed, norms)
        yield remark(
            place, MARK, f"«{value}» — недопустимое обозначение", advice=advice
        )


def check_final_value(value: str, place: Place, norms: Norms) -> Iterator[Finding]:
    """Refuse «осв.» and every other sign among the finals (REG 4.2.4, 4.1.8)."""
    if is_exemption(value, norms):
        advice = (
            "при медицинской группе здоровья положительно оцениваются теоретические "
            "знания: поставьте отметку за них, справку учтёт учебный отдел"
        )
        message = f"запись «{value}» на странице итоговых отметок не допускается"
        yield remark(place, EXEMPT, message, advice=advice)
        return
    allowed = list_allowed_finals(norms)
    if value not in allowed:
        advice = explain(value, allowed, norms)
        yield remark(
            place, MARK, f"«{value}» — недопустимое обозначение", advice=advice
        )


def explain(value: str, allowed: tuple[str, ...], norms: Norms) -> str:
    """Say what was probably meant; the program never guesses by itself."""
    listed = f"можно: {', '.join(allowed)}"
    hint = _hint_meant(value, allowed) or _hint_kind(value, allowed, norms)
    return f"{hint}; {listed}" if hint else listed


def _hint_meant(value: str, allowed: tuple[str, ...]) -> str:
    """Hint at an approved designation hidden in what was typed."""
    if value.strip() in allowed:
        return f"уберите пробелы, должно быть «{value.strip()}»"
    plain = unicodedata.normalize("NFKC", value).strip()
    twin = (cyrillic_twin(plain.upper()) or plain).lower()
    if plain.casefold() in allowed:
        return f"наберите обычным знаком «{plain.casefold()}»"
    if twin in allowed:
        return f"набрано латинской буквой, нужна русская «{twin}»"
    word = _WORDS.get(plain.casefold().rstrip("."))
    return f"отметка ставится цифрой: «{word}»" if word in allowed else ""


def _hint_kind(value: str, allowed: tuple[str, ...], norms: Norms) -> str:
    """Hint by the kind of sign that was typed."""
    plain = value.strip().casefold()
    if _SIGNED.fullmatch(plain):
        return "отметка ставится без «плюсов» и «минусов»"
    if plain.isdecimal():
        return "применяется пятибалльная система"
    if _letters(plain) == _letters(norms.not_attested):
        return "«н/а» ставится за месяц (МИУД) и на странице итоговых отметок"
    if "/" in plain and any(char.isdecimal() for char in plain):
        return "внесите каждое обозначение отдельно: пропуск, отметку, отработку"
    return _hint_word(plain, allowed, norms)


def _hint_word(plain: str, allowed: tuple[str, ...], norms: Norms) -> str:
    if is_exemption(plain, norms):
        return "освобождение в журнале не записывается, оцениваются знания"
    if _letters(plain).startswith(("зач", "незач")):
        return "«зачтено» ставится только в зачётной ведомости"
    if plain in {"б", "у", "нб", "ну", "п"} and norms.absence in allowed:
        return f"отсутствие обозначается «{norms.absence}», причина — отдельно"
    if plain and not any(char.isalnum() for char in plain):
        return "точки и другие знаки в журнале запрещены"
    return ""


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    twin = cyrillic_twin(plain) or plain
    return "".join(filter(str.isalpha, twin)).casefold().replace("ё", "е")
