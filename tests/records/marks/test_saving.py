"""Cells of the grid: each by itself, seen versions, keys, corrections (3.13.1)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy.orm import Session

from records.curriculum.actions import assign_subgroups
from records.curriculum.drafts import SlotDraft, SubgroupPlace
from records.curriculum.queries import find_course, list_slots
from records.curriculum.tables import ClosedMonth
from records.kernel.actor import Actor
from records.kernel.errors import NotAllowedError, NotFoundError
from records.ledger.queries import get_head, list_versions
from records.lessons.queries import get_lesson
from records.marks.actions import record_lesson, save_cells, save_requests
from records.marks.queries import list_corrections, list_finals, list_marks
from records.marks.values import (
    CellAnswer,
    CellKind,
    CellRequest,
    CellWish,
    NotAttested,
    Outcome,
    Period,
)
from tests.builders import START, entropy
from tests.recordings import assert_recorded
from tests.records.marks.school import (
    BASIS,
    DAY,
    School,
    draft,
    local,
    make_school,
)

NEXT = DAY + timedelta(days=1)
KEYS = count()


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


@pytest.fixture
def lesson(school: School) -> int:
    return record(school, 0, DAY)


def record(school: School, slot: int, day: date) -> int:
    recorded = record_lesson(
        school.session,
        draft(school.slots[slot]),
        [],
        actor=school.teacher,
        now=local(day),
        entropy=entropy(),
    )
    return recorded.lesson_id or 0


def wish(
    person_id: int,
    text: str,
    lesson_id: int | None = None,
    seen: Mapping[str, int] | None = None,
    **changes: object,
) -> CellWish:
    values: dict[str, object] = {
        "key": f"key-{next(KEYS)}",
        "kind": CellKind.LESSON if lesson_id else CellKind.FINAL,
        "seen": seen or {},
        "lesson_id": lesson_id,
        "person_id": person_id,
        "text": text,
    }
    return CellWish(**{**values, **changes})  # type: ignore[arg-type]


def save(
    school: School,
    *wishes: CellWish,
    day: date = DAY,
    whole: bool = False,
    actor: Actor | None = None,
    course_id: int | None = None,
) -> tuple[CellAnswer, ...]:
    return save_cells(
        school.session,
        course_id or school.course_id,
        wishes,
        actor=actor or school.teacher,
        now=local(day, 15),
        entropy=entropy(),
        whole=whole,
    )


def outcomes(answers: tuple[CellAnswer, ...]) -> list[str]:
    return [answer.outcome.value for answer in answers]


def standing(school: School) -> list[tuple[int, str, str]]:
    marks = list_marks(school.session, school.world.journal_id)
    return [(one.person_id, one.work.value, one.value) for one in marks]


def test_a_mark_is_saved_with_its_version(school: School, lesson: int) -> None:
    kim = school.learners[0]
    (answer,) = save(school, wish(kim, "4", lesson))
    assert (answer.outcome, answer.text, dict(answer.versions)) == (
        Outcome.SAVED,
        "4",
        {"current": 1},
    )
    assert standing(school) == [(kim, "current", "4")]
    assert_recorded(school.session)


def test_two_works_and_a_made_up_absence_are_entries_of_their_own(
    school: School, lesson: int
) -> None:
    kim, li, _ = school.learners
    answers = save(school, wish(kim, "4/5", lesson), wish(li, "н/3", lesson))
    assert [dict(one.versions) for one in answers] == [
        {"current": 1, "second": 1},
        {"absence": 1, "makeup": 1},
    ]
    assert sorted(standing(school)) == sorted(
        [
            (kim, "current", "4"),
            (kim, "second", "5"),
            (li, "absence", "н"),
            (li, "makeup", "3"),
        ]
    )
    assert_recorded(school.session)


def test_the_day_lets_a_mark_be_changed_to_an_absence(
    school: School, lesson: int
) -> None:
    kim = school.learners[0]
    save(school, wish(kim, "4", lesson))
    (answer,) = save(school, wish(kim, "н", lesson, {"current": 1}))
    assert answer.outcome is Outcome.SAVED
    assert dict(answer.versions) == {"current": 2, "absence": 1}
    assert standing(school) == [(kim, "absence", "н")]


def test_a_repeated_key_writes_nothing_and_says_what_stands(
    school: School, lesson: int
) -> None:
    kim = school.learners[0]
    first = wish(kim, "4", lesson)
    save(school, first)
    save(school, wish(kim, "5", lesson, {"current": 1}))
    size = get_head(school.session).size
    (answer,) = save(school, first)
    assert (answer.outcome, answer.text) == (Outcome.SAVED, "5")
    assert get_head(school.session).size == size


def test_the_key_of_another_cell_is_refused(school: School, lesson: int) -> None:
    kim, li, _ = school.learners
    first = wish(kim, "4", lesson)
    save(school, first)
    (answer,) = save(school, wish(li, "5", lesson, key=first.key))
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "idem_conflict")
    assert standing(school) == [(kim, "current", "4")]


def test_a_stale_cell_is_a_conflict_that_names_the_writer(
    school: School, lesson: int
) -> None:
    kim = school.learners[0]
    save(school, wish(kim, "4", lesson))
    (answer,) = save(school, wish(kim, "5", lesson))
    assert (answer.outcome, answer.text) == (Outcome.CONFLICT, "4")
    assert dict(answer.versions) == {"current": 1}
    assert answer.author_id == school.teacher_id
    assert answer.at == local(DAY, 15)
    assert standing(school) == [(kim, "current", "4")]


def test_two_who_write_the_same_do_not_quarrel(school: School, lesson: int) -> None:
    kim = school.learners[0]
    save(school, wish(kim, "4", lesson))
    size = get_head(school.session).size
    assert outcomes(save(school, wish(kim, "4", lesson))) == ["saved"]
    assert get_head(school.session).size == size


def test_one_refused_cell_does_not_hinder_the_others(
    school: School, lesson: int
) -> None:
    kim, li, _ = school.learners
    answers = save(school, wish(kim, "6", lesson), wish(li, "5", lesson))
    assert outcomes(answers) == ["refused", "saved"]
    assert answers[0].code == "CHK-4.1.8-mark"
    assert standing(school) == [(li, "current", "5")]


def test_all_or_nothing_holds_back_the_good_cells(school: School, lesson: int) -> None:
    kim, li, _ = school.learners
    size = get_head(school.session).size
    answers = save(school, wish(kim, "6", lesson), wish(li, "5", lesson), whole=True)
    assert outcomes(answers) == ["refused", "held"]
    assert standing(school) == []
    assert get_head(school.session).size == size


def test_all_or_nothing_holds_back_finals_too(school: School, lesson: int) -> None:
    kim, li, _ = school.learners
    save(school, wish(kim, "5", lesson), wish(li, "4", lesson))
    final = wish(kim, "5", period=Period.FIRST)
    answers = save(school, final, wish(li, "9", period=Period.FIRST), whole=True)
    assert outcomes(answers) == ["held", "refused"]
    assert list_finals(school.session, school.world.journal_id) == ()
    assert_recorded(school.session)


@pytest.mark.parametrize("text", ["H", "н/а", "4+", " 4", "4/5/3", "4/", "/5", "зач"])
def test_what_is_no_designation_is_refused_with_a_hint(
    school: School, lesson: int, text: str
) -> None:
    (answer,) = save(school, wish(school.learners[0], text, lesson))
    assert answer.outcome is Outcome.REFUSED
    assert answer.message
    assert standing(school) == []


def test_a_latin_letter_is_never_guessed(school: School, lesson: int) -> None:
    (answer,) = save(school, wish(school.learners[0], "H", lesson))
    assert "русская «н»" in answer.message


def test_a_cell_given_twice_is_saved_in_turn(school: School, lesson: int) -> None:
    kim = school.learners[0]
    answers = save(
        school, wish(kim, "4", lesson), wish(kim, "5", lesson, {"current": 1})
    )
    assert outcomes(answers) == ["saved", "saved"]
    assert standing(school) == [(kim, "current", "5")]


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


def test_requests_of_the_same_moment_share_an_append(
    school: School, lesson: int
) -> None:
    kim, li, _ = school.learners
    requests = [
        request(school, wish(kim, "4", lesson)),
        request(school, wish(kim, "5", lesson), wish(li, "3", lesson)),
        request(school, wish(li, "2", lesson), wish(kim, "9", lesson), whole=True),
    ]
    answers = save_requests(school.session, requests, entropy=entropy())
    assert [outcomes(few) for few in answers] == [
        ["saved"],
        ["conflict", "saved"],
        ["conflict", "refused"],
    ]
    assert sorted(standing(school)) == [(kim, "current", "4"), (li, "current", "3")]
    assert_recorded(school.session)


def test_the_same_request_twice_at_the_same_moment_is_written_once(
    school: School, lesson: int
) -> None:
    again = wish(school.learners[0], "4", lesson)
    answers = save_requests(
        school.session,
        [request(school, again), request(school, again)],
        entropy=entropy(),
    )
    assert [outcomes(few) for few in answers] == [["saved"], ["saved"]]
    assert (
        len(list_versions(school.session, f"mark/{lesson}/{again.person_id}/current"))
        == 1
    )


def request(school: School, *wishes: CellWish, whole: bool = False) -> CellRequest:
    return CellRequest(
        course_id=school.course_id,
        wishes=wishes,
        actor=school.teacher,
        now=local(DAY, 15),
        whole=whole,
    )


def test_an_unknown_course_with_finals_is_not_found(school: School) -> None:
    with pytest.raises(NotFoundError):
        save(school, wish(school.learners[0], "5", period=Period.FIRST), course_id=999)


def test_a_role_that_puts_no_marks_is_refused(school: School, lesson: int) -> None:
    deputy = Actor(person_id=school.teacher_id, role="deputy")
    with pytest.raises(NotAllowedError):
        save(school, wish(school.learners[0], "5", lesson), actor=deputy)


def close_month(school: School) -> None:
    month = ClosedMonth(
        journal_id=school.world.journal_id,
        month=DAY.replace(day=1),
        closed_at=local(NEXT),
    )
    school.session.add(month)
    school.session.flush()
