"""The text of a cell and its designations (REG 4.1.8)."""

import pytest

from records.kernel.errors import RuleViolationError
from records.lessons.values import Place
from records.marks.rules.texts import cell_text, parse_cell
from records.marks.values import CellKind
from records.norms.values import Norms

NORMS = Norms()
LESSON, MONTHLY, FINAL = CellKind.LESSON, CellKind.MONTHLY, CellKind.FINAL


@pytest.mark.parametrize(
    ("text", "kind", "works"),
    [
        ("", LESSON, {}),
        ("5", LESSON, {"current": "5"}),
        ("н", LESSON, {"absence": "н"}),
        ("4/5", LESSON, {"current": "4", "second": "5"}),
        ("н/4", LESSON, {"absence": "н", "makeup": "4"}),
        ("", MONTHLY, {}),
        ("3", MONTHLY, {"monthly_control": "3"}),
        ("н/а", MONTHLY, {"monthly_control": "н/а"}),
        ("2", FINAL, {"final": "2"}),
        ("н/а", FINAL, {"final": "н/а"}),
    ],
)
def test_a_text_is_read_and_written_back(
    text: str, kind: CellKind, works: dict[str, str]
) -> None:
    read = parse_cell(text, kind, NORMS, place=Place())
    assert {str(work): value for work, value in read.items()} == works
    assert cell_text(read) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1", LESSON),
        ("6", LESSON),
        ("55", LESSON),
        ("5-", LESSON),
        ("/", LESSON),
        ("5/н", LESSON),
        ("н/н", LESSON),
        ("н/а", LESSON),
        ("4/5/3", LESSON),
        ("4 / 5", LESSON),
        ("н", MONTHLY),
        ("4/5", MONTHLY),
        ("н", FINAL),
        ("осв", FINAL),
        ("зач", FINAL),
        ("٤", LESSON),
    ],
)
def test_anything_else_is_refused(text: str, kind: CellKind) -> None:
    with pytest.raises(RuleViolationError):
        parse_cell(text, kind, NORMS, place=Place())


@pytest.mark.parametrize("text", ["H", "h", "H/4"])
def test_a_latin_letter_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(RuleViolationError, match="русская «н»"):
        parse_cell(text, LESSON, NORMS, place=Place())


def test_the_marks_are_those_of_the_norms() -> None:
    norms = Norms(marks=("5", "4", "3"))
    with pytest.raises(RuleViolationError):
        parse_cell("2", LESSON, norms, place=Place())
