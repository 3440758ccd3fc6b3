"""Long names in a Word document, fitted into their cells as in the PDF.

The office marks such a line with the paragraph style «Строка по ширине», a text that
may take two lines with «Абзац по ширине»; the width is that of the cell, so a column
widened in Word needs no other change.
"""

from copy import deepcopy

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from templates_docs.rendering.docx_values import FITTED_BLOCK_STYLE, FITTED_STYLE
from templates_docs.rendering.fitting import Fit, fit_block, fit_line

_MM_A_TWIP = 25.4 / 1440
_SMALL = 8.5


def fit_lines(document: Document, *, small: float = _SMALL) -> None:
    """Narrow, shrink and break the marked lines of tables until they fit.

    `small` is the largest size of a text on two lines.
    """
    body: BaseOxmlElement = document.element.body
    for style in list(body.iter(qn("w:pStyle"))):
        kind = style.get(qn("w:val"))
        if kind not in (FITTED_STYLE, FITTED_BLOCK_STYLE):
            continue
        paragraph = style.getparent().getparent()
        cell = paragraph.getparent()
        if cell.tag == qn("w:tc"):
            two_lines = small if kind == FITTED_BLOCK_STYLE else 0
            _fit_paragraph(paragraph, _inner_width(cell), two_lines)


def _fit_paragraph(
    paragraph: BaseOxmlElement, width_mm: float, small: float = 0
) -> None:
    runs = paragraph.findall(qn("w:r"))
    text = "".join(mark.text or "" for mark in paragraph.iter(qn("w:t")))
    size = paragraph.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:sz')}")
    if not text or size is None:
        return
    points = int(size.get(qn("w:val"))) / 2
    family = size.getparent().find(qn("w:rFonts")).get(qn("w:ascii"))
    if small:
        fit = fit_block(text, width_mm=width_mm, size=points, small=small)
    else:
        fit = fit_line(text, width_mm=width_mm, size=points, family=family)
    if fit == Fit(family=family, size=points, lines=(text,)):
        return
    properties = deepcopy(runs[0].find(qn("w:rPr")))
    _set_cut(properties, fit.family, fit.size)
    if len(fit.lines) > 1:
        _set_leading(paragraph, fit.size)
    for run in runs:
        paragraph.remove(run)
    paragraph.append(_run(properties, fit.lines))


def _set_cut(properties: BaseOxmlElement, family: str, size: float) -> None:
    faces = properties.find(qn("w:rFonts"))
    for kind in ("ascii", "hAnsi", "cs"):
        faces.set(qn(f"w:{kind}"), family)
    for name in ("w:sz", "w:szCs"):
        properties.find(qn(name)).set(qn("w:val"), str(round(size * 2)))


def _set_leading(paragraph: BaseOxmlElement, size: float) -> None:
    spacing = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    if spacing is not None:
        spacing.set(qn("w:line"), str(round(size * 20)))
        spacing.set(qn("w:lineRule"), "exact")


def _run(properties: BaseOxmlElement, lines: tuple[str, ...]) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    run.append(properties)
    for number, line in enumerate(lines):
        if number:
            run.append(OxmlElement("w:br"))
        mark = OxmlElement("w:t")
        mark.text = line
        run.append(mark)
    return run


def _inner_width(cell: BaseOxmlElement) -> float:
    properties = cell.find(qn("w:tcPr"))
    width = int(properties.find(qn("w:tcW")).get(qn("w:w")))
    margins = properties.find(qn("w:tcMar"))
    if margins is None:
        table = next(cell.iterancestors(qn("w:tbl")))
        margins = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    if margins is not None:
        width -= sum(
            int(side.get(qn("w:w"), 0))
            for side in margins
            if side.tag in {qn("w:left"), qn("w:right")}
        )
    return width * _MM_A_TWIP
