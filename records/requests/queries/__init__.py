"""Questions about correction requests: places, windows, lists (заявки)."""

from records.requests.queries.places import (
    basis_of,
    get_place,
    place_columns,
    ref_of,
)
from records.requests.queries.projections import project_request, request_payload
from records.requests.queries.register import (
    count_asked,
    find_window,
    get_request,
    is_live,
    list_requests,
    list_windows,
    no_request,
)

__all__ = [
    "basis_of",
    "count_asked",
    "find_window",
    "get_place",
    "get_request",
    "is_live",
    "list_requests",
    "list_windows",
    "no_request",
    "place_columns",
    "project_request",
    "ref_of",
    "request_payload",
]
