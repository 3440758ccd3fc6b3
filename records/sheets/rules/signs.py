"""How a result is typed and shown in a line of a sheet: signs and words."""

from collections.abc import Mapping

from records.kernel.text import fold
from records.sheets.rules.checks import WORDS
from records.sheets.values import Result, SheetCode

SIGNS: Mapping[Result, str] = {
    Result.FIVE: "5",
    Result.FOUR: "4",
    Result.THREE: "3",
    Result.TWO: "2",
    Result.PASSED: "з",
    Result.FAILED: "нз",
    Result.ABSENT: "н",
    Result.NOT_ADMITTED: "нд",
    Result.EMPTY: "",
}
"""What stands in the field of a line; one or two keys."""

MARK_WORDS: Mapping[Result, str] = {
    Result.FIVE: "отлично",
    Result.FOUR: "хорошо",
    Result.THREE: "удовлетворительно",
    Result.TWO: "неудовлетворительно",
}

_KEYS = {"h": "н", "y": "н", "p": "з"}
_SPELLINGS: Mapping[str, Result] = {
    **{sign: result for result, sign in SIGNS.items()},
    **{word: result for result, word in {**MARK_WORDS, **WORDS}.items()},
    "-": Result.EMPTY,
    "–": Result.EMPTY,
    "н/я": Result.ABSENT,
    "ня": Result.ABSENT,
    "не явилась": Result.ABSENT,
    "н/д": Result.NOT_ADMITTED,
    "не допущена": Result.NOT_ADMITTED,
    "зач": Result.PASSED,
    "н/з": Result.FAILED,
    "не зач": Result.FAILED,
    "незачет": Result.FAILED,
    "зачет": Result.PASSED,
}


def read_result(text: str) -> Result | None:
    """Read what was typed into a line; None for what no sheet holds.

    The Latin keys of «н» and «з» are understood, as in the grid.
    """
    typed = fold(text).strip()
    return _SPELLINGS.get(_KEYS.get(typed, typed))


def describe_words(result: Result) -> str:
    """Return the result in words: «хорошо», «не явился», empty for an empty line."""
    return MARK_WORDS.get(result) or WORDS.get(result, "")


def hint_of(code: SheetCode) -> str:
    """Say what may be typed into a sheet of this type."""
    marks = "з, нз" if code is SheetCode.CREDIT else "5, 4, 3, 2"
    return f"{marks}, н — не явился, нд — не допущен"
