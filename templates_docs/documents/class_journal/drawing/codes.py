"""QR codes of the pages of a volume, made together.

The codes differ in three digits only, and a symbol of one size and mask is linear in
its bits: what a pair of letters changes in a symbol does not depend on the others.
So a few dozen symbols give all of them by exclusive or, ten times as fast.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import segno

from templates_docs.document import Imprint
from templates_docs.rendering.qr import MASK, imprint_payload

_ERROR = "M"
_DARK = re.compile("1+")


@lru_cache(maxsize=1024)
def _bits(text: str) -> tuple[int, int]:
    """Return the side of a symbol and its modules as one number."""
    symbol = segno.make(text, error=_ERROR, micro=False, mask=MASK, boost_error=False)
    rows = tuple(symbol.matrix)
    whole = b"".join(bytes(row) for row in rows)
    return len(rows), int(whole.translate(_DIGITS), 2)


_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


@dataclass(frozen=True, slots=True)
class PageCodes:
    """Symbols of the pages of one volume."""

    imprint: Imprint

    def payload(self, page: int) -> str:
        """Return what the code of a page says: its own number and the digest."""
        code = f"{self.imprint.code}-{page:03d}"
        return imprint_payload(replace(self.imprint, code=code))

    def modules(self, page: int) -> tuple[str, ...]:
        """Return the rows of a page's symbol as zeros and ones."""
        side, zero = _bits(self.payload(0))
        value = zero
        for part in self._parts(page):
            value ^= zero ^ _bits(self.payload(part))[1]
        text = f"{value:0{side * side}b}"
        return tuple(text[at : at + side] for at in range(0, side * side, side))

    def svg(self, page: int, *, side_mm: float) -> str:
        """Return the symbol of a page as one SVG element without a quiet zone."""
        rows = self.modules(page)
        path = "".join(
            f"M{run.start()} {y}h{run.end() - run.start()}v1H{run.start()}z"
            for y, row in enumerate(rows)
            for run in _DARK.finditer(row)
        )
        side = len(rows)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{side_mm}mm" '
            f'height="{side_mm}mm" viewBox="0 0 {side} {side}" '
            f'shape-rendering="crispEdges"><path d="{path}" fill="#000"/></svg>'
        )

    def _parts(self, page: int) -> tuple[int, ...]:
        """Divide a number so that no pair of letters of the code is divided."""
        if page > 999:
            return (page,)
        if len(self.imprint.code) % 2:
            return (page // 10 * 10, page % 10)
        return (page // 100 * 100, page % 100)
