from datetime import date
from pathlib import Path
from typing import Any

from records.curriculum import actions, queries
from records.curriculum.drafts import Written
from records.curriculum.values import DisciplineKind
from records.importers.values import Kind
from records.kernel.calendar import DayKind
from records.norms.queries import get_calendar
from tests.builders import NOW, ORDER, World, entropy
from tests.records.importers.files import (
    bring,
    refusal,
)
from tests.records.importers.study import (
    CURRICULUM,
    ENGLISH,
    LAW,
    PLACES,
    journal,
    sheet,
)


def test_the_calendar_of_the_office_wins_over_the_law(
    world: World, tmp_path: Path
) -> None:
    rows = [("31.12.2026", "рабочий", "приказ № 60-од"), ("11.01.2027", "Каникулы", "")]
    path = sheet(tmp_path, ("Дата", "Вид", "Основание"), *rows)

    bring(world, Kind.CALENDAR, path)

    calendar = get_calendar(world.session)
    assert calendar.kind_of(date(2026, 12, 31)) is DayKind.WORKING
    assert calendar.kind_of(date(2027, 1, 11)) is DayKind.VACATION
    assert bring(world, Kind.CALENDAR, path).written == Written(unchanged=2)


def test_wrong_days_of_a_calendar_are_told(world: World, tmp_path: Path) -> None:
    rows = [
        ("04.11.2026", "праздник", ""),
        ("04.11.2026", "рабочий", ""),
        ("04.11.1926", "праздник", ""),
        ("05.11.2026", "отгул", ""),
    ]

    found = refusal(
        world, Kind.CALENDAR, sheet(tmp_path, ("Дата", "Вид", "Основание"), *rows)
    )

    assert [line.split(" — ")[0] for line in found] == [
        "Лист1:3:Дата: 04.11.2026 уже есть в строке 2",
        "Лист1:4:Дата: дата 04.11.1926",
        "Лист1:5:Вид: «отгул»",
    ]


def test_a_curriculum_makes_courses_by_subgroup(taught: World) -> None:
    courses = journal(taught).courses

    assert [(one.index_code, one.subgroup, one.hours) for one in courses] == [
        ("ОП.01", 0, 4),
        ("ОГСЭ.03", 1, 4),
        ("ОГСЭ.03", 2, 4),
    ]


def test_the_kind_follows_the_index_unless_it_is_named(
    world: World, tmp_path: Path
) -> None:
    base = ("Разное", 6, "—", "—", "Петрова А.В.")
    rows = [
        ("ЮР-21", "МДК.01.01", *base, ""),
        ("ЮР-21", "УП.01", *base, ""),
        ("ЮР-21", "К.01", *base, "консультации"),
    ]
    names = (*CURRICULUM[:-1], "Вид")

    bring(world, Kind.CURRICULUM, sheet(tmp_path, names, *rows))

    assert [one.kind for one in journal(world).courses] == [
        DisciplineKind.MODULE_COURSE,
        DisciplineKind.TRAINING_PRACTICE,
        DisciplineKind.CONSULTATIONS,
    ]


def test_semesters_of_the_programme_fall_into_the_year(
    world: World, tmp_path: Path
) -> None:
    rows = [(*LAW[:5], 3, *LAW[6:]), (*LAW[:5], 4, *LAW[6:])]

    bring(world, Kind.CURRICULUM, sheet(tmp_path, CURRICULUM, *rows))

    (course,) = journal(world).courses
    assert [term.semester for term in course.terms] == [1, 2]


def test_contradictions_of_a_curriculum_are_told_at_once(
    world: World, tmp_path: Path
) -> None:
    rows = [
        LAW,
        (*LAW[:2], "Теория права", *LAW[3:]),
        ("ЮР-22", *LAW[1:]),
        (*LAW[:6], "Петров А.В.", ""),
        (*LAW[:4], "экзамен", *LAW[5:]),
        (*LAW[:1], "OП.02", *LAW[2:]),
        ENGLISH,
        (*ENGLISH[:5], 2, "Стриж О.П.", ""),
        ("ЮР-21", "ОП.05", "Право", 0, "Э", "—", "Стриж Ольга Петровна", ""),
    ]

    found = refusal(world, Kind.CURRICULUM, sheet(tmp_path, CURRICULUM, *rows))

    assert [line.split(" — ")[0].split(".Есть")[0] for line in found] == [
        "Лист1:3:Наименование: ОП.01 в строке 2 называется «Теория государства и права»",
        "Лист1:3:Индекс: ОП.01 в этом семестре уже есть в строке 2",
        "Лист1:4:Группа: группы «ЮР-22» нет. Есть похожие: «ЮР-21».",
        "Лист1:5:Преподаватель: преподавателя «Петров А.В.» нет в списке работников. "
        "Есть похожие: «Петрова А.В.».",
        "Лист1:6:Форма контроля: «экзамен»",
        "Лист1:7:Индекс: «OП.02»: латинские буквы вместо русских",
        "Лист1:9:Подгруппа: ОГСЭ.03 в строке 8 с подгруппой",
        "Лист1:10:Часов: 0 не бывает",
    ]


def test_of_two_teachers_with_equal_initials_the_full_name_is_needed(
    world: World, tmp_path: Path
) -> None:
    world.teacher("Петрова Алла Васильевна")

    (found,) = refusal(world, Kind.CURRICULUM, sheet(tmp_path, CURRICULUM, LAW))
    full = (*LAW[:6], "Петрова Алла Васильевна", "")
    bring(world, Kind.CURRICULUM, sheet(tmp_path, CURRICULUM, full))

    assert "«Петрова А.В.» — таких двое" in found
    assert "напишите фамилию, имя и отчество полностью" in found
    (course,) = journal(world).courses
    assert course.terms[0].teacher.full_name == "Петрова Алла Васильевна"


def test_places_in_subgroups_are_read_and_kept(taught: World, tmp_path: Path) -> None:
    rows = [
        ("ЮР-21", "ОГСЭ.03", 1, "Ким Лев Андреевич"),
        ("ЮР-21", "ОГСЭ.03", 2, "Долгих Виктория"),
    ]
    path = sheet(tmp_path, PLACES, *rows)

    first = bring(taught, Kind.SUBGROUPS, path).written
    again = bring(taught, Kind.SUBGROUPS, path).written

    assert (first, again) == (Written(added=2), Written(unchanged=2))
    one, two = journal(taught).courses[1:]
    assert [len(course.members) for course in (one, two)] == [1, 1]


def test_the_same_places_after_a_transfer_by_an_order_change_nothing(
    taught: World, tmp_path: Path
) -> None:
    path = sheet(tmp_path, PLACES, ("ЮР-21", "ОГСЭ.03", 1, "Ким Лев Андреевич"))
    bring(taught, Kind.SUBGROUPS, path)
    course = journal(taught).courses[1]
    actions.move_to_subgroup(
        taught.session,
        course.discipline_id,
        course.members[0].person_id,
        subgroup=2,
        effective=date(2026, 11, 2),
        order=ORDER,
        actor=taught.actor,
        now=NOW,
        entropy=entropy(),
    )

    assert bring(taught, Kind.SUBGROUPS, path).written == Written(unchanged=1)


def test_unknown_learners_subgroups_and_overlaps_are_told(
    taught: World, tmp_path: Path
) -> None:
    rows = [
        ("ЮР-21", "ОГСЭ.03", 1, "Ким Лев Андреевич"),
        ("ЮР-21", "ОГСЭ.03", 2, "Ким Лев Андреевич"),
        ("ЮР-21", "ОГСЭ.03", 3, "Долгих Виктория"),
        ("ЮР-21", "ОГСЭ.03", 1, "Долгова Виктория"),
        ("ЮР-21", "ОП.01", 1, "Долгих Виктория"),
    ]

    found = refusal(taught, Kind.SUBGROUPS, sheet(tmp_path, PLACES, *rows))

    assert [line.split(" — ")[0] for line in found] == [
        "Лист1:3:Обучающийся: уже есть в этом файле",
        "Лист1:4:Подгруппа: подгруппы 3 нет",
        "Лист1:5:Обучающийся: обучающегося «Долгова Виктория» нет в группе ЮР-21. "
        "Есть похожие: «Долгих Виктория».",
        "Лист1:6:Подгруппа: ОП.01 на подгруппы не делится",
    ]


def test_namesakes_in_a_group_are_told_apart_by_birth_dates(
    taught: World, tmp_path: Path
) -> None:
    other = taught.person("Ким Лев Андреевич", date(2007, 1, 1))
    actions.enrol(
        taught.session,
        queries.get_group_id(taught.session, "ЮР-21"),
        [actions_enrolment(other)],
        actor=taught.actor,
        now=NOW,
        entropy=entropy(),
    )
    vague = sheet(tmp_path, PLACES, ("ЮР-21", "ОГСЭ.03", 1, "Ким Лев Андреевич"))
    exact = sheet(
        tmp_path,
        PLACES,
        ("ЮР-21", "ОГСЭ.03", 1, "Ким Лев Андреевич (01.01.2007)"),
        name="точно.xlsx",
    )

    (found,) = refusal(taught, Kind.SUBGROUPS, vague)
    bring(taught, Kind.SUBGROUPS, exact)

    assert "напишите «Ким Лев Андреевич (01.01.2007)», «Ким Лев Анд" in found
    assert journal(taught).courses[1].members[0].person_id == other


def actions_enrolment(person_id: int) -> Any:
    from records.curriculum.drafts import Enrolment

    return Enrolment(person_id=person_id, effective=date(2026, 9, 1), order=ORDER)
