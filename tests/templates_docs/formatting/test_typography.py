"""Figures and spaces: the vectors of forms.md 4.8 and 10.5."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates_docs.formatting.typography import (
    decimal_text,
    grouped_digest,
    grouped_digits,
    numbered,
    or_dash,
    page_range,
    percent,
    percent_of,
    round_half_up,
    short_digest,
    typograph,
)

RUNNING_TEXT = """
    № п. ст. с. г. ч. Томск Иванова М.П. М. П. 5 2026 45-од ОП.01 МДК.01.01 — – %
    экз. https://a.ru/№5 «Гарант» и, 3.8.5 .
"""
PIECES = st.lists(st.sampled_from(RUNNING_TEXT.split()))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1\u00a0000"),
        (1124, "1\u00a0124"),
        (1234567, "1\u00a0234\u00a0567"),
        (-1500, "−1\u00a0500"),
    ],
)
def test_thousands_are_parted_from_four_digits(number: int, text: str) -> None:
    assert grouped_digits(number) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("3.625", 2, "3,63"),
        ("3.65", 2, "3,65"),
        ("0.125", 2, "0,13"),
        ("2.5", 0, "3"),
        ("1124.05", 1, "1\u00a0124,1"),
        ("-0.004", 2, "0,00"),
        ("-1.005", 2, "−1,01"),
        ("4", 2, "4,00"),
    ],
)
def test_a_half_is_rounded_up_and_parted_by_a_comma(
    value: str, digits: int, text: str
) -> None:
    assert decimal_text(Decimal(value), digits) == text


def test_marks_of_the_form_give_its_figures() -> None:
    n5, n4, n3, n2, absent = 4, 9, 8, 2, 2
    answered = n5 + n4 + n3 + n2
    everyone = answered + absent
    level = Decimal(100 * n5 + 64 * n4 + 36 * n3 + 16 * n2 + 7 * absent) / everyone
    mean = Decimal(5 * n5 + 4 * n4 + 3 * n3 + 2 * n2) / answered

    assert percent_of(n5 + n4 + n3, everyone) == "84,0\u00a0%"
    assert percent_of(n5 + n4 + n3, answered) == "91,3\u00a0%"
    assert percent_of(n5 + n4, everyone) == "52,0\u00a0%"
    assert percent_of(n5 + n4, answered) == "56,5\u00a0%"
    assert percent(level) == "52,4\u00a0%"
    assert decimal_text(mean) == "3,65"


def test_nothing_is_a_dash() -> None:
    assert decimal_text(None) == "—"
    assert percent(None) == "—"
    assert percent_of(0, 0) == "—"
    assert percent_of(0, 5) == "0,0\u00a0%"
    assert or_dash(None) == or_dash("") == "—"
    assert or_dash(0) == "0"


def test_a_float_is_refused() -> None:
    lossy: Any = 3.625

    with pytest.raises(TypeError, match="Decimal"):
        round_half_up(lossy, 2)


def test_numbers_pages_and_checksums_are_written_short() -> None:
    assert numbered(5) == "№\u00a05"
    assert numbered("45-од") == "№\u00a045-од"
    assert page_range(24, 31) == "24–31"
    assert page_range(24, 24) == "24"
    assert short_digest("3fa9b0d7e6c2") == "3fa9…c2"
    assert grouped_digest("3fa9b0d7e6c2") == "3fa9 b0d7 e6c2"


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("в соответствии с п. 3.8.5 Положения", "в соответствии с п._3.8.5 Положения"),
        ("п. 1 ч. 1 ст. 61", "п._1 ч._1 ст._61"),
        ("Гл. 3, с. 41–55", "Гл._3, с._41–55"),
        ("разд. IV", "разд._IV"),
        ("г. Томск, ул. Ленина, д. 5", "г._Томск, ул._Ленина, д._5"),
        ("30 июня 2026 г. Директор", "30 июня 2026_г. Директор"),
        ("приказ № 45-од", "приказ №_45-од"),
        ("ПЗ №1", "ПЗ №_1"),
        ("84,0 % и 2 ч", "84,0_% и 2_ч"),
        ("всего 256 ч. и 3 экз.", "всего 256_ч. и 3_экз."),
        ("И. О. Иванова", "И._О._Иванова"),
        ("М.П. Иванова-Петрова", "М.П._Иванова-Петрова"),
        ("А.-М. Петрова", "А.-М._Петрова"),
        ("Преподавателю Ивановой М.П.", "Преподавателю Ивановой_М.П."),
        ("О’Коннору Д. Р.", "О’Коннору_Д._Р."),
        ("Журнал — документ", "Журнал_— документ"),
    ],
)
def test_running_text_keeps_what_belongs_together(text: str, tied: str) -> None:
    assert typograph(text) == tied.replace("_", "\u00a0")


@pytest.mark.parametrize(
    "text",
    [
        "ОП.01 Теория государства и права",
        "МДК.01.01",
        "https://centr-smoc.upft.ru/п.5/№5",
        "mail№5@example.org",
        "приказ 45-од",
        "Семёнов Пётр Ильич",
        "Мамедов Рашид Али оглы",
        "справочно-правовых систем «КонсультантПлюс» и «Гарант»",
        "2 с учётом",
    ],
)
def test_codes_addresses_and_names_are_not_touched(text: str) -> None:
    assert typograph(text) == text


@given(PIECES)
def test_only_spaces_change_and_only_once(pieces: list[str]) -> None:
    text = " ".join(pieces)

    tied = typograph(text)

    assert tied.replace("\u00a0", " ") == text
    assert typograph(tied) == tied
