from dataclasses import replace
from datetime import date

import pytest

from records.curriculum.rules import (
    Booking,
    add_months,
    check_contingent,
    check_leave_length,
    check_movement_term,
    check_study_day,
    count_movement_days,
    find_conflicts,
)
from records.curriculum.values import (
    JournalFact,
    LearnerFact,
    MovementFact,
    MovementKind,
)
from records.kernel.calendar import DayKind, WorkCalendar
from records.kernel.finding import Severity

CALENDAR = WorkCalendar(week=5)
MOVEMENT = MovementFact(
    id=1,
    person_id=1,
    kind=MovementKind.EXPELLED,
    effective=date(2026, 4, 29),
    until=None,
    order_no="18-к",
    order_date=date(2026, 4, 29),
    note="",
    entered_on=date(2026, 5, 5),
    entered_by="Кравец М.И.",
)
BOOKING = Booking(
    key=1,
    group="ЮР-21",
    discipline="ОП.01",
    course_id=1,
    subgroup=0,
    day=date(2026, 9, 2),
    pair=1,
    teacher="Петрова А.В.",
    teacher_id=1,
    room="204",
)


def booking(**changes: object) -> Booking:
    other = {"key": 2, "course_id": 2, "teacher_id": 2, "room": "305", "group": "Б-1"}
    return replace(BOOKING, **{**other, **changes})  # type: ignore[arg-type]


def test_the_third_working_day_is_in_time() -> None:
    assert check_movement_term(MOVEMENT, CALENDAR, days=3) == ()
    assert count_movement_days(MOVEMENT, CALENDAR) == 3


def test_a_movement_entered_on_the_day_of_the_order_took_no_days() -> None:
    at_once = replace(MOVEMENT, entered_on=MOVEMENT.order_date)

    assert count_movement_days(at_once, CALENDAR) == 0


def test_only_a_leave_has_a_length() -> None:
    assert check_leave_length(MOVEMENT, months=12) == ()


def test_every_movement_of_a_journal_is_checked_by_name() -> None:
    late = replace(MOVEMENT, entered_on=date(2026, 5, 12))
    leave = replace(
        MOVEMENT,
        person_id=2,
        kind=MovementKind.ACADEMIC_LEAVE,
        until=date(2028, 1, 1),
    )
    journal = journal_with(late, leave)

    found = list(check_contingent(journal, CALENDAR, days=3, months=12))

    assert [(one.code, one.subject) for one in found] == [
        ("CHK-3.9.2", "группа ЮР-21, Ким Лев"),
        ("CHK-3.9.2-leave", "группа ЮР-21"),
    ]


def journal_with(*movements: MovementFact) -> JournalFact:
    learner = LearnerFact(
        person_id=1,
        surname="Ким",
        name="Лев",
        patronymic="",
        gender="male",
        birth_date=None,
        file_no="",
        record_book="",
        spans=(),
    )
    return JournalFact(
        id=1,
        key="journal/1",
        group_id=1,
        group_code="ЮР-21",
        programme="",
        programme_kind="spo",
        course=2,
        study_form="",
        duration="",
        starts=None,
        graduates=None,
        department="",
        curator=None,
        headman_id=None,
        year="2026/2027",
        start=date(2026, 9, 1),
        end=date(2027, 6, 30),
        state="open",
        semesters=(),
        closed_months=(),
        learners=(learner,),
        courses=(),
        movements=movements,
    )


def test_a_movement_entered_after_the_holidays_is_late() -> None:
    late = replace(MOVEMENT, entered_on=date(2026, 5, 12))

    (found,) = check_movement_term(late, CALENDAR, days=3)

    assert found.clause == "3.9.2"
    assert found.severity is Severity.WARNING
    assert "через 7 рабочих дней" in found.message
    assert "до 05.05.2026" in found.message


@pytest.mark.parametrize(
    ("until", "remarks"), [(date(2027, 11, 30), 0), (date(2027, 12, 1), 1)]
)
def test_a_leave_may_last_twelve_months(until: date, remarks: int) -> None:
    leave = replace(
        MOVEMENT,
        kind=MovementKind.ACADEMIC_LEAVE,
        effective=date(2026, 12, 1),
        until=until,
    )

    assert len(check_leave_length(leave, months=12)) == remarks


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 8, 31), 24, date(2028, 8, 31)),
    ],
)
def test_months_are_added_to_the_last_day_at_most(
    day: date, months: int, expected: date
) -> None:
    assert add_months(day, months) == expected


def test_a_teacher_in_two_rooms_is_a_conflict() -> None:
    (found,) = find_conflicts([BOOKING, booking(teacher_id=1)])

    assert found.finding.blocking
    assert "Петрова А.В. в это же время ведёт: ЮР-21, ОП.01" in found.finding.message


def test_a_lecture_for_two_groups_in_one_room_is_only_remarked() -> None:
    (found,) = find_conflicts([BOOKING, booking(teacher_id=1, room="204")])

    assert not found.finding.blocking


def test_two_lessons_of_one_group_are_a_conflict() -> None:
    (found,) = find_conflicts([BOOKING, booking(group="ЮР-21", discipline="ОП.02")])

    assert found.finding.blocking


def test_two_subgroups_may_learn_at_once() -> None:
    one = replace(BOOKING, subgroup=1)
    two = booking(group="ЮР-21", subgroup=2)

    assert list(find_conflicts([one, two])) == []


def test_subgroups_of_two_disciplines_may_not_share_a_learner() -> None:
    one = replace(BOOKING, subgroup=1, members=frozenset({7, 8}))
    two = booking(
        group="ЮР-21", discipline="ЕН.02", subgroup=2, members=frozenset({8, 9})
    )

    (found,) = find_conflicts([one, two])

    assert found.finding.blocking


def test_a_busy_room_is_remarked() -> None:
    (found,) = find_conflicts([BOOKING, booking(room="204")])

    assert not found.finding.blocking
    assert "аудитория 204" in found.finding.message


def test_another_pair_is_no_conflict() -> None:
    assert list(find_conflicts([BOOKING, booking(pair=2, teacher_id=1)])) == []


@pytest.mark.parametrize(
    ("day", "blocking"),
    [
        (date(2026, 11, 4), True),
        (date(2026, 9, 6), False),
        (date(2026, 9, 5), None),
        (date(2027, 1, 12), False),
    ],
)
def test_lessons_are_not_put_on_a_holiday(day: date, blocking: bool | None) -> None:
    calendar = WorkCalendar(exceptions={date(2027, 1, 12): DayKind.VACATION})

    found = check_study_day(day, calendar)

    assert (found.blocking if found else None) is blocking
