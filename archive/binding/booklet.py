"""The booklet as a file: two pages a side of a sheet twice as wide (буклет).

A working copy for sewing through the fold; the archive keeps the journal's own file.
"""

import io

from pypdf import PageObject, PdfReader, PdfWriter, Transformation

from archive.binding.imposition import Side, impose_booklet


def make_booklet(pdf: bytes, *, sheets_a_section: int = 4) -> bytes:
    """Return the pages of a PDF imposed for folding; the same in, the same out."""
    reader = PdfReader(io.BytesIO(pdf))
    first = reader.pages[0].mediabox
    size = (float(first.width), float(first.height))
    writer = PdfWriter()
    for sheet in impose_booklet(len(reader.pages), sheets_a_section=sheets_a_section):
        for side in (sheet.face, sheet.back):
            writer.add_page(_side(reader, side, size))
    writer.metadata = None
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _side(reader: PdfReader, side: Side, size: tuple[float, float]) -> PageObject:
    wide, tall = size
    sheet = PageObject.create_blank_page(width=2 * wide, height=tall)
    for number, shift in ((side.left, 0.0), (side.right, wide)):
        if number is not None:
            page = reader.pages[number - 1]
            sheet.merge_transformed_page(page, Transformation().translate(tx=shift))
    return sheet
