"""The journal as a file: archival, the same bytes, as planned (REG 2.3, 3.8.5)."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from templates_docs.document import BLANK_IMPRINT
from templates_docs.documents.class_journal.context import JournalContext, Printing
from templates_docs.documents.class_journal.layout.plan import plan_volume
from templates_docs.documents.class_journal.render import (
    render_docx,
    render_pdf,
    render_volume,
)
from templates_docs.documents.class_journal.sample import sample
from templates_docs.rendering.pages import count_pages
from templates_docs.rendering.pdfa import check_pdfa, list_faces
from templates_docs.rendering.twins.pdf_text import PdfText
from templates_docs.rendering.twins.values import RunningZones
from tests.templates_docs.documents.class_journal.facts import make_block, make_journal

ROOT = Path(__file__).parents[4]
PRINT_TWICE = """
from hashlib import sha256
from templates_docs.documents.class_journal.render import render_docx, render_pdf
from templates_docs.documents.class_journal.sample import sample
context = sample()
print(sha256(render_pdf(context)).hexdigest())
print(sha256(render_docx(context)).hexdigest())
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(sample())


def words(data: bytes) -> str:
    return PdfText(data, RunningZones(top_mm=0, bottom_mm=0)).letters


def small(**changes: object) -> JournalContext:
    context = make_journal(learners=5, blocks=(make_block(learners=5, lessons=6),))
    return replace(context, **changes)  # type: ignore[arg-type]


def test_the_journal_is_fit_for_the_archive(pdf: bytes) -> None:
    assert check_pdfa(pdf) == ()


def test_only_our_faces_are_embedded(pdf: bytes) -> None:
    assert set(list_faces(pdf)) == {
        "PTSans-Regular",
        "PTSans-Bold",
        "PTSans-Italic",
        "PTSans-Narrow",
        "PTSans-NarrowBold",
        "PTSerif-Regular",
        "PTSerif-Bold",
    }


def test_the_file_has_the_pages_of_the_plan(pdf: bytes) -> None:
    assert count_pages(pdf) == len(plan_volume(sample()).pages)
    assert render_volume(small()).pages == len(plan_volume(small()).pages)


def test_a_signature_may_begin_on_a_line_of_its_own(pdf: bytes) -> None:
    assert pdf.endswith(b"%%EOF\n")


@pytest.mark.slow
def test_two_processes_print_the_same_bytes() -> None:
    digests = [
        subprocess.run(
            [sys.executable, "-c", PRINT_TWICE],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tomsk"))
    ]

    assert digests[0] == digests[1]
    assert len(digests[0]) == 2


def test_the_same_context_prints_the_same_bytes(pdf: bytes) -> None:
    assert sha256(render_pdf(sample())).digest() == sha256(pdf).digest()


def test_every_page_tells_its_code_checksum_and_moment(pdf: bytes) -> None:
    letters = words(pdf)
    pages = len(plan_volume(sample()).pages)

    for page in (1, 7, pages):
        assert f"JY21-27-9QTB-{page:03d}" in letters
        assert f"Стр.{page}из{pages}" in letters
    assert letters.count("контрольнаясумма3fa9…c2") == pages
    assert letters.count("Сформировано30.06.202714:05(ЭЖ)") == pages


def test_a_draft_says_so_on_every_page_and_has_no_code() -> None:
    context = small(imprint=BLANK_IMPRINT, printing=Printing(draft=True))

    letters = words(render_pdf(context))

    assert letters.count("ЧЕРНОВИК") == len(plan_volume(context).pages)
    assert "контрольнаясумма" not in letters


def test_a_draft_of_an_issued_journal_does_not_show_its_code() -> None:
    letters = words(render_pdf(small(printing=Printing(draft=True))))

    assert "JY21-27-9QTB" not in letters


def test_an_entry_is_named_by_its_number_in_the_ledger(pdf: bytes) -> None:
    letters = words(pdf)

    assert "Записьвнесена:ИвановаМ.П.02.09.202613:40запись№21204" in letters
    assert "ПЭП" not in letters


def test_contacts_are_printed_only_when_they_are_asked_for() -> None:
    people = tuple(
        replace(one, address="г. Томск, ул. Садовая, 1", parents="Иванов П.П.")
        for one in small().learners
    )
    plain = small(learners=people)
    with_contacts = replace(plain, printing=Printing(contacts=True))

    assert "Садовая" not in words(render_pdf(plain))
    assert "Садовая" in words(render_pdf(with_contacts))


def test_the_word_twin_has_mirrored_margins_and_page_fields() -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(render_docx(small()))) as package:
        settings = package.read("word/settings.xml").decode()
        body = package.read("word/document.xml").decode()
        footers = [
            package.read(name).decode()
            for name in package.namelist()
            if name.startswith("word/footer")
        ]

    assert "<w:mirrorMargins/>" in settings
    assert "<w:evenAndOddHeaders/>" in settings
    assert 'w:left="1417"' in body
    assert 'w:textDirection w:val="btLr"' in body
    assert any(' PAGE "' in footer for footer in footers)


def test_the_moment_of_the_file_is_that_of_the_record() -> None:
    import io

    import pikepdf

    moment = datetime(2027, 6, 30, 14, 5, tzinfo=UTC)
    context = small(imprint=replace(sample().imprint, made_at=moment))
    with pikepdf.open(io.BytesIO(render_pdf(context))) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20270630")
