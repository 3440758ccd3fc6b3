"""What the grid may save: the day, corrections, finals, whose cells (4.1.1, 4.1.4)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from records.curriculum.actions import assign_subgroups
from records.curriculum.drafts import SlotDraft, SubgroupPlace
from records.curriculum.queries import find_course, list_slots
from records.curriculum.tables import ClosedMonth
from records.kernel.actor import Actor
from records.kernel.errors import NotAllowedError, NotFoundError
from records.ledger.queries import list_versions
from records.lessons.queries import get_lesson
from records.marks.actions import record_lesson
from records.marks.queries import list_corrections, list_finals
from records.marks.values import (
    CellKind,
    NotAttested,
    Outcome,
    Period,
)
from tests.builders import START, entropy
from tests.recordings import assert_recorded
from tests.records.marks.saving import outcomes, record, save, standing, wish
from tests.records.marks.school import (
    BASIS,
    DAY,
    School,
    draft,
    local,
    make_school,
)

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


@pytest.fixture
def lesson(school: School) -> int:
    return record(school, 0, DAY)


def test_after_the_day_an_empty_cell_is_filled_but_a_mark_needs_a_basis(
    school: School, lesson: int
) -> None:
    kim, li, _ = school.learners
    save(school, wish(kim, "4", lesson))
    answers = save(
        school,
        wish(kim, "5", lesson, {"current": 1}),
        wish(li, "3", lesson, basis=BASIS),
        day=NEXT,
    )
    assert outcomes(answers) == ["refused", "saved"]
    assert answers[0].code == "CHK-4.1.1-correction"
    assert list_corrections(school.session, school.world.journal_id) == ()


def test_a_correction_with_a_basis_keeps_the_old_value(
    school: School, lesson: int
) -> None:
    kim = school.learners[0]
    save(school, wish(kim, "4", lesson))
    (answer,) = save(
        school, wish(kim, "н", lesson, {"current": 1}, basis=BASIS), day=NEXT
    )
    assert (answer.outcome, answer.corrected) == (Outcome.SAVED, True)
    made = list_corrections(school.session, school.world.journal_id)
    assert sorted((one.old, one.new) for one in made) == [("", "н"), ("4", "")]
    assert_recorded(school.session)


def test_several_corrections_go_into_one_append(school: School, lesson: int) -> None:
    kim, li, _ = school.learners
    save(school, wish(kim, "4", lesson), wish(li, "4", lesson))
    answers = save(
        school,
        wish(kim, "5", lesson, {"current": 1}, basis=BASIS),
        wish(li, "3", lesson, {"current": 1}, basis=replace(BASIS, reason="пересдача")),
        day=NEXT,
    )
    assert outcomes(answers) == ["saved", "saved"]
    made = list_corrections(school.session, school.world.journal_id)
    assert {one.basis.reason for one in made} == {BASIS.reason, "пересдача"}
    assert_recorded(school.session)


def test_a_closed_month_is_changed_only_by_a_request(
    school: School, lesson: int
) -> None:
    kim = school.learners[0]
    close_month(school)
    (answer,) = save(school, wish(kim, "5", lesson, basis=BASIS), day=NEXT)
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "CHK-3.8.8-month-closed")
    assert "только по заявке" in answer.message
    assert standing(school) == []


def test_the_first_mark_of_the_month_s_control_makes_the_lesson_so(
    school: School, lesson: int
) -> None:
    kim, li, _ = school.learners
    monthly = CellKind.MONTHLY
    answers = save(
        school,
        wish(kim, "4", lesson, kind=monthly),
        wish(li, "н/а", lesson, kind=monthly),
    )
    assert outcomes(answers) == ["saved", "saved"]
    assert dict(answers[0].versions) == {"monthly_control": 1}
    assert get_lesson(school.session, lesson).monthly_control
    assert len(list_versions(school.session, f"lesson/{lesson}")) == 2
    assert_recorded(school.session)


def test_a_final_is_saved_and_corrected_with_its_basis(
    school: School, lesson: int
) -> None:
    kim = school.learners[0]
    save(school, wish(kim, "5", lesson))
    (first,) = save(school, wish(kim, "5", period=Period.FIRST))
    assert dict(first.versions) == {"final": 1}
    seen = {"final": 1}
    (refused,) = save(school, wish(kim, "4", seen=seen, period=Period.FIRST), day=NEXT)
    assert refused.code == "CHK-4.1.1-correction"
    (done,) = save(
        school, wish(kim, "4", seen=seen, period=Period.FIRST, basis=BASIS), day=NEXT
    )
    assert (done.outcome, dict(done.versions)) == (Outcome.SAVED, {"final": 2})
    (made,) = list_corrections(school.session, school.world.journal_id)
    assert (made.old, made.new, made.work) == ("5", "4", "s1")
    assert_recorded(school.session)


def test_a_final_of_a_closed_month_is_changed_only_by_a_request(
    school: School, lesson: int
) -> None:
    kim, li, _ = school.learners
    save(school, wish(kim, "5", lesson), wish(li, "5", lesson))
    save(school, wish(kim, "5", period=Period.FIRST))
    ends = date(2026, 12, 26)
    close_month(school, ends)
    seen, after = {"final": 1}, ends + timedelta(days=10)
    for basis in (None, BASIS):
        change = wish(kim, "4", seen=seen, period=Period.FIRST, basis=basis)
        (refused,) = save(school, change, day=after)
        assert (refused.text, refused.code) == ("5", "CHK-3.8.8-month-closed")
    (late,) = save(school, wish(li, "5", period=Period.FIRST), day=after)
    assert late.outcome is Outcome.SAVED


def test_a_final_without_attestation_needs_its_terms(school: School) -> None:
    kim = school.learners[0]
    (refused,) = save(school, wish(kim, "н/а", period=Period.FIRST))
    assert refused.code == "CHK-4.2.3-terms"
    assert "срок" in refused.message
    terms = NotAttested(cause="болезнь", form="зачёт", due=date(2027, 1, 20))
    (done,) = save(school, wish(kim, "н/а", period=Period.FIRST, terms=terms))
    assert done.outcome is Outcome.SAVED
    (final,) = list_finals(school.session, school.world.journal_id)
    assert final.not_attested == terms


def test_a_lesson_of_another_course_is_as_if_there_were_none(
    school: School, lesson: int
) -> None:
    other = school.world.course("ОП.02", teacher_id=school.teacher_id)
    (answer,) = save(school, wish(school.learners[0], "5", lesson), course_id=other)
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "no_lesson")
    assert standing(school) == []


def test_another_teacher_s_lesson_is_refused(school: School, lesson: int) -> None:
    stranger = Actor(
        person_id=school.world.teacher("Лаптев Дмитрий Андреевич"), role="teacher"
    )
    (answer,) = save(school, wish(school.learners[0], "5", lesson), actor=stranger)
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "CHK-4.1.1-author")
    assert standing(school) == []


def test_a_learner_of_another_group_is_as_if_there_were_none(
    school: School, lesson: int
) -> None:
    stranger = school.world.learner("Юдин Яков Ильич", code="ЮР-22")
    answers = save(
        school,
        wish(stranger, "5", lesson),
        wish(stranger, "5", period=Period.FIRST),
    )
    assert [one.code for one in answers] == ["no_learner", "no_learner"]
    assert "Юдин" not in "".join(one.message for one in answers)


def test_a_learner_of_another_subgroup_is_refused_without_a_name(
    school: School,
) -> None:
    kim, li, _ = school.learners
    world, session = school.world, school.session
    course_id = world.course("ОГСЭ.03", teacher_id=school.teacher_id, subgroup=1)
    assign_subgroups(
        session,
        find_course(session, world.journal_id, "ОГСЭ.03", subgroup=1).discipline_id,
        [
            SubgroupPlace(person_id=person, subgroup=number, start=START)
            for person, number in ((kim, 1), (li, 2))
        ],
        actor=world.actor,
        now=world.now,
        entropy=entropy(),
    )
    world.slots(
        SlotDraft(course_id=course_id, day=DAY, pair=2, teacher_id=school.teacher_id)
    )
    slot = next(
        one.id for one in list_slots(session, world.journal_id) if one.pair == 2
    )
    lesson = record_lesson(
        session,
        draft(slot),
        [],
        actor=school.teacher,
        now=local(DAY),
        entropy=entropy(),
    ).lesson_id
    answers = save(
        school, wish(kim, "5", lesson), wish(li, "5", lesson), course_id=course_id
    )
    assert outcomes(answers) == ["saved", "refused"]
    assert answers[1].code == "CHK-4.1.4-subgroup"
    assert "Ли" not in answers[1].message


def test_an_unknown_course_with_finals_is_not_found(school: School) -> None:
    with pytest.raises(NotFoundError):
        save(school, wish(school.learners[0], "5", period=Period.FIRST), course_id=999)


def test_a_role_that_puts_no_marks_is_refused(school: School, lesson: int) -> None:
    deputy = Actor(person_id=school.teacher_id, role="deputy")
    with pytest.raises(NotAllowedError):
        save(school, wish(school.learners[0], "5", lesson), actor=deputy)


def close_month(school: School, day: date = DAY) -> None:
    month = ClosedMonth(
        journal_id=school.world.journal_id,
        month=day.replace(day=1),
        closed_at=local(day + timedelta(days=1)),
    )
    school.session.add(month)
    school.session.flush()
