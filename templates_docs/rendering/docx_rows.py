"""Rows of a list in a Word document: their height, and who keeps them company.

The office marks a row of the list with the paragraph style «Строка списка» in any
of its cells, and the place of the spare space with «Запас до подписей».
"""

from collections.abc import Iterator

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from templates_docs.rendering.rows import LIST_ROW_STYLE, SPARE_STYLE, RowPlan

_TWIPS_A_MM = 1440 / 25.4
_KEPT = 3
"""Last rows of a list that go to the next page together with what follows it."""


def set_rows(document: Document, plan: RowPlan) -> None:
    """Give the rows their height, the signatures their last rows and spare space."""
    rows = [
        next(paragraph.iterancestors(qn("w:tr")))
        for paragraph in _styled(document, LIST_ROW_STYLE)
    ]
    for row in rows:
        _set_height(row, plan.height_mm)
    for row in rows[-_KEPT:]:
        keep_with_next(row)
    for paragraph in _styled(document, SPARE_STYLE):
        _add_space_before(paragraph, plan.spare_mm)


def keep_with_next(row: BaseOxmlElement) -> None:
    """Keep a row on one page with the row or the paragraph that follows it."""
    for properties in row.iter(qn("w:pPr")):
        if properties.find(qn("w:keepNext")) is None:
            style = properties.find(qn("w:pStyle"))
            properties.insert(0 if style is None else 1, OxmlElement("w:keepNext"))


def _styled(document: Document, style: str) -> Iterator[BaseOxmlElement]:
    body: BaseOxmlElement = document.element.body
    for mark in list(body.iter(qn("w:pStyle"))):
        if mark.get(qn("w:val")) == style:
            yield mark.getparent().getparent()


def _set_height(row: BaseOxmlElement, height_mm: float) -> None:
    height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    if height is not None:
        height.set(qn("w:val"), str(round(height_mm * _TWIPS_A_MM)))


def _add_space_before(paragraph: BaseOxmlElement, space_mm: float) -> None:
    spacing = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    if spacing is not None:
        before = int(spacing.get(qn("w:before"), 0)) + round(space_mm * _TWIPS_A_MM)
        spacing.set(qn("w:before"), str(before))
