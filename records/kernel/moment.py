"""The text of a moment, one for tables, ledger and documents."""

from datetime import UTC, datetime


def moment_text(moment: datetime) -> str:
    """Return the RFC 3339 text of a moment in UTC with microseconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
