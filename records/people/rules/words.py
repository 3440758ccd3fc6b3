"""What a password of one's own must be (пароль, REG 6.2); pure."""

import re
from functools import cache
from importlib.resources import files

from records.kernel.text import fold

PASSWORD_LENGTH = 8
PASSWORD_ADVISED = 15
PASSWORD_LIMIT = 128
_ROWS = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "1qaz2wsx3edc4rfv",
)
_TAIL = re.compile(r"[\W\d_]+$")


def check_new_password(password: str, *, login: str) -> str:
    """Return in words what is wrong with a password, an empty string for nothing.

    Length counts, kinds of signs do not (NIST SP 800-63B): a phrase is welcome.
    """
    if len(password) < PASSWORD_LENGTH:
        return (
            f"Пароль короче {PASSWORD_LENGTH} знаков. Лучше фраза из "
            f"{PASSWORD_ADVISED} знаков и длиннее: она и надёжнее, и легче помнится."
        )
    if len(password) > PASSWORD_LIMIT:
        return f"Пароль длиннее {PASSWORD_LIMIT} знаков: сократите его."
    folded = fold(password)
    if _bare(folded) in {fold(login), _bare(fold(login))}:
        return "Пароль совпадает с логином: придумайте другой."
    if _is_plain(folded) or {folded, _bare(folded)} & _common():
        return "Такой пароль подбирают первым: придумайте другой, лучше фразу."
    return ""


def _bare(folded: str) -> str:
    """Drop digits and signs at the end: «пароль2026!» is «пароль»."""
    return _TAIL.sub("", folded)


def _is_plain(folded: str) -> bool:
    """Tell whether it is one sign over and over, or a row of the keyboard."""
    if len(set(folded)) < 3:
        return True
    half = folded[: len(folded) // 2]
    if folded == half * 2 and len(half) < PASSWORD_LENGTH:
        return True
    return any(folded in row or folded in row[::-1] for row in _ROWS)


@cache
def _common() -> frozenset[str]:
    text = files("records.people").joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(fold(line) for line in text.splitlines() if line)
