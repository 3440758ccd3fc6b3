"""Taking over a journal kept elsewhere: all or nothing, a second time nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.curriculum.queries import get_journal
from records.kernel.actor import Actor
from records.kernel.errors import (
    NotAllowedError,
    PeriodClosedError,
    RuleViolationError,
)
from records.ledger.queries import get_head, list_versions
from records.lessons.queries import list_lessons
from records.marks.actions import enter_marks, import_lessons
from records.marks.queries import list_marks
from records.marks.values import Cell, TakenLesson, TakenOver, Work
from tests.builders import YEAR, entropy
from tests.records.marks.school import (
    DAY,
    School,
    absence,
    local,
    make_school,
    mark,
)

LATER = date(2026, 9, 9)
TODAY = date(2026, 10, 1)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def taken(
    school: School, day: date = DAY, *cells: Cell, **changes: object
) -> TakenLesson:
    values: dict[str, object] = {
        "course_id": school.course_id,
        "teacher_id": school.teacher_id,
        "day": day,
        "pair": 1,
        "hours": 2,
        "kind": "Л",
        "topic": "Понятие  права",
        "homework": "Конспект",
        "cells": cells,
    }
    return TakenLesson(**{**values, **changes})  # type: ignore[arg-type]


def bring(
    school: School, lessons: Sequence[TakenLesson], actor: Actor | None = None
) -> TakenOver:
    return import_lessons(
        school.session,
        get_journal(school.session, "ЮР-21", YEAR),
        lessons,
        source="Дневник СПО",
        actor=actor or school.world.actor,
        now=local(TODAY),
        entropy=entropy(),
    )


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code for found in refused.value.findings]


def test_lessons_come_with_their_cells_and_their_source(school: School) -> None:
    one, two, _three = school.learners
    lessons = [
        taken(school, DAY, mark(one), absence(two)),
        taken(school, LATER, mark(two, "3"), topic="", homework="", no_homework=True),
    ]

    done = bring(school, lessons)

    assert done == TakenOver(lessons=2, cells=3, unchanged=0)
    first, second = list_lessons(school.session, school.world.journal_id)
    assert (first.topic, first.source) == ("Понятие права", "Дневник СПО")
    assert (first.slot_id, second.slot_id) == school.slots[:2]
    assert (second.topic_version, second.homework_version) == (0, 1)
    assert first.complete
    assert second.completed_at is None
    facts = list_marks(school.session, school.world.journal_id)
    assert [one.value for one in facts] == ["5", "н", "3"]
    (told,) = list_versions(school.session, f"lesson/{first.id}")
    assert told.reason == "перенос: Дневник СПО"
    assert first.entry_no == told.gseq + 2
    assert [one.entry_no for one in facts[:2]] == [told.gseq + 3, told.gseq + 4]


def test_a_second_time_nothing_changes(school: School) -> None:
    lessons = [taken(school, DAY, mark(school.learners[0])), taken(school, LATER)]
    bring(school, lessons)
    size = get_head(school.session).size

    assert bring(school, lessons) == TakenOver(lessons=0, cells=0, unchanged=2)
    assert get_head(school.session).size == size


def test_new_lessons_join_those_that_stand(school: School) -> None:
    bring(school, [taken(school)])

    done = bring(school, [taken(school), taken(school, LATER)])

    assert done == TakenOver(lessons=1, cells=0, unchanged=1)


def test_a_lesson_that_stands_otherwise_is_refused(school: School) -> None:
    given = taken(school, DAY, mark(school.learners[0], "3"))
    bring(school, [given])
    (lesson,) = list_lessons(school.session, school.world.journal_id)

    with pytest.raises(RuleViolationError) as topic:
        bring(school, [replace(given, topic="Иная тема")])
    enter_marks(
        school.session,
        lesson.id,
        [mark(school.learners[1])],
        actor=school.teacher,
        now=local(TODAY),
        entropy=entropy(),
    )
    with pytest.raises(RuleViolationError) as cells:
        bring(school, [given])

    assert codes(topic) == ["CHK-3.13.1-differs"]
    assert codes(cells) == ["CHK-3.13.1-differs"]


def test_all_faults_are_listed_and_nothing_is_written(school: School) -> None:
    one = school.learners[0]
    lessons = [
        taken(school, DAY, mark(one, "4+")),
        taken(school, LATER, mark(999)),
        taken(school, date(2026, 9, 30), mark(one), absence(one)),
        taken(school, date(2026, 10, 7), topic="."),
        taken(school, DAY, pair=2, kind="?"),
        taken(school, DAY, course_id=999),
        taken(school, DAY, pair=3),
        taken(school, DAY, pair=3),
    ]

    with pytest.raises(RuleViolationError) as refused:
        bring(school, lessons)

    assert codes(refused) == [
        "CHK-4.1.8-mark",
        "CHK-3.9.2-roll",
        "CHK-3.13.1-absent",
        "CHK-4.1.1-early",
        "CHK-3.13.1-topic-sign",
        "CHK-4.1.6-kind",
        "CHK-1.5-course",
        "CHK-3.13.1-twice",
    ]
    assert list_lessons(school.session, school.world.journal_id) == ()


def test_monthly_control_comes_along(school: School) -> None:
    cell = mark(school.learners[0], work=Work.MONTHLY_CONTROL)

    bring(school, [taken(school, DAY, cell, monthly_control=True)])

    (lesson,) = list_lessons(school.session, school.world.journal_id)
    assert lesson.monthly_control


def test_a_closed_journal_takes_nothing_over(school: School) -> None:
    journal = get_journal(school.session, "ЮР-21", YEAR)

    for closed in (
        replace(journal, state="closed"),
        replace(journal, closed_months=(DAY.replace(day=1),)),
    ):
        with pytest.raises(PeriodClosedError):
            import_lessons(
                school.session,
                closed,
                [taken(school)],
                source="Дневник СПО",
                actor=school.world.actor,
                now=local(TODAY),
                entropy=entropy(),
            )


def test_a_teacher_takes_no_journal_over(school: School) -> None:
    with pytest.raises(NotAllowedError):
        bring(school, [taken(school)], actor=school.teacher)


def test_a_learner_of_another_subgroup_is_refused(school: School) -> None:
    course = school.world.course("ОГСЭ.03", teacher_id=school.teacher_id, subgroup=1)

    with pytest.raises(RuleViolationError) as refused:
        bring(
            school,
            [taken(school, DAY, mark(school.learners[0]), course_id=course, pair=2)],
        )

    assert codes(refused) == ["CHK-4.1.4-subgroup"]


def test_thousands_of_rows_are_taken_over_quickly(session: Session) -> None:
    school = make_school(session, learners=25)
    days = [date(2026, 9, 1 + number) for number in range(28)]
    lessons = [
        taken(school, day, *map(mark, school.learners), pair=pair)
        for day in days
        for pair in (1, 2, 3, 4)
    ]

    done = bring(school, lessons)

    assert done == TakenOver(lessons=112, cells=2800, unchanged=0)
    assert len(list_marks(session, school.world.journal_id)) == 2800
