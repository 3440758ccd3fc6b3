"""How many pages a PDF has: the only count that may be printed or registered."""

import io

import pikepdf


def count_pages(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
