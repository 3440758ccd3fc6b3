import io
import re
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from templates_docs.rendering.docx import exact_package, save_document
from templates_docs.rendering.docx_blank import PageSetup, add_section, blank_document
from templates_docs.rendering.docx_table import append, blocks_xml, replace_content
from templates_docs.rendering.docx_values import (
    Cell,
    CellStyle,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    TextStyle,
)
from templates_docs.rendering.qr import qr_png

MOMENT = datetime(2026, 12, 24, 13, 5, tzinfo=UTC)


def built() -> bytes:
    document = blank_document(PageSetup(), mirrored=True)
    picture = Picture(data=qr_png("A"), width_mm=10, height_mm=10, name="qr")
    append(document, Paragraph(runs=(Run(text="Ёлка <&>"), Run(picture=picture))))
    head = Row(
        repeated=True,
        cells=(
            Cell(text="№", down="start"),
            Cell(text="сентябрь", span=2, style=CellStyle(rotated=True, white=0.93)),
        ),
    )
    body = Row(
        height_mm=7, cells=(Cell(down="continue"), Cell(text="5"), Cell(text="н/4"))
    )
    append(document, Table(widths_mm=(7, 5.4, 5.4), rows=(head, body)))
    section = add_section(document, PageSetup(width=297, height=210), start="odd")
    replace_content(section.footer, Paragraph(runs=(Run(field="PAGE"),)))
    append(document, Paragraph(runs=(Run(text="a\tb\nc"),)))
    return save_document(document, title="Журнал", made_at=MOMENT)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_same_document_has_the_same_bytes() -> None:
    assert built() == built()


def test_moments_and_order_of_a_package_are_fixed() -> None:
    with zipfile.ZipFile(io.BytesIO(built())) as package:
        entries = package.infolist()

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"
    assert [entry.filename for entry in entries[2:]] == sorted(
        entry.filename for entry in entries[2:]
    )


def test_properties_tell_of_the_record_and_of_nobody_else() -> None:
    core = parts(built())["docProps/core.xml"].decode()

    assert "2026-12-24T13:05:00Z" in core
    assert "<dc:title>Журнал</dc:title>" in core
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core
    assert "python" not in core


def test_a_package_holds_no_preview_and_no_trace_of_a_program() -> None:
    names = set(parts(built()))

    assert not [name for name in names if re.search("thumbnail|app|custom|theme", name)]


def test_only_our_faces_are_named() -> None:
    named = set()
    for data in parts(built()).values():
        named |= set(re.findall(rb'w:(?:ascii|hAnsi|cs)="([^"]+)"', data))

    assert named == {b"PT Serif", b"PT Sans"}


def test_word_reads_back_what_was_written() -> None:
    document = Document(io.BytesIO(built()))

    table = document.tables[0]
    assert document.paragraphs[0].text == "Ёлка <&>"
    assert [cell.text for cell in table.rows[0].cells] == ["№", "сентябрь", "сентябрь"]
    assert [cell.text for cell in table.rows[1].cells] == ["№", "5", "н/4"]
    assert document.paragraphs[-1].text == "a\tb\nc"
    assert document.sections[1].page_width is not None
    assert document.settings.odd_and_even_pages_header_footer


def test_a_picture_without_a_package_is_a_mistake_of_ours() -> None:
    picture = Picture(data=qr_png("A"), width_mm=10, height_mm=10, name="qr")

    with pytest.raises(TypeError, match="part"):
        blocks_xml((Paragraph(runs=(Run(picture=picture),)),))


def test_a_text_style_becomes_the_same_words_of_markup() -> None:
    style = TextStyle(size=9.5, bold=True, italic=True, raised=True, tracking=0.5)

    xml = blocks_xml((Paragraph(runs=(Run(text="4", style=style),)),))

    for element in ("<w:b/>", "<w:i/>", 'w:sz w:val="19"', "superscript"):
        assert element in xml


def test_packing_twice_changes_nothing() -> None:
    once = built()

    assert exact_package(once) == once


@pytest.mark.slow
def test_twenty_thousand_cells_are_written_in_seconds(tmp_path: Path) -> None:
    rows = tuple(
        Row(cells=tuple(Cell(text=str(place % 6)) for place in range(25)))
        for _ in range(800)
    )
    document = blank_document(PageSetup())

    began = time.perf_counter()
    append(document, Table(widths_mm=(7,) * 25, rows=rows))
    data = save_document(document, title="Т", made_at=MOMENT)
    spent = time.perf_counter() - began

    (tmp_path / "big.docx").write_bytes(data)
    assert spent < 10
