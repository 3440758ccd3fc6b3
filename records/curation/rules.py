"""Weeks by their names and when one may be stamped: pure functions (REG 3.12.2)."""

from collections.abc import Iterator
from datetime import date, timedelta

from records.kernel.finding import Finding

CLAUSE = "3.12.2"
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def week_start(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_name(monday: date) -> str:
    """Write «2026-W38», the week of ISO 8601."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def parse_week(name: str) -> date | None:
    """Return the Monday of «2026-W38», None when there is no such week to keep."""
    year, mark, week = name.partition("-W")
    known = mark and len(year) == 4 and len(week) == 2
    if not known or not (name.isascii() and year.isdigit() and week.isdigit()):
        return None
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return None
    return monday if FIRST <= monday <= LAST else None


def check_stamp(
    code: str, group_codes: frozenset[str], monday: date, today: date
) -> Iterator[Finding]:
    """Refuse the stamp of a foreign group, and of a week that has not begun."""
    if code not in group_codes:
        yield Finding(
            code="CHK-3.12.2-stamp-curator",
            clause=CLAUSE,
            subject=f"Группа {code}",
            message="неделю проверяет куратор группы",
            advice="куратора назначает учебный отдел",
        )
    if monday > today:
        yield Finding(
            code="CHK-3.12.2-stamp-early",
            clause=CLAUSE,
            subject=f"Неделя с {monday:%d.%m.%Y}",
            message="неделя ещё не началась",
            advice="проверьте её, когда занятия пройдут",
        )
