"""What one running site holds: its settings, its database, its store, its secret."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from archive.store.content import ContentStore, write_file
from records.kernel.db import open_database, transaction
from records.ledger.queries import find_last_moment
from web import clock
from web.settings import Settings

EXTENSION = "surguch"
SECRET_BYTES = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One installation as the pages see it.

    `ahead` is how far the installation's clock runs before the machine's: zero,
    except in the demonstration, which lives in its own year.
    """

    settings: Settings
    engine: Engine
    store: ContentStore
    ahead: timedelta
    secret: bytes


def open_site(settings: Settings) -> Site:
    """Open the database and the store of an installation."""
    engine = open_database(settings.database_url)
    return Site(
        settings=settings,
        engine=engine,
        store=ContentStore(settings.home / "documents"),
        ahead=_measure_lead(engine),
        secret=read_secret(settings.home),
    )


def get_site() -> Site:
    """Return the site this request belongs to."""
    site: Site = current_app.extensions[EXTENSION]
    return site


def read_secret(home: Path) -> bytes:
    """Return the installation's own secret, made at the first start (0600)."""
    path = home / "secret.key"
    if not path.is_file():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(path, secrets.token_bytes(SECRET_BYTES))
    return path.read_bytes()


def _measure_lead(engine: Engine) -> timedelta:
    """Tell how far the record lies ahead of the clock: its time does not go back."""
    try:
        with transaction(engine, write=False) as session:
            last = find_last_moment(session)
    except SQLAlchemyError:
        return timedelta(0)
    now = clock.now()
    return timedelta(0) if last is None or last <= now else last - now
