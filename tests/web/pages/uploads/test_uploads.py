"""Files: tried first, brought in whole or not at all (REG 3.8.6, 3.9.1, 3.10.1)."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from records.curriculum.queries import list_slots
from records.kernel.db import transaction
from records.ledger.queries import get_head
from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

HEADINGS = ("Группа", "Индекс", "Дата", "Пара", "Преподаватель", "Аудитория")
LESSON = ("ЮР-21", "ОП.01", "29.09.2026", 2, "Воронцова И.С.", "302")


def book(*rows: tuple[Any, ...]) -> bytes:
    made = Workbook()
    for row in (HEADINGS, *rows):
        made.active.append(row)  # type: ignore[union-attr]
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def send(
    visitor: Visitor, data: bytes, name: str = "расписание.xlsx", **more: Any
) -> Any:
    return visitor.post(
        "/uploads",
        {"kind": "timetable", "file": (io.BytesIO(data), name), **more},
        content_type="multipart/form-data",
    )


def token_in(page: str) -> str:
    return page.split('name="token" value="')[1].split('"', maxsplit=1)[0]


def count(site: Installation) -> int:
    with transaction(site.engine, write=False) as session:
        return len(list_slots(session, site.college.places.journal))


def test_a_file_shows_what_it_would_change_and_changes_nothing(
    site: Installation,
) -> None:
    before = count(site)

    page = send(site.sign_in("dispatcher"), book(LESSON)).text

    assert "29.09.2026, 2" in page
    assert "не было" in page
    assert "Записать 1\u00a0строку" in page
    assert count(site) == before


def test_the_shown_file_is_brought_in(site: Installation) -> None:
    visitor, before = site.sign_in("dispatcher"), count(site)
    token = token_in(send(visitor, book(LESSON)).text)

    answer = visitor.post("/uploads/apply", {"kind": "timetable", "token": token})

    assert answer.status_code == 303
    assert count(site) == before + 1


def test_a_change_of_a_recorded_lesson_is_shown_as_such(site: Installation) -> None:
    moved = ("ЮР-21", "ОП.01", "01.09.2026", 2, "Воронцова И.С.", "999")

    page = send(site.sign_in("dispatcher"), book(moved)).text

    assert "ауд. 302" in page
    assert "ауд. 999" in page
    assert "записано" in page


def test_a_recorded_lesson_gets_no_other_teacher_from_a_file(
    site: Installation,
) -> None:
    taught = ("ЮР-21", "ОП.01", "01.09.2026", 2, "Лаптев Д.А.", "302")

    answer = send(site.sign_in("dispatcher"), book(LESSON, taught))

    assert answer.status_code == 422
    assert "строка 3, столбец «Преподаватель»" in answer.text
    assert "Занятие 01.09.2026, пара 2, уже записано в журнале" in answer.text
    assert "оставьте преподавателя, который стоит в расписании" in answer.text


def test_the_waiting_file_of_another_does_not_exist(site: Installation) -> None:
    token = token_in(send(site.sign_in("dispatcher"), book(LESSON)).text)

    answer = site.sign_in("content_admin").post(
        "/uploads/apply", {"kind": "timetable", "token": token}
    )

    assert answer.status_code == 404


def test_every_fault_is_named_with_its_place(site: Installation) -> None:
    wrong = (("ЮР-99", *LESSON[1:]), (*LESSON[:2], "31.02.2026", *LESSON[3:]))
    before = count(site)

    answer = send(site.sign_in("dispatcher"), book(*wrong))

    assert answer.status_code == 422
    assert "строка 2" in answer.text
    assert "строка 3" in answer.text
    assert count(site) == before


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "", "Выберите файл"),
        (b"MZ", "вирус.exe", "другого вида"),
        (b"not a zip", "a.xlsx", "не"),
        (book(LESSON), "../../etc/passwd.exe", "другого вида"),
    ],
)
def test_what_is_not_such_a_file_is_refused_in_words(
    site: Installation, data: bytes, name: str, words: str
) -> None:
    answer = send(site.sign_in("dispatcher"), data, name)

    assert answer.status_code == 422
    assert words in answer.text


def test_a_name_with_a_way_out_stays_inside(site: Installation) -> None:
    send(site.sign_in("dispatcher"), book(LESSON), "../../../снаружи.xlsx")

    inside = list(site.home.rglob("*снаружи*"))
    assert len(inside) == 1
    assert inside[0].is_relative_to(site.home / "uploads")


def test_the_secretary_brings_in_learners_and_not_the_timetable(
    site: Installation,
) -> None:
    visitor = site.sign_in("secretary")

    assert send(visitor, book(LESSON)).status_code == 403
    assert "Обучающиеся" in visitor.get("/uploads").text
    assert "Расписание" not in visitor.get("/uploads").text.split("<main")[1]


def test_trying_a_file_leaves_no_entry_in_the_ledger(site: Installation) -> None:
    with transaction(site.engine, write=False) as session:
        before = get_head(session)
    send(site.sign_in("dispatcher"), book(LESSON))

    with transaction(site.engine, write=False) as session:
        assert get_head(session) == before
