"""The moment and the day of the installation; the pages' only clock."""

from contextlib import suppress
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from flask import Flask, g

from records.kernel.db import transaction
from records.kernel.errors import NotFoundError
from records.norms.queries import get_institution
from web import clock
from web.site.state import get_site


def install(app: Flask) -> None:
    """Know the zone before a request opens its transaction.

    A reader that opens a second connection waits for the writer who waits for it.
    """
    app.before_request(_learn_zone)


def now() -> datetime:
    """Return this moment, aware, in UTC; one and the same during a request."""
    if "moment" not in g:
        g.moment = clock.now() + get_site().ahead
    moment: datetime = g.moment
    return moment


def today() -> date:
    """Return the calendar day where the institution is (день занятия, REG 4.1.1)."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """Bring a moment to the institution's zone."""
    return moment.astimezone(zone())


def zone() -> ZoneInfo:
    """Return the institution's time zone."""
    return _read_zone(get_site().settings.database_url)


def _learn_zone() -> None:
    with suppress(NotFoundError):
        zone()


@cache
def _read_zone(_url: str) -> ZoneInfo:
    with transaction(get_site().engine, write=False) as session:
        return ZoneInfo(get_institution(session).timezone)
