"""How much waits in the sections of the menu, counted once for a page."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from web.site.menu import Count
from web.site.viewer import Viewer


def count_waiting(session: Session, viewer: Viewer) -> Mapping[str, Count]:
    """Count unread letters and notices, open sheets, waiting requests."""
    return {}
