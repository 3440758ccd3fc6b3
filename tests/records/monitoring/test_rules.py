from datetime import date

import pytest

from records.monitoring.rules import (
    CourseMonth,
    HeldLesson,
    RollSpan,
    check_month,
    compute_counts,
    compute_hours,
    count_lessons,
    is_minor,
    list_pairs,
    month_end,
)
from records.monitoring.values import Counts, total

MARCH = date(2027, 3, 1)
WHOLE_YEAR = (RollSpan(start=date(2026, 9, 1), end=None),)


def lesson(day: int = 3, **facts: object) -> HeldLesson:
    return HeldLesson(
        course_id=1,
        day=date(2027, 3, day),
        leader_id=7,
        **facts,  # type: ignore[arg-type]
    )


def course(**facts: object) -> CourseMonth:
    usual: dict[str, object] = {
        "course_id": 1,
        "marks_required": True,
        "lessons": (lesson(3), lesson(10)),
        "learners": {1: WHOLE_YEAR, 2: WHOLE_YEAR},
        "marks": {},
        "hours_due": 4,
        "hours_done": 4,
    }
    return CourseMonth(**(usual | facts))  # type: ignore[arg-type]


def test_the_last_day_of_february_in_a_leap_year_is_the_29th() -> None:
    assert month_end(date(2028, 2, 1)) == date(2028, 2, 29)


def test_a_lesson_is_full_with_topic_roll_call_and_homework_or_none_on_purpose() -> (
    None
):
    full = lesson(topic=True, roll_called=True, homework=True)
    free = lesson(topic=True, roll_called=True, no_homework=True)
    bare = lesson(topic=True, roll_called=True)

    assert (full.full, free.full, bare.full) == (True, True, False)


def test_a_lesson_is_in_time_only_when_it_was_completed_on_its_day() -> None:
    done = {"topic": True, "roll_called": True, "homework": True}
    lessons = [
        lesson(3, **done, completed_on=date(2027, 3, 3)),
        lesson(4, **done, completed_on=date(2027, 3, 5)),
        lesson(5),
    ]

    counts = count_lessons(lessons)

    assert (counts.held, counts.full, counts.in_time) == (3, 2, 1)


def test_lessons_without_homework_on_purpose_need_none() -> None:
    counts = count_lessons([lesson(homework=True), lesson(no_homework=True), lesson()])

    assert (counts.homework, counts.homework_due) == (1, 2)


def test_learners_without_marks_and_with_one_are_counted_apart() -> None:
    three = {1: WHOLE_YEAR, 2: WHOLE_YEAR, 3: WHOLE_YEAR}

    counts = compute_counts(
        course(learners=three, marks={1: 2, 2: 1}), MARCH, fresh_days=7
    )

    assert (counts.pairs, counts.pairs_none, counts.pairs_one) == (3, 1, 1)
    assert counts.marks == 3


def test_a_learner_on_leave_all_month_is_not_counted() -> None:
    left = (RollSpan(start=date(2026, 9, 1), end=date(2027, 2, 28)),)

    pairs = list_pairs(course(learners={1: WHOLE_YEAR, 2: left}), MARCH, fresh_days=7)

    assert list(pairs) == [1]


def test_a_learner_enrolled_for_less_than_seven_days_is_not_counted() -> None:
    fresh = (RollSpan(start=date(2027, 3, 26), end=None),)
    known = (RollSpan(start=date(2027, 3, 25), end=None),)
    lessons = (lesson(30),)

    pairs = list_pairs(
        course(lessons=lessons, learners={1: fresh, 2: known}), MARCH, fresh_days=7
    )

    assert list(pairs) == [2]


@pytest.mark.parametrize(
    ("born", "day", "minor"),
    [
        (date(2008, 10, 31), date(2026, 10, 31), False),
        (date(2008, 11, 1), date(2026, 10, 31), True),
        (date(2008, 10, 30), date(2026, 10, 31), False),
        (date(2010, 3, 1), date(2028, 2, 29), True),
        (date(2008, 2, 29), date(2026, 2, 28), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
    ],
)
def test_who_turns_eighteen_is_of_age_that_day(
    born: date, day: date, *, minor: bool
) -> None:
    assert is_minor(born, day) is minor


def test_a_month_that_has_not_begun_is_refused() -> None:
    (found,) = check_month(MARCH, today=date(2027, 2, 28))

    assert (found.code, found.clause) == ("CHK-3.8.9-month", "3.8.9")
    assert not list(check_month(MARCH, today=MARCH))


def test_a_practice_that_is_not_marked_by_lessons_has_no_pairs() -> None:
    assert not list_pairs(course(marks_required=False), MARCH, fresh_days=7)


def test_hours_due_follow_the_plan_by_the_timetable() -> None:
    assert compute_hours([2, 2, 6, 2], 3) == 10
    assert compute_hours([2], 5) == 2


def test_totals_add_counts_and_the_lag_is_done_less_due() -> None:
    whole = total(
        [
            Counts(held=10, hours_due=20, hours_done=18),
            Counts(held=5, hours_due=10, hours_done=11),
        ]
    )

    assert (whole.held, whole.lag) == (15, -1)
