"""Paragraphs and cells of a Word document in the order of its body."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from templates_docs.rendering.twins.normal import bare
from templates_docs.rendering.twins.values import Block, Grid, RunningZones

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VAL = f"{_W}val"
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_INK = (f"{_W}t", *_SIGNS)
_BOX = f"{_W}txbxContent"
_POINTS_A_TWIP = 1 / 20
_MM_A_TWIP = 25.4 / 1440


@dataclass(slots=True)
class DocxText:
    """What a Word document says: its blocks, its tables, its running zones."""

    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    zones: RunningZones = field(
        default_factory=lambda: RunningZones(top_mm=0, bottom_mm=0)
    )


def read_docx(data: bytes) -> DocxText:
    """Return the blocks of a document's body; headers and footers are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        source = package.read("word/document.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    body = etree.fromstring(source, parser).find(f"{_W}body")
    found = DocxText()
    if body is None:
        return found
    for spare in list(body.iter(_FALLBACK)):
        spare.getparent().remove(spare)
    _read_story(body, found)
    found.zones = _zones(body)
    return found


def _read_story(parent: etree._Element, found: DocxText) -> None:
    for child in _content(parent):
        if child.tag == f"{_W}tbl":
            _read_table(child, found)
        elif child.tag == f"{_W}p":
            found.blocks.extend(_paragraph_blocks(child))


def _content(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == f"{_W}sdt":
            yield from _content(child.find(f"{_W}sdtContent"))
        else:
            yield child


def _paragraph_blocks(paragraph: etree._Element) -> Iterator[Block]:
    yield from _blocks_of(_ink((paragraph,)))
    for box in paragraph.iter(_BOX):
        for inner in box.iter(f"{_W}p"):
            yield from _blocks_of(_ink((inner,)))


def _blocks_of(text: str) -> Iterator[Block]:
    stripped = bare(text)
    if stripped:
        yield Block(text=stripped, shown=" ".join(text.split()))


def _read_table(table: etree._Element, found: DocxText) -> None:
    number = len(found.grids)
    rows = [row for row in _content(table) if row.tag == f"{_W}tr"]
    heads = [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in rows]
    grid = Grid(edges=_edges(table), head_rows=sum(heads))
    found.grids.append(grid)
    for place, row in enumerate(rows):
        column = _skipped(row)
        for cell in _content(row):
            if cell.tag != f"{_W}tc":
                continue
            span, tall = _joins(cell)
            block = Block(
                text="",
                shown="",
                table=number,
                row=place,
                first=column,
                last=column + span - 1,
                tall=tall,
                low=_is_low(cell),
            )
            column += span
            _read_cell(cell, block, found)
            if heads[place]:
                _note_caption(grid, block)


def _read_cell(cell: etree._Element, block: Block, found: DocxText) -> None:
    paragraphs = [part for part in _content(cell) if part.tag == f"{_W}p"]
    text = _ink(paragraphs)
    block.text = bare(text)
    if block.text:
        block.shown = " ".join(text.split())
        found.blocks.append(block)
    for inner in _content(cell):
        if inner.tag == f"{_W}tbl":
            _read_table(inner, found)


def _note_caption(grid: Grid, block: Block) -> None:
    if block.text:
        for column in range(block.first, block.last + 1):
            grid.captions[column] = block.shown


def _ink(paragraphs: Iterable[etree._Element]) -> str:
    lines = []
    for paragraph in paragraphs:
        boxed = paragraph.find(f".//{_BOX}") is not None
        lines.append(
            "".join(
                element.text or "" if element.tag == _INK[0] else _SIGNS[element.tag]
                for element in paragraph.iter(_INK)
                if not (boxed and _inside_box(element, paragraph))
                and element.getparent().tag != f"{_W}tabs"
            )
        )
    return "\n".join(lines)


def _inside_box(element: etree._Element, paragraph: etree._Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is paragraph:
            return False
        if ancestor.tag == _BOX:
            return True
    return False


def _edges(table: etree._Element) -> tuple[float, ...]:
    edges = [0.0]
    for column in table.iterfind(f"{_W}tblGrid/{_W}gridCol"):
        edges.append(edges[-1] + float(column.get(f"{_W}w", 0)) * _POINTS_A_TWIP)
    return tuple(edges)


def _skipped(row: etree._Element) -> int:
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    return 0 if before is None else int(before.get(_VAL, 0))


def _joins(cell: etree._Element) -> tuple[int, bool]:
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, False
    span = properties.find(f"{_W}gridSpan")
    return (
        1 if span is None else int(span.get(_VAL, 1)),
        properties.find(f"{_W}vMerge") is not None,
    )


def _is_low(cell: etree._Element) -> bool:
    aligned = cell.find(f"{_W}tcPr/{_W}vAlign")
    return aligned is not None and aligned.get(_VAL) == "bottom"


def _zones(body: etree._Element) -> RunningZones:
    margins = list(body.iter(f"{_W}pgMar"))
    if not margins:
        return RunningZones(top_mm=0, bottom_mm=0)
    return RunningZones(
        top_mm=min(_margin(one, "top") for one in margins),
        bottom_mm=min(_margin(one, "bottom") for one in margins),
    )


def _margin(margins: etree._Element, side: str) -> float:
    # Half a millimetre of grace: a letter's box is larger than its ink.
    return max(0, abs(float(margins.get(f"{_W}{side}", 0))) * _MM_A_TWIP - 0.5)
