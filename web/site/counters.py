"""How much waits in the sections of the menu, counted once for a page."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curation.queries import count_unstamped
from records.letters.queries import count_unread
from records.notices.queries import count_waiting as count_board
from records.orders.queries import count_drafts
from records.requests.queries import count_asked, list_windows
from records.sheets.queries import count_open
from web.site.menu import Count
from web.site.moment import now, today
from web.site.readers import reader_of
from web.site.viewer import Viewer

A_DAY = timedelta(days=1)


def count_waiting(session: Session, viewer: Viewer) -> Mapping[str, Count]:
    """Count what waits: letters, notices, weeks, sheets, requests, drafts of orders."""
    counts = {
        "board": _count_board(session, viewer),
        "letters": Count(number=count_unread(session, viewer.account_id)),
        "requests": _count_requests(session, viewer),
    }
    if viewer.may(Permission.MARKS_WRITE) and viewer.person_id is not None:
        number, late = count_open(session, viewer.person_id, today=today())
        counts["sheets"] = Count(number=number, urgent=late)
    if viewer.may(Permission.ORDERS_SIGN):
        counts["orders"] = Count(number=count_drafts(session))
    if viewer.may(Permission.CURATION_WRITE) and viewer.group_codes:
        weeks = count_unstamped(session, viewer.group_codes, today=today())
        counts["weeks"] = Count(number=weeks)
    return counts


def _count_requests(session: Session, viewer: Viewer) -> Count:
    """Count what waits for the deputy's decision, or for the teacher's pen."""
    if viewer.may(Permission.REQUESTS_APPROVE):
        number, since = count_asked(session)
        late = since is not None and now() - since > A_DAY
        return Count(number=number, urgent=late)
    windows = list_windows(session, actor_id=viewer.person_id, now=now())
    return Count(number=len(windows) if viewer.person_id else 0)


def _count_board(session: Session, viewer: Viewer) -> Count:
    found = count_board(session, reader_of(viewer), today=today())
    return Count(number=found.number, urgent=found.urgent)
