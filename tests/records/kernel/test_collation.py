"""The order of forms.md 10.6 and of group codes in realistic_input.md 3."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kernel.collation import natural_key, russian_key

NAMES = st.text("АаЕеЁёЖжЯя -’.Zz1", max_size=8)


@pytest.mark.parametrize(
    "expected",
    [
        ("Егоров", "Елисеев", "Ёлкин", "Емельянов"),
        ("Иванова", "Иванова-Петрова", "Ивановская"),
        ("Иванова Яна", "Иванова-Петрова Анна", "Ивановская Анна"),
        ("Семёнов Павел Львович", "Семенов Пётр Ильич"),
        ("Семенов", "Семёнов", "Семёнова"),
        ("Евсеев", "Ёжиков", "Жуков", "Зайцев", "Иванов", "Йорданов", "Ким"),
        ("Гусев", "Ґалаґан", "Дугин"),
        ("Šmíd", "Smith", "Šmut", "Snow", "Абрамов"),
        ("а", "А", "ё", "Ё"),
    ],
)
def test_names_stand_in_the_order_of_a_dictionary(expected: tuple[str, ...]) -> None:
    for shuffled in permutations(expected) if len(expected) < 5 else [expected[::-1]]:
        assert tuple(sorted(shuffled, key=russian_key)) == expected


def test_space_hyphen_sign_digit_and_letter_follow_each_other() -> None:
    expected = ["А б", "А-б", "А’б", "А1", "А" + "b", "Аб", "Аω"]
    backwards = expected[::-1]

    assert sorted(backwards, key=russian_key) == expected


def test_every_dash_and_space_weighs_the_same() -> None:
    hyphen, dash = russian_key("Иванова-Петрова"), russian_key("Иванова–Петрова")

    assert hyphen[0] == dash[0]
    assert russian_key("Ли Вэй")[0] == russian_key("Ли\u00a0Вэй")[0]


def test_a_composed_letter_equals_a_combined_one() -> None:
    assert russian_key("Ёлкин")[:2] == russian_key("Е\u0308лкин")[:2]
    assert russian_key("Йод")[0] > russian_key("Иод")[0]


@pytest.mark.parametrize(
    "expected",
    [
        ["ИСП-22-1", "ИСП-22-2", "ИСП-22-11", "ИСП-23-1"],
        ["18-31", "19-27", "20-102", "Б-301", "БУ-25з", "ЮР-21"],
        ["ДПО-2026/03", "ДПО-2026/3", "ДПО-2026/10"],
        ["ОИ 31.09", "ОИ 31.10"],
        ["ОП.01", "ОП.02", "ОП.10", "ОП.11"],
        ["МДК.01.01", "МДК.01.02", "МДК.02.01", "МДК.11.01"],
    ],
)
def test_codes_stand_in_the_order_of_their_numbers(expected: list[str]) -> None:
    backwards = expected[::-1]

    assert sorted(backwards, key=natural_key) == expected


@given(st.lists(NAMES))
def test_the_order_of_names_is_total(names: list[str]) -> None:
    ordered = sorted(names, key=russian_key)
    backwards = names[::-1]

    assert ordered == sorted(backwards, key=russian_key)
    assert all(
        left == right or russian_key(left) < russian_key(right)
        for left, right in pairwise(ordered)
    )


@given(st.lists(st.text(max_size=6)))
def test_any_text_can_be_sorted_as_a_code(codes: list[str]) -> None:
    ordered = sorted(codes, key=natural_key)
    backwards = codes[::-1]

    assert ordered == sorted(backwards, key=natural_key)


@given(NAMES, NAMES)
def test_yo_never_decides_before_a_letter_does(left: str, right: str) -> None:
    plain = left.replace("ё", "е").replace("Ё", "Е")

    assert russian_key(left)[0] == russian_key(plain)[0]
    assert (russian_key(left)[0] < russian_key(right)[0]) == (
        russian_key(plain)[0] < russian_key(right)[0]
    )
