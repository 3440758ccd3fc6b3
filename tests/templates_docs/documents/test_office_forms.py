"""What holds for every order, report, act and paper of a file."""

from dataclasses import replace
from pathlib import Path

import pytest

from templates_docs.document import DocumentType
from templates_docs.documents import (
    binding_label,
    certification_sheet,
    file_cover,
    handover_act,
    inspection_order,
    monitoring_report,
)
from templates_docs.rendering.digest import canonical_digest
from tests.templates_docs.documents.printing import (
    field_names,
    html_names,
    print_twins,
    word_names,
    word_outline,
    word_template,
)

GOLDEN = Path(__file__).parents[2] / "golden"
FOLDERS = {
    "binding_label": binding_label.DOCUMENT,
    "certification_sheet": certification_sheet.DOCUMENT,
    "file_cover": file_cover.DOCUMENT,
    "handover_act": handover_act.DOCUMENT,
    "inspection_order": inspection_order.DOCUMENT,
    "monitoring_report": monitoring_report.DOCUMENT,
}
WITH_WORD_TEMPLATE = sorted(set(FOLDERS) - {"monitoring_report"})
OUTDATED = ("7.0.97-2016", "№ 781", "26.07.2006", "осв.")


@pytest.fixture(params=sorted(FOLDERS))
def folder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def document(folder: str) -> DocumentType:
    return FOLDERS[folder]


def test_sample_prints_as_an_archive_file_and_its_twin(document: DocumentType) -> None:
    context = document.sample()

    printed = print_twins(document, context)

    assert context.imprint.code in printed.text
    assert not any(word in printed.text for word in OUTDATED)


def test_same_context_gives_the_same_bytes(document: DocumentType) -> None:
    first, second = document.sample(), document.sample()

    assert document.render_pdf(first) == document.render_pdf(second)
    assert document.render_docx(first) == document.render_docx(second)


def test_another_imprint_gives_other_bytes(document: DocumentType) -> None:
    context = document.sample()
    other = replace(context, imprint=replace(context.imprint, code="ZZZZ-2222"))

    assert document.render_pdf(context) != document.render_pdf(other)
    assert document.render_docx(context) != document.render_docx(other)


def test_content_has_a_digest_of_its_own(document: DocumentType) -> None:
    context = document.sample()

    assert len(canonical_digest(context)) == 64


def test_html_asks_for_fields_only_and_for_every_field(
    folder: str, document: DocumentType
) -> None:
    assert html_names(folder) == field_names(document.sample())


@pytest.mark.parametrize("folder", WITH_WORD_TEMPLATE)
def test_word_template_asks_for_fields_only_and_for_every_field(folder: str) -> None:
    asked, fields = word_names(folder), field_names(FOLDERS[folder].sample())

    assert asked <= fields
    assert fields - asked <= {"volume_imprint"}


@pytest.mark.parametrize("folder", WITH_WORD_TEMPLATE)
def test_word_template_says_what_was_agreed(folder: str) -> None:
    outline = word_outline(word_template(folder).read_bytes())

    assert outline == (GOLDEN / f"{folder}.docx.txt").read_text("utf-8")
