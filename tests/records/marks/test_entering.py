"""Putting marks: on the day freely, later only what was empty (REG 4.1.1, 3.13.2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from records.curriculum.actions import assign_subgroups
from records.curriculum.drafts import SlotDraft, SubgroupPlace
from records.curriculum.queries import find_course, list_slots
from records.curriculum.tables import Membership, Substitution
from records.kernel.actor import Actor
from records.kernel.errors import RuleViolationError, StaleVersionError
from records.ledger.queries import get_head, list_versions
from records.lessons.queries import get_lesson
from records.marks.actions import enter_marks, record_lesson, set_monthly_control
from records.marks.queries import list_marks, load_cells
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

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


@pytest.fixture
def lesson(school: School) -> int:
    return record(school, 0, DAY)


def record(
    school: School, slot: int, day: date, *cells: Cell, **changes: object
) -> int:
    recorded = record_lesson(
        school.session,
        draft(school.slots[slot], **changes),
        cells,
        actor=school.teacher,
        now=local(day),
        entropy=entropy(),
    )
    return recorded.lesson_id or 0


def enter(
    school: School,
    lesson: int,
    *cells: Cell,
    day: date = DAY,
    actor: Actor | None = None,
    idem: str | None = None,
) -> Recorded:
    return enter_marks(
        school.session,
        lesson,
        cells,
        actor=actor or school.teacher,
        now=local(day, 15),
        entropy=entropy(),
        idem=idem,
    )


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code for found in refused.value.findings]


def values(school: School) -> dict[str, str]:
    return {
        str(one.work): one.value
        for one in list_marks(school.session, school.world.journal_id)
    }


def test_on_the_day_a_mark_is_changed_as_a_new_version(
    school: School, lesson: int
) -> None:
    person = school.learners[0]
    enter(school, lesson, mark(person, "3"))

    entered = enter(school, lesson, mark(person, "4", seen=1))

    assert entered == Recorded(lesson_id=lesson, entries=1)
    (fact,) = list_marks(school.session, school.world.journal_id)
    assert (fact.value, fact.version) == ("4", 2)
    kept = list_versions(school.session, f"mark/{lesson}/{person}/current")
    assert [one.payload and one.payload["value"] for one in kept] == ["3", "4"]


def test_what_stands_already_is_not_written_again(school: School, lesson: int) -> None:
    cells = (mark(school.learners[0]), absence(school.learners[1]))
    enter(school, lesson, *cells)
    size = get_head(school.session).size

    assert enter(school, lesson, *cells).entries == 0
    assert enter(school, lesson, mark(school.learners[2], "")).entries == 0
    assert get_head(school.session).size == size


def test_an_emptied_cell_keeps_its_history(school: School, lesson: int) -> None:
    person = school.learners[0]
    enter(school, lesson, mark(person, "3"))

    enter(school, lesson, mark(person, ""))

    assert list_marks(school.session, school.world.journal_id) == ()
    assert load_cells(school.session, school.world.journal_id) == {}
    assert len(list_versions(school.session, f"mark/{lesson}/{person}/current")) == 2


def test_a_repeated_request_writes_nothing(school: School, lesson: int) -> None:
    cell = mark(school.learners[0])
    enter(school, lesson, cell, idem="form-2")

    assert enter(school, lesson, cell, idem="form-2").repeated
    assert set_monthly(school, lesson, idem="form-2").repeated


def test_a_cell_somebody_else_has_changed_is_refused(
    school: School, lesson: int
) -> None:
    person = school.learners[0]
    enter(school, lesson, mark(person, "3"))

    with pytest.raises(StaleVersionError) as refused:
        enter(school, lesson, mark(person, "4", seen=0))

    assert "Ким Лев" in refused.value.message
    assert "«3»" in refused.value.message


def test_cells_are_loaded_for_print(school: School, lesson: int) -> None:
    person = school.learners[0]
    enter(school, lesson, absence(person), mark(person, "4", work=Work.MAKEUP))

    cells = load_cells(school.session, school.world.journal_id)

    assert cells == {
        school.course_id: {lesson: {person: [("absence", "н"), ("makeup", "4")]}}
    }


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([mark(0, "4+")], "CHK-4.1.8-mark"),
        ([mark(0), absence(0)], "CHK-3.13.1-absent"),
        ([mark(0, work=Work.MAKEUP)], "CHK-3.13.1-makeup"),
        ([mark(0), mark(0, "4")], "CHK-4.1.8-doubled"),
        ([mark(0, work=Work.MONTHLY_CONTROL)], "CHK-3.13.2-lesson"),
        ([mark(0, cause="illness")], "CHK-3.13.1-cause"),
        ([absence(0, cause="ленился")], "CHK-3.13.1-cause"),
    ],
)
def test_wrong_cells_are_refused(
    school: School, lesson: int, cells: list[Cell], code: str
) -> None:
    given = [replace(cell, person_id=school.learners[0]) for cell in cells]

    with pytest.raises(RuleViolationError) as refused:
        enter(school, lesson, *given)

    assert codes(refused) == [code]


def test_an_excused_absence_without_a_document_is_remarked(
    school: School, lesson: int
) -> None:
    person = school.learners[0]

    remarked = enter(school, lesson, absence(person, cause="illness"))
    whole = enter(
        school, lesson, absence(person, cause="illness", document="справка № 115")
    )

    assert [one.code for one in remarked.findings] == ["CHK-3.13.1-document"]
    assert whole.findings == ()


def test_a_learner_out_of_the_roll_gets_no_mark(school: School, lesson: int) -> None:
    left, later = school.learners[0], school.world.learner("Цой Юна", start=NEXT)
    school.session.query(Membership).filter_by(person_id=left).update(
        {"end_date": DAY - timedelta(days=1)}
    )

    with pytest.raises(RuleViolationError) as refused:
        enter(school, lesson, mark(left), mark(later))

    assert codes(refused) == ["CHK-3.9.2-roll"] * 2


def test_a_learner_of_another_subgroup_gets_no_mark(session: Session) -> None:
    school = make_school(session)
    world = school.world
    first = world.course("ОГСЭ.03", teacher_id=school.teacher_id, subgroup=1)
    world.course("ОГСЭ.03", teacher_id=school.teacher_id, subgroup=2)
    found = find_course(session, world.journal_id, "ОГСЭ.03", subgroup=1)
    places = [
        SubgroupPlace(person_id=person, subgroup=number, start=date(2026, 9, 1))
        for person, number in zip(school.learners, (1, 2, 2), strict=True)
    ]
    assign_subgroups(
        session,
        found.discipline_id,
        places,
        actor=world.actor,
        now=world.now,
        entropy=entropy(),
    )
    slot = SlotDraft(course_id=first, day=DAY, pair=2, teacher_id=school.teacher_id)
    world.slots(slot)
    slot_id = next(
        one.id for one in list_slots(session, world.journal_id) if one.pair == 2
    )

    with pytest.raises(RuleViolationError) as refused:
        record_lesson(
            session,
            draft(slot_id),
            [mark(school.learners[0]), mark(school.learners[1])],
            actor=school.teacher,
            now=local(DAY),
            entropy=entropy(),
        )

    assert codes(refused) == ["CHK-4.1.4-subgroup"]
    assert "Ли Вэй" in refused.value.message


def test_after_the_day_an_empty_cell_is_filled_and_remarked(
    school: School, lesson: int
) -> None:
    entered = enter(school, lesson, mark(school.learners[0]), day=NEXT)

    assert [one.code for one in entered.findings] == ["CHK-4.1.1-mark-late"]


def test_a_made_up_absence_is_no_late_mark(school: School, lesson: int) -> None:
    person = school.learners[0]
    enter(school, lesson, absence(person))

    entered = enter(school, lesson, mark(person, work=Work.MAKEUP), day=NEXT)

    assert entered.findings == ()


def test_the_cause_of_an_absence_may_become_known_later(
    school: School, lesson: int
) -> None:
    person = school.learners[0]
    enter(school, lesson, absence(person))

    known = absence(person, cause="illness", document="справка № 115")

    assert enter(school, lesson, known, day=NEXT).entries == 1


def test_after_the_day_a_mark_is_not_changed_without_a_basis(
    school: School, lesson: int
) -> None:
    person = school.learners[0]
    enter(school, lesson, mark(person, "3"))

    for value in ("4", ""):
        with pytest.raises(RuleViolationError) as refused:
            enter(school, lesson, mark(person, value), day=NEXT)
        assert codes(refused) == ["CHK-4.1.1-correction"]


def test_the_teacher_fills_the_cells_of_a_substituted_lesson_too(
    school: School, lesson: int
) -> None:
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
    school.session.flush()
    other = Actor(person_id=substitute, role="teacher")

    assert enter(school, lesson, mark(school.learners[0])).entries == 1
    assert enter(school, lesson, mark(school.learners[1]), actor=other).entries == 1


def set_monthly(
    school: School, lesson: int, *cells: Cell, day: date = DAY, idem: str | None = None
) -> Recorded:
    return set_monthly_control(
        school.session,
        lesson,
        cells,
        actor=school.teacher,
        now=local(day, 16),
        entropy=entropy(),
        idem=idem,
    )


def test_the_last_lesson_of_the_month_becomes_monthly_control(school: School) -> None:
    last = date(2026, 9, 30)
    lesson = record(school, 2, last)
    cells = [
        mark(person, value, work=Work.MONTHLY_CONTROL)
        for person, value in zip(school.learners, ("5", "3", "н/а"), strict=True)
    ]

    done = set_monthly(school, lesson, *cells, day=last)

    assert done == Recorded(lesson_id=lesson, entries=4)
    fact = get_lesson(school.session, lesson)
    assert (fact.monthly_control, fact.version) == (True, 2)
    assert len(list_marks(school.session, school.world.journal_id)) == 3
    again = set_monthly(school, lesson, *cells, day=last)
    assert again.entries == 0


def test_monthly_control_before_the_last_lesson_is_remarked(
    school: School, lesson: int
) -> None:
    done = set_monthly(school, lesson)

    assert [one.code for one in done.findings] == ["CHK-3.13.2-not-last"]
    assert "09.09.2026" in done.findings[0].message


def test_a_lesson_may_be_recorded_as_monthly_control_at_once(school: School) -> None:
    last = date(2026, 9, 30)
    cell = mark(school.learners[0], work=Work.MONTHLY_CONTROL)

    record(school, 2, last, cell, monthly_control=True)

    assert values(school) == {"monthly_control": "5"}
