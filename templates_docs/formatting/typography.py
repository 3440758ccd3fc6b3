"""Figures, dashes and spaces as a Russian page has them (forms.md 4.8, 10.5)."""

import re
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
DASH = "—"
EN_DASH = "–"
MINUS = "\u2212"


def grouped_digits(number: int) -> str:
    """Part thousands from four digits on: «1 124» (разряды, forms.md 10.5)."""
    return f"{number:,}".replace(",", NBSP).replace("-", MINUS)


def round_half_up(value: Decimal | int, digits: int) -> Decimal:
    """Round as a school does, a half goes up: 3,625 is 3,63 (forms.md 4.8).

    Raises:
        TypeError: a float, which has lost the half already.
    """
    if isinstance(value, float):
        message = "a float is not rounded, give a Decimal"
        raise TypeError(message)
    return Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def decimal_text(value: Decimal | int | None, digits: int = 2) -> str:
    """Write a number with a decimal comma, nothing as «—» (forms.md 4.8)."""
    if value is None:
        return DASH
    rounded = round_half_up(value, digits)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    sign = MINUS if rounded < 0 else ""
    tail = f",{fraction}" if fraction else ""
    return f"{sign}{grouped_digits(int(whole))}{tail}"


def percent(value: Decimal | int | None, digits: int = 1) -> str:
    """Write «84,0 %» (доля в процентах, forms.md 10.5), nothing as «—»."""
    number = decimal_text(value, digits)
    return number if value is None else f"{number}{NBSP}%"


def percent_of(part: int, whole: int, digits: int = 1) -> str:
    """Write a part of a whole in percent; of nothing it is «—» (forms.md 4.8)."""
    return percent(Decimal(100 * part) / whole if whole else None, digits)


def numbered(number: object) -> str:
    """Write «№ 5», kept together (forms.md 10.5)."""
    return f"№{NBSP}{number}"


def or_dash(value: object) -> str:
    """Write a value, nothing as «—» (прочерк)."""
    return DASH if value is None or value == "" else str(value)


def page_range(first: int, last: int) -> str:
    """Write pages «24–31», a single one as «24» (forms.md 10.2)."""
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


def short_digest(digest: str) -> str:
    """Shorten a checksum for the eye: «3fa9…c2» (контрольная сумма)."""
    return f"{digest[:4]}…{digest[-2:]}"


def grouped_digest(digest: str) -> str:
    """Part a checksum in groups of four (контрольная сумма)."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


_KEPT = (
    r"(?:https?://|www\.)\S+",
    r"\S+@\S+",
    r"\b[A-ZА-ЯЁ]{2,}(?:\.\w+)+",
)
_BLANK = "[ \u00a0]"
_BEFORE_FIGURE = (
    "п|пп|подп|абз|ч|ст|с|гл|л|д|корп|кв|каб|ауд|рис|табл|прил|разд|т|вып|изд|кн"
)
_GAPS = (
    rf"№{_BLANK}?(?=[\w«])",
    rf"\b(?i:{_BEFORE_FIGURE})\.{_BLANK}(?=[\dIVXLC])",
    rf"(?<!\d{_BLANK})\b(?:г|ул|пр|пер|им|пос)\.{_BLANK}(?=[А-ЯЁ«])",
    rf"\b(?:[А-ЯЁ]\.(?:-[А-ЯЁ]\.)?){{1,2}}{_BLANK}(?=[А-ЯЁ])",
    rf"\b[А-ЯЁ][а-яё’'-]+{_BLANK}(?=[А-ЯЁ]\.{_BLANK}?[А-ЯЁ]\.)",
    rf"\d{_BLANK}(?=%|гг?\.|ч\b(?!\.{_BLANK}?\d)|(?:мин|руб|экз|шт)\b)",
    rf"{_BLANK}(?=—)",
)
_TOKENS = re.compile(f"(?P<kept>{'|'.join(_KEPT)})|{'|'.join(_GAPS)}")


def typograph(text: str) -> str:
    """Keep together what a line must not part (неразрывные пробелы, forms.md 10.5).

    Only spaces change: letters, quotes and dashes stay as people wrote them, and
    addresses and codes («ОП.01») are not looked into. «№5» gets its space.
    """
    return _TOKENS.sub(_tie, text)


def _tie(match: re.Match[str]) -> str:
    token = match.group()
    if match["kept"] is not None:
        return token
    return f"{token.rstrip(' ' + NBSP)}{NBSP}"
