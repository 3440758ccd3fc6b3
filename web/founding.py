"""Making a new home: a private directory, the database, the first entries."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from archive.store.checkpoints import FILE_NAME, Kept, read_checkpoints
from records.importers.founding import found_home, refuse_founded
from records.importers.profile import Profile
from records.kernel.db import open_database, sqlite_path, transaction
from records.kernel.entropy import Entropy
from records.kernel.errors import RecordsError
from records.migrations.runner import current, upgrade
from records.people.values import Credentials
from web.settings import Settings


def found(
    settings: Settings, profile: Profile, *, now: datetime, entropy: Entropy
) -> Credentials:
    """Create the home and the database, enter the institution.

    Raises:
        RecordsError: the home already has an institution, or its record was lost;
            nothing is changed.
    """
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_database(settings.database_url)
    try:
        _refuse_founded(engine)
        _refuse_ruins(settings.home)
        upgrade(engine)
        with transaction(engine) as session:
            return found_home(session, profile, now=now, entropy=entropy)
    finally:
        engine.dispose()


def _refuse_founded(engine: Engine) -> None:
    """Refuse a database that has an institution before anything in it is touched."""
    path = sqlite_path(engine)
    if path is not None and not path.is_file():
        return
    with engine.connect() as connection:
        made = bool(current(connection))
    if made:
        with transaction(engine, write=False) as session:
            refuse_founded(session)


def _refuse_ruins(home: Path) -> None:
    """Refuse a home whose record was lost: its checkpoints are still there."""
    if read_checkpoints(home) == Kept(checkpoints=(), unreadable=()):
        return
    raise RecordsError(
        f"В папке {home} лежат контрольные точки прежней записи ({FILE_NAME}), а самой "
        "записи в базе данных нет. Новую поверх неё не заводят: восстановите базу из "
        "копии или укажите другую папку: --home ПАПКА.",
        code="record_lost",
    )
