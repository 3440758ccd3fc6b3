"""A month counted by hand and by the program, from the database (REG 3.8.9, forms §6.1)."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.curriculum import actions as curriculum
from records.curriculum.drafts import SlotChange
from records.curriculum.queries import find_course
from records.kernel.actor import SYSTEM
from records.kernel.errors import NotFoundError
from records.lessons.timetable import change_slot
from records.monitoring.queries import count_month
from records.monitoring.values import Counts, MonthCounts, Participation
from records.norms.actions import set_norm
from tests.builders import NOW, ORDER, entropy
from tests.records.monitoring.month import AFTER, OCTOBER, Month, make_month

LECTURE = Counts(
    held=3,
    topics=3,
    homework=2,
    no_homework=1,
    full=3,
    in_time=2,
    marks=3,
    pairs=3,
    pairs_none=1,
    pairs_one=1,
    hours_due=10,
    hours_done=6,
)
SUBGROUP = Counts(held=2, topics=1, marks=1, pairs=2, pairs_none=1, pairs_one=1)
PRACTICE = Counts(held=1)


@pytest.fixture
def month(session: Session) -> Month:
    return make_month(session)


def count(month: Month, *, today: date = AFTER) -> MonthCounts:
    return count_month(month.session, OCTOBER, today=today)


def test_the_groups_figures_are_those_counted_by_hand(month: Month) -> None:
    small, group = count(month).groups

    assert (small.group, group.group) == ("ИСП-22", "ЮР-21")
    assert group.counts == LECTURE + SUBGROUP + PRACTICE
    assert group.learners == 4
    assert (small.counts, small.learners) == (Counts(held=1), 0)
    assert count(month).total == group.counts + small.counts


def test_a_teacher_has_the_lessons_he_led_and_the_learners_of_his_courses(
    month: Month,
) -> None:
    silent, own, substitute = count(month).teachers

    assert (silent.name, silent.wrote) == ("Громов Егор Ильич", False)
    assert silent.counts == Counts(held=1)
    assert (own.name, own.wrote) == ("Журавлёва Инна Сергеевна", True)
    assert own.counts == Counts(
        held=3,
        topics=2,
        homework=2,
        full=2,
        in_time=1,
        marks=3,
        pairs=3,
        pairs_none=1,
        pairs_one=1,
        hours_due=10,
        hours_done=6,
    )
    assert (substitute.name, substitute.wrote) == ("Орлова Мария Львовна", True)
    assert substitute.counts == Counts(
        held=3,
        topics=2,
        no_homework=1,
        full=1,
        in_time=1,
        marks=1,
        pairs=2,
        pairs_none=1,
        pairs_one=1,
    )
    assert count(month).teachers_wrote == 2


def test_who_signed_in_is_counted_once_and_only_while_on_the_roll(
    month: Month,
) -> None:
    assert count(month).participation == Participation(
        learners=4,
        learners_in=1,
        parents=2,
        parents_in=1,
        minors=2,
        minors_covered=1,
    )


def test_lessons_after_today_are_not_counted_yet(month: Month) -> None:
    group = count(month, today=date(2026, 10, 14)).groups[1].counts

    assert (group.held, group.topics) == (3, 3)
    assert (group.hours_due, group.hours_done) == (6, 4)


def test_a_moved_lesson_counts_in_the_month_it_was_moved_to(month: Month) -> None:
    change_slot(
        month.session,
        month.slot(month.course_id, 30, month=9).id,
        SlotChange(day=date(2026, 10, 2)),
        reason="перенос",
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
    )

    assert count(month).groups[1].counts.held == 7


def test_who_left_a_subgroup_and_came_back_is_still_its_member(month: Month) -> None:
    course = find_course(month.session, month.world.journal_id, "ОП.07", subgroup=1)
    curriculum.move_to_subgroup(
        month.session,
        course.discipline_id,
        month.learners[1],
        subgroup=1,
        effective=date(2026, 10, 24),
        order=ORDER,
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
    )

    counts = count(month).groups[1].counts

    assert (counts.pairs, counts.pairs_one) == (5, 2)


def test_norms_decide_which_newcomers_and_which_marks_count(month: Month) -> None:
    for key, value in (("monitoring_grace_days", 5), ("marks", ["5", "4", "2"])):
        set_norm(
            month.session,
            key,
            value,
            basis="приказ № 6",
            actor=SYSTEM,
            now=NOW,
            entropy=entropy(),
        )

    counts = count(month).groups[1].counts

    assert (counts.pairs, counts.pairs_none, counts.marks) == (6, 4, 3)


def test_a_month_without_a_school_year_is_named(month: Month) -> None:
    with pytest.raises(NotFoundError, match=r"08\.2026"):
        count_month(month.session, date(2026, 8, 1), today=AFTER)
