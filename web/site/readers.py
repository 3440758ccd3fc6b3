"""The viewer as the board knows one (читатель доски)."""

from records.notices.values import Reader
from web.site.viewer import Viewer


def reader_of(viewer: Viewer) -> Reader:
    """Return who stands before the board."""
    return Reader(
        account_id=viewer.account_id, person_id=viewer.person_id, roles=viewer.roles
    )
