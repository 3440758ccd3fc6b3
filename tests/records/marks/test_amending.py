"""Changing a lesson on its day, filling in later what it lacked (REG 4.1.1)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from records.kernel.errors import RuleViolationError, StaleVersionError
from records.ledger.queries import get_head, list_versions
from records.lessons.queries import get_lesson
from records.lessons.values import LessonChange, LessonDraft
from records.marks.actions import amend_lesson, record_lesson
from records.marks.values import Recorded
from tests.builders import entropy
from tests.records.marks.school import DAY, School, draft, local, make_school


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def record(
    school: School, given: LessonDraft | None = None, **changes: object
) -> Recorded:
    values: dict[str, object] = {
        "actor": school.teacher,
        "now": local(DAY),
        "entropy": entropy(),
    }
    return record_lesson(
        school.session,
        given or draft(school.slots[0]),
        [],
        **{**values, **changes},  # type: ignore[arg-type]
    )


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code for found in refused.value.findings]


def amend(
    school: School, lesson: int, change: LessonChange, **more: object
) -> Recorded:
    values: dict[str, object] = {
        "actor": school.teacher,
        "now": local(DAY, 18),
        "entropy": entropy(),
    }
    return amend_lesson(
        school.session,
        lesson,
        change,
        **{**values, **more},  # type: ignore[arg-type]
    )


def test_on_its_day_a_lesson_is_changed_freely_as_a_new_version(
    school: School,
) -> None:
    lesson = record(school).lesson_id or 0

    amend(school, lesson, LessonChange(topic="Форма государства", hours=1))

    fact = get_lesson(school.session, lesson)
    assert (fact.topic, fact.hours) == ("Форма государства", 1)
    assert (fact.version, fact.topic_version, fact.homework_version) == (2, 2, 1)
    versions = list_versions(school.session, f"topic/{lesson}")
    assert [one.payload and one.payload["topic"] for one in versions] == [
        "Предмет и методы теории государства и права",
        "Форма государства",
    ]


def test_what_lacked_is_filled_in_later(school: School) -> None:
    given = draft(school.slots[0], topic="", homework="", roll_called=False)
    lesson = record(school, given=given).lesson_id or 0
    later = local(DAY + timedelta(days=3))
    change = LessonChange(topic="Форма государства", no_homework=True, homework="")

    amend(school, lesson, replace(change, roll_called=True), now=later)

    fact = get_lesson(school.session, lesson)
    assert fact.complete
    assert fact.completed_at == later


def test_after_the_day_what_stands_is_not_changed_without_a_basis(
    school: School,
) -> None:
    lesson = record(school).lesson_id or 0
    later = local(DAY + timedelta(days=1))

    with pytest.raises(RuleViolationError) as refused:
        amend(school, lesson, LessonChange(topic="Другая тема"), now=later)

    assert codes(refused) == ["CHK-4.1.1-correction"]


def test_a_late_record_may_be_changed_on_the_day_it_was_made(school: School) -> None:
    late = DAY + timedelta(days=1)
    lesson = record(school, now=local(late)).lesson_id or 0

    amended = amend(
        school, lesson, LessonChange(topic="Тема иная"), now=local(late, 20)
    )

    assert amended.entries == 1


def test_a_change_of_what_somebody_else_changed_is_refused(school: School) -> None:
    lesson = record(school).lesson_id or 0
    amend(school, lesson, LessonChange(topic="Вторая тема", seen_topic=1))

    with pytest.raises(StaleVersionError):
        amend(school, lesson, LessonChange(topic="Третья тема", seen_topic=1))


def test_a_repeated_amendment_writes_nothing(school: School) -> None:
    lesson = record(school).lesson_id or 0
    change = LessonChange(topic="Форма права")
    amend(school, lesson, change, idem="form-9")

    assert amend(school, lesson, change, idem="form-9").repeated


def test_a_change_of_nothing_writes_nothing(school: School) -> None:
    lesson = record(school).lesson_id or 0
    size = get_head(school.session).size

    assert amend(school, lesson, LessonChange(kind="Л")).entries == 0
    assert get_head(school.session).size == size
