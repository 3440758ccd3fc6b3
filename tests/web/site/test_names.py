"""Names as the pages write them: a substitution takes the accusative."""

import pytest

from records.people.values import FullName, Gender, PersonFact
from web.site.names import say_substitution


@pytest.mark.parametrize(
    ("name", "gender", "words"),
    [
        ("Лаптев Денис Андреевич", Gender.MALE, "замена за Лаптева Д. А."),
        ("Воронцова Ирина Сергеевна", Gender.FEMALE, "замена за Воронцову И. С."),
        ("Шевчук Анна Олеговна", Gender.FEMALE, "замена за Шевчук А. О."),
        ("Шевчук Олег", Gender.MALE, "замена за Шевчука О."),
    ],
)
def test_a_substitution_is_for_somebody(name: str, gender: Gender, words: str) -> None:
    surname, first, *rest = name.split()
    whole = FullName(surname=surname, name=first, patronymic="".join(rest))
    absent = PersonFact(id=1, full_name=whole, gender=gender)

    assert say_substitution(absent).replace("\u00a0", " ") == words


def test_a_checked_form_of_the_name_wins_over_the_rules() -> None:
    absent = PersonFact(
        id=1,
        full_name=FullName(surname="Кац", name="Илья", patronymic="Львович"),
        gender=Gender.MALE,
        case_forms={"accusative": "Каца Илью Львовича"},
    )

    assert say_substitution(absent).startswith("замена за Каца")
