"""Questions about letters: whom one may write to, conversations, unread ones."""

from records.letters.queries.box import count_unread, get_thread, list_threads
from records.letters.queries.contacts import list_contacts, list_curators, list_wards

__all__ = [
    "count_unread",
    "get_thread",
    "list_contacts",
    "list_curators",
    "list_threads",
    "list_wards",
]
