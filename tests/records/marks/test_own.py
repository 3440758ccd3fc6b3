"""What a learner reads of the own record: homework for the next lesson (REG 2.5)."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from records.curriculum.drafts import SlotDraft
from records.curriculum.queries import list_slots
from records.lessons.timetable import cancel_slot
from records.marks.actions import record_lesson
from records.marks.queries import list_homework
from records.marks.values import Homework
from tests.builders import entropy
from tests.records.marks.school import DAY, School, draft, local, make_school

NEXT, LAST = date(2026, 9, 9), date(2026, 9, 30)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def record(school: School, slot_id: int, homework: str, *, day: date = DAY) -> None:
    record_lesson(
        school.session,
        draft(slot_id, homework=homework, no_homework=not homework),
        [],
        actor=school.teacher,
        now=local(day),
        entropy=entropy(),
    )


def homework(school: School, course_id: int, given: date, due: date) -> Homework:
    return Homework(course_id=course_id, given=given, due=due, text="Конспект")


def test_homework_is_due_on_the_next_lesson_that_is_held(school: School) -> None:
    record(school, school.slots[0], "Конспект")
    asked = (school.course_id,)

    (first,) = list_homework(school.session, asked, today=DAY)
    cancel_slot(
        school.session,
        school.slots[1],
        reason="карантин",
        actor=school.world.actor,
        now=local(DAY),
        entropy=entropy(),
    )
    (later,) = list_homework(school.session, asked, today=DAY)

    assert first == homework(school, school.course_id, DAY, NEXT)
    assert later == homework(school, school.course_id, DAY, LAST)


def test_only_the_last_lesson_sets_homework(school: School) -> None:
    record(school, school.slots[0], "Старое")
    record(school, school.slots[1], "Конспект", day=NEXT)

    found = list_homework(school.session, (school.course_id,), today=NEXT)

    assert found == (homework(school, school.course_id, NEXT, LAST),)


def test_without_homework_on_purpose_is_told_too(school: School) -> None:
    record(school, school.slots[0], "")

    (found,) = list_homework(school.session, (school.course_id,), today=DAY)

    assert (found.text, found.due) == ("", NEXT)


def test_homework_of_many_courses_is_one_question(school: School) -> None:
    courses = [school.course_id]
    for number in range(2, 5):
        course = school.world.course(f"ОП.0{number}", teacher_id=school.teacher_id)
        school.world.slots(
            *(
                SlotDraft(
                    course_id=course, day=day, pair=number, teacher_id=school.teacher_id
                )
                for day in (DAY, NEXT)
            )
        )
        courses.append(course)
    for slot in list_slots(school.session, school.world.journal_id):
        if slot.day == DAY:
            record(school, slot.id, "Конспект")
    asked: list[str] = []
    event.listen(
        school.session.connection(),
        "before_cursor_execute",
        lambda *given: asked.append(given[2]),
    )

    found = list_homework(school.session, tuple(courses), today=DAY)

    assert found == tuple(homework(school, one, DAY, NEXT) for one in courses)
    assert len(asked) == 1
