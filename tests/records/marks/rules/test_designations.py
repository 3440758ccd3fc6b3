"""Which designations a cell may hold: the approved ones and nothing else (4.1.8)."""

import pytest

from records.lessons.values import Place
from records.marks.rules.designations import (
    check_final_value,
    check_value,
    explain,
    is_exemption,
    list_allowed,
    list_allowed_finals,
)
from records.marks.values import Work
from records.norms.values import Norms

NORMS = Norms()
PLACE = Place(words="ОП.01")
MARKS = ("5", "4", "3", "2")
SIGNS = (
    ".",
    ",",
    "+",
    "-",
    "–",
    "*",
    "?",
    "!",
    "√",
    "•",
    "4+",
    "4-",
    "+4",
    "-5",
    "5–",
    "0",
    "1",
    "6",
    "7",
    "10",
    "55",
    "100",
    "4.5",
    "4,5",
    "4/5",
    "н/4",
    " 5",
    "5 ",
    "５",
    "⁵",
    "Ⅴ",
    "٥",
    "H",
    "h",
    "Н",
    "нб",
    "б",
    "у",
    "п",
    "n",
    "v",
    "осв",
    "осв.",
    "зач",
    "зачтено",
    "незач.",
    "отл",
    "хор.",
    "удовл",
    "неуд",
    "н/а",
    "Н/А",
    "на",
    "два",
    "-",
    "\u200b5",
    "5\n",
)


def codes(value: str, work: Work = Work.CURRENT, norms: Norms = NORMS) -> list[str]:
    return [one.code for one in check_value(work, value, place=PLACE, norms=norms)]


@pytest.mark.parametrize("value", MARKS)
def test_the_five_point_scale_is_allowed(value: str) -> None:
    for work in (Work.CURRENT, Work.SECOND, Work.MAKEUP, Work.MONTHLY_CONTROL):
        assert codes(value, work) == []


@pytest.mark.parametrize("value", SIGNS)
def test_every_other_sign_is_refused(value: str) -> None:
    assert codes(value) == ["CHK-4.1.8-mark"]


@pytest.mark.parametrize("value", [*MARKS, *(sign for sign in SIGNS if sign != "н")])
def test_an_absence_is_the_russian_letter_only(value: str) -> None:
    assert codes(value, Work.ABSENCE) == ["CHK-4.1.8-mark"]


def test_absence_and_not_attested_have_their_places() -> None:
    assert codes("н", Work.ABSENCE) == []
    assert codes("н") == ["CHK-4.1.8-mark"]
    assert codes("н/а", Work.MONTHLY_CONTROL) == []
    assert codes("н/а", Work.SECOND) == ["CHK-4.1.8-mark"]


def test_the_set_is_data() -> None:
    wider = Norms(marks=("5", "4", "3", "2", "1"))

    assert codes("1", norms=wider) == []
    assert list_allowed(Work.CURRENT, wider) == ("5", "4", "3", "2", "1")
    assert list_allowed_finals(wider)[-1] == "н/а"


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (" н ", "уберите пробелы"),
        ("H", "латинской буквой"),
        ("Н", "обычным знаком «н»"),
        ("нб", "отсутствие обозначается «н»"),
        ("б", "причина — отдельно"),
    ],
)
def test_a_refused_absence_is_explained(value: str, hint: str) -> None:
    assert hint in explain(value, ("н",), NORMS)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("5 ", "уберите пробелы"),
        ("５", "обычным знаком «5»"),
        ("4+", "без «плюсов»"),
        ("-3", "без «плюсов»"),
        ("6", "пятибалльная"),
        (".", "точки и другие знаки"),
        ("4/5", "каждое обозначение отдельно"),
        ("н/4", "каждое обозначение отдельно"),
        ("н/а", "ставится за месяц"),
        ("Н/А", "ставится за месяц"),
        ("н/a", "ставится за месяц"),
        ("хор.", "цифрой: «4»"),
        ("зачтено", "зачётной ведомости"),
        ("осв.", "освобождение в журнале не записывается"),
        ("ж", "можно: 5, 4, 3, 2"),
    ],
)
def test_a_refused_mark_is_explained(value: str, hint: str) -> None:
    told = explain(value, MARKS, NORMS)

    assert hint in told
    assert told.endswith("можно: 5, 4, 3, 2")


@pytest.mark.parametrize(
    "value",
    [
        "осв",
        "осв.",
        "Осв.",
        "ОСВ",
        " осв ",
        "о.с.в.",
        "осв-на",
        "освоб",
        "освобожд.",
        "освобождён",
        "освобожден",
        "освобождена",
        "ocв.",
        "OCB",
        "осв от физ-ры",
    ],
)
def test_an_exemption_is_refused_in_every_spelling(value: str) -> None:
    findings = list(check_final_value(value, PLACE, NORMS))

    assert is_exemption(value, NORMS)
    assert [one.code for one in findings] == ["CHK-4.2.4-exempt"]
    assert findings[0].clause == "4.2.4"
    assert "теоретические" in findings[0].advice


@pytest.mark.parametrize("value", [*MARKS, "н/а"])
def test_finals_are_marks_or_not_attested(value: str) -> None:
    assert list(check_final_value(value, PLACE, NORMS)) == []


@pytest.mark.parametrize("value", ["н", "1", "зач", "4+", " 5", "", "ос"])
def test_other_finals_are_refused(value: str) -> None:
    codes = [one.code for one in check_final_value(value, PLACE, NORMS)]

    assert codes == ["CHK-4.1.8-mark"]
