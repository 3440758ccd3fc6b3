"""The people of realistic_input.md 6 in every case (forms.md 10.1, 10.4)."""

import pytest

from templates_docs.formatting.cases import CASES, Case
from templates_docs.formatting.names import (
    PersonName,
    decline,
    full_name,
    initials_after,
    initials_before,
    surname_and_name,
)

OBLIQUE = CASES[1:]


def person(text: str, **overrides: str) -> PersonName:
    """Read «f: Иванова Мария Петровна»; «_» joins the words of one part."""
    gender, _, name = text.partition(": ")
    surname, given, *patronymic = [part.replace("_", " ") for part in name.split()]
    return PersonName(
        surname=surname,
        name=given,
        patronymic=patronymic[0] if patronymic else None,
        gender=gender,
        overrides=overrides,
    )


# Genitive, dative, accusative, instrumental, prepositional.
DECLINED = {
    "f: Ёлкина Алёна Сергеевна": (
        "Ёлкиной Алёны Сергеевны",
        "Ёлкиной Алёне Сергеевне",
        "Ёлкину Алёну Сергеевну",
        "Ёлкиной Алёной Сергеевной",
        "Ёлкиной Алёне Сергеевне",
    ),
    "m: Елисеев Егор Павлович": (
        "Елисеева Егора Павловича",
        "Елисееву Егору Павловичу",
        "Елисеева Егора Павловича",
        "Елисеевым Егором Павловичем",
        "Елисееве Егоре Павловиче",
    ),
    "f: Емельянова Ева": (
        "Емельяновой Евы",
        "Емельяновой Еве",
        "Емельянову Еву",
        "Емельяновой Евой",
        "Емельяновой Еве",
    ),
    "m: Семенов Пётр Ильич": (
        "Семенова Петра Ильича",
        "Семенову Петру Ильичу",
        "Семенова Петра Ильича",
        "Семеновым Петром Ильичом",
        "Семенове Петре Ильиче",
    ),
    "m: Семёнов Павел Львович": (
        "Семёнова Павла Львовича",
        "Семёнову Павлу Львовичу",
        "Семёнова Павла Львовича",
        "Семёновым Павлом Львовичем",
        "Семёнове Павле Львовиче",
    ),
    "m: Иванов Иван": (
        "Иванова Ивана",
        "Иванову Ивану",
        "Иванова Ивана",
        "Ивановым Иваном",
        "Иванове Иване",
    ),
    "f: Иванова-Петрова Мария Олеговна": (
        "Ивановой-Петровой Марии Олеговны",
        "Ивановой-Петровой Марии Олеговне",
        "Иванову-Петрову Марию Олеговну",
        "Ивановой-Петровой Марией Олеговной",
        "Ивановой-Петровой Марии Олеговне",
    ),
    "m: Мамедов Рашид Али_оглы": (
        "Мамедова Рашида Али оглы",
        "Мамедову Рашиду Али оглы",
        "Мамедова Рашида Али оглы",
        "Мамедовым Рашидом Али оглы",
        "Мамедове Рашиде Али оглы",
    ),
    "f: Гасанова Лейла Рустам_кызы": (
        "Гасановой Лейлы Рустам кызы",
        "Гасановой Лейле Рустам кызы",
        "Гасанову Лейлу Рустам кызы",
        "Гасановой Лейлой Рустам кызы",
        "Гасановой Лейле Рустам кызы",
    ),
    "f: Шевчук Анна Юрьевна": (
        "Шевчук Анны Юрьевны",
        "Шевчук Анне Юрьевне",
        "Шевчук Анну Юрьевну",
        "Шевчук Анной Юрьевной",
        "Шевчук Анне Юрьевне",
    ),
    "m: Шевчук Антон Юрьевич": (
        "Шевчука Антона Юрьевича",
        "Шевчуку Антону Юрьевичу",
        "Шевчука Антона Юрьевича",
        "Шевчуком Антоном Юрьевичем",
        "Шевчуке Антоне Юрьевиче",
    ),
    "m: Черных Олег Никитич": (
        "Черных Олега Никитича",
        "Черных Олегу Никитичу",
        "Черных Олега Никитича",
        "Черных Олегом Никитичем",
        "Черных Олеге Никитиче",
    ),
    "m: Ким Лев Андреевич": (
        "Кима Льва Андреевича",
        "Киму Льву Андреевичу",
        "Кима Льва Андреевича",
        "Кимом Львом Андреевичем",
        "Киме Льве Андреевиче",
    ),
    "m: О’Коннор Джон": (
        "О’Коннора Джона",
        "О’Коннору Джону",
        "О’Коннора Джона",
        "О’Коннором Джоном",
        "О’Конноре Джоне",
    ),
    "m: Алибек_уулу Нурлан": (
        "Алибек уулу Нурлана",
        "Алибек уулу Нурлану",
        "Алибек уулу Нурлана",
        "Алибек уулу Нурланом",
        "Алибек уулу Нурлане",
    ),
    "m: Бек-Назаров Артур": (
        "Бек-Назарова Артура",
        "Бек-Назарову Артуру",
        "Бек-Назарова Артура",
        "Бек-Назаровым Артуром",
        "Бек-Назарове Артуре",
    ),
    "m: Ли Вэй": ("Ли Вэя", "Ли Вэю", "Ли Вэя", "Ли Вэем", "Ли Вэе"),
    "m: Хемингуэй Эрнест": (
        "Хемингуэя Эрнеста",
        "Хемингуэю Эрнесту",
        "Хемингуэя Эрнеста",
        "Хемингуэем Эрнестом",
        "Хемингуэе Эрнесте",
    ),
}
DATIVE = {
    "f: Коваленко Дарья": "Коваленко Дарье",
    "m: Коваленко Пётр": "Коваленко Петру",
    "f: Цой Александра": "Цой Александре",
    "m: Цой Александр": "Цою Александру",
    "f: Долгих Виктория": "Долгих Виктории",
    "f: Стриж Ольга Петровна": "Стриж Ольге Петровне",
    "m: Стриж Олег Петрович": "Стрижу Олегу Петровичу",
    "f: Хемингуэй Мэри": "Хемингуэй Мэри",
    "f: Бондарь Любовь Игоревна": "Бондарь Любови Игоревне",
    "m: Бондарь Илья Игоревич": "Бондарю Илье Игоревичу",
    "m: Живаго Юрий Андреевич": "Живаго Юрию Андреевичу",
    "m: Дурново Иван Никитич": "Дурново Ивану Никитичу",
    "m: Сухово-Кобылин Пётр": "Сухово-Кобылину Петру",
    "m: Римский-Корсаков Никита": "Римскому-Корсакову Никите",
    "f: Салтыкова-Щедрина Софья": "Салтыковой-Щедриной Софье",
    "f: Шевчук-Иванова Юлия": "Шевчук-Ивановой Юлии",
    "m: Окуджава Лука": "Окуджаве Луке",
    "f: Берия Нинель": "Берии Нинели",
    "m: Толстой Лев Львович": "Толстому Льву Львовичу",
    "m: Заяц Игорь": "Зайцу Игорю",
    "f: Заяц Ирина": "Заяц Ирине",
    "m: Лев Пётр": "Льву Петру",
    "m: Орёл Марк": "Орлу Марку",
    "m: Соловей Юрий": "Соловью Юрию",
    "m: Кий Антон": "Кию Антону",
    "m: Кравец Яков": "Кравцу Якову",
    "m: Мкртчян Тигран": "Мкртчяну Тиграну",
    "m: Саакашвили Георгий": "Саакашвили Георгию",
    "m: фон_Берг Карл Карлович": "фон Бергу Карлу Карловичу",
    "m: Дюбуа Жан-Поль": "Дюбуа Жану-Полю",
    "f: Гёте Анна-Мария": "Гёте Анне-Марии",
}


@pytest.mark.parametrize("text", DECLINED)
def test_a_name_declines_in_every_case(text: str) -> None:
    somebody = person(text)

    assert tuple(decline(somebody, case) for case in OBLIQUE) == DECLINED[text]
    assert decline(somebody, Case.NOMINATIVE) == full_name(somebody)


@pytest.mark.parametrize("text", DATIVE)
def test_a_name_stands_in_the_dative_of_an_order(text: str) -> None:
    assert decline(person(text), Case.DATIVE) == DATIVE[text]


@pytest.mark.parametrize(
    ("text", "instrumental"),
    [
        ("m: Ткач Иван", "Ткачом Иваном"),
        ("m: Швец Иван", "Швецом Иваном"),
        ("m: Заяц Иван", "Зайцем Иваном"),
        ("m: Муравей Иван", "Муравьём Иваном"),
        ("m: Лев Иван", "Львом Иваном"),
        ("m: Козёл Иван", "Козлом Иваном"),
    ],
)
def test_odd_surnames_have_forms_of_their_own(text: str, instrumental: str) -> None:
    assert decline(person(text), Case.INSTRUMENTAL) == instrumental


def test_a_checked_form_wins_over_the_rules() -> None:
    dietrich = person("m: Дитрих Эрих", genitive="Дитриха Эриха")

    assert decline(dietrich, Case.GENITIVE) == "Дитриха Эриха"
    assert decline(dietrich, Case.DATIVE) == "Дитрих Эриху"
    assert initials_after(dietrich, Case.GENITIVE) == "Дитриха\u00a0Э."


def test_an_empty_override_counts_as_none() -> None:
    assert decline(person("m: Иванов Иван", dative=""), "dative") == "Иванову Ивану"


@pytest.mark.parametrize(
    ("shouted", "calm"),
    [
        ("m: ИВАНОВ-ПЕТРОВ ИВАН АЛИ_ОГЛЫ", "Иванов-Петров Иван Али оглы"),
        ("m: О’КОННОР ДЖОН", "О’Коннор Джон"),
        ("m: ЛИ ВЭЙ", "Ли Вэй"),
        ("m: ФОН_БЕРГ КАРЛ", "фон Берг Карл"),
        ("f: ДА МАРИЯ", "Да Мария"),
        ("f: ЁЛКИНА АЛЁНА", "Ёлкина Алёна"),
        ("m: О Ён", "О Ён"),
    ],
)
def test_capitals_of_other_systems_are_calmed(shouted: str, calm: str) -> None:
    assert full_name(person(shouted)) == calm


def test_a_shouted_name_declines_like_a_calm_one() -> None:
    assert decline(person("m: ИВАНОВ ИВАН"), Case.DATIVE) == "Иванову Ивану"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("f: Иванова Мария Петровна", "М.П._Иванова", "Иванова_М.П."),
        ("m: Иванов Иван", "И._Иванов", "Иванов_И."),
        ("m: Мамедов Рашид Али_оглы", "Р.А._Мамедов", "Мамедов_Р.А."),
        ("m: Алибек_уулу Нурлан", "Н._Алибек_уулу", "Алибек_уулу_Н."),
        ("f: Соловей Анна-Мария Олеговна", "А.-М.О._Соловей", "Соловей_А.-М.О."),
        ("m: О’Коннор Джон", "Д._О’Коннор", "О’Коннор_Д."),
        ("m: ЁЛКИН ЁРИК", "Ё._Ёлкин", "Ёлкин_Ё."),
    ],
)
def test_initials_never_part_from_the_surname(
    text: str, before: str, after: str
) -> None:
    assert initials_before(person(text)) == before.replace("_", "\u00a0")
    assert initials_after(person(text)) == after.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("text", "dative"),
    [
        ("f: Иванова Мария Петровна", "Ивановой_М.П."),
        ("m: Алибек_уулу Нурлан", "Алибек_уулу_Н."),
        ("m: Бек-Назаров Артур", "Бек-Назарову_А."),
    ],
)
def test_an_addressee_is_named_by_surname_and_initials(text: str, dative: str) -> None:
    surname, _, initials = dative.replace("_", "\u00a0").rpartition("\u00a0")

    assert initials_after(person(text), Case.DATIVE) == f"{surname}\u00a0{initials}"
    assert initials_before(person(text), Case.DATIVE) == f"{initials}\u00a0{surname}"


def test_a_spread_names_a_learner_without_the_patronymic() -> None:
    assert surname_and_name(person("m: Ким Лев Андреевич")) == "Ким Лев"
    assert surname_and_name(person("m: Алибек_уулу Нурлан")) == "Алибек уулу Нурлан"


def test_an_unknown_gender_or_case_is_refused() -> None:
    with pytest.raises(ValueError, match="'x' is not a valid Gender"):
        decline(person("x: Иванов Иван"), Case.DATIVE)
    with pytest.raises(ValueError, match="not a valid Case"):
        decline(person("m: Иванов Иван"), "vocative")
