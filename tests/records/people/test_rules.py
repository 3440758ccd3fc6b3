import pytest

from records.people.rules import (
    guess_gender,
    make_login,
    make_password,
    name_keys,
    parse_full_name,
    transliterate,
    written_key,
)
from records.people.values import FullName, Gender


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (
            "Ёлкина А.С.",
            FullName(surname="Ёлкина", name="Алёна", patronymic="Сергеевна"),
        ),
        (
            "елкина а. с.",
            FullName(surname="Ёлкина", name="Алёна", patronymic="Сергеевна"),
        ),
        (
            "Ёлкина  Алёна Сергеевна",
            FullName(surname="Ёлкина", name="Алёна", patronymic="Сергеевна"),
        ),
        ("Цой А.", FullName(surname="Цой", name="Александра")),
        ("Алибек уулу Н.", FullName(surname="Алибек уулу", name="Нурлан")),
        ("О'Коннор Д.", FullName(surname="О’Коннор", name="Джон")),
        ("Бек‑Назаров А.", FullName(surname="Бек-Назаров", name="Артур")),
        (
            "Мамедов Р.А.",
            FullName(surname="Мамедов", name="Рашид", patronymic="Али оглы"),
        ),
    ],
)
def test_a_name_is_recognised_as_lists_write_it(written: str, name: FullName) -> None:
    assert written_key(written) in name_keys(name)


def test_other_initials_are_another_person() -> None:
    name = FullName(surname="Петрова", name="Анна", patronymic="Викторовна")

    assert written_key("Петрова А.Б.") not in name_keys(name)
    assert written_key("Петрова А.") not in name_keys(name)


@pytest.mark.parametrize(
    ("patronymic", "gender"),
    [
        ("Сергеевна", Gender.FEMALE),
        ("Ильинична", Gender.FEMALE),
        ("Рустам кызы", Gender.FEMALE),
        ("Никитич", Gender.MALE),
        ("Львович", Gender.MALE),
        ("Ильич", Gender.MALE),
        ("Али оглы", Gender.MALE),
        ("", None),
        ("Иванс", None),
    ],
)
def test_the_gender_is_seen_in_the_patronymic(
    patronymic: str, gender: Gender | None
) -> None:
    assert guess_gender(patronymic) is gender


@pytest.mark.parametrize(
    ("russian", "latin"),
    [
        ("Щукин", "shchukin"),
        ("Ёлкина", "elkina"),
        ("О’Коннор", "okonnor"),
        ("Иванова-Петрова", "ivanovapetrova"),
        ("Подъячев", "podyachev"),
        ("Хан", "khan"),
    ],
)
def test_a_surname_is_transliterated(russian: str, latin: str) -> None:
    assert transliterate(russian) == latin


def test_a_name_without_latin_letters_still_gets_a_login() -> None:
    assert make_login(FullName(surname="李", name="伟"), []) == "user"


def test_a_long_surname_gives_a_login_of_bearable_length() -> None:
    assert len(make_login(FullName(surname="Щ" * 40, name="Я"), [])) == 40


def test_a_password_has_no_signs_that_are_mistaken() -> None:
    password = make_password(bytes(range(28)))

    assert len(password) == 16
    assert not set(password) & set("0O1lI")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "Ким Лев Андреевич",
            FullName(surname="Ким", name="Лев", patronymic="Андреевич"),
        ),
        ("Цой  Александра", FullName(surname="Цой", name="Александра")),
        (
            "Алибек уулу Еркин",
            FullName(surname="Алибек уулу", name="Еркин"),
        ),
        (
            "Мирзоева Лала Рашид кызы",
            FullName(surname="Мирзоева", name="Лала", patronymic="Рашид кызы"),
        ),
        ("Цой", None),
        ("", None),
    ],
)
def test_a_full_name_is_split(words: str, name: FullName | None) -> None:
    assert parse_full_name(words) == name
