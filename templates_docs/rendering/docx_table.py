"""Fast writing of Word paragraphs and tables, measured in points and millimetres.

Values of `docx_values` become WordprocessingML strings that are parsed once a call, so a
journal of twenty thousand cells takes a second, not a minute of object calls.
"""

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast
from xml.sax.saxutils import escape

from docx.blkcntnr import BlockItemContainer
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart

from templates_docs.rendering.docx_drawing import drawing_xml
from templates_docs.rendering.docx_values import (
    FITTED_STYLE,
    Block,
    Cell,
    CellStyle,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Table,
    TextStyle,
)

_NAMESPACES = nsdecls("w", "r", "wp", "a", "pic")
_EMU_A_MM = 36000


def append(container: Document | BlockItemContainer, *blocks: Block) -> None:
    """Write blocks at the end of a document, a header, a footer or a cell."""
    element = container._element
    target = cast("BaseOxmlElement", getattr(element, "body", element))
    ending = target.find(qn("w:sectPr"))
    for child in _parsed(blocks, container.part):
        if ending is None:
            target.append(child)
        else:
            ending.addprevious(child)


def replace_content(container: Document | BlockItemContainer, *blocks: Block) -> None:
    """Write blocks in place of what a header, a footer or a cell holds."""
    element = container._element
    for child in list(element):
        if child.tag in (qn("w:p"), qn("w:tbl")):
            element.remove(child)
    append(container, *blocks)


def blocks_xml(blocks: Iterable[Block], part: StoryPart | None = None) -> str:
    """Return the WordprocessingML of blocks, without a root element."""
    return "".join(
        _table_xml(block, part)
        if isinstance(block, Table)
        else _paragraph_xml(block, part)
        for block in blocks
    )


def _parsed(
    blocks: tuple[Block, ...], part: StoryPart | None
) -> Iterator[BaseOxmlElement]:
    # Namespaces are declared on the block itself: moving an element that borrows
    # them from a parent costs lxml the square of its size.
    for block in blocks:
        name = "w:tbl" if isinstance(block, Table) else "w:p"
        xml = blocks_xml((block,), part)
        yield parse_xml(xml.replace(f"<{name}>", f"<{name} {_NAMESPACES}>", 1))


def _table_xml(table: Table, part: StoryPart | None) -> str:
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in table.widths_mm)
    lines = table.frame
    borders = "".join(
        _line(name, width)
        for name, width in (
            ("top", lines.top),
            ("left", lines.left),
            ("bottom", lines.bottom),
            ("right", lines.right),
            ("insideH", lines.inside_h),
            ("insideV", lines.inside_v),
        )
    )
    side = _twips(table.sides_mm)
    rows = "".join(_row_xml(row, table.widths_mm, part) for row in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(table.widths_mm))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{_twips(table.indent_mm)}" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row_xml(row: Row, widths_mm: tuple[float, ...], part: StoryPart | None) -> str:
    rule = "exact" if row.exact else "atLeast"
    height = (
        f'<w:trHeight w:val="{_twips(row.height_mm)}" w:hRule="{rule}"/>'
        if row.height_mm
        else ""
    )
    head = "<w:tblHeader/>" if row.repeated else ""
    cells = "".join(_cells_xml(row, widths_mm, part))
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{cells}</w:tr>"


def _cells_xml(
    row: Row, widths_mm: tuple[float, ...], part: StoryPart | None
) -> Iterator[str]:
    column = 0
    for cell in row.cells:
        width = sum(widths_mm[column : column + cell.span])
        column += cell.span
        place = (width, cell.span, cell.down)
        properties = _cell_properties(cell.style, place, (row.top, row.bottom))
        yield f"<w:tc>{properties}{_cell_content(cell, part)}</w:tc>"


def _cell_content(cell: Cell, part: StoryPart | None) -> str:
    if cell.paragraphs:
        return blocks_xml(cell.paragraphs, part)
    paragraph = _paragraph_properties(cell.style.paragraph, cell.style.text)
    if not cell.text:
        return f"<w:p>{paragraph}</w:p>"
    run = _text_xml(cell.text, _run_properties(cell.style.text))
    return f"<w:p>{paragraph}{run}</w:p>"


@lru_cache(maxsize=4096)
def _cell_properties(
    style: CellStyle,
    place: tuple[float, int, str],
    row_lines: tuple[float | None, float | None],
) -> str:
    width_mm, span, down = place
    parts = [f'<w:tcPr><w:tcW w:w="{_twips(width_mm)}" w:type="dxa"/>']
    if span > 1:
        parts.append(f'<w:gridSpan w:val="{span}"/>')
    if down:
        value = ' w:val="restart"' if down == "start" else ""
        parts.append(f"<w:vMerge{value}/>")
    parts.append(_cell_lines(style, row_lines))
    if style.hatched:
        parts.append('<w:shd w:val="thinDiagStripe" w:color="A6A6A6" w:fill="FFFFFF"/>')
    elif style.white < 1:
        level = f"{round(style.white * 255):02X}" * 3
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{level}"/>')
    if style.unbroken:
        parts.append("<w:noWrap/>")
    if style.sides_mm is not None:
        side = f'w:w="{_twips(style.sides_mm)}" w:type="dxa"/>'
        parts.append(f"<w:tcMar><w:left {side}<w:right {side}</w:tcMar>")
    if style.rotated:
        parts.append('<w:textDirection w:val="btLr"/>')
    parts.append(f'<w:vAlign w:val="{style.valign}"/></w:tcPr>')
    return "".join(parts)


def _cell_lines(style: CellStyle, row_lines: tuple[float | None, float | None]) -> str:
    lines = (
        ("top", row_lines[0] if style.top is None else style.top),
        ("left", style.left),
        ("bottom", row_lines[1] if style.bottom is None else style.bottom),
        ("right", style.right),
        ("tr2bl", style.diagonal or None),
    )
    drawn = "".join(_line(name, width) for name, width in lines if width is not None)
    return f"<w:tcBorders>{drawn}</w:tcBorders>" if drawn else ""


def _paragraph_xml(paragraph: Paragraph, part: StoryPart | None) -> str:
    mark = paragraph.runs[0].style if paragraph.runs else TextStyle()
    runs = "".join(_run_xml(run, part) for run in paragraph.runs)
    return f"<w:p>{_paragraph_properties(paragraph.style, mark)}{runs}</w:p>"


@lru_cache(maxsize=1024)
def _paragraph_properties(style: ParagraphStyle, mark: TextStyle) -> str:
    parts = [f'<w:pStyle w:val="{FITTED_STYLE}"/>'] if style.fitted else []
    if style.keep_next:
        parts.append("<w:keepNext/>")
    if style.page_break:
        parts.append("<w:pageBreakBefore/>")
    if style.tabs:
        stops = "".join(
            f'<w:tab w:val="{kind}" w:pos="{_twips(place)}"/>'
            for place, kind in style.tabs
        )
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    rule, line = (
        ("exact", style.exact * 20) if style.exact else ("auto", style.line * 240)
    )
    parts.append(
        f'<w:spacing w:before="{round(style.before * 20)}" '
        f'w:after="{round(style.after * 20)}" '
        f'w:line="{round(line)}" w:lineRule="{rule}"/>'
    )
    if style.indent_mm or style.first_mm:
        first = _twips(abs(style.first_mm))
        kind = "firstLine" if style.first_mm >= 0 else "hanging"
        parts.append(f'<w:ind w:left="{_twips(style.indent_mm)}" w:{kind}="{first}"/>')
    parts.append(f'<w:jc w:val="{style.align}"/>')
    return f"<w:pPr>{''.join(parts)}{_run_properties(mark)}</w:pPr>"


def _run_xml(run: Run, part: StoryPart | None) -> str:
    properties = _run_properties(run.style)
    if run.picture is not None:
        return f"<w:r>{properties}{_picture_xml(run.picture, part)}</w:r>"
    if run.drawing is not None:
        return f"<w:r>{properties}{drawing_xml(run.drawing)}</w:r>"
    if run.field:
        return (
            f'<w:fldSimple w:instr=" {run.field} "><w:r>{properties}<w:t>1</w:t></w:r>'
            "</w:fldSimple>"
        )
    return _text_xml(run.text, properties)


def _text_xml(text: str, properties: str) -> str:
    inner = escape(text)
    for sign, element in (("\n", "w:br"), ("\t", "w:tab")):
        inner = inner.replace(sign, f'</w:t><{element}/><w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{inner}</w:t></w:r>'


@lru_cache(maxsize=1024)
def _run_properties(style: TextStyle) -> str:
    name = escape(style.font, {'"': "&quot;"})
    faces = "".join(f' w:{kind}="{name}"' for kind in ("ascii", "hAnsi", "cs"))
    flags = (
        (style.bold, "<w:b/>"),
        (style.italic, "<w:i/>"),
        (style.struck, "<w:strike/>"),
    )
    drawn = "".join(element for wanted, element in flags if wanted)
    tracking = (
        f'<w:spacing w:val="{round(style.tracking * 20)}"/>' if style.tracking else ""
    )
    size = round(style.size * 2)
    under = '<w:u w:val="single"/>' if style.underlined else ""
    raised = '<w:vertAlign w:val="superscript"/>' if style.raised else ""
    return (
        f"<w:rPr><w:rFonts{faces}/>{drawn}{tracking}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{under}{raised}</w:rPr>'
    )


def _picture_xml(picture: Picture, part: StoryPart | None) -> str:
    if part is None:
        message = "a picture needs the part of the package that holds it"
        raise TypeError(message)
    relation, _ = part.get_or_add_image(io.BytesIO(picture.data))
    width = round(picture.width_mm * _EMU_A_MM)
    height = round(picture.height_mm * _EMU_A_MM)
    name = escape(picture.name, {'"': "&quot;"})
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{part.next_id}" name="{name}" descr="{name}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/'
        'drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="{name}" descr="{name}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch>'
        "<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _line(name: str, width: float) -> str:
    if not width:
        return f'<w:{name} w:val="nil"/>'
    # Word counts lines in eighths of a point and draws nothing under two of them.
    eighths = max(2, round(width * 8))
    return f'<w:{name} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
