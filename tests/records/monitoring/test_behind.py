"""What stands behind a figure is exactly what it lacks (REG 3.8.9)."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.lessons.tables import Lesson
from records.monitoring.behind import list_behind
from records.monitoring.progress import list_lesson_progress, list_progress
from records.monitoring.queries import count_month
from records.monitoring.values import Counts, Figure
from tests.records.monitoring.month import (
    AFTER,
    OCTOBER,
    Month,
    local,
    make_month,
)

LACKS: Mapping[Figure, Callable[[Counts], int]] = {
    Figure.WITHOUT_MARKS: lambda one: one.pairs_none,
    Figure.ONE_MARK: lambda one: one.pairs_one,
    Figure.HOMEWORK: lambda one: one.homework_due - one.homework,
    Figure.TOPICS: lambda one: one.held - one.topics,
    Figure.FULL: lambda one: one.held - one.full,
    Figure.IN_TIME: lambda one: one.held - one.in_time,
}


@pytest.fixture
def month(session: Session) -> Month:
    made = make_month(session)
    _hold_outside_the_timetable(made)
    return made


@pytest.mark.parametrize("figure", LACKS)
def test_every_figure_opens_into_as_many_as_it_lacks(
    month: Month, figure: Figure
) -> None:
    counts = count_month(month.session, OCTOBER, today=AFTER)
    lacks = LACKS[figure]

    def behind(group: str = "") -> int:
        return len(
            list_behind(month.session, OCTOBER, figure, today=AFTER, group=group)
        )

    assert behind() == lacks(counts.total) > 0
    for one in counts.groups:
        assert behind(one.group) == lacks(one.counts)


def test_a_group_lacks_the_teachers_who_recorded_none_of_its_lessons(
    month: Month,
) -> None:
    counts = count_month(month.session, OCTOBER, today=AFTER)

    for one in counts.groups:
        behind = list_behind(
            month.session,
            OCTOBER,
            Figure.PARTICIPATION,
            today=AFTER,
            group=one.group,
        )
        assert one.teachers is not None
        assert one.wrote is not None
        assert len(behind) == one.teachers - one.wrote
    taught = {one.group: (one.wrote, one.teachers) for one in counts.groups}
    assert taught == {"ЮР-21": (2, 2), "ИСП-22": (0, 1)}


def test_the_families_who_did_not_sign_in_are_named(month: Month) -> None:
    people = count_month(month.session, OCTOBER, today=AFTER).participation
    families = list_behind(
        month.session, OCTOBER, Figure.FAMILIES, today=AFTER
    ).families

    silent = [one for one in families if not one.learner]
    parents = [one for one in families if one.learner]
    assert len(silent) == people.learners - people.learners_in
    assert len(parents) == people.parents - people.parents_in
    assert {one.group for one in families} == {"ЮР-21"}
    assert [one.name for one in parents] == ["Абрамов О.П."]


def test_the_lessons_of_a_course_add_up_to_its_progress(month: Month) -> None:
    days = {"start": date(2026, 9, 1), "end": date(2026, 10, 31)}
    courses = {
        one.course_id: one
        for one in list_progress(month.session, year="2026/2027", **days)
    }
    whole = courses[month.course_id]
    lessons = list_lesson_progress(month.session, course_ids=[month.course_id], **days)

    assert whole.marks == 3
    assert whole.hours_missed == 2
    for name in ("marks", "points", "good", "bad", "hours_missed", "hours_due"):
        assert sum(getattr(one, name) for one in lessons) == getattr(whole, name)
    assert [one.day for one in lessons] == sorted(one.day for one in lessons)


def _hold_outside_the_timetable(month: Month) -> None:
    """Take over a lesson as older journals have them: it stood in no timetable."""
    month.session.add(
        Lesson(
            journal_id=month.world.journal_id,
            course_id=month.course_id,
            day=date(2026, 10, 3),
            pair=1,
            hours=2,
            kind="Л",
            teacher_id=month.teachers[0],
            recorded_at=local(date(2026, 10, 3)),
            gseq=1,
        )
    )
    month.session.flush()
