"""The seven sheets as paper: twins, awkward data, the same bytes (REG 4.2.5, 5.1.2)."""

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from docx import Document

from records.sheets.rules import compute_totals
from records.sheets.values import Result
from templates_docs.document import DocumentType
from templates_docs.documents import (
    coursework_sheet,
    credit_sheet,
    exam_sheet,
    graded_credit_sheet,
    individual_sheet,
    practice_sheet,
    summary_sheet,
)
from templates_docs.documents.exam_sheet.context import (
    FINAL_ATTESTATION,
    MODULE_EXAM,
    ExamSheet,
)
from templates_docs.documents.summary_sheet.context import SummaryGrid, SummarySheet
from templates_docs.layout.sheet.context import describe_result
from templates_docs.rendering.pdfa import check_pdfa, count_pages, list_faces
from templates_docs.rendering.twins import compare

LISTS = (
    exam_sheet.DOCUMENT,
    credit_sheet.DOCUMENT,
    graded_credit_sheet.DOCUMENT,
    practice_sheet.DOCUMENT,
    coursework_sheet.DOCUMENT,
)
SHEETS = (*LISTS, individual_sheet.DOCUMENT, summary_sheet.DOCUMENT)
LONG = "Константинопольская-Архангельская-Преображенская Елизавета-Анна Константиновна"
NASTY = "Д'Арк <&> {{7*7}} {% raw %} «Жанна»"

by_code = pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.code)
lists = pytest.mark.parametrize("sheet", LISTS, ids=lambda one: one.code)


@cache
def pdf_of(code: str) -> bytes:
    sheet = next(one for one in SHEETS if one.code == code)
    return sheet.render_pdf(sheet.sample())


def both(sheet: DocumentType, context: Any) -> bytes:
    """Print both twins, make sure they say the same, return the PDF."""
    pdf, docx = sheet.render_pdf(context), sheet.render_docx(context)
    assert compare(pdf, docx) == ()
    return pdf


def word_text(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    return "\n".join(
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    )


@by_code
def test_a_sample_is_an_archive_file_in_our_faces(sheet: DocumentType) -> None:
    data = pdf_of(sheet.code)

    assert check_pdfa(data) == ()
    assert all(face.startswith("PT-") for face in list_faces(data))


@by_code
def test_the_twins_of_a_sample_say_the_same(sheet: DocumentType) -> None:
    assert compare(pdf_of(sheet.code), sheet.render_docx(sheet.sample())) == ()


@by_code
def test_a_sample_has_the_same_bytes_when_printed_again(sheet: DocumentType) -> None:
    context = sheet.sample()

    assert sheet.render_pdf(context) == pdf_of(sheet.code)
    assert sheet.render_docx(context) == sheet.render_docx(sheet.sample())


@pytest.mark.slow
def test_all_samples_have_the_same_bytes_in_another_process() -> None:
    code = (
        "from tests.templates_docs.documents.test_sheets import digests\n"
        "print(digests())"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "4242",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    told = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )

    assert told.stdout.strip() == digests()


def digests() -> str:
    printed = hashlib.sha256()
    for sheet in SHEETS:
        printed.update(sheet.render_pdf(sheet.sample()))
        printed.update(sheet.render_docx(sheet.sample()))
    return printed.hexdigest()


@lists
def test_a_sample_of_twenty_three_learners_takes_one_page(sheet: DocumentType) -> None:
    assert count_pages(pdf_of(sheet.code)) == 1


@lists
def test_thirty_six_learners_go_on_to_the_next_page(sheet: DocumentType) -> None:
    context = sheet.sample()
    lines = tuple(
        replace(context.lines[number % 23], number=number + 1) for number in range(36)
    )

    data = both(sheet, replace(context, lines=lines))

    assert count_pages(data) == 2


@lists
def test_nothing_of_a_very_long_or_odd_name_is_lost(sheet: DocumentType) -> None:
    context = sheet.sample()
    first, second, *rest = context.lines
    lines = (replace(first, name=LONG), replace(second, name=NASTY), *rest)

    context = replace(context, lines=lines)
    data = both(sheet, context)

    assert LONG.replace(" ", "") in word_text(sheet.render_docx(context)).replace(
        "\n", ""
    ).replace(" ", "")
    assert NASTY in word_text(sheet.render_docx(context)).replace("\n", "")
    assert check_pdfa(data) == ()


@lists
def test_an_empty_group_is_told_in_words(sheet: DocumentType) -> None:
    context = replace(sheet.sample(), lines=(), totals=compute_totals([]))

    both(sheet, context)

    assert "Обучающихся в списке нет" in word_text(sheet.render_docx(context))


@lists
def test_a_sheet_to_be_filled_by_hand_has_no_figures(sheet: DocumentType) -> None:
    context = sheet.sample()
    blank = describe_result(Result.EMPTY, "m")
    empty = replace(
        context,
        lines=tuple(replace(line, outcome=blank) for line in context.lines),
        totals=compute_totals([Result.EMPTY] * 23),
    )

    both(sheet, empty)

    strip = Document(io.BytesIO(sheet.render_docx(empty))).tables[-2]
    figures = [cell.text for cell in strip.rows[1].cells]
    assert figures[:4] == ["23", "", "", ""]
    assert set(figures[4:]) <= {"", "—"}


@pytest.mark.parametrize("title", [MODULE_EXAM, FINAL_ATTESTATION])
def test_other_exams_are_the_same_sheet_under_another_title(title: str) -> None:
    sheet: ExamSheet = exam_sheet.DOCUMENT.sample()
    head = replace(sheet.head, title=title, semester=None, course=None, room="")

    data = both(exam_sheet.DOCUMENT, replace(sheet, head=head))

    assert count_pages(data) == 1


def test_two_directions_share_a_page_and_three_take_two() -> None:
    sheet = individual_sheet.DOCUMENT.sample()
    three = replace(sheet, slips=(*sheet.slips, sheet.slips[0]))

    assert count_pages(pdf_of("V-IND")) == 1
    assert count_pages(both(individual_sheet.DOCUMENT, three)) == 2


def test_a_summary_of_many_disciplines_is_printed_on_a_large_sheet() -> None:
    sheet: SummarySheet = summary_sheet.DOCUMENT.sample()
    many = replace(
        sheet,
        grid=SummaryGrid(columns=sheet.grid.columns * 2),
        lines=tuple(replace(one, results=one.results * 2) for one in sheet.lines),
    )

    both(summary_sheet.DOCUMENT, many)

    assert (sheet.grid.paper, many.grid.paper) == ("A4", "A3")
    assert sum(sheet.grid.widths) == pytest.approx(265, abs=0.2)
    assert sum(many.grid.widths) == pytest.approx(388, abs=0.2)


@pytest.mark.parametrize("count", [0, 1, 16, 17, 40])
def test_a_summary_keeps_its_width_whatever_it_holds(count: int) -> None:
    columns = (summary_sheet.DOCUMENT.sample().grid.columns * 4)[:count]

    grid = SummaryGrid(columns=columns)

    assert sum(grid.widths) == pytest.approx(265 if count <= 16 else 388, abs=0.5)
    assert min(grid.widths) >= 5.5


def test_a_summary_of_nobody_and_of_nothing_is_still_a_form() -> None:
    sheet: SummarySheet = summary_sheet.DOCUMENT.sample()

    nothing = replace(sheet, lines=(), grid=SummaryGrid(columns=()))
    for empty in (nothing, replace(sheet, lines=())):
        assert count_pages(both(summary_sheet.DOCUMENT, empty)) == 1


@pytest.mark.parametrize(
    ("result", "gender", "words"),
    [
        (Result.FIVE, "m", "отлично"),
        (Result.TWO, "f", "неудовлетворительно"),
        (Result.ABSENT, "m", "не явился"),
        (Result.ABSENT, "f", "не явилась"),
        (Result.NOT_ADMITTED, "female", "не допущена"),
        (Result.PASSED, "m", "зачтено"),
        (Result.EMPTY, "m", ""),
    ],
)
def test_a_result_is_written_by_the_rules_of_the_forms(
    result: Result, gender: str, words: str
) -> None:
    assert describe_result(result, gender).words == words


def test_a_narrow_column_takes_the_short_words() -> None:
    assert describe_result(Result.THREE, "m", short=True).words == "удовл."
