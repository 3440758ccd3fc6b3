"""Duties of a teacher: what is owed, since when, how old (3.13.1, 3.13.2, 4.2.1)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from records.duties.queries import count_gaps, load_teaching
from records.duties.rules import list_duties, list_months
from records.duties.values import Age, Duty, Lack
from records.kernel.actor import SYSTEM
from records.lessons.timetable import substitute
from records.marks.actions import record_lesson
from records.marks.values import Work
from records.norms.tables import Bell
from tests.builders import entropy
from tests.records.journal.year import teach, teach_first
from tests.records.marks.school import School, draft, local, make_school, mark

FIRST, LAST = date(2026, 9, 2), date(2026, 9, 30)


@pytest.fixture
def school(session: Session) -> School:
    made = make_school(session)
    if session.get(Bell, (1, FIRST.weekday())) is None:
        session.add(Bell(pair=1, weekday=FIRST.weekday(), starts=510, ends=600))
        session.flush()
    return made


def owed(school: School, now: datetime, person: int | None = None) -> tuple[Duty, ...]:
    facts = load_teaching(
        school.session, person or school.teacher_id, today=now.date(), now=now
    )
    return list_duties(facts)


def test_a_lesson_is_owed_from_its_bell_and_red_after_a_day(school: School) -> None:
    assert owed(school, local(FIRST, 9, 59)) == ()

    (fresh,) = owed(school, local(FIRST, 10, 1))
    assert (fresh.lacks, fresh.age, fresh.clause) == (
        (Lack.RECORD,),
        Age.FRESH,
        "3.13.1",
    )
    assert fresh.slot_id == school.slots[0]
    (still,) = owed(school, local(date(2026, 9, 3), 9, 59))
    assert still.age is Age.FRESH
    (red,) = owed(school, local(date(2026, 9, 3), 10, 1))
    assert red.age is Age.OVERDUE


def test_a_recorded_lesson_owes_the_parts_it_lacks(school: School) -> None:
    record_lesson(
        school.session,
        draft(school.slots[0], topic="", homework="", roll_called=False),
        [],
        actor=school.teacher,
        now=local(FIRST),
        entropy=entropy(),
    )

    (duty,) = owed(school, local(FIRST, 13))
    assert duty.lacks == (Lack.TOPIC, Lack.HOMEWORK, Lack.ROLL_CALL)


def test_without_homework_on_purpose_nothing_is_owed(school: School) -> None:
    record_lesson(
        school.session,
        draft(school.slots[0], homework="", no_homework=True),
        [],
        actor=school.teacher,
        now=local(FIRST),
        entropy=entropy(),
    )

    assert owed(school, local(FIRST, 13)) == ()


def test_who_lacks_the_mark_of_the_month_is_named(school: School) -> None:
    teach_first(school, 2)
    given, *lacking = school.learners
    record_lesson(
        school.session,
        draft(school.slots[2], monthly_control=True),
        [mark(given, "4", work=Work.MONTHLY_CONTROL)],
        actor=school.teacher,
        now=local(LAST),
        entropy=entropy(),
    )

    (duty,) = owed(school, local(date(2026, 10, 2)))
    assert (duty.lacks, duty.clause) == ((Lack.MONTHLY,), "3.13.2")
    assert (duty.count, duty.total, duty.people) == (2, 3, tuple(sorted(lacking)))
    assert duty.age is Age.OVERDUE


def test_the_month_tells_27_of_27(school: School) -> None:
    teach_first(school, 3)
    now = local(date(2026, 10, 2))
    facts = load_teaching(school.session, school.teacher_id, today=now.date(), now=now)

    september, october = list_months(facts)[school.course_id]
    assert (september.given, september.total, september.whole) == (3, 3, True)
    assert (october.ahead, october.day) == (True, date(2026, 10, 7))


def test_finals_are_grey_before_the_end_and_old_after(school: School) -> None:
    teach_first(school, 4)
    end = date(2026, 12, 26)

    before = owed(school, local(end - timedelta(days=3)))
    assert {(one.lacks, one.age) for one in before} == {((Lack.FINALS,), Age.AHEAD)}
    after = owed(school, local(end + timedelta(days=1), 10))
    assert {one.age for one in after if one.period and one.day == end} == {Age.FRESH}


def test_a_substituted_lesson_is_owed_by_the_substitute(school: School) -> None:
    stand_in = school.world.teacher("Шевчук Ольга Павловна")
    substitute(
        school.session,
        [school.slots[0]],
        substitute_id=stand_in,
        basis="распоряжение № 3",
        basis_date=FIRST,
        actor=SYSTEM,
        now=local(FIRST, 8),
        entropy=entropy(),
    )

    assert owed(school, local(FIRST, 13)) == ()
    (duty,) = owed(school, local(FIRST, 13), stand_in)
    assert duty.slot_id == school.slots[0]


def test_gaps_are_counted_by_journal_and_teacher(school: School) -> None:
    teach(school, 0)
    gaps = count_gaps(school.session, first=date(2026, 9, 1), today=date(2026, 10, 1))

    assert gaps == ((school.world.journal_id, school.teacher_id, 2, 0),)
