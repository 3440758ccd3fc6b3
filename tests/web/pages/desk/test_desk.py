"""The desk: everybody's own work on one page, nobody else's (issue of the desk)."""

from datetime import date, timedelta

import pytest

from tests.records.marks.school import local
from tests.web.college import DAYS, TODAY
from tests.web.conftest import Installation

pytestmark = pytest.mark.slow


def test_the_teacher_sees_the_lessons_of_today_with_the_substituted_one(
    site: Installation,
) -> None:
    page = site.sign_in("teacher").get("/").text

    assert "Вторник, 15" in page
    assert "ОП.01 Теория государства и права" in page
    assert "замена за Лаптева Д. А." in page.replace("\u00a0", " ")
    places = site.college.places
    assert f'href="/lesson/{places.slots[places.other_course, TODAY]}"' in page


def test_debts_are_red_after_a_day_with_clause_and_place(site: Installation) -> None:
    page = site.sign_in("teacher").get("/").text

    places = site.college.places
    assert "Занятие не записано" in page
    assert "п. 3.13.1" in page
    assert f'href="/lesson/{places.slots[places.first_half, DAYS[0]]}"' in page
    assert "старше суток — 2" in page


def test_a_debt_of_somebody_else_is_not_shown(site: Installation) -> None:
    page = site.sign_in("other_teacher").get("/").text

    places = site.college.places
    assert f'href="/lesson/{places.slots[places.second_half, DAYS[0]]}"' in page
    assert f'href="/lesson/{places.slots[places.first_half, DAYS[0]]}"' not in page
    assert f'href="/lesson/{places.slots[places.other_course, TODAY]}"' not in page


def test_the_month_ends_with_the_marks_of_the_month_asked_for(
    site: Installation,
) -> None:
    site.at(local(DAYS[3], 16))
    page = site.sign_in("teacher").get("/").text.replace("\u00a0", " ")

    assert "МИУД по месяцам" in page
    assert "Выставить 6" in page


def test_a_new_day_begins_in_tomsk_not_in_greenwich(site: Installation) -> None:
    site.at(local(TODAY, 23, 59))
    assert "Вторник, 15" in site.sign_in("teacher").get("/").text

    site.at(local(TODAY + timedelta(days=1), 0, 1))
    page = site.sign_in("teacher").get("/").text
    assert "Среда, 16" in page
    assert "Сегодня у вас нет занятий" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            date(2026, 9, 15),
            "3-я учебная неделя · семестр закончится 26 декабря, через",
        ),
        (date(2026, 12, 24), "семестр закончится 26 декабря, через 1 рабочий день"),
        (date(2026, 12, 25), "семестр закончится 26 декабря</p>"),
        (date(2026, 12, 26), "семестр заканчивается сегодня</p>"),
        (date(2026, 12, 28), "учебная неделя</p>"),
    ],
)
def test_the_desk_says_how_long_the_semester_lasts(
    site: Installation, day: date, words: str
) -> None:
    site.at(local(day, 9))

    page = site.sign_in("director").get("/").text

    assert words in page.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("content_admin", "Мешает закрыть месяц"),
        ("director", "Приказов на подпись нет"),
        ("deputy", "Заявки на исправление"),
        ("curator", "Недели без отметки «проверено»"),
        ("secretary", "Движение контингента"),
        ("dispatcher", "Изменения и накладки"),
        ("system_admin", "Исполнитель заданий"),
    ],
)
def test_every_role_has_its_own_desk(site: Installation, who: str, words: str) -> None:
    answer = site.sign_in(who).get("/")

    assert answer.status_code == 200
    assert words in answer.text
    assert "Объявления и письма" in answer.text


def test_the_office_sees_who_owes_lessons(site: Installation) -> None:
    page = site.sign_in("content_admin").get("/").text.replace("\u00a0", " ")

    assert "Воронцова И. С." in page
    assert "не записано 2 занятия" in page


def test_the_dispatcher_sees_the_substitution_of_today(site: Installation) -> None:
    page = site.sign_in("dispatcher").get("/").text

    assert "Воронцова Ирина Сергеевна" in page
    assert "замена" in page


@pytest.mark.parametrize("who", ["learner", "parent"])
def test_a_family_goes_to_its_own_page(site: Installation, who: str) -> None:
    assert site.sign_in(who).get("/").location == "/family"


def test_a_stranger_is_asked_to_sign_in(site: Installation) -> None:
    assert site.stranger().get("/").location == "/login"
