"""Calendar days in addresses and forms: within the times a journal is kept in."""

from datetime import date

FIRST = date(1900, 1, 1)
LAST = date(2199, 12, 31)


def read_day(words: str) -> date | None:
    """Read «2026-12-18»; None for no day, and for one no calendar step starts from."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None
