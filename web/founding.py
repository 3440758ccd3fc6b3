"""Making a new home: a private directory, the database, the first entries."""

from datetime import datetime

from records.importers.founding import found_home
from records.importers.profile import Profile
from records.kernel.db import open_database, transaction
from records.kernel.entropy import Entropy
from records.migrations.runner import upgrade
from records.people.values import Credentials
from web.settings import Settings


def found(
    settings: Settings, profile: Profile, *, now: datetime, entropy: Entropy
) -> Credentials:
    """Create the home and the database, enter the institution.

    Raises:
        RecordsError: the home already has an institution; nothing is changed.
    """
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_database(settings.database_url)
    try:
        upgrade(engine)
        with transaction(engine) as session:
            return found_home(session, profile, now=now, entropy=entropy)
    finally:
        engine.dispose()
