"""Words of the pages: dates, numbers and names as the look writes them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from flask import Flask
from markupsafe import Markup

from records.kernel.text import plural_form
from templates_docs.formatting.cases import Case
from templates_docs.formatting.dates import day_month, month_name, short_date
from templates_docs.formatting.typography import (
    NBSP,
    grouped_digits,
    percent,
    typograph,
)
from web.site.moment import local, today

WEEKDAYS = (
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
)


def day_words(day: date) -> str:
    """Write «18 декабря»."""
    return f"{day.day}{NBSP}{month_name(day, Case.GENITIVE)}"


def weekday(day: date) -> str:
    """Name the day of the week: «пятница»."""
    return WEEKDAYS[day.weekday()]


def clock(moment: datetime) -> str:
    """Write «10:41» in the institution's zone."""
    return f"{local(moment):%H:%M}"


def minute_words(minutes: int | None) -> str:
    """Write «08:30» for a minute of the day; nothing for none."""
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def moment_words(moment: datetime) -> str:
    """Write «18.12.2026 в 10:41» in the institution's zone."""
    there = local(moment)
    return f"{short_date(there)}{NBSP}в{NBSP}{there:%H:%M}"


def recent_words(moment: datetime) -> str:
    """Write «10:41» of today, else «18.12.2026 в 10:41»."""
    ours = local(moment).date() == today()
    return clock(moment) if ours else moment_words(moment)


def count(number: int, one: str, few: str, many: str) -> str:
    """Write «7 отметок»: the number kept with its noun."""
    noun = plural_form(number, (one, few, many))
    return f"{grouped_digits(number)}{NBSP}{noun}"


def share(value: Decimal | float | None, digits: int = 1) -> str:
    """Write «84,0 %», nothing as «—»."""
    exact = None if value is None else Decimal(str(value))
    return percent(exact, digits)


def lines(text: str) -> Markup:
    """Show a text of several lines; its signs stay text."""
    parts = [Markup.escape(one) for one in text.splitlines()]
    return Markup("<br>").join(parts)


def upper_first(text: str) -> str:
    """Begin with a capital letter; names and codes inside stay as they are."""
    return text[:1].upper() + text[1:]


FILTERS: Mapping[str, Callable[..., object]] = {
    "day": day_words,
    "weekday": weekday,
    "date": short_date,
    "short_day": day_month,
    "month": month_name,
    "time": clock,
    "minutes": minute_words,
    "moment": moment_words,
    "count": count,
    "share": share,
    "digits": grouped_digits,
    "lines": lines,
    "typo": typograph,
    "upper_first": upper_first,
}


def install(app: Flask) -> None:
    """Give the filters to every template."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
