from dataclasses import replace

import pytest

from templates_docs.documents.certification_sheet import DOCUMENT
from templates_docs.documents.certification_sheet.context import fold_numbers
from templates_docs.documents.certification_sheet.sample import PDF_SHA256, sample
from tests.templates_docs.documents.printing import EVIL, LONG_NAME, print_twins


@pytest.mark.parametrize(
    ("sheets", "sheets_said", "sheets_noun", "pages", "pages_said"),
    [
        (1, "1 (один)", "лист", 1, "страница 1 (одна)"),
        (2, "2 (два)", "листа", 3, "страницы 3 (три)"),
        (21, "21 (двадцать один)", "лист", 42, "страницы 42 (сорок две)"),
        (68, "68 (шестьдесят восемь)", "листов", 136, "страниц 136 (сто тридцать"),
        (111, "111 (сто одиннадцать)", "листов", 221, "страница 221 (двести двадцать"),
        (128, "128 (сто двадцать восемь)", "листов", 256, "страниц 256 (двести пять"),
        (250, "250 (двести пятьдесят)", "листов", 500, "страниц 500 (пятьсот)"),
    ],
)
def test_counts_stand_in_words_with_gender_and_case(
    sheets: int, sheets_said: str, sheets_noun: str, pages: int, pages_said: str
) -> None:
    sheet = replace(sample(), sheets=sheets, last_sheet=sheets, pages=pages)

    printed = print_twins(DOCUMENT, sheet)

    assert printed.says(f"подшито и пронумеровано {sheets_said} {sheets_noun},")
    assert printed.says(f"по № {sheets} , {pages_said}")
    assert printed.says(f"и скреплено печатью {sheets_said} {sheets_noun}")


def test_digest_of_the_final_file_stands_in_groups_of_four() -> None:
    printed = print_twins(DOCUMENT, sample())

    digest = printed.text.split("Контрольная сумма SHA-256:")[1].split("Идентификатор")[
        0
    ]
    groups = digest.split()
    assert {len(group) for group in groups} == {4}
    assert "".join(groups) == PDF_SHA256


def test_nothing_special_is_said_with_no() -> None:
    printed = print_twins(DOCUMENT, replace(sample(), features=()))

    assert printed.says("литерные номера листов нет")
    assert printed.says("пропущенные номера листов нет")
    assert printed.says("+ листов внутренней описи нет")


def test_special_numbers_are_listed() -> None:
    sheet = replace(sample(), lettered="12а", missing="3, 7–9", inventory_sheets=2)

    printed = print_twins(DOCUMENT, sheet)

    assert printed.says("литерные номера листов 12а")
    assert printed.says("пропущенные номера листов 3, 7–9")
    assert printed.says("+ листов внутренней описи 2")


def test_it_fits_one_page() -> None:
    assert len(print_twins(DOCUMENT, sample()).pages) == 1


def test_a_hundred_corrected_sheets_go_on_the_next_page_whole() -> None:
    long = ", ".join(str(number) for number in range(3, 250, 2))
    sheet = sample()
    sheet = replace(
        sheet, features=tuple(replace(one, sheets=long) for one in sheet.features)
    )

    pages = print_twins(DOCUMENT, sheet).pages

    assert len(pages) == 2
    assert "Особенности физического состояния" in pages[1]


def test_awkward_text_is_printed_as_it_was_typed() -> None:
    sheet = sample()
    sheet = replace(
        sheet,
        group="БУ-25з-ДПО-2026/03-вечерняя",
        file_number="05-03/17-01-2026/2027",
        features=tuple(replace(one, title=EVIL) for one in sheet.features),
        signer=replace(sheet.signer, role=EVIL, name=LONG_NAME),
    )

    assert print_twins(DOCUMENT, sheet).says(EVIL)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((), ""),
        ((7,), "7"),
        ((7, 8), "7, 8"),
        ((9, 7, 8), "7–9"),
        ((1, 2, 3, 5, 7, 8), "1–3, 5, 7, 8"),
        ((3, 3, 4, 4), "3, 4"),
    ],
)
def test_numbers_of_sheets_are_folded(numbers: tuple[int, ...], text: str) -> None:
    assert fold_numbers(numbers) == text
