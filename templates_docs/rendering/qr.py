"""QR of the page (штриховой код): the same symbol for HTML, Typst and DOCX."""

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal

import segno

from templates_docs.document import Imprint

ErrorLevel = Literal["L", "M", "Q", "H"]
# One mask for every symbol: trying all eight and comparing is three quarters of
# the time, and a journal holds a symbol a page.
MASK = 2


def imprint_payload(imprint: Imprint) -> str:
    """Return what the QR says: code and digest, in the alphabet of short symbols."""
    return f"{imprint.code}:{imprint.digest}".upper()


@lru_cache(maxsize=512)
def _symbol(text: str, error: ErrorLevel) -> segno.QRCode:
    return segno.make(text, error=error, micro=False, mask=MASK, boost_error=False)


def qr_svg(text: str, *, side_mm: float, error: ErrorLevel = "M") -> str:
    """Return the symbol as one SVG element without a quiet zone."""
    rows = tuple(_symbol(text, error).matrix)
    side = len(rows)
    path = "".join(_segments(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side_mm}mm" '
        f'height="{side_mm}mm" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path d="{path}" fill="#000"/></svg>'
    )


def qr_png(text: str, *, error: ErrorLevel = "M", scale: int = 8) -> bytes:
    """Return the symbol as PNG bytes without a quiet zone."""
    buffer = io.BytesIO()
    _symbol(text, error).save(buffer, kind="png", scale=scale, border=0)
    return buffer.getvalue()


def _segments(rows: tuple[bytearray, ...]) -> Iterator[str]:
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(tuple(run))
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
