"""Causes of absences, told by the curator of the group (REG 3.12.2)."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.tables import ClosedMonth, Journal
from records.kernel.actor import SYSTEM, Actor
from records.kernel.errors import (
    NotAllowedError,
    NotFoundError,
    PeriodClosedError,
    RuleViolationError,
    StaleVersionError,
)
from records.ledger.queries import get_head, list_versions
from records.marks.actions import (
    correct_absence,
    excuse_absence,
    excuse_absences,
    record_lesson,
)
from records.marks.tables import Correction, Mark
from records.marks.values import Missed, Recorded
from records.people.actions import set_staff
from records.people.values import NewStaff
from tests.builders import NOW, entropy
from tests.recordings import assert_nameless, assert_recorded
from tests.records.marks.school import (
    BASIS,
    DAY,
    School,
    absence,
    draft,
    local,
    make_school,
    mark,
)

LATER = local(date(2026, 9, 14))


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def curator(school: School, code: str = "ЮР-21") -> Actor:
    person_id = school.world.person("Орлова Мария Ивановна")
    staff = NewStaff(
        post="преподаватель",
        roles=frozenset({Role.CURATOR}),
        groups=frozenset({code}),
    )
    set_staff(school.session, person_id, staff, actor=SYSTEM)
    return Actor(person_id=person_id, role=Role.CURATOR.value)


def record(school: School, place: int = 0, day: date = DAY) -> int:
    recorded = record_lesson(
        school.session,
        draft(school.slots[place]),
        [absence(school.learners[0]), mark(school.learners[1])],
        actor=school.teacher,
        now=local(day),
        entropy=entropy(),
    )
    assert recorded.lesson_id is not None
    return recorded.lesson_id


def excuse(school: School, actor: Actor, *missed: Missed, **changes: str) -> Recorded:
    told = {"cause": "illness", "document": "справка № 17 от 03.09.2026", **changes}
    return excuse_absences(
        school.session, missed, actor=actor, now=LATER, entropy=entropy(), **told
    )


def code_of(caught: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [one.code for one in caught.value.findings]


def test_a_curator_tells_cause_and_document_and_the_absence_stays(
    school: School,
) -> None:
    lesson, person = record(school), school.learners[0]

    done = excuse(
        school, curator(school), Missed(lesson_id=lesson, person_id=person, seen=1)
    )

    row = school.session.get_one(Mark, (lesson, person, "absence"))
    assert (row.value, row.cause, row.version) == ("н", "illness", 2)
    assert row.document == "справка № 17 от 03.09.2026"
    assert done.entries == 1
    versions = list_versions(school.session, f"absence/{lesson}/{person}")
    assert [one.role for one in versions] == ["teacher", "curator"]
    assert school.session.query(Correction).count() == 0
    assert_recorded(school.session)
    assert_nameless(school.session)


def test_one_document_excuses_absences_of_several_days(school: School) -> None:
    person = school.learners[0]
    lessons = (record(school), record(school, 1, date(2026, 9, 9)))

    done = excuse(
        school,
        curator(school),
        *(Missed(lesson_id=one, person_id=person, seen=1) for one in lessons),
    )

    assert done.entries == 2
    assert_recorded(school.session)


def test_of_several_absences_all_are_excused_or_none(school: School) -> None:
    lesson, (absent, present, _) = record(school), school.learners
    size = get_head(school.session).size

    with pytest.raises(RuleViolationError) as caught:
        excuse(
            school,
            curator(school),
            Missed(lesson_id=lesson, person_id=absent, seen=1),
            Missed(lesson_id=lesson, person_id=present, seen=0),
        )

    assert code_of(caught) == ["CHK-3.12.2-absence"]
    assert get_head(school.session).size == size


def test_an_excuse_told_twice_is_written_once(school: School) -> None:
    missed = Missed(lesson_id=record(school), person_id=school.learners[0], seen=1)
    actor = curator(school)

    assert excuse(school, actor, missed).entries == 1
    assert excuse(school, actor, missed).entries == 0


def test_a_curator_of_another_group_tells_nothing(school: School) -> None:
    school.world.journal("БУ-25")
    missed = Missed(lesson_id=record(school), person_id=school.learners[0])

    with pytest.raises(RuleViolationError) as caught:
        excuse(school, curator(school, "БУ-25"), missed)

    assert code_of(caught) == ["CHK-3.12.2-curator"]


def test_a_teacher_and_nobody_in_particular_are_no_curators(school: School) -> None:
    missed = Missed(lesson_id=record(school), person_id=school.learners[0])

    for actor in (school.teacher, Actor(person_id=None, role="curator")):
        with pytest.raises(NotAllowedError):
            excuse(school, actor, missed)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"document": "справка"}, "CHK-3.12.2-document"),
        ({"document": "", "cause": "excused"}, "CHK-3.12.2-document"),
        ({"cause": "lazy"}, "CHK-3.13.1-cause"),
    ],
)
def test_what_is_told_must_be_a_known_cause_with_its_document(
    school: School, told: dict[str, str], code: str
) -> None:
    missed = Missed(lesson_id=record(school), person_id=school.learners[0])

    with pytest.raises(RuleViolationError) as caught:
        excuse(school, curator(school), missed, **told)

    assert code_of(caught) == [code]


def test_no_good_cause_needs_no_document(school: School) -> None:
    missed = Missed(lesson_id=record(school), person_id=school.learners[0])

    done = excuse(school, curator(school), missed, cause="unexcused", document="")

    assert done.entries == 1


def test_an_absence_taken_away_is_excused_no_more(school: School) -> None:
    lesson, person = record(school), school.learners[0]
    correct_absence(
        school.session,
        lesson,
        absence(person, value=""),
        basis=BASIS,
        actor=school.teacher,
        now=LATER,
        entropy=entropy(),
    )

    with pytest.raises(RuleViolationError) as caught:
        excuse(school, curator(school), Missed(lesson_id=lesson, person_id=person))

    assert code_of(caught) == ["CHK-3.12.2-absence"]


def test_what_somebody_has_changed_since_is_not_written_over(school: School) -> None:
    lesson, person = record(school), school.learners[0]
    actor = curator(school)
    excuse(school, actor, Missed(lesson_id=lesson, person_id=person, seen=1))

    with pytest.raises(StaleVersionError):
        excuse(
            school,
            actor,
            Missed(lesson_id=lesson, person_id=person, seen=1),
            document="справка № 18",
        )


def test_a_closed_month_takes_an_excuse_and_a_closed_year_does_not(
    school: School,
) -> None:
    lesson, person = record(school), school.learners[0]
    actor, journal_id = curator(school), school.world.journal_id
    school.session.add(
        ClosedMonth(journal_id=journal_id, month=DAY.replace(day=1), closed_at=NOW)
    )
    school.session.flush()

    done = excuse(school, actor, Missed(lesson_id=lesson, person_id=person))
    school.session.execute(update(Journal).values(state="closed"))

    assert done.entries == 1
    with pytest.raises(PeriodClosedError):
        excuse(
            school,
            actor,
            Missed(lesson_id=lesson, person_id=person),
            document="справка № 18",
        )


def test_a_lesson_nobody_recorded_has_no_absences(school: School) -> None:
    with pytest.raises(NotFoundError):
        excuse_absence(
            school.session,
            999,
            school.learners[0],
            cause="illness",
            document="справка № 1",
            seen=None,
            actor=curator(school),
            now=LATER,
            entropy=entropy(),
        )
