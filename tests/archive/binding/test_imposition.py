"""A booklet folded and read page by page."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from archive.binding.booklet import make_booklet
from archive.binding.imposition import FoldedSheet, Side, impose_booklet
from templates_docs.documents.class_journal.render import render_pdf
from tests.templates_docs.documents.class_journal.facts import make_block, make_journal


def read(sheets: tuple[FoldedSheet, ...]) -> list[int | None]:
    """Return pages as a reader turns them, section by section."""
    pages: list[int | None] = []
    for section in dict.fromkeys(sheet.section for sheet in sheets):
        own = [sheet for sheet in sheets if sheet.section == section]
        pages += [page for s in own for page in (s.face.right, s.back.left)]
        pages += [page for s in reversed(own) for page in (s.back.right, s.face.left)]
    return pages


def test_eight_pages_are_two_sheets_one_inside_the_other() -> None:
    outer, inner = impose_booklet(8)

    assert (outer.face, outer.back) == (Side(left=8, right=1), Side(left=2, right=7))
    assert (inner.face, inner.back) == (Side(left=6, right=3), Side(left=4, right=5))


@given(st.integers(1, 600), st.integers(1, 8))
def test_a_folded_booklet_reads_in_order(pages: int, section: int) -> None:
    turned = read(impose_booklet(pages, sheets_a_section=section))

    assert [page for page in turned if page] == list(range(1, pages + 1))
    assert len(turned) % 4 == 0
    assert len(turned) - pages < 4


def test_blank_pages_stand_at_the_end_of_the_last_section() -> None:
    turned = read(impose_booklet(10, sheets_a_section=2))

    assert turned == [*range(1, 11), None, None]


@pytest.mark.parametrize(("pages", "section"), [(0, 4), (8, 0)])
def test_a_booklet_of_nothing_is_refused(pages: int, section: int) -> None:
    with pytest.raises(ValueError, match="at least one page"):
        impose_booklet(pages, sheets_a_section=section)


@pytest.mark.slow
def test_a_journal_is_imposed_on_sheets_twice_as_wide() -> None:
    context = make_journal(learners=3, blocks=(make_block(learners=3, lessons=2),))
    journal = render_pdf(context)

    pages = len(PdfReader(io.BytesIO(journal)).pages)

    booklet = make_booklet(journal)
    sides = PdfReader(io.BytesIO(booklet)).pages

    assert len(sides) == 2 * len(
        impose_booklet(len(PdfReader(io.BytesIO(journal)).pages))
    )
    assert float(sides[0].mediabox.width) == pytest.approx(2 * 595.28, abs=0.1)
    assert "JY21-27-9QTB-001" in sides[0].extract_text()
    assert f"JY21-27-9QTB-{pages:03d}" in sides[0].extract_text()
    assert make_booklet(journal) == booklet
