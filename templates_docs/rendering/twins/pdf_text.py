"""Text of a PDF with the place of every letter."""

import ctypes
from array import array
from bisect import bisect_right
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from templates_docs.rendering.twins.normal import visible_places
from templates_docs.rendering.twins.values import Place, RunningZones

_POINTS_A_MM = 72 / 25.4


class PdfText:
    """Bare text of all pages in the order of printing, running zones left out."""

    def __init__(self, data: bytes, zones: RunningZones) -> None:
        self.page_starts: list[int] = []
        self._boxes = tuple(array("f") for _ in range(4))
        self._zones = zones
        self._spaced: set[int] = set()
        letters: list[str] = []
        document = pypdfium2.PdfDocument(data)
        try:
            for page in document:
                self.page_starts.append(len(letters))
                letters.extend(self._letters(page, len(letters)))
        finally:
            document.close()
        self.letters = "".join(letters)

    def page_of(self, position: int) -> int:
        """Return the number (from 1) of the page that holds a letter."""
        return bisect_right(self.page_starts, position)

    def place_of(self, start: int, end: int) -> Place:
        """Return the box around some letters, on the page of the first of them."""
        page = self.page_of(start)
        pages = self.page_of(end - 1) - page + 1
        if pages > 1:
            end = self.page_starts[page]
        left, right, top, bottom = (box[start:end] for box in self._boxes)
        return Place(
            page=page,
            x0=min(left),
            x1=max(right),
            y0=min(top),
            y1=max(bottom),
            pages=pages,
        )

    def shown(self, start: int, end: int) -> str:
        """Return letters with the spaces of the page between them, for a message."""
        return "".join(
            f" {self.letters[place]}" if place in self._spaced else self.letters[place]
            for place in range(start, end)
        ).strip()

    def _letters(self, page: pypdfium2.PdfPage, count: int) -> Iterator[str]:
        height = page.get_height()
        lowest = height - self._zones.bottom_mm * _POINTS_A_MM
        highest = self._zones.top_mm * _POINTS_A_MM
        text_page = page.get_textpage()
        text, places = visible_places(_page_text(text_page))
        left, right, top, bottom, x, base = (ctypes.c_double() for _ in range(6))
        lefts, rights, tops, bottoms = self._boxes
        last = -1
        for place in places:
            # The base line tells the zone: a comma's ink may hang into the margin.
            raw.FPDFText_GetCharOrigin(text_page, place, x, base)
            if not highest <= height - base.value <= lowest:
                continue
            raw.FPDFText_GetCharBox(text_page, place, left, right, bottom, top)
            lefts.append(left.value)
            rights.append(right.value)
            tops.append(height - top.value)
            bottoms.append(height - bottom.value)
            if place > last + 1:
                self._spaced.add(count)
            last = place
            count += 1
            yield text[place]


def _page_text(text_page: pypdfium2.PdfTextPage) -> str:
    count = text_page.count_chars()
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Places of letters and of text part ways after a sign without a letter.
    return "".join(
        chr(raw.FPDFText_GetUnicode(text_page, place) or 0x20) for place in range(count)
    )
