"""Text at the border, in search and under suspicion."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kernel.text import (
    Lookalike,
    clean_line,
    clean_text,
    cyrillic_share,
    cyrillic_twin,
    fold,
    latin_lookalikes,
    plural_form,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Е\u0308лкин", "Ёлкин"),
        ("  Иванов \u00a0 Иван\t", "Иванов Иван"),
        ("пере\u00adнос\u200b", "перенос"),
        ("\ufeffГруппа", "Группа"),
        ("\u202eтекст\u202c", "текст"),
        ("ноль\x00байт", "нольбайт"),
        ("суррогат\ud800", "суррогат"),
        ("строка 1  \r\n строка 2\rстрока 3", "строка 1\nстрока 2\nстрока 3"),
        ("строка 1\x0bстрока 2", "строка 1\nстрока 2"),
        ("C и С, «y = ax² + b», 5\u202f%", "C и С, «y = ax² + b», 5 %"),
    ],
)
def test_text_is_cleaned_but_letters_are_kept(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_line_has_no_breaks() -> None:
    assert clean_line(" Теория\nгосударства\r\n и права ") == (
        "Теория государства и права"
    )


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)

    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Семёнов", "СЕМЕНОВ"),
        ("О’Коннор", "о'коннор"),
        ("Иванова–Петрова", "иванова-петрова"),
        ("Ли\u00a0Вэй", "ли  вэй"),
    ],
)
def test_search_sees_two_spellings_as_one(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_search_tells_different_letters_apart() -> None:
    assert fold("Йод") != fold("Иод")
    assert fold("C") != fold("С")


def test_a_latin_letter_in_a_cyrillic_word_is_found_with_its_place() -> None:
    found = latin_lookalikes("Тема: Cемья и прaво")

    assert found == (
        Lookalike(position=6, latin="C", cyrillic="С"),
        Lookalike(position=16, latin="a", cyrillic="а"),
    )


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("ОП.01 Teopия", "Teop"),
        ("MДK.01.01", "MK"),
        ("ИCП-22-1", "C"),
        ("cтуdент", "c"),
    ],
)
def test_words_of_two_alphabets_are_suspected(text: str, letters: str) -> None:
    assert "".join(found.latin for found in latin_lookalikes(text)) == letters


@pytest.mark.parametrize(
    "text",
    [
        "RAID-массивы (0, 1, 5, 10)",
        "Команды chmod, chown в Linux (bash)",
        "y = ax² + b",
        "Сохранить в DOCXом",
        "С/C",
        "Тест в ЭИОС",
        "1C",
        "",
    ],
)
def test_honest_latin_words_are_let_through(text: str) -> None:
    assert latin_lookalikes(text) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("H", "Н"),
        ("h", "н"),
        ("H/4", "Н/4"),
        ("н", None),
        ("5", None),
        ("Q", None),
        ("HQ", None),
    ],
)
def test_a_mark_typed_in_latin_gets_a_hint(typed: str, meant: str | None) -> None:
    assert cyrillic_twin(typed) == meant


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Норма права", 1.0),
        ("Present Simple", 0.0),
        ("Тема Test", 0.5),
        ("№ 5, 2 + 2 = 4", 0.0),
        ("", 0.0),
    ],
)
def test_the_share_of_cyrillic_counts_letters_only(text: str, share: float) -> None:
    assert cyrillic_share(text) == pytest.approx(share)


@pytest.mark.parametrize(
    ("form", "counts"),
    [
        ("лист", [1, 21, 101, 1001, -1]),
        ("листа", [2, 3, 4, 22, 104, 1124]),
        ("листов", [0, 5, 11, 12, 14, 20, 111, 112, 1000, 1013]),
    ],
)
def test_a_noun_follows_its_number(form: str, counts: list[int]) -> None:
    for count in counts:
        assert plural_form(count, ("лист", "листа", "листов")) == form
