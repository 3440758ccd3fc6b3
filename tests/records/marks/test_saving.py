"""Cells of the grid: each by itself, seen versions, keys, whole requests (3.13.1)."""

import pytest
from sqlalchemy.orm import Session

from records.ledger.queries import get_head, list_versions
from records.marks.actions import save_requests
from records.marks.queries import list_finals
from records.marks.values import (
    CellRequest,
    CellWish,
    Outcome,
    Period,
)
from tests.builders import entropy
from tests.recordings import assert_recorded
from tests.records.marks.saving import outcomes, record, save, standing, wish
from tests.records.marks.school import (
    DAY,
    School,
    local,
    make_school,
)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


@pytest.fixture
def lesson(school: School) -> int:
    return record(school, 0, DAY)


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
