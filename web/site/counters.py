"""How much waits in the sections of the menu, counted once for a page."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curation.queries import count_unstamped
from records.letters.queries import count_unread
from records.notices.queries import count_waiting as count_board
from records.notices.values import Reader
from web.site.menu import Count
from web.site.moment import today
from web.site.viewer import Viewer


def count_waiting(session: Session, viewer: Viewer) -> Mapping[str, Count]:
    """Count unread letters and notices, weeks without a stamp."""
    counts = {
        "board": _count_board(session, viewer),
        "letters": Count(number=count_unread(session, viewer.account_id)),
    }
    if viewer.may(Permission.CURATION_WRITE) and viewer.group_codes:
        weeks = count_unstamped(session, viewer.group_codes, today=today())
        counts["weeks"] = Count(number=weeks)
    return counts


def _count_board(session: Session, viewer: Viewer) -> Count:
    reader = Reader(
        account_id=viewer.account_id, person_id=viewer.person_id, roles=viewer.roles
    )
    found = count_board(session, reader, today=today())
    return Count(number=found.number, urgent=found.urgent)
