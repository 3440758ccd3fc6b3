"""The only reader of the clock; everything below takes the moment as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def local_date(moment: datetime, *, timezone: str) -> date:
    """Return the calendar day of a moment in a time zone such as «Asia/Tomsk»."""
    return moment.astimezone(ZoneInfo(timezone)).date()
