"""Lines broken by the advance widths of the faces."""

import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates_docs.documents.class_journal.layout.look import (
    BODY,
    BODY_BOLD,
    INDEX,
    Face,
    style,
)
from templates_docs.documents.class_journal.layout.measure import (
    bind,
    clean,
    fit_line,
    fits,
    height,
    width,
    wrap,
    wrap_rich,
)
from templates_docs.documents.class_journal.layout.model import Run
from templates_docs.documents.class_journal.layout.names import fit_name
from templates_docs.rendering.twins.pdf_text import PdfText
from templates_docs.rendering.twins.values import RunningZones
from templates_docs.rendering.typst import render_typst

NBSP = "\u00a0"


def test_no_line_is_wider_than_its_column() -> None:
    topic = "Сравнительный анализ форм государства (РФ и зарубежные страны) " * 9

    lines = wrap(clean(topic), BODY, 57.9)

    assert max(width(line, BODY) for line in lines) <= 57.9
    assert " ".join(lines) == topic.strip()


@given(st.text(alphabet="абвгд -№.5«»", max_size=120), st.floats(12, 80))
def test_breaking_loses_no_letter(text: str, space: float) -> None:
    plain = clean(text)

    lines = wrap(plain, BODY, space)

    assert "".join(lines).replace(" ", "") == plain.replace(" ", "")


def test_a_word_without_a_place_to_break_is_cut_by_letters() -> None:
    lines = wrap("ы" * 154, BODY, 36)

    assert len(lines) > 4
    assert all(fits(line, BODY, 36) for line in lines)


def test_a_double_surname_breaks_after_its_hyphen() -> None:
    assert wrap("Бек-Назаров", BODY, 14) == ("Бек-", "Назаров")


def test_a_number_stays_with_its_sign_and_initials_with_the_surname() -> None:
    assert bind("ПЗ № 5, п. 3.8.5") == f"ПЗ №{NBSP}5, п.{NBSP}3.8.5"
    assert bind("Петрова А.В.") == f"Петрова{NBSP}А.В."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("много   пробелов", "много пробелов"),
        ("строка\nи\tтабуляция", "строка и табуляция"),
        ("мягкий\u00adперенос", "мягкийперенос"),
        ("смайлик \U0001f600", "смайлик [U+1F600]"),
        ("е\u0308лка", "ёлка"),
        ("стрелка →", "стрелка [U+2192]"),
    ],
)
def test_letters_no_face_has_are_shown_by_their_number(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_comma_of_another_style_stays_with_its_word() -> None:
    rich = (Run("слово ", BODY), Run("12", BODY_BOLD), Run(", да", BODY))

    broken = wrap_rich(rich, width("слово 12", BODY))

    assert "".join(run.text for run in broken) == "слово\n12, да"


def test_a_line_is_as_high_as_its_highest_run() -> None:
    small, large = style("sans", 6, 7), style("sans", 9, 12)

    assert height((Run("а\n", small), Run("б", large))) == pytest.approx(19 * 25.4 / 72)
    assert height((Run("4", large), Run("1", INDEX, "raised"))) == pytest.approx(
        12 * 25.4 / 72
    )


def test_a_line_takes_the_first_style_it_fits() -> None:
    ladder = (style("sans", 9), style("narrow", 9))

    assert fit_line("коротко", ladder, 30).style is ladder[0]
    assert fit_line("несколько длиннее", ladder, 26).style is ladder[1]


@pytest.mark.parametrize("tall", [7.0, 6.5, 6.0, 5.3])
def test_the_longest_name_goes_into_its_cell_in_two_lines_at_most(tall: float) -> None:
    name = "Константинопольская-Архангельская-Преображенская Александра"

    (run,) = fit_name(name, 47.0, tall=tall - 0.3)

    assert run.text.count("\n") <= 1
    assert height((run,)) <= tall
    assert run.text.replace("\n", "").replace(" ", "") == name.replace(" ", "")
    assert run.style.size >= 6


@pytest.mark.parametrize("face", ["sans", "narrow", "serif"])
@pytest.mark.parametrize(
    "text", ["т" * 40, "Теория государства и права", "АТТЕСТАЦИЯ; гл. 4, с. 12–28"]
)
def test_a_line_is_as_wide_in_print_as_in_the_plan(face: Face, text: str) -> None:
    chosen = style(face, 10)

    printed = printed_width(text, "PT Serif" if face == "serif" else "PT Sans", face)

    assert width(text, chosen) * 0.96 <= printed <= width(text, chosen) + 0.3


def printed_width(text: str, family: str, face: str) -> float:
    stretch = 75 if face == "narrow" else 100
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.typ"
        template.write_text(
            "#set page(margin: 0mm)\n#set document(date: datetime(year: 2027, month: 6, "
            f'day: 30), title: "п")\n#set text(font: "{family}", size: 10pt, '
            f"stretch: {stretch}%)\n#json(bytes(sys.inputs.data)).text",
            "utf-8",
        )
        made_at = datetime(2027, 6, 30)  # noqa: DTZ001 - a local moment
        pdf = render_typst(template, {"text": text}, made_at=made_at)
    found = PdfText(pdf, RunningZones(top_mm=0, bottom_mm=0))
    box = found.place_of(0, len(found.letters))
    return (box.x1 - box.x0) * 25.4 / 72
