"""Numbers in words and counted nouns (число прописью, forms.md 10.3)."""

from collections.abc import Iterator, Mapping

from templates_docs.formatting.cases import CASES, Case, Gender
from templates_docs.formatting.nouns import NOUNS, Noun, agree
from templates_docs.formatting.typography import NBSP, grouped_digits

LARGEST = 999_999_999


def number_in_words(
    number: int,
    gender: str = Gender.MASCULINE,
    case: str = Case.NOMINATIVE,
    *,
    animate: bool = False,
) -> str:
    """Write a number in words (число прописью) in a gender and a case.

    Raises:
        ValueError: below 0 or above 999 999 999.
    """
    if not 0 <= number <= LARGEST:
        message = f"only 0 to {LARGEST} is written in words, not {number}"
        raise ValueError(message)
    words = [*_say(number, Gender(gender), Case(case))]
    if animate and case == Case.ACCUSATIVE:
        words[-1] = _living(number, Gender(gender)) or words[-1]
    return " ".join(words)


def counted(
    number: int,
    noun: str | Noun,
    case: str = Case.NOMINATIVE,
    *,
    grouped: bool = True,
) -> str:
    """Write «128 (сто двадцать восемь) листов» (forms.md 2.3, 10.3).

    `grouped` parts thousands as acts do («1 124»); 10.3 itself prints «1124».
    """
    named = _noun(noun)
    digits = grouped_digits(number) if grouped else str(number)
    words = number_in_words(number, named.gender, case, animate=named.animate)
    return f"{digits} ({words}) {agree(named, number, Case(case))}"


def amount(number: int, noun: str | Noun, case: str = Case.NOMINATIVE) -> str:
    """Write «256 страниц», the number kept with its noun (forms.md 10.5)."""
    return f"{grouped_digits(number)}{NBSP}{noun_for(number, noun, case)}"


def noun_for(number: int, noun: str | Noun, case: str = Case.NOMINATIVE) -> str:
    """Choose the form of a noun for a number: «листов» (forms.md 10.3)."""
    return agree(_noun(noun), number, Case(case))


def _noun(noun: str | Noun) -> Noun:
    return NOUNS[noun] if isinstance(noun, str) else noun


def _say(number: int, gender: Gender, case: Case) -> Iterator[str]:
    if number == 0:
        yield _form(0, gender, case)
    for size, word in ((1_000_000, "миллион"), (1000, "тысяча")):
        count = number // size % 1000
        if count:
            yield from _say_triad(count, NOUNS[word].gender, case)
            yield agree(NOUNS[word], count, case)
    yield from _say_triad(number % 1000, gender, case)


def _say_triad(number: int, gender: Gender, case: Case) -> Iterator[str]:
    rest = number % 100
    parts = [number - rest, rest]
    if rest > 20:
        parts[1:] = [rest - rest % 10, rest % 10]
    for part in filter(None, parts):
        yield _form(part, gender, case)


def _form(number: int, gender: Gender, case: Case) -> str:
    return _GENDERED.get((number, gender), _ROWS.get(number, {}))[case]


def _living(number: int, gender: Gender) -> str | None:
    """«двух обучающихся», «двадцать одного обучающегося», but «двадцать два»."""
    if number in {2, 3, 4}:
        return _form(number, gender, Case.GENITIVE)
    if number % 10 == 1 and number % 100 != 11 and gender is Gender.MASCULINE:
        return _form(1, gender, Case.GENITIVE)
    return None


def _row(forms: str) -> Mapping[Case, str]:
    return dict(zip(CASES, forms.split(), strict=True))


_ROWS: Mapping[int, Mapping[Case, str]] = {
    0: _row("ноль нуля нулю ноль нулём нуле"),
    1: _row("один одного одному один одним одном"),
    2: _row("два двух двум два двумя двух"),
    3: _row("три трёх трём три тремя трёх"),
    4: _row("четыре четырёх четырём четыре четырьмя четырёх"),
    5: _row("пять пяти пяти пять пятью пяти"),
    6: _row("шесть шести шести шесть шестью шести"),
    7: _row("семь семи семи семь семью семи"),
    8: _row("восемь восьми восьми восемь восемью восьми"),
    9: _row("девять девяти девяти девять девятью девяти"),
    10: _row("десять десяти десяти десять десятью десяти"),
    11: _row(
        "одиннадцать одиннадцати одиннадцати одиннадцать одиннадцатью одиннадцати"
    ),
    12: _row("двенадцать двенадцати двенадцати двенадцать двенадцатью двенадцати"),
    13: _row("тринадцать тринадцати тринадцати тринадцать тринадцатью тринадцати"),
    14: _row(
        "четырнадцать четырнадцати четырнадцати четырнадцать четырнадцатью четырнадцати"
    ),
    15: _row("пятнадцать пятнадцати пятнадцати пятнадцать пятнадцатью пятнадцати"),
    16: _row(
        "шестнадцать шестнадцати шестнадцати шестнадцать шестнадцатью шестнадцати"
    ),
    17: _row("семнадцать семнадцати семнадцати семнадцать семнадцатью семнадцати"),
    18: _row(
        "восемнадцать восемнадцати восемнадцати восемнадцать восемнадцатью восемнадцати"
    ),
    19: _row(
        "девятнадцать девятнадцати девятнадцати девятнадцать девятнадцатью девятнадцати"
    ),
    20: _row("двадцать двадцати двадцати двадцать двадцатью двадцати"),
    30: _row("тридцать тридцати тридцати тридцать тридцатью тридцати"),
    40: _row("сорок сорока сорока сорок сорока сорока"),
    50: _row("пятьдесят пятидесяти пятидесяти пятьдесят пятьюдесятью пятидесяти"),
    60: _row("шестьдесят шестидесяти шестидесяти шестьдесят шестьюдесятью шестидесяти"),
    70: _row("семьдесят семидесяти семидесяти семьдесят семьюдесятью семидесяти"),
    80: _row(
        "восемьдесят восьмидесяти восьмидесяти восемьдесят восемьюдесятью восьмидесяти"
    ),
    90: _row("девяносто девяноста девяноста девяносто девяноста девяноста"),
    100: _row("сто ста ста сто ста ста"),
    200: _row("двести двухсот двумстам двести двумястами двухстах"),
    300: _row("триста трёхсот трёмстам триста тремястами трёхстах"),
    400: _row("четыреста четырёхсот четырёмстам четыреста четырьмястами четырёхстах"),
    500: _row("пятьсот пятисот пятистам пятьсот пятьюстами пятистах"),
    600: _row("шестьсот шестисот шестистам шестьсот шестьюстами шестистах"),
    700: _row("семьсот семисот семистам семьсот семьюстами семистах"),
    800: _row("восемьсот восьмисот восьмистам восемьсот восемьюстами восьмистах"),
    900: _row("девятьсот девятисот девятистам девятьсот девятьюстами девятистах"),
}

_GENDERED: Mapping[tuple[int, Gender], Mapping[Case, str]] = {
    (1, Gender.FEMININE): _row("одна одной одной одну одной одной"),
    (1, Gender.NEUTER): _row("одно одного одному одно одним одном"),
    (2, Gender.FEMININE): _row("две двух двум две двумя двух"),
}
