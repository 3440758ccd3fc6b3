"""Recording a lesson with its cells: one append, on the day, by its teacher."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from records.curriculum.tables import ClosedMonth, Journal, Slot, Substitution
from records.kernel.actor import Actor
from records.kernel.errors import (
    NotAllowedError,
    NotFoundError,
    PeriodClosedError,
    RuleViolationError,
)
from records.ledger.queries import get_head, list_versions
from records.lessons.queries import get_lesson, list_lessons
from records.lessons.values import LessonDraft
from records.marks.actions import record_lesson
from records.marks.queries import list_marks
from records.marks.values import Cell, Recorded, Work
from tests.builders import entropy
from tests.records.marks.school import (
    DAY,
    School,
    absence,
    draft,
    local,
    make_school,
    mark,
)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def record(
    school: School,
    *cells: Cell,
    given: LessonDraft | None = None,
    **changes: object,
) -> Recorded:
    values: dict[str, object] = {
        "actor": school.teacher,
        "now": local(DAY),
        "entropy": entropy(),
    }
    return record_lesson(
        school.session,
        given or draft(school.slots[0]),
        cells,
        **{**values, **changes},  # type: ignore[arg-type]
    )


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code for found in refused.value.findings]


def test_a_lesson_its_texts_and_its_cells_are_one_append(school: School) -> None:
    size = get_head(school.session).size

    recorded = record(
        school, mark(school.learners[0]), absence(school.learners[1]), late_reason=""
    )

    assert (recorded.entries, recorded.findings) == (5, ())
    assert get_head(school.session).size == size + 5
    (lesson,) = list_lessons(school.session, school.world.journal_id)
    assert lesson.id == recorded.lesson_id
    assert (lesson.number, lesson.day, lesson.pair, lesson.hours) == (1, DAY, 1, 2)
    assert lesson.complete
    assert lesson.completed_at == local(DAY)
    assert lesson.entry_no == size + 2
    first, second = list_marks(school.session, school.world.journal_id)
    assert (first.work, first.value, first.version) == (Work.CURRENT, "5", 1)
    assert (second.work, second.value) == (Work.ABSENCE, "н")
    assert (first.entry_no, second.entry_no) == (size + 3, size + 4)


def test_the_ledger_keeps_ids_and_texts_but_no_names(school: School) -> None:
    recorded = record(school, mark(school.learners[0], "4"))

    versions = [
        list_versions(school.session, f"{kind}/{recorded.lesson_id}")[0].payload
        for kind in ("lesson", "topic", "homework")
    ]
    cell = f"mark/{recorded.lesson_id}/{school.learners[0]}/current"
    assert versions[1] == {
        "lesson": recorded.lesson_id,
        "topic": "Предмет и методы теории государства и права",
        "plan_item": None,
    }
    assert list_versions(school.session, cell)[0].payload == {
        "lesson": recorded.lesson_id,
        "person": school.learners[0],
        "work": "current",
        "value": "4",
    }
    assert "Ким" not in str(versions)


def test_a_repeated_request_writes_nothing(school: School) -> None:
    recorded = record(school, mark(school.learners[0]), idem="form-1")
    size = get_head(school.session).size

    again = record(school, mark(school.learners[0]), idem="form-1")

    assert again == Recorded(lesson_id=recorded.lesson_id, repeated=True)
    assert get_head(school.session).size == size


def test_a_lesson_may_be_recorded_in_parts(school: School) -> None:
    given = draft(school.slots[0], topic="", homework="", roll_called=False)

    recorded = record(school, mark(school.learners[0]), given=given)

    lesson = get_lesson(school.session, recorded.lesson_id or 0)
    assert recorded.entries == 2
    assert (lesson.topic_version, lesson.homework_version) == (0, 0)
    assert lesson.completed_at is None


def test_a_late_lesson_is_allowed_and_remarked(school: School) -> None:
    late = DAY + timedelta(days=1)

    recorded = record(school, now=local(late, 0, 1), late_reason="болел")

    assert [found.code for found in recorded.findings] == ["CHK-4.1.1-late"]
    assert not recorded.findings[0].blocking
    lesson = get_lesson(school.session, recorded.lesson_id or 0)
    assert lesson.recorded_at == local(late, 0, 1)
    entry = list_versions(school.session, f"lesson/{lesson.id}")[0]
    assert entry.reason == "болел"


def test_a_minute_to_midnight_in_tomsk_is_still_the_day(school: School) -> None:
    assert record(school, now=local(DAY, 23, 59)).findings == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"topic": "."}, "CHK-3.13.1-topic-sign"),
        ({"homework": "—"}, "CHK-3.13.1-homework-sign"),
        ({"no_homework": True}, "CHK-3.13.1-homework-sign"),
        ({"kind": "Z"}, "CHK-4.1.6-kind"),
        ({"hours": 0}, "CHK-4.1.3-hours-range"),
    ],
)
def test_what_is_written_wrongly_is_refused(
    school: School, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleViolationError) as refused:
        record(school, given=draft(school.slots[0], **changes))

    assert codes(refused) == [code]


def test_all_reasons_are_listed_at_once(school: School) -> None:
    cells = (mark(school.learners[0], "4+"), mark(999, "5"))
    given = draft(school.slots[0], topic=".", kind="?")

    with pytest.raises(RuleViolationError) as refused:
        record(school, *cells, given=given, now=local(DAY - timedelta(days=1)))

    assert codes(refused) == [
        "CHK-4.1.1-early",
        "CHK-4.1.6-kind",
        "CHK-3.13.1-topic-sign",
        "CHK-4.1.8-mark",
        "CHK-3.9.2-roll",
    ]


def test_a_lesson_is_recorded_once(school: School) -> None:
    record(school)

    with pytest.raises(RuleViolationError) as refused:
        record(school)

    assert codes(refused) == ["CHK-3.13.1-twice"]


def test_a_cancelled_lesson_is_not_recorded(school: School) -> None:
    school.session.get_one(Slot, school.slots[0]).state = "cancelled"

    with pytest.raises(RuleViolationError) as refused:
        record(school)

    assert codes(refused) == ["CHK-3.10.1-cancelled"]


def test_another_teacher_does_not_record_the_lesson(school: School) -> None:
    stranger = Actor(person_id=school.world.teacher("Шевчук Анна"), role="teacher")

    with pytest.raises(RuleViolationError) as refused:
        record(school, actor=stranger)

    assert codes(refused) == ["CHK-4.1.1-author"]


def test_the_substitute_writes_on_the_substituted_page(school: School) -> None:
    substitute = school.world.teacher("Шевчук Анна")
    school.session.add(
        Substitution(
            slot_id=school.slots[0],
            absent_id=school.teacher_id,
            substitute_id=substitute,
            basis="распоряжение № 3",
            basis_date=DAY,
        )
    )

    with pytest.raises(RuleViolationError) as refused:
        record(school)
    recorded = record(school, actor=Actor(person_id=substitute, role="teacher"))

    assert codes(refused) == ["CHK-4.1.1-author"]
    lesson = get_lesson(school.session, recorded.lesson_id or 0)
    assert (lesson.teacher_id, lesson.course_id) == (substitute, school.course_id)


def test_a_curator_does_not_record_lessons(school: School) -> None:
    with pytest.raises(NotAllowedError):
        record(school, actor=Actor(person_id=school.teacher_id, role="curator"))


def test_an_unknown_slot_is_not_found(school: School) -> None:
    with pytest.raises(NotFoundError):
        record(school, given=draft(999))


def test_a_closed_month_and_a_closed_year_take_no_lesson(school: School) -> None:
    journal = school.world.journal_id
    month = ClosedMonth(
        journal_id=journal, month=DAY.replace(day=1), closed_at=local(DAY)
    )
    school.session.add(month)
    with pytest.raises(PeriodClosedError) as closed_month:
        record(school)
    school.session.get_one(Journal, journal).state = "closed"
    with pytest.raises(PeriodClosedError) as closed_year:
        record(school)

    assert "администратор контента по служебной записке" in closed_month.value.message
    assert codes(closed_month) == ["CHK-3.8.8-month-closed"]
    assert codes(closed_year) == ["CHK-3.8.5-year-closed"]


def test_a_row_of_another_plan_is_refused(school: School) -> None:
    with pytest.raises(RuleViolationError) as refused:
        record(school, given=draft(school.slots[0], plan_item_id=999))

    assert codes(refused) == ["CHK-4.1.3-foreign-row"]
