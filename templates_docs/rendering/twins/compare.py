"""A PDF and a DOCX of one document, compared."""

from collections import defaultdict
from collections.abc import Iterator

from templates_docs.rendering.twins.alignment import align, pair_misses
from templates_docs.rendering.twins.docx_text import DocxText, read_docx
from templates_docs.rendering.twins.geometry import Found, check_table
from templates_docs.rendering.twins.heads import drop_repeated_heads
from templates_docs.rendering.twins.pdf_text import PdfText
from templates_docs.rendering.twins.values import (
    Block,
    Difference,
    Kind,
    Place,
    RunningZones,
    TwinsDifferError,
)

_AROUND = 15
_GRACE = 72 / 25.4


def compare(
    pdf: bytes, docx: bytes, *, running: RunningZones | None = None
) -> tuple[Difference, ...]:
    """Return every place where the PDF and the DOCX say different things.

    Text is compared letter by letter without spaces, hyphenation and kinds of dash;
    cells also by the row and the column they stand in. Running headers and footers
    are left out: in Word by their nature, in the PDF by the margins of the Word
    document, or by `running` where the sections of a document differ in them.
    """
    word = read_docx(docx)
    printed = PdfText(pdf, running or word.zones)
    return tuple(_Comparison(word, printed).differences())


def assert_twins(
    pdf: bytes, docx: bytes, *, running: RunningZones | None = None
) -> None:
    """Make sure both twins say the same.

    Raises:
        TwinsDifferError: lists where they differ; the document is not issued.
    """
    differences = compare(pdf, docx, running=running)
    if differences:
        raise TwinsDifferError(differences)


class _Comparison:
    """What was found where, turned into differences with addresses."""

    def __init__(self, word: DocxText, printed: PdfText) -> None:
        self.word = word
        self.printed = printed
        self.aligned = align(printed.letters, word.blocks)
        self.row_names = _row_names(word)

    def differences(self) -> Iterator[Difference]:
        for miss in list(pair_misses(self.word.blocks, self.aligned)):
            block = self.word.blocks[miss.number]
            letters = self.printed.letters[miss.start : miss.stop]
            docx, pdf = _fragments(
                block, letters, self.printed.shown(miss.start, miss.stop)
            )
            yield Difference(
                kind="changed" if letters else "missing",
                place=self._address(block, miss.start),
                docx=docx,
                pdf=pdf,
            )
        drop_repeated_heads(self.word, self.printed, self.aligned)
        yield from self._extra()
        astray = list(self._astray())
        yield from (difference for _, difference in astray)
        yield from self._out_of_order({number for number, _ in astray})

    def _extra(self) -> Iterator[Difference]:
        for start, end in self.aligned.gaps:
            before = self.printed.shown(max(0, start - _AROUND), start)
            page = self.printed.page_of(start)
            yield Difference(
                kind="extra",
                place=f"стр. {page}, после «{before}»",
                pdf=self.printed.shown(start, end),
            )

    def _astray(self) -> Iterator[tuple[int, Difference]]:
        tables: dict[int, list[Found]] = defaultdict(list)
        for number, block in enumerate(self.word.blocks):
            place = self._place(number) if block.table >= 0 else None
            if place is not None:
                found = Found(number=number, block=block, place=place)
                tables[block.table].append(found)
        for table, cells in tables.items():
            for kind, cell in check_table(self.word.grids[table], cells):
                yield cell.number, self._moved(kind, cell.number)

    def _out_of_order(self, known: set[int]) -> Iterator[Difference]:
        for number in sorted(self.aligned.moved - known):
            place = self._place(number)
            if self.word.blocks[number].tall or place is None:
                continue
            before = self._place(number - 1) if number else None
            after = self._place(number + 1)
            if (before and _above(place, before)) or (after and _above(after, place)):
                yield self._moved("order", number)

    def _place(self, number: int) -> Place | None:
        if number >= len(self.word.blocks):
            return None
        start = self.aligned.starts[number]
        if start is None:
            return None
        return self.printed.place_of(start, start + len(self.word.blocks[number].text))

    def _moved(self, kind: Kind, number: int) -> Difference:
        block = self.word.blocks[number]
        address = self._address(block, self.aligned.starts[number] or 0)
        return Difference(kind=kind, place=address, docx=block.shown)

    def _address(self, block: Block, position: int) -> str:
        page = f"стр. {self.printed.page_of(position)}"
        if block.table < 0:
            return f"{page}, абзац «{_short(block.shown)}»"
        grid = self.word.grids[block.table]
        row = block.row - grid.head_rows + 1
        line = f"строка {row}" if row > 0 else "шапка"
        if row > 0 and (name := self.row_names.get((block.table, block.row))):
            line += f" ({name})"
        column = f"графа {block.first + 1}"
        if row > 0 and (caption := grid.captions.get(block.first)):
            column += f" «{caption}»"
        return f"{page}, таблица {block.table + 1}, {line}, {column}"


def _row_names(word: DocxText) -> dict[tuple[int, int], str]:
    names: dict[tuple[int, int], str] = {}
    for block in word.blocks:
        if block.table >= 0 and sum(map(str.isalpha, block.text)) > 2:
            names.setdefault((block.table, block.row), _short(block.shown))
    return names


def _above(lower: Place, upper: Place) -> bool:
    """Tell whether what should stand lower (or level) stands clearly above."""
    if lower.page != upper.page:
        return lower.page < upper.page
    return lower.y1 < upper.y0 - _GRACE


def _short(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else f"{text[: 2 * _AROUND]}…"


def _fragments(block: Block, letters: str, shown: str) -> tuple[str, str]:
    """Return both texts, of long ones only the part around the first difference."""
    docx = block.text
    if max(len(docx), len(letters)) <= 2 * _AROUND or not letters:
        return block.shown, shown
    begin = max(0, _alike(docx, letters) - _AROUND)
    tail = _alike(docx[::-1], letters[::-1])
    tail = max(0, min(tail, min(len(docx), len(letters)) - begin) - _AROUND)
    return docx[begin : len(docx) - tail], letters[begin : len(letters) - tail]


def _alike(one: str, other: str) -> int:
    """Return how many first letters two texts share."""
    pairs = enumerate(zip(one, other, strict=False))
    differing = (place for place, (mine, its) in pairs if mine != its)
    return next(differing, min(len(one), len(other)))
