from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from records.curriculum.drafts import SlotDraft, Written
from records.curriculum.queries import list_courses
from records.importers.actions import import_file
from records.importers.values import ImportResult, Kind
from records.kernel.errors import InputRefusedError
from records.lessons.queries import list_lessons
from records.marks.queries import list_marks
from records.marks.values import Work
from tests.builders import World, entropy, make_world
from tests.records.importers.files import write_xlsx

HEADINGS = (
    "Группа", "Индекс", "Дата", "Пара", "Тема", "Домашнее задание", "Обучающийся",
    "Отметка", "Вид работы",
)  # fmt: skip
LATER = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
KIM, DOLGIKH = "Ким Лев Андреевич", "Долгих Виктория"


@pytest.fixture
def world(session: Session) -> World:
    world = make_world(session)
    world.learner(KIM)
    world.learner(DOLGIKH)
    course = world.course()
    world.plan(course, "Понятие права", "Источники права")
    (course_fact,) = list_courses(session, world.journal_id)
    teacher = course_fact.terms[0].teacher.person_id
    world.slots(
        SlotDraft(course_id=course, day=date(2026, 9, 2), pair=1, teacher_id=teacher)
    )
    return world


def row(
    who: str = "",
    mark: object = "",
    *,
    day: str = "02.09.2026",
    topic: str = "Понятие права",
    homework: str = "Конспект.",
    work: str = "",
) -> tuple[Any, ...]:
    return ("ЮР-21", "ОП.01", day, 1, topic, homework, who, mark, work)


def bring(world: World, path: Path, *rows: tuple[Any, ...]) -> ImportResult:
    return import_file(
        world.session,
        Kind.LESSONS,
        write_xlsx(path / "журнал.xlsx", {"Лист1": [HEADINGS, *rows]}),
        actor=world.actor,
        now=LATER,
        entropy=entropy(),
    )


def refusal(world: World, path: Path, *rows: tuple[Any, ...]) -> list[str]:
    with pytest.raises(InputRefusedError) as caught:
        bring(world, path, *rows)
    return [f"{one.row}:{one.column}: {one.message}" for one in caught.value.findings]


def marks(world: World) -> list[tuple[Work, str]]:
    return sorted(
        (mark.work, mark.value) for mark in list_marks(world.session, world.journal_id)
    )


def test_rows_of_a_lesson_become_one_lesson_with_marks(
    world: World, tmp_path: Path
) -> None:
    done = bring(world, tmp_path, row(KIM, 5), row(DOLGIKH, "н/4"))

    assert done.written == Written(added=1)
    (lesson,) = list_lessons(world.session, world.journal_id)
    assert (lesson.topic, lesson.kind, lesson.hours) == ("Понятие права", "Л", 2)
    assert lesson.plan_item_id is not None
    assert lesson.slot_id is not None
    assert lesson.source == "файл журнал.xlsx"
    assert marks(world) == [
        (Work.ABSENCE, "н"),
        (Work.CURRENT, "5"),
        (Work.MAKEUP, "4"),
    ]


def test_a_lesson_where_nothing_was_marked_has_one_row(
    world: World, tmp_path: Path
) -> None:
    done = bring(world, tmp_path, row(homework="Без задания"))

    assert done.written == Written(added=1)
    (lesson,) = list_lessons(world.session, world.journal_id)
    assert lesson.no_homework
    assert marks(world) == []


def test_the_same_journal_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    rows = (row(KIM, 5), row(DOLGIKH, "н"))
    bring(world, tmp_path, *rows)

    assert bring(world, tmp_path, *rows).written == Written(unchanged=1)


def test_monthly_control_is_a_kind_of_work(world: World, tmp_path: Path) -> None:
    bring(
        world,
        tmp_path,
        row(KIM, 5),
        row(KIM, 4, work="МИУД"),
        row(DOLGIKH, "н/а", work="миуд"),
    )

    (lesson,) = list_lessons(world.session, world.journal_id)
    assert lesson.monthly_control
    assert marks(world) == [
        (Work.CURRENT, "5"),
        (Work.MONTHLY_CONTROL, "4"),
        (Work.MONTHLY_CONTROL, "н/а"),
    ]


def test_wrong_rows_of_a_journal_are_told_with_their_places(
    world: World, tmp_path: Path
) -> None:
    found = refusal(
        world,
        tmp_path,
        row(KIM, "H"),
        row(DOLGIKH, "4+"),
        row("Петров Пётр", 5),
        row(KIM, ""),
        row("", 5),
        row(DOLGIKH, 5, topic="Другая тема"),
        row(DOLGIKH, 3),
        row(DOLGIKH, 5, day="02.11.2026", topic="Источники права"),
        row(KIM, 5, day="03.09.2026", topic="."),
        row(KIM, 5, work="лаба"),
    )

    assert found == [
        "2:Тема: «H» — недопустимое обозначение",
        "3:Тема: «4+» — недопустимое обозначение",
        "4:Обучающийся: обучающегося «Петров Пётр» нет в группе ЮР-21.",
        "5:Отметка: обучающийся есть, а отметки нет",
        "6:Обучающийся: отметка есть, а обучающегося нет",
        "7:Тема: в строке 2 у этого же занятия иначе: «Понятие права»",
        "7:Обучающийся: в этом занятии уже есть строка о нём",
        "8:Обучающийся: в этом занятии уже есть строка о нём",
        "9:Тема: занятие 02.11.2026 ещё не проведено",
        "10:Тема: «.» — не тема занятия",
        "11:Вид работы: «лаба» — такого обозначения нет",
        "11:Обучающийся: в этом занятии уже есть строка о нём",
    ]
    assert list_lessons(world.session, world.journal_id) == ()


def test_a_lesson_that_stands_otherwise_is_told_with_its_row(
    world: World, tmp_path: Path
) -> None:
    bring(world, tmp_path, row(KIM, 5))

    found = refusal(world, tmp_path, row(KIM, 4))

    assert found == ["2:Тема: занятие уже записано иначе"]
