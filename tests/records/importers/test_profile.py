from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.importers.founding import found_home, unknown_genders
from records.importers.profile import read_profile
from records.kernel.errors import InputRefusedError, RecordsError
from records.norms.queries import get_current_year, get_institution, list_bells
from records.people.queries import get_signers, list_accounts
from records.people.values import Gender
from tests.builders import NOW, entropy

GOOD = """
[institution]
full_name = "Негосударственное учреждение «Центр»"
short_name = "НОЧУ «Центр»"
city = "Томск"
inn = "7017000000"
site = "https://centr-smoc.upft.ru"
timezone = "Asia/Tomsk"
week = 5
[people]
director = "Савельева Ирина Геннадьевна"
deputy = "Лебедев Аркадий Николаевич"
head_of_office = "Полозова Наталья Сергеевна"
[year]
name = "2026/2027"
start = 2026-09-01
end = 2027-06-30
semesters = [
  {number = 1, start = 2026-09-01, end = 2026-12-26},
  {number = 2, start = 2027-01-11, end = 2027-06-30},
]
[regulation]
title = "Положение об электронном журнале"
order = "№ 41-од"
order_date = 2026-08-31
"""


def write(path: Path, text: str) -> Path:
    file = path / "smoc.toml"
    file.write_text(text, encoding="utf-8")
    return file


def refusal(path: Path, text: str) -> list[str]:
    with pytest.raises(InputRefusedError) as caught:
        read_profile(write(path, text))
    found = caught.value.findings
    return [f"{one.subject}: {one.message}" for one in found] or [caught.value.message]


def test_a_home_is_founded_from_the_file(session: Session, tmp_path: Path) -> None:
    profile = read_profile(write(tmp_path, GOOD))

    made = found_home(session, profile, now=NOW, entropy=entropy())

    signers = get_signers(session)
    assert get_institution(session).inn == "7017000000"
    assert get_current_year(session).semesters[1].start == date(2027, 1, 11)
    assert signers.director.post == "директор"
    assert signers.deputy.person.gender is Gender.MALE
    assert signers.head_of_office.roles == (Role.CONTENT_ADMIN,)
    assert [one.login for one in list_accounts(session)] == [made.login]
    assert len(list_bells(session)) == 36


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('timezone = "Asia/Tomsk"', 'timezone = ["Asia/Tomsk"]', "список не подходит"),
        ("number = 1", 'number = "1"', "semesters: список не подходит"),
        ("week = 5", "week = true", "«true» не подходит"),
        ('"Томск"', f'"{"Т" * 501}"', f"«{'Т' * 60}…» не подходит"),
    ],
)
def test_a_wrong_value_is_shown_in_the_words_of_the_file_and_in_short(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    (line,) = refusal(tmp_path, GOOD.replace(before, after, 1))

    assert line.endswith(said)


def test_a_home_is_founded_once(session: Session, tmp_path: Path) -> None:
    profile = read_profile(write(tmp_path, GOOD))
    found_home(session, profile, now=NOW, entropy=entropy())

    with pytest.raises(RecordsError, match="уже заведено"):
        found_home(session, profile, now=NOW, entropy=entropy())


def test_one_person_may_hold_two_posts(session: Session, tmp_path: Path) -> None:
    text = GOOD.replace("Лебедев Аркадий Николаевич", "Савельева Ирина Геннадьевна")

    found_home(session, read_profile(write(tmp_path, text)), now=NOW, entropy=entropy())

    assert get_signers(session).director == get_signers(session).deputy


def test_a_gender_nobody_can_see_is_asked_about(tmp_path: Path) -> None:
    text = GOOD.replace("Лебедев Аркадий Николаевич", "Ким Саша")

    (name,) = unknown_genders(read_profile(write(tmp_path, text)))

    assert str(name) == "Ким Саша"


def test_bells_of_the_institution_win(tmp_path: Path) -> None:
    text = GOOD + '[bells]\nweekdays = ["09:00-10:30"]\n'

    bells = read_profile(write(tmp_path, text)).bells

    assert [(one.starts, one.ends) for one in bells if one.weekday == 0] == [(540, 630)]
    assert len([one for one in bells if one.weekday == 5]) == 6


def test_unknown_sections_and_keys_are_told_with_everything_else(
    tmp_path: Path,
) -> None:
    text = GOOD.replace("short_name", "shortname").replace("[regulation]", "[rules]")

    found = refusal(tmp_path, text)

    assert found == [
        "smoc.toml: [institution] shortname: неизвестный ключ",
        "smoc.toml: [rules]: неизвестный раздел",
        "smoc.toml: [institution] short_name: не указано",
        "smoc.toml: [regulation] title: не указано",
        "smoc.toml: [regulation] order: не указано",
        "smoc.toml: [regulation] order_date: не указано",
    ]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("week = 5", "week = 7", "[institution] week: «7»"),
        ("week = 5", "week = true", "[institution] week: «true»"),
        ('"Asia/Tomsk"', '"Tomsk"', "[institution] timezone: «Tomsk»"),
        ('"7017000000"', '"701700"', "[institution] inn: «701700»"),
        ('"7017000000"', "7017000000", "[institution] inn: «7017000000»"),
        ('"https://', '"', "[institution] site: «centr-smoc.upft.ru»"),
        ('"Томск"', '""', "[institution] city: «»"),
        ('"Томск"', '"Tомск"', "[institution] city: «Tомск»"),
        ('"Лебедев Аркадий Николаевич"', '"Лебедев А.Н."', "[people] deputy: «Леб"),
        ('"2026/2027"', '"2026"', "[year] name: «2026»"),
        ('"2026/2027"', '"2026/2028"', "[year] name: «2026/2028»"),
        ("end = 2027-06-30\n", "end = 2025-06-30\n", "[year] end: год кончается"),
        ("start = 2026-09-01\n", 'start = "01.09.2026"\n', "[year] start: «01.09"),
        ("number = 2", "number = 3", "[year] semesters, 2-й: семестр не по"),
        ("2027-01-11", "2026-12-01", "[year] semesters, 2-й: семестр не по"),
        ("{number = 1,", "{no = 1,", "[year] semesters: список"),
        ("order_date = 2026-08-31", "order_date = 1026-08-31", "[regulation] order_d"),
        ("[people]", 'people = "Иванов"\n[folk]', "[folk]: неизвестный раздел"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    assert old in GOOD

    found = refusal(tmp_path, GOOD.replace(old, new, 1))

    assert any(line.startswith(f"smoc.toml: {place}") for line in found), found


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[institution\n", "строка 1: запись не по правилам TOML"),
        ("[institution]\ncity = «Томск»".encode(), "строка 2"),
        (GOOD.encode("cp1251"), "не в кодировке UTF-8"),
        (None, "Нет файла"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(
    tmp_path: Path, data: bytes | None, words: str
) -> None:
    path = tmp_path / "smoc.toml"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(InputRefusedError, match=words):
        read_profile(path)
