"""How sheets fall into pages: thirty learners on one, signatures never alone."""

import io
import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from templates_docs.document import DocumentType
from templates_docs.documents import (
    coursework_sheet,
    credit_sheet,
    exam_sheet,
    graded_credit_sheet,
    practice_sheet,
    summary_sheet,
)
from templates_docs.documents.summary_sheet.context import SummaryGrid
from tests.templates_docs.documents.printing import print_twins, read_pages

LISTS = (
    exam_sheet.DOCUMENT,
    credit_sheet.DOCUMENT,
    graded_credit_sheet.DOCUMENT,
    practice_sheet.DOCUMENT,
    coursework_sheet.DOCUMENT,
)
LAST_SIGNER = "Начальник учебного отдела"
TITLE = "МДК.02.01 Организация работы органов и учреждений социальной защиты населения"

lists = pytest.mark.parametrize("sheet", LISTS, ids=lambda one: one.code)


def with_learners(sheet: DocumentType, count: int) -> Any:
    """Return the sample of a type with so many lines, its people repeated."""
    context = sheet.sample()
    people = context.lines
    lines = (
        replace(people[place % len(people)], number=place + 1) for place in range(count)
    )
    return replace(context, lines=tuple(lines))


def with_columns(count: int, learners: int) -> Any:
    """Return a summary sheet of so many disciplines and learners."""
    context = with_learners(summary_sheet.DOCUMENT, learners)
    times = -(-count // len(context.grid.columns))
    return replace(
        context,
        grid=SummaryGrid(columns=(context.grid.columns * times)[:count]),
        lines=tuple(
            replace(line, results=(line.results * times)[:count])
            for line in context.lines
        ),
    )


@pytest.mark.slow
@pytest.mark.parametrize("learners", [24, 27, 28, 30])
@lists
def test_up_to_thirty_learners_and_those_who_sign_share_a_page(
    sheet: DocumentType, learners: int
) -> None:
    printed = print_twins(sheet, with_learners(sheet, learners))

    assert len(printed.pages) == 1
    assert printed.says(LAST_SIGNER)


@pytest.mark.slow
@pytest.mark.parametrize("learners", [31, 36])
@lists
def test_signatures_of_a_longer_list_take_its_last_rows_along(
    sheet: DocumentType, learners: int
) -> None:
    context = with_learners(sheet, learners)
    last = [replace(line, name=f"Последний {line.number}") for line in context.lines]

    printed = print_twins(sheet, replace(context, lines=tuple(last)))

    assert len(printed.pages) == 2
    assert printed.pages_saying(LAST_SIGNER) == (2,)
    assert printed.pages_saying("По списку") == (2,)
    assert printed.pages_saying("обучающегося") == (1, 2)
    for number in (learners - 2, learners - 1, learners):
        assert printed.pages_saying(f"Последний {number}") == (2,)


@lists
def test_word_keeps_the_last_rows_with_the_totals_and_the_signatures(
    sheet: DocumentType,
) -> None:
    context = with_learners(sheet, 31)

    tables = Document(io.BytesIO(sheet.render_docx(context))).tables[-3:]

    rows, strip, signatures = (list(table.rows) for table in tables)
    kept = [*rows[-3:], *strip, *signatures[:-1]]
    assert all(keeps_with_next(row) for row in kept)
    assert not keeps_with_next(rows[-4])


@lists
def test_word_has_rows_of_the_same_height_as_the_pdf(sheet: DocumentType) -> None:
    roomy = Document(io.BytesIO(sheet.render_docx(with_learners(sheet, 20))))
    tight = Document(io.BytesIO(sheet.render_docx(with_learners(sheet, 30))))

    heights = [
        {int(row.height or 0) for row in document.tables[-3].rows[-20:]}
        for document in (roomy, tight)
    ]

    assert heights[0] == {round(6.35 * 1440 / 25.4) * 635}
    assert len(heights[1]) == 1
    assert Mm(4.5) <= heights[1].pop() <= Mm(5.1)


def test_a_programme_without_semesters_has_no_empty_fields() -> None:
    context = exam_sheet.DOCUMENT.sample()
    head = replace(context.head, semester=None, course=None, study_form="очно-заочная")

    printed = print_twins(exam_sheet.DOCUMENT, replace(context, head=head))

    assert not printed.says("Семестр")
    assert not printed.says("Курс")
    assert printed.says("Форма обучения очно-заочная")


def test_a_commission_and_a_long_title_still_leave_one_page_to_thirty() -> None:
    context = with_learners(exam_sheet.DOCUMENT, 30)
    examiner, office = context.foot.signatures
    signatures = (examiner, examiner, office)
    long = replace(context.head, discipline=TITLE)

    for longer in (
        replace(context, head=long),
        replace(context, foot=replace(context.foot, signatures=signatures)),
    ):
        assert len(print_twins(exam_sheet.DOCUMENT, longer).pages) == 1


@pytest.mark.slow
@pytest.mark.parametrize("learners", [24, 27, 28, 30])
@pytest.mark.parametrize("columns", [7, 16, 17, 24])
def test_a_summary_of_up_to_thirty_learners_takes_one_page(
    columns: int, learners: int
) -> None:
    context = with_columns(columns, learners)

    printed = print_twins(summary_sheet.DOCUMENT, context)

    assert len(printed.pages) == 1
    assert context.grid.paper == ("A4" if columns <= 16 else "A3")


@pytest.mark.slow
@pytest.mark.parametrize("columns", [7, 24])
def test_signatures_of_a_longer_summary_take_its_last_rows_along(columns: int) -> None:
    printed = print_twins(summary_sheet.DOCUMENT, with_columns(columns, 36))

    assert len(printed.pages) == 2
    assert printed.pages_saying(LAST_SIGNER) == (2,)
    assert printed.pages_saying("Средний балл") == (1, 2)
    assert printed.pages_saying("36 Коваленко Дарья Юрьевна") == (2,)


@pytest.mark.slow
def test_libreoffice_sees_the_same_pages(tmp_path: Path) -> None:
    contexts = {
        f"{sheet.code}-{learners}": (sheet, with_learners(sheet, learners))
        for sheet in LISTS
        for learners in (23, 28, 30, 31)
    }
    contexts |= {
        f"V-SV-{columns}-{learners}": (
            summary_sheet.DOCUMENT,
            with_columns(columns, learners),
        )
        for columns in (7, 16, 24)
        for learners in (27, 30)
    }
    for name, (sheet, context) in contexts.items():
        (tmp_path / f"{name}.docx").write_bytes(sheet.render_docx(context))

    convert(tmp_path)

    pages = {
        name: list(read_pages((tmp_path / f"{name}.pdf").read_bytes()))
        for name in contexts
    }
    assert {name: len(found) for name, found in pages.items()} == {
        name: 2 if name.endswith("-31") else 1 for name in contexts
    }
    assert all(LAST_SIGNER in found[-1] for found in pages.values())


def keeps_with_next(row: Any) -> bool:
    """Tell whether every paragraph of a row stays with what follows."""
    return all(
        properties.find(qn("w:keepNext")) is not None
        for properties in row._tr.iter(qn("w:pPr"))
    )


def convert(folder: Path) -> None:
    """Print the Word documents of a folder with LibreOffice."""
    run = partial(subprocess.run, check=True, capture_output=True, timeout=300)
    run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder)),
            *map(str, sorted(folder.glob("*.docx"))),
        ]
    )
