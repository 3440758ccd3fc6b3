from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from records.curriculum import queries
from records.curriculum.drafts import Written
from records.importers.values import Kind
from records.kernel.actor import Actor
from records.lessons.values import LessonDraft
from records.marks.actions import record_lesson
from tests.builders import World, entropy
from tests.records.importers.files import (
    bring,
    refusal,
    write_csv,
    write_docx,
)
from tests.records.importers.study import PLAN, SLOTS, journal, sheet


def slot(day: str, pair: int, teacher: str = "Петрова А.В.", room: str = "204") -> Any:
    return ("ЮР-21", "ОП.01", day, pair, teacher, "", room)


def test_a_plan_without_a_subgroup_is_of_every_subgroup(
    taught: World, tmp_path: Path
) -> None:
    rows = [
        ("ЮР-21", "ОГСЭ.03", 1, "Знакомство (Introduction)", 2, "ПЗ", "Лексика."),
        ("ЮР-21", "ОГСЭ.03", 2, "Моя будущая профессия", 2, "ПЗ", ""),
    ]
    path = sheet(tmp_path, PLAN, *rows)

    assert bring(taught, Kind.PLAN, path).written == Written(added=4)
    assert bring(taught, Kind.PLAN, path).written == Written(unchanged=4)
    assert [len(course.plan) for course in journal(taught).courses] == [0, 2, 2]


@pytest.mark.parametrize("ending", ["csv", "docx"])
def test_a_plan_comes_from_csv_and_word_too(
    taught: World, tmp_path: Path, ending: str
) -> None:
    rows = [PLAN, ("ЮР-21", "ОП.01", 1, "Предмет теории", 4, "Л", "Конспект.")]
    write = write_csv if ending == "csv" else write_docx
    path = write(tmp_path / f"ктп.{ending}", rows)

    assert bring(taught, Kind.PLAN, path).written.added == 1
    assert journal(taught).courses[0].plan[0].topic == "Предмет теории"


def test_a_plan_in_another_language_and_of_other_hours_is_only_remarked(
    taught: World, tmp_path: Path
) -> None:
    path = sheet(tmp_path, PLAN, ("ЮР-21", "ОП.01", 1, "Past Simple", 2, "Л", ""))

    warnings = [one.message for one in bring(taught, Kind.PLAN, path).warnings]

    assert warnings == [
        "«Past Simple»: тема не на русском языке (п. 4.1.2)",
        "ЮР-21, ОП.01: в КТП 2 ч., в учебном плане 4 ч. (п. 4.1.3)",
    ]


def test_wrong_rows_of_a_plan_are_told(taught: World, tmp_path: Path) -> None:
    rows = [
        ("ЮР-21", "ОП.01", 1, "Предмет", 2, "Л", ""),
        ("ЮР-21", "ОП.01", 1, "Метод", 2, "Л", ""),
        ("ЮР-21", "ОП.01", 4, "Tема", 2, "Л", ""),
        ("ЮР-21", "ОП.01", 5, "Функции", 2, "K", ""),
        ("ЮР-21", "ОП.01", 6, "Функции", 2.5, "С", ""),
        ("ЮР-21", "ОП.01", 7, "Функции", 2, "С", ""),
    ]

    found = refusal(taught, Kind.PLAN, sheet(tmp_path, PLAN, *rows))

    assert [line.split(" — ")[0] for line in found] == [
        "Лист1:None:№: ЮР-21, ОП.01: в плане пропущены № 2, 3, 4, 5, 6",
        "Лист1:3:№: № 1 в плане ОП.01 уже есть",
        "Лист1:4:Тема: «Tема»: латинские буквы вместо русских",
        "Лист1:5:Вид занятия: «K»",
        "Лист1:6:Часов: «2,5»",
    ]
    assert "похоже на «К», но буквы латинские" in found[3]


def test_a_timetable_comes_once(taught: World, tmp_path: Path) -> None:
    path = sheet(tmp_path, SLOTS, slot("02.09.2026", 1), slot("03.09.2026", 2))

    assert bring(taught, Kind.TIMETABLE, path).written == Written(added=2)
    assert bring(taught, Kind.TIMETABLE, path).written == Written(unchanged=2)


def test_another_teacher_in_the_next_timetable_is_a_change(
    taught: World, tmp_path: Path
) -> None:
    bring(taught, Kind.TIMETABLE, sheet(tmp_path, SLOTS, slot("02.09.2026", 1)))
    later = sheet(tmp_path, SLOTS, slot("02.09.2026", 1, "Стриж О.П."))

    assert bring(taught, Kind.TIMETABLE, later).written == Written(changed=1)


def test_a_recorded_lesson_gets_no_other_teacher_from_a_timetable(
    taught: World, tmp_path: Path
) -> None:
    bring(taught, Kind.TIMETABLE, sheet(tmp_path, SLOTS, slot("02.09.2026", 1)))
    (planned,) = queries.list_slots(taught.session, journal(taught).id)
    record_lesson(
        taught.session,
        LessonDraft(slot_id=planned.id, kind="Л", topic="Предмет и метод"),
        [],
        actor=Actor(person_id=planned.teacher_id, role="teacher"),
        now=datetime(2026, 9, 2, 5, tzinfo=UTC),
        entropy=entropy(),
    )
    rows = [slot("03.09.2026", 1), slot("02.09.2026", 1, "Стриж О.П.", "305")]

    (found,) = refusal(taught, Kind.TIMETABLE, sheet(tmp_path, SLOTS, *rows))

    assert found == (
        "Лист1:3:Преподаватель: занятие 02.09.2026, пара 1, уже записано в журнале, "
        "другого преподавателя у него не будет — оставьте преподавателя, который "
        "стоит в расписании: Петрова Анна Викторовна"
    )
    assert queries.list_slots(taught.session, journal(taught).id) == (planned,)


def test_conflicts_in_a_timetable_are_told(taught: World, tmp_path: Path) -> None:
    bring(taught, Kind.TIMETABLE, sheet(tmp_path, SLOTS, slot("02.09.2026", 1)))
    rows = [
        slot("03.09.2026", 1),
        slot("03.09.2026", 1),
        ("ЮР-21", "ОГСЭ.03", "03.09.2026", 1, "Стриж О.П.", 1, "305"),
        ("ЮР-21", "ОГСЭ.03", "02.09.2026", 1, "Стриж О.П.", 1, "305"),
        ("ЮР-21", "ОГСЭ.03", "04.09.2026", 1, "Стриж О.П.", "", "305"),
        slot("04.11.2026", 1),
        slot("01.07.2027", 1),
        slot("07.09.2026", 9),
    ]

    found = refusal(taught, Kind.TIMETABLE, sheet(tmp_path, SLOTS, *rows))

    assert [line.split(" — ")[0] for line in found] == [
        "Лист1:3:Пара: занятие уже есть в расписании",
        "Лист1:4:Пара: у группы в это же время: ЮР-21, ОП.01, 03.09.2026, пара 1",
        "Лист1:4:Пара: у группы в это же время: ЮР-21, ОП.01, 03.09.2026, пара 1",
        "Лист1:5:Пара: у группы в это же время: ЮР-21, ОП.01, 02.09.2026, пара 1",
        "Лист1:6:Подгруппа: не указана подгруппа",
        "Лист1:7:Дата: 04.11.2026",
        "Лист1:8:Дата: дата 01.07.2027",
        "Лист1:9:Пара: 9 не бывает",
    ]


def test_a_busy_room_does_not_stop_a_timetable(taught: World, tmp_path: Path) -> None:
    rows = [
        ("ЮР-21", "ОГСЭ.03", "03.09.2026", 1, "Стриж О.П.", 1, "спортзал"),
        ("ЮР-21", "ОГСЭ.03", "03.09.2026", 1, "Петрова А.В.", 2, "спортзал"),
    ]

    done = bring(taught, Kind.TIMETABLE, sheet(tmp_path, SLOTS, *rows))

    assert done.written.added == 2
    assert "аудитория спортзал" in done.warnings[0].message
