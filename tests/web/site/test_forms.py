"""Text of forms into values: what is wrong is said beside the field, text kept."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from web.site.forms import Form


def form(**sent: str) -> Form:
    return Form(MultiDict(sent))


def test_a_line_is_cleaned() -> None:
    assert form(topic="  Форма \t государства ").text("topic", "Тема") == (
        "Форма государства"
    )


def test_a_required_field_says_that_it_is_empty() -> None:
    sent = form(topic="  ")

    sent.text("topic", "Тема", required=True)

    assert sent.errors == {"topic": "Тема: заполните поле."}


def test_a_long_text_says_how_long_it_is() -> None:
    sent = form(topic="я" * 11)

    sent.text("topic", "Тема", limit=10)

    assert sent.errors == {"topic": "Тема: не длиннее 10 знаков, сейчас 11."}


@pytest.mark.parametrize("written", ["18.12.2026", "2026-12-18", " 18.12.2026 "])
def test_a_date_is_read_as_people_and_browsers_write_it(written: str) -> None:
    assert form(on=written).day("on", "Дата") == date(2026, 12, 18)


@pytest.mark.parametrize("written", ["31.02.2026", "завтра", "2026-13-01", "1.1"])
def test_a_date_that_is_none_is_refused(written: str) -> None:
    sent = form(on=written)

    assert sent.day("on", "Дата") is None
    assert "такой даты нет" in sent.errors["on"]


@pytest.mark.parametrize("written", ["-1", "1.5", "٣", "9" * 40, "0x10", "1e3"])
def test_only_plain_whole_numbers_are_numbers(written: str) -> None:
    sent = form(pair=written)

    assert sent.whole("pair", "Пара", least=1, most=8) is None
    assert sent.errors["pair"].startswith("Пара: ")


def test_a_choice_is_one_of_the_options() -> None:
    sent = form(kind="other")

    assert sent.choice("kind", "Вид", ("one", "two")) == ""
    assert sent.errors == {"kind": "Вид: выберите из списка."}


def test_lines_keep_their_breaks_and_nothing_invisible() -> None:
    sent = form(text="Первая \r\n вторая\u202e\x00")

    assert sent.lines("text", "Текст") == "Первая\nвторая"


def test_passwords_and_tokens_are_never_shown_again() -> None:
    sent = form(login="a", password="b", new_password="c", csrf_token="d")  # noqa: S106

    assert sent.values() == {"login": "a"}
