"""The days of the office: lists and orders, the timetable, accounts and the machine."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.browser.days import Day
from tests.browser.stage import AHEAD, TODAY, Stage
from tests.web.college import GROUP, PASSWORD

pytestmark = pytest.mark.slow
Begin = Callable[..., Day]
ORDER_DAY = "2026-10-12"
HEADINGS = ("Группа", "Индекс", "Дата", "Пара", "Преподаватель", "Аудитория")
NEXT = date(2026, 10, 27)
NEWCOMER = {
    "Фамилия": "Яшина",
    "Имя": "Ева",
    "Отчество": "Львовна",
    "Дата рождения": "2009-03-08",
    "Номер личного дела": "ЮР-21/9",
    "Действует с": "2026-10-12",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def make_timetable() -> bytes:
    """Write a timetable: a room that changes, a lesson that is new."""
    book = Workbook()
    rows = (
        (GROUP, "ОП.01", f"{AHEAD:%d.%m.%Y}", 2, "Воронцова И.С.", "415"),
        (GROUP, "ОП.01", f"{NEXT:%d.%m.%Y}", 2, "Воронцова И.С.", "302"),
    )
    for row in (HEADINGS, *rows):
        book.active.append(row)  # type: ignore[union-attr]
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def sign_order(day: Day, number: str) -> None:
    """Write the order's number and day, record the movement."""
    day.fill("Приказ №", number)
    day.fill("от", ORDER_DAY)
    day.press("Записать по приказу")


def test_the_secretary_enrols_expels_and_sees_the_list(begin_day: Begin) -> None:
    day = begin_day("secretary")
    page = day.choose("Люди")
    day.follow("Движение")
    day.follow("Записать движение")
    day.pick("Группа", GROUP)
    day.press("Показать поля")
    page.locator("main").get_by_label("Пол", exact=True).select_option("female")
    for label, text in NEWCOMER.items():
        day.fill(label, text)
    sign_order(day, "41-к")
    day.reads("Яшина Ева Львовна", "№ 41-к от 12.10.2026", "1 из 3")
    day.fits()

    page = day.open("/people/movements/new?kind=expelled&group=ЮР-21")
    day.pick("Обучающийся", "Шевчук Анна Олеговна")
    day.fill("Действует с", "2026-10-13")
    sign_order(day, "42-к")
    day.reads("№ 42-к от 12.10.2026")

    day.choose("Люди")
    page.locator("main").get_by_role("link", name=GROUP).click()
    line = page.locator("tr", has_text="Яшина Ева Львовна")
    expect(line).to_contain_text("ЮР-21/9")
    gone = page.locator("tr", has_text="Шевчук Анна Олеговна")
    expect(gone).to_contain_text("отчисление с 13.10.2026, приказ № 42-к")
    day.fits()


def test_the_secretary_keeps_what_was_typed_when_a_field_is_missing(
    begin_day: Begin,
) -> None:
    day = begin_day("secretary", 422)
    page = day.open("/people/movements/new?kind=expelled&group=ЮР-21")
    page.locator("main form[method=post]").evaluate("one => { one.noValidate = true; }")
    day.pick("Обучающийся", "Шевчук Анна Олеговна")
    day.fill("Действует с", "2026-10-13")

    day.press("Записать по приказу")

    field = page.get_by_label("Приказ №")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Действует с")).to_have_value("2026-10-13")


def test_the_dispatcher_sees_the_difference_before_the_file_is_applied(
    begin_day: Begin,
) -> None:
    day = begin_day("dispatcher")
    page = day.choose("Расписание")
    day.follow("Загрузить файл")
    page.get_by_label("Файл", exact=True).set_input_files(
        {"name": "октябрь.xlsx", "mimeType": XLSX, "buffer": make_timetable()}
    )
    day.press("Показать, что изменится")
    table = page.locator("table")
    expect(table.locator("tr", has_text="27.10.2026")).to_contain_text("не было")
    expect(table.locator("tr", has_text="20.10.2026")).to_contain_text("ауд. 415")
    day.fits()

    day.press("Записать 2")

    day.reads("добавлено 1, изменено 1")
    day.open(f"/timetable?week={AHEAD.isoformat()}&group={GROUP}")
    day.reads("ауд. 415")
    day.fits()


def test_the_dispatcher_gives_a_lesson_to_a_substitute(
    begin_day: Begin, stage: Stage
) -> None:
    day = begin_day("dispatcher")
    page = day.open(f"/timetable?week={AHEAD.isoformat()}&group={GROUP}")
    day.follow("Изменить")
    page.get_by_label("Кто замещает").select_option(
        str(stage.college.people.persons["other_teacher"])
    )
    day.fill("Основание", "приказ № 15-з")
    page.locator("#f-basis_date").fill(ORDER_DAY)
    day.press("Записать замену")
    day.reads("Изменение записано", "Замена: ведёт Лаптев Денис Андреевич")
    day.fits()

    substitute = begin_day("other_teacher")
    substitute.choose("Журналы")
    substitute.reads("Замены")
    day.open(f"/timetable?week={TODAY.isoformat()}&group={GROUP}")
    day.follow("Изменить")
    day.reads("Занятие проведено и записано в журнале")
    expect(page.get_by_role("button", name="Отменить занятие")).to_have_count(0)


def test_the_system_administrator_sees_the_machine_and_gives_a_new_password(
    begin_day: Begin, stage: Stage
) -> None:
    day = begin_day("system_admin", 422)
    page = day.choose("Управление")
    day.reads("Состояние журнала", "Фоновый исполнитель", "Записей в реестре")
    day.fits()
    day.follow("Учётные записи")
    page.get_by_label("Имя или логин").fill("Воронцова")
    day.press("Найти")
    day.follow("Воронцова Ирина Сергеевна")
    page.locator("#reset-password").fill("не тот пароль")
    day.press("Выдать одноразовый пароль")
    expect(page.locator("#reset-password")).to_have_attribute("aria-invalid", "true")
    page.locator("#reset-password").fill(PASSWORD)
    day.press("Выдать одноразовый пароль")

    day.reads("Реквизиты доступа", "Воронцова Ирина Сергеевна")
    slip = page.locator(".s-slip dd").all_inner_texts()
    assert slip[1] == stage.college.people.logins["teacher"]
    assert len(slip[2]) >= 12
    day.fits()
    day.open("/admin/jobs")
    day.reads("Задания")
    day.fits()
