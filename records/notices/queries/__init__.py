"""Questions about notices, signatures and what waits for a reader."""

from records.notices.queries.acquaintance import list_acknowledgements
from records.notices.queries.board import (
    count_waiting,
    find_order_notice,
    get_line,
    get_notice,
    list_notices,
    tell_concern,
)
from records.notices.queries.projections import (
    project_acknowledgement,
    project_notice,
)

__all__ = [
    "count_waiting",
    "find_order_notice",
    "get_line",
    "get_notice",
    "list_acknowledgements",
    "list_notices",
    "project_acknowledgement",
    "project_notice",
    "tell_concern",
]
