"""Questions about lessons: settings, numbers, refusals."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError
from records.lessons.actions import get_fields
from records.lessons.queries import (
    find_later_slot,
    find_repeated,
    get_lesson,
    get_lesson_setting,
    get_slot_setting,
    list_lessons,
)
from tests.records.journal.year import DAYS, teach_first
from tests.records.marks.school import School, make_school


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def test_a_planned_lesson_is_set_by_its_slot(school: School) -> None:
    setting = get_slot_setting(school.session, school.slots[0])

    assert (setting.day, setting.pair, setting.group_code) == (DAYS[0], 1, "ЮР-21")
    assert (setting.teacher_id, setting.leader_id) == (school.teacher_id,) * 2
    assert (setting.lesson_id, setting.recorded_on) == (None, None)
    assert setting.title == "ОП.01 Теория государства и права"
    assert setting.timezone == "Asia/Tomsk"


def test_a_recorded_lesson_is_set_with_its_day(school: School) -> None:
    teach_first(school, 2)
    lesson = list_lessons(school.session, school.world.journal_id)[1]

    setting = get_lesson_setting(school.session, lesson.id)

    assert (setting.lesson_id, setting.recorded_on) == (lesson.id, DAYS[1])
    assert get_slot_setting(school.session, school.slots[1]) == setting


def test_a_lesson_is_numbered_within_its_course(school: School) -> None:
    teach_first(school, 3)

    listed = list_lessons(school.session, school.world.journal_id)

    assert [one.number for one in listed] == [1, 2, 3]
    assert tuple(get_lesson(school.session, one.id) for one in listed) == listed


def test_the_next_lesson_of_the_month_is_found(school: School) -> None:
    first, last = (get_slot_setting(school.session, school.slots[n]) for n in (0, 2))

    assert find_later_slot(school.session, first) == date(2026, 9, 9)
    assert find_later_slot(school.session, last) is None


def test_what_is_not_there_is_refused(school: School) -> None:
    for ask in (get_slot_setting, get_lesson_setting, get_lesson, get_fields):
        with pytest.raises(NotFoundError):
            ask(school.session, 999)


def test_a_request_without_a_key_is_never_a_repetition(school: School) -> None:
    assert find_repeated(school.session, None) is None
    assert find_repeated(school.session, "unknown") is None
