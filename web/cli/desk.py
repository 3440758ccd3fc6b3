"""What a command that writes needs: the store, the moment, chance, who acts."""

from datetime import datetime

from archive.issue import Desk
from archive.store.content import ContentStore
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy, SystemEntropy
from web.cli.acting import OFFICE
from web.clock import now as read_clock
from web.settings import Settings


def open_desk(
    settings: Settings,
    *,
    now: datetime | None = None,
    actor: Actor = OFFICE,
    entropy: Entropy | None = None,
) -> Desk:
    """Return the desk of this installation."""
    return Desk(
        store=ContentStore(settings.home / "documents"),
        actor=actor,
        now=now or read_clock(),
        entropy=entropy or SystemEntropy(),
    )
