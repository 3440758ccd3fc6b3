"""A group's week before its curator: absences, roll calls, the stamp (REG 3.12.2)."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curation.actions import stamp_week
from records.curation.queries import (
    get_group_code,
    list_group_refs,
    list_unstamped,
    list_week_absences,
    list_weeks,
)
from records.curation.values import WeekFact, WeekLine
from records.curriculum.queries import get_group_id
from records.kernel.actor import SYSTEM, Actor
from records.kernel.errors import NotAllowedError, NotFoundError, RuleViolationError
from records.ledger.queries import get_head, list_versions
from records.marks.actions import correct_absence, excuse_absence, record_lesson
from records.people.actions import set_staff
from records.people.values import NewStaff
from tests.builders import entropy
from tests.recordings import assert_nameless, assert_recorded
from tests.records.marks.school import (
    BASIS,
    DAY,
    School,
    absence,
    draft,
    local,
    make_school,
)

MONDAY = date(2026, 8, 31)
NEXT = date(2026, 9, 7)
FRIDAY = local(date(2026, 9, 4))


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def group(school: School) -> int:
    return get_group_id(school.session, "ЮР-21")


def curator(school: School, code: str = "ЮР-21") -> Actor:
    person_id = school.world.person("Орлова Мария Ивановна")
    staff = NewStaff(
        post="преподаватель",
        roles=frozenset({Role.CURATOR}),
        groups=frozenset({code}),
    )
    set_staff(school.session, person_id, staff, actor=SYSTEM)
    return Actor(person_id=person_id, role=Role.CURATOR.value)


def record(school: School, *absent: int, place: int = 0, **changes: object) -> int:
    days = (DAY, date(2026, 9, 9))
    recorded = record_lesson(
        school.session,
        draft(school.slots[place], **changes),
        [absence(school.learners[one]) for one in absent],
        actor=school.teacher,
        now=local(days[place]),
        entropy=entropy(),
    )
    assert recorded.lesson_id is not None
    return recorded.lesson_id


def waiting(school: School) -> tuple[WeekLine, ...]:
    return list_unstamped(school.session, group(school), today=NEXT)


def week(school: School, today: date = date(2026, 9, 4)) -> WeekFact:
    return list_week_absences(school.session, group(school), MONDAY, today=today)


def stamp(school: School, actor: Actor, monday: date = MONDAY) -> bool:
    return stamp_week(
        school.session,
        group(school),
        monday,
        actor=actor,
        now=FRIDAY,
        entropy=entropy(),
    )


def test_a_week_lists_its_absences_by_name_with_course_and_hours(
    school: School,
) -> None:
    record(school, 2, 0)
    record(school, 1, place=1)

    found = week(school)

    assert [one.name for one in found.absences] == [
        "Ким Лев Андреевич",
        "Черных Олег Никитич",
    ]
    first = found.absences[0]
    assert (first.day, first.pair, first.hours) == (DAY, 1, 2)
    assert first.course == "ОП.01 Теория государства и права"
    assert first.teacher == "Петрова А. В."
    assert (found.lessons, found.hours, found.unexcused) == (1, 4, 2)
    assert found.uncalled == ()


def test_an_excused_absence_stays_and_counts_as_excused(school: School) -> None:
    lesson = record(school, 0)
    excuse_absence(
        school.session,
        lesson,
        school.learners[0],
        cause="illness",
        document="справка № 17",
        seen=1,
        actor=curator(school),
        now=FRIDAY,
        entropy=entropy(),
    )

    found = week(school)

    assert [one.document for one in found.absences] == ["справка № 17"]
    assert found.unexcused == 0


def test_a_pair_held_without_a_roll_call_is_named(school: School) -> None:
    assert week(school, today=date(2026, 9, 1)).uncalled == ()

    (lacking,) = week(school).uncalled
    assert (lacking.day, lacking.recorded, lacking.teacher) == (
        DAY,
        False,
        "Петрова А. В.",
    )

    record(school, roll_called=False)
    (lacking,) = week(school).uncalled
    assert lacking.recorded


def test_the_stamp_keeps_who_when_and_how_many(school: School) -> None:
    record(school, 0, 2)
    actor = curator(school)

    assert stamp(school, actor)

    found = week(school)
    assert found.stamp is not None
    assert (found.stamp.absences, found.stamp.unexcused) == (2, 2)
    assert (found.stamp.curator, found.stamp.at) == ("Орлова М. И.", FRIDAY)
    assert not found.outdated
    (entry,) = list_versions(school.session, f"week_check/{group(school)}/2026-W36")
    assert (entry.role, entry.payload and entry.payload["absences"]) == ("curator", 2)
    assert_recorded(school.session)
    assert_nameless(school.session)


def test_a_week_is_stamped_once_until_its_absences_change(school: School) -> None:
    lesson = record(school, 0)
    actor = curator(school)
    assert stamp(school, actor)
    size = get_head(school.session).size

    assert not stamp(school, actor)
    assert get_head(school.session).size == size

    excuse_absence(
        school.session,
        lesson,
        school.learners[0],
        cause="excused",
        document="заявление № 2",
        seen=1,
        actor=actor,
        now=FRIDAY,
        entropy=entropy(),
    )
    assert week(school).outdated
    assert stamp(school, actor)
    assert_recorded(school.session)
    stood = week(school).stamp
    assert stood is not None
    assert (stood.version, stood.unexcused) == (2, 0)


def test_an_absence_put_in_place_of_another_asks_for_the_stamp_again(
    school: School,
) -> None:
    lesson = record(school, 0)
    actor = curator(school)
    assert stamp(school, actor)
    before = week(school)

    for cell in (absence(school.learners[0], value=""), absence(school.learners[2])):
        correct_absence(
            school.session,
            lesson,
            cell,
            basis=BASIS,
            actor=school.teacher,
            now=FRIDAY,
            entropy=entropy(),
        )

    after = week(school)
    assert len(after.absences) == len(before.absences)
    assert (before.outdated, after.outdated) == (False, True)
    assert [one.monday for one in waiting(school)] == [MONDAY]
    assert stamp(school, actor)
    assert not week(school).outdated
    assert waiting(school) == ()
    assert_recorded(school.session)


def test_an_absence_of_another_week_leaves_the_stamp(school: School) -> None:
    record(school, 0)
    assert stamp(school, curator(school))

    record(school, 1, place=1)

    assert not week(school).outdated


def test_nobody_else_stamps_the_week(school: School) -> None:
    school.world.journal("БУ-25")

    with pytest.raises(RuleViolationError) as caught:
        stamp(school, curator(school, "БУ-25"))
    assert [one.code for one in caught.value.findings] == ["CHK-3.12.2-stamp-curator"]
    for actor in (school.teacher, Actor(person_id=None, role="curator")):
        with pytest.raises(NotAllowedError):
            stamp(school, actor)


def test_a_week_ahead_is_not_stamped(school: School) -> None:
    with pytest.raises(RuleViolationError) as caught:
        stamp(school, curator(school), NEXT)

    assert [one.code for one in caught.value.findings] == ["CHK-3.12.2-stamp-early"]


def test_weeks_that_are_over_wait_for_their_stamp(school: School) -> None:
    actor = curator(school)
    today = date(2026, 9, 15)

    weeks = list_weeks(school.session, group(school), today=today)
    assert [one.monday for one in weeks] == [NEXT, MONDAY]
    stamp(school, actor)

    left = list_unstamped(school.session, group(school), today=today)
    assert [one.monday for one in left] == [NEXT]
    assert list_unstamped(school.session, group(school), today=NEXT) == ()


def test_a_group_nobody_knows_has_no_weeks(school: School) -> None:
    assert list_group_refs(school.session, frozenset({"ЮР-21", "ЮР-99"})) == (
        (group(school), "ЮР-21"),
    )
    assert get_group_code(school.session, group(school)) == "ЮР-21"
    with pytest.raises(NotFoundError):
        list_week_absences(school.session, 999, MONDAY, today=DAY)
