"""Numbers in words: every vector of forms.md 10.3 and an oracle that reads back."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates_docs.formatting.cases import CASES, Case, Gender
from templates_docs.formatting.nouns import NOUNS
from templates_docs.formatting.words import (
    LARGEST,
    amount,
    counted,
    noun_for,
    number_in_words,
)

VALUES = [*range(3, 20), *range(20, 100, 10), *range(100, 1000, 100)]
# What each case calls the numbers of VALUES: a list a case, not a row a number.
SPOKEN = {
    Case.NOMINATIVE: """
        три четыре пять шесть семь восемь девять десять одиннадцать двенадцать
        тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать
        девятнадцать двадцать тридцать сорок пятьдесят шестьдесят семьдесят
        восемьдесят девяносто сто двести триста четыреста пятьсот шестьсот семьсот
        восемьсот девятьсот""",
    Case.GENITIVE: """
        трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати
        тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати
        девятнадцати двадцати тридцати сорока пятидесяти шестидесяти семидесяти
        восьмидесяти девяноста ста двухсот трёхсот четырёхсот пятисот шестисот
        семисот восьмисот девятисот""",
    Case.DATIVE: """
        трём четырём пяти шести семи восьми девяти десяти одиннадцати двенадцати
        тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати
        девятнадцати двадцати тридцати сорока пятидесяти шестидесяти семидесяти
        восьмидесяти девяноста ста двумстам трёмстам четырёмстам пятистам шестистам
        семистам восьмистам девятистам""",
    Case.INSTRUMENTAL: """
        тремя четырьмя пятью шестью семью восемью девятью десятью одиннадцатью
        двенадцатью тринадцатью четырнадцатью пятнадцатью шестнадцатью семнадцатью
        восемнадцатью девятнадцатью двадцатью тридцатью сорока пятьюдесятью
        шестьюдесятью семьюдесятью восемьюдесятью девяноста ста двумястами тремястами
        четырьмястами пятьюстами шестьюстами семьюстами восемьюстами
        девятьюстами""",
    Case.PREPOSITIONAL: """
        трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати
        тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати
        девятнадцати двадцати тридцати сорока пятидесяти шестидесяти семидесяти
        восьмидесяти девяноста ста двухстах трёхстах четырёхстах пятистах шестистах
        семистах восьмистах девятистах""",
}
SPOKEN[Case.ACCUSATIVE] = SPOKEN[Case.NOMINATIVE]
READ = {
    case: dict(zip(text.split(), VALUES, strict=True)) for case, text in SPOKEN.items()
}
ONE_AND_TWO = {
    Case.NOMINATIVE: {"m": "один два", "f": "одна две", "n": "одно два"},
    Case.GENITIVE: {"m": "одного двух", "f": "одной двух", "n": "одного двух"},
    Case.DATIVE: {"m": "одному двум", "f": "одной двум", "n": "одному двум"},
    Case.ACCUSATIVE: {"m": "один два", "f": "одну две", "n": "одно два"},
    Case.INSTRUMENTAL: {"m": "одним двумя", "f": "одной двумя", "n": "одним двумя"},
    Case.PREPOSITIONAL: {"m": "одном двух", "f": "одной двух", "n": "одном двух"},
}
# One, two to four, and many; the oblique cases do not part the last two.
SCALES = {
    "f": {
        Case.NOMINATIVE: "тысяча тысячи тысяч",
        Case.GENITIVE: "тысячи тысяч тысяч",
        Case.DATIVE: "тысяче тысячам тысячам",
        Case.ACCUSATIVE: "тысячу тысячи тысяч",
        Case.INSTRUMENTAL: "тысячей тысячами тысячами",
        Case.PREPOSITIONAL: "тысяче тысячах тысячах",
    },
    "m": {
        Case.NOMINATIVE: "миллион миллиона миллионов",
        Case.GENITIVE: "миллиона миллионов миллионов",
        Case.DATIVE: "миллиону миллионам миллионам",
        Case.ACCUSATIVE: "миллион миллиона миллионов",
        Case.INSTRUMENTAL: "миллионом миллионами миллионами",
        Case.PREPOSITIONAL: "миллионе миллионах миллионах",
    },
}


def ending_class(number: int) -> int:
    """0 for …1, 1 for …2-4, 2 for the rest, read off the digits as people do."""
    digits = str(number)
    if re.search(r"(^|[^1])1$", digits):
        return 0
    return 1 if re.search(r"(^|[^1])[234]$", digits) else 2


def read_triad(words: list[str], case: Case, gender: str) -> int:
    """Read up to three words as a number below 1000; refuse what nobody says."""
    known = dict(READ[case])
    one, two = ONE_AND_TWO[case][gender].split()
    known |= {one: 1, two: 2}
    values = [known[word] for word in words]
    assert values == sorted(values, reverse=True)
    for larger, smaller in pairwise(values):
        assert larger >= 100 > smaller or (larger >= 20 and smaller < 10)
    return sum(values)


def read_number(text: str, gender: str, case: Case) -> int:
    """Read a whole number back, checking the form of «тысяча» and «миллион»."""
    words, total = text.split(), 0
    for size, kind in ((1_000_000, "m"), (1000, "f")):
        forms = SCALES[kind][case].split()
        for at, word in enumerate(words):
            if word[:4] == forms[0][:4]:
                count = read_triad(words[:at], case, kind)
                assert word == forms[ending_class(count)]
                total += count * size
                words = words[at + 1 :]
                break
    return total + (read_triad(words, case, gender) if words else 0)


VECTORS = """
1 (один) лист | 1 (одна) страница | 1 (одно) дело | 1 (один) журнал | 1 (один) том
2 (два) листа | 2 (две) страницы | 2 (два) дела | 2 (два) журнала | 2 (два) тома
5 (пять) листов | 5 (пять) страниц | 5 (пять) дел | 5 (пять) журналов | 5 (пять) томов
11 (одиннадцать) листов | 11 (одиннадцать) страниц | 11 (одиннадцать) дел
11 (одиннадцать) журналов | 11 (одиннадцать) томов
21 (двадцать один) лист | 21 (двадцать одна) страница | 21 (двадцать одно) дело
21 (двадцать один) журнал | 21 (двадцать один) том
22 (двадцать два) листа | 22 (двадцать две) страницы | 22 (двадцать два) дела
101 (сто один) лист | 101 (сто одна) страница | 101 (сто одно) дело
101 (сто один) журнал | 101 (сто один) том
111 (сто одиннадцать) листов | 111 (сто одиннадцать) страниц
111 (сто одиннадцать) дел | 111 (сто одиннадцать) журналов
111 (сто одиннадцать) томов
128 (сто двадцать восемь) листов | 128 (сто двадцать восемь) страниц
128 (сто двадцать восемь) дел
1000 (одна тысяча) листов | 1000 (одна тысяча) страниц | 1000 (одна тысяча) дел
1124 (одна тысяча сто двадцать четыре) листа
1124 (одна тысяча сто двадцать четыре) страницы
1124 (одна тысяча сто двадцать четыре) дела
1124 (одна тысяча сто двадцать четыре) журнала
1124 (одна тысяча сто двадцать четыре) тома
2002 (две тысячи два) листа | 2002 (две тысячи две) страницы
2002 (две тысячи два) дела
21 (двадцать одна) единица хранения | 2 (две) единицы хранения
5 (пять) единиц хранения
7 (семь) журналов | 9 (девять) томов
12 (двенадцать) листов | 14 (четырнадцать) листов | 40 (сорок) листов
90 (девяносто) листов | 100 (сто) листов | 112 (сто двенадцать) листов
121 (сто двадцать один) лист | 200 (двести) листов | 500 (пятьсот) листов
999 (девятьсот девяносто девять) листов | 1001 (одна тысяча один) лист
2000 (две тысячи) листов | 0 (ноль) листов
1 (один) обучающийся | 2 (два) обучающихся | 27 (двадцать семь) обучающихся
21 (двадцать одно) занятие | 3 (три) занятия | 72 (семьдесят два) часа
1 (одна) отметка | 31 (тридцать одна) отметка | 5 (пять) отметок
22 (двадцать две) подписи | 6 (шесть) подписей | 3 (три) исправления
4 (четыре) экземпляра | 3 (три) рабочих дня | 5 (пять) рабочих дней
11 (одиннадцать) документов | 21 (двадцать один) приказ | 2 (два) человека
5 (пять) человек
"""
COUNTED = [
    cell.strip() for cell in VECTORS.replace("\n", "|").split("|") if cell.strip()
]


@pytest.mark.parametrize("vector", COUNTED)
def test_a_counted_noun_is_written_as_in_the_form(vector: str) -> None:
    number, form = int(vector.partition(" ")[0]), vector.partition(") ")[2]
    nouns = [word for word in NOUNS if noun_for(number, word) == form]

    assert vector in {counted(number, word, grouped=False) for word in nouns}


@pytest.mark.parametrize(
    ("number", "vector"),
    [
        (1, "1 (одном) листе"),
        (3, "3 (трёх) листах"),
        (21, "21 (двадцати одном) листе"),
        (128, "128 (ста двадцати восьми) листах"),
        (1000, "1000 (одной тысяче) листов"),
        (1124, "1124 (одной тысяче ста двадцати четырёх) листах"),
    ],
)
def test_sheets_stand_in_the_prepositional_after_na(number: int, vector: str) -> None:
    assert counted(number, "лист", Case.PREPOSITIONAL, grouped=False) == vector


def test_an_act_parts_thousands() -> None:
    assert counted(1124, "лист") == (
        "1\u00a0124 (одна тысяча сто двадцать четыре) листа"
    )
    assert counted(999, "лист") == "999 (девятьсот девяносто девять) листов"


@pytest.mark.parametrize("case", CASES)
def test_every_number_to_two_thousand_reads_back(case: Case) -> None:
    for gender in Gender:
        for number in range(1, 2001):
            text = number_in_words(number, gender, case)

            assert read_number(text, gender, case) == number, text


@given(st.integers(1, LARGEST), st.sampled_from(Gender), st.sampled_from(CASES))
def test_any_number_reads_back(number: int, gender: Gender, case: Case) -> None:
    assert read_number(number_in_words(number, gender, case), gender, case) == number


@pytest.mark.parametrize("word", ["лист", "страница", "дело", "занятие", "подпись"])
def test_the_noun_agrees_with_every_number_to_two_thousand(word: str) -> None:
    noun = NOUNS[word]
    nominative = (
        noun.singular[Case.NOMINATIVE],
        noun.singular[Case.GENITIVE],
        noun.plural[Case.GENITIVE],
    )
    for number in range(1, 2001):
        assert noun_for(number, word) == nominative[ending_class(number)]
        instrumental = noun_for(number, word, Case.INSTRUMENTAL)
        if number % 1000 == 0:
            assert instrumental == noun.plural[Case.GENITIVE]
        elif ending_class(number) == 0:
            assert instrumental == noun.singular[Case.INSTRUMENTAL]
        else:
            assert instrumental == noun.plural[Case.INSTRUMENTAL]


@pytest.mark.parametrize(
    ("number", "word", "vector"),
    [
        (1, "обучающийся", "1 (одного) обучающегося"),
        (1, "студентка", "1 (одну) студентку"),
        (2, "обучающийся", "2 (двух) обучающихся"),
        (4, "студент", "4 (четырёх) студентов"),
        (21, "обучающийся", "21 (двадцать одного) обучающегося"),
        (22, "студент", "22 (двадцать два) студента"),
        (11, "студент", "11 (одиннадцать) студентов"),
        (21, "страница", "21 (двадцать одну) страницу"),
        (1000, "приказ", "1000 (одну тысячу) приказов"),
    ],
)
def test_people_are_counted_as_living_in_the_accusative(
    number: int, word: str, vector: str
) -> None:
    assert counted(number, word, Case.ACCUSATIVE, grouped=False) == vector


@pytest.mark.parametrize(
    ("case", "zero"),
    [
        (Case.NOMINATIVE, "0 (ноль) листов"),
        (Case.GENITIVE, "0 (нуля) листов"),
        (Case.PREPOSITIONAL, "0 (нуле) листов"),
    ],
)
def test_nothing_has_a_name_too(case: Case, zero: str) -> None:
    assert counted(0, "лист", case) == zero


def test_millions_are_masculine_whatever_is_counted() -> None:
    assert number_in_words(1_000_002, "f") == "один миллион две"
    assert number_in_words(LARGEST) == (
        "девятьсот девяносто девять миллионов девятьсот девяносто девять тысяч "
        "девятьсот девяносто девять"
    )


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="in words"):
        number_in_words(number)


def test_an_amount_keeps_its_noun_on_the_line() -> None:
    assert amount(256, "страница") == "256\u00a0страниц"
    assert amount(1124, NOUNS["час"], Case.DATIVE) == "1\u00a0124\u00a0часам"


def test_an_unknown_noun_or_case_is_a_mistake_of_the_template() -> None:
    with pytest.raises(KeyError):
        counted(5, "листок")
    with pytest.raises(ValueError, match="vocative"):
        counted(5, "лист", "vocative")


@pytest.mark.parametrize("word", NOUNS)
def test_the_table_of_nouns_is_whole(word: str) -> None:
    noun = NOUNS[word]
    source = noun.plural[Case.GENITIVE if noun.animate else Case.NOMINATIVE]

    assert noun.singular[Case.NOMINATIVE] == word
    assert noun.plural[Case.ACCUSATIVE] == source
    assert {*noun.singular} == {*noun.plural} == {*CASES}
    assert noun.plural[Case.DATIVE].split()[0].endswith(("ам", "ям", "имся", "им"))
