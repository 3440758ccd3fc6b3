"""Dates and moments as documents write them (forms.md 10.2)."""

from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo

from templates_docs.formatting.cases import CASES, Case
from templates_docs.formatting.typography import EN_DASH, NBSP

BLANK_DATE = f"«__» ________ 20__{NBSP}г."


def short_date(day: date) -> str:
    """Write «23.11.2026», for tables and headings (цифровая дата)."""
    return f"{day:%d.%m.%Y}"


def day_month(day: date) -> str:
    """Write «23.11», for columns whose year is told elsewhere (число, месяц)."""
    return f"{day:%d.%m}"


def long_date(day: date) -> str:
    """Write «23 ноября 2026 г.», for text of orders (словесно-цифровая дата)."""
    return f"{day.day} {month_name(day, Case.GENITIVE)} {day.year}{NBSP}г."


def quoted_date(day: date | None) -> str:
    """Write ««23» ноября 2026 г.», for acts and covers; None leaves it blank."""
    if day is None:
        return BLANK_DATE
    return f"«{day:%d}» {month_name(day, Case.GENITIVE)} {day.year}{NBSP}г."


def month_name(month: int | date, case: str = Case.NOMINATIVE) -> str:
    """Name a month in a case: «сентябрь», «в сентябре» (название месяца)."""
    number = month.month if isinstance(month, date) else month
    return _MONTHS[number][Case(case)]


def month_year(day: date, case: str = Case.NOMINATIVE) -> str:
    """Write «март 2027 г.», prepositional «марте 2027 г.» (отчётный месяц)."""
    return f"{month_name(day, case)} {day.year}{NBSP}г."


def date_range(first: date, last: date) -> str:
    """Write «01.09.2026–30.06.2027» (период, тире без пробелов)."""
    return f"{short_date(first)}{EN_DASH}{short_date(last)}"


def period(first: date, last: date) -> str:
    """Write «с 01.09.2026 по 30.06.2027» (период)."""
    return f"с {short_date(first)} по {short_date(last)}"


def long_period(first: date, last: date) -> str:
    """Write «с 1 сентября 2026 г. по 30 июня 2027 г.» (период в тексте приказа)."""
    return f"с {long_date(first)} по {long_date(last)}"


def local_moment(moment: datetime, zone: tzinfo | None = None) -> str:
    """Write «30.06.2027 14:05» (дата и время), brought to a zone when one is given.

    Raises:
        ValueError: a zone is given for a moment that has none of its own.
    """
    if zone is not None:
        if moment.tzinfo is None:
            message = "a moment without a zone cannot be brought to another"
            raise ValueError(message)
        moment = moment.astimezone(zone)
    return f"{moment:%d.%m.%Y %H:%M}"


def clock_time(moment: time | datetime) -> str:
    """Write «14:05» (время)."""
    return f"{moment:%H:%M}"


def academic_year(day: date, first_month: int = 9) -> str:
    """Name the academic year of a day: «2026/2027» (учебный год)."""
    start = day.year if day.month >= first_month else day.year - 1
    return f"{start}/{start + 1}"


def _month(forms: str) -> Mapping[Case, str]:
    return dict(zip(CASES, forms.split(), strict=True))


_MONTHS: Mapping[int, Mapping[Case, str]] = {
    1: _month("январь января январю январь январём январе"),
    2: _month("февраль февраля февралю февраль февралём феврале"),
    3: _month("март марта марту март мартом марте"),
    4: _month("апрель апреля апрелю апрель апрелем апреле"),
    5: _month("май мая маю май маем мае"),
    6: _month("июнь июня июню июнь июнем июне"),
    7: _month("июль июля июлю июль июлем июле"),
    8: _month("август августа августу август августом августе"),
    9: _month("сентябрь сентября сентябрю сентябрь сентябрём сентябре"),
    10: _month("октябрь октября октябрю октябрь октябрём октябре"),
    11: _month("ноябрь ноября ноябрю ноябрь ноябрём ноябре"),
    12: _month("декабрь декабря декабрю декабрь декабрём декабре"),
}
