"""QR codes of the pages of a volume, made together.

The codes differ in three digits only, and a symbol of one size and mask is linear in
its bits: what a bit changes in a symbol does not depend on the others. Letters go in
by pairs, a pair as a number of eleven bits, so two dozen symbols give all pages by
exclusive or, ten times as fast.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import segno

from templates_docs.document import Imprint
from templates_docs.rendering.qr import MASK, imprint_payload

_ERROR = "M"
_MOST = 999
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BASE, _PAIR_BITS = len(_LETTERS), 11
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
        return self._text(f"{page:03d}")

    def modules(self, page: int) -> tuple[str, ...]:
        """Return the rows of a page's symbol as zeros and ones."""
        if page > _MOST:
            side, value = _bits(self.payload(page))
        else:
            side, zero = _bits(self.payload(0))
            value = zero
            for digits in self._differences(f"{page:03d}"):
                value ^= zero ^ _bits(self._text(digits))[1]
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

    def _text(self, digits: str) -> str:
        return imprint_payload(
            replace(self.imprint, code=f"{self.imprint.code}-{digits}")
        )

    def _differences(self, digits: str) -> Iterator[str]:
        """Yield endings that differ from «000» in one bit of a pair, or in one digit.

        Where the number begins, at an even place or an odd, tells which digits pair.
        """
        odd = len(self.imprint.code) % 2
        single, pair = (digits[2], digits[:2]) if odd else (digits[0], digits[1:])
        value = _BASE * int(pair[0]) + int(pair[1])
        for bit in range(_PAIR_BITS):
            if value >> bit & 1:
                high, low = divmod(1 << bit, _BASE)
                letters = _LETTERS[high] + _LETTERS[low]
                yield f"{letters}0" if odd else f"0{letters}"
        yield f"00{single}" if odd else f"{single}00"
