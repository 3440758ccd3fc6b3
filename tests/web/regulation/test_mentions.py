"""Clauses found in the words of a docstring, and nothing that only looks like one."""

import pytest

from web.regulation.mentions import find_mentions


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Show the movements (REG 3.9.2).", ("3.9.2",)),
        ("Finals: when they are due (4.2.1, 4.2.3).", ("4.2.1", "4.2.3")),
        ("Show the grid (страница журнала, REG 2.3, 3.13.1).", ("2.3", "3.13.1")),
        ("Credit sheet (зачётная ведомость, п. 4.2.5).", ("4.2.5",)),
        ("Отчёт о мониторинге, п. 3.8.9, 3.8.10", ("3.8.9", "3.8.10")),
        ("Corrections as footnotes (исправления, 4.1.1).", ("4.1.1",)),
        ("A re-take (направление, пересдача; п. 4.2.5).", ("4.2.5",)),
        ("Reads of personal data (152-ФЗ, 4.1.7).", ("4.1.7",)),
        ("Checks (REG 4.2.1–4.2.4).", ("4.2.1", "4.2.2", "4.2.3", "4.2.4")),
        ("One (REG 5.3) and the same (REG 5.3).", ("5.3",)),
        ("A sheet (REG 4.2.5, forms §4.7).", ("4.2.5",)),
    ],
)
def test_clauses_are_found(text: str, clauses: tuple[str, ...]) -> None:
    assert find_mentions(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        None,
        "Signing in, each step its own transaction (ASVS 6.3, 7.2).",
        "A tree of leaves (2.1.3.2).",
        "RFC 9162, 2.1.1, word for word.",
        "The vectors of forms.md 4.8 and 10.5.",
        "The college on Tuesday 13.10.2026, 10:26.",
        "A mean of 4.2 is not a clause.",
    ],
)
def test_other_numbers_are_not_clauses(text: str | None) -> None:
    assert find_mentions(text) == ()
