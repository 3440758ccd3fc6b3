"""Heads of tables that the PDF repeats on every page and Word keeps once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from templates_docs.rendering.twins.alignment import Alignment, take
from templates_docs.rendering.twins.docx_text import DocxText
from templates_docs.rendering.twins.pdf_text import PdfText


def drop_repeated_heads(word: DocxText, printed: PdfText, found: Alignment) -> None:
    """Take repeated heads away from what is left over, whole heads only.

    A head counts as repeated on a later page where its table has other cells.
    """
    if not found.gaps:
        return
    heads = _heads(word)
    for page, tables in _pages(word, printed, found).items():
        for table in tables:
            left = [gap for gap in found.gaps if printed.page_of(gap[0]) == page]
            rest = _without(printed.letters, left, heads[table])
            if rest is not None:
                others = [gap for gap in found.gaps if gap not in left]
                found.gaps = sorted([*others, *rest])


def _heads(word: DocxText) -> Mapping[int, list[str]]:
    heads: dict[int, list[str]] = defaultdict(list)
    for block in word.blocks:
        if block.table >= 0 and block.row < word.grids[block.table].head_rows:
            heads[block.table].append(block.text)
    return heads


def _pages(
    word: DocxText, printed: PdfText, found: Alignment
) -> Mapping[int, tuple[int, ...]]:
    """Return the tables that go on, by the page they go on to."""
    pages: dict[int, set[int]] = defaultdict(set)
    first: dict[int, int] = {}
    for block, start in zip(word.blocks, found.starts, strict=True):
        if start is None or block.table < 0 or not word.grids[block.table].head_rows:
            continue
        page = printed.page_of(start)
        if page > first.setdefault(block.table, page):
            pages[page].add(block.table)
    return {page: tuple(sorted(tables)) for page, tables in pages.items()}


def _without(
    letters: str, gaps: list[tuple[int, int]], texts: Iterable[str]
) -> list[tuple[int, int]] | None:
    """Return what is left of gaps without some texts, None if one is not there."""
    left = list(gaps)
    for text in sorted(texts, key=len, reverse=True):
        place = next(_places(letters, left, text), None)
        if place is None:
            return None
        take(left, place, place + len(text))
    return left


def _places(letters: str, gaps: list[tuple[int, int]], text: str) -> Iterator[int]:
    for start, end in gaps:
        place = letters.find(text, start, end)
        if place >= 0:
            yield place
