from dataclasses import replace

import pytest

from templates_docs.documents.file_cover import DOCUMENT
from templates_docs.documents.file_cover.sample import sample
from tests.templates_docs.documents.printing import EVIL, print_twins


def test_cover_tells_the_file_its_dates_and_its_sheets() -> None:
    printed = print_twins(DOCUMENT, sample())

    assert len(printed.pages) == 1

    assert printed.says("ДЕЛО № 05-03/17 ТОМ № 1 из 1")
    assert printed.says("Начато «01» сентября 2026 г. Окончено «30» июня 2027 г.")
    assert printed.says("На 68 (шестидесяти восьми) листах")
    assert printed.says("Ф. № Оп. № Д. №")


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        (1, "1 (одном) листе"),
        (3, "3 (трёх) листах"),
        (21, "21 (двадцати одном) листе"),
        (250, "250 (двухстах пятидесяти) листах"),
    ],
)
def test_sheets_stand_in_the_prepositional_case(sheets: int, words: str) -> None:
    assert print_twins(DOCUMENT, replace(sample(), sheets=sheets)).says(words)


def test_archive_is_named_only_where_there_is_one() -> None:
    plain = print_twins(DOCUMENT, sample())
    named = print_twins(DOCUMENT, replace(sample(), archive_name="Городской архив"))

    assert not plain.says("наименование архива")
    assert named.says("Городской архив наименование архива")


def test_numbers_of_the_archive_are_printed_once_it_gave_them() -> None:
    cover = sample()
    code = replace(cover.archive_code, fund="Р-1234", inventory="12", file="345")

    printed = print_twins(DOCUMENT, replace(cover, archive_code=code))

    assert printed.says("Ф. № Р-1234 Оп. № 12 Д. № 345")


def test_long_and_awkward_title_stays_on_the_cover() -> None:
    cover = replace(
        sample(), department=EVIL, title=EVIL * 6, retention="до выпуска; " + EVIL
    )

    (page,) = print_twins(DOCUMENT, cover).pages

    assert EVIL in page
