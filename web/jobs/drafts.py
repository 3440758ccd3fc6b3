"""Where drafts lie: apart from issued documents, not registered, not kept for ever."""

from pathlib import Path

from archive.store.content import ContentStore

FOLDER = "drafts"


def open_drafts(home: Path) -> ContentStore:
    """Return the store of drafts of a home."""
    return ContentStore(home / FOLDER)
