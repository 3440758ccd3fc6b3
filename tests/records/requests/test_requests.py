"""A request's way: asked, decided by another, carried out once (REG 4.1.1)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.errors import (
    RuleViolationError,
)
from records.ledger.queries import list_versions
from records.marks.queries import list_corrections, list_marks
from records.marks.values import CellKind, Work
from records.requests.queries import (
    count_asked,
    find_window,
    list_windows,
)
from records.requests.values import RequestState
from tests.recordings import assert_nameless, assert_recorded
from tests.records.marks.school import local
from tests.records.requests.desk import ASKED, BASIS, Desk, make_desk

IN_TIME = local(date(2026, 10, 12), 23, 59)
TOO_LATE = local(date(2026, 10, 13), 0, 0)


@pytest.fixture
def desk(session: Session) -> Desk:
    return make_desk(session)


def marks(desk: Desk) -> Mapping[tuple[int, Work], str]:
    found = list_marks(desk.session, desk.school.world.journal_id)
    return {(one.person_id, one.work): one.value for one in found}


def test_what_was_asked_is_written_once_it_is_approved(desk: Desk) -> None:
    learner = desk.school.learners[0]
    request_id = desk.ask()
    desk.approve(request_id)

    done = desk.use(request_id)

    assert done.entries == 2
    assert marks(desk)[learner, Work.CURRENT] == "5"
    (kept,) = list_corrections(desk.session, desk.school.world.journal_id)
    assert (kept.old, kept.new, kept.basis) == ("4", "5", BASIS)
    assert kept.actor_id == desk.school.teacher_id
    assert desk.get(request_id).state is RequestState.DONE
    assert_recorded(desk.session)
    assert_nameless(desk.session)


def test_asking_writes_nothing_into_the_journal(desk: Desk) -> None:
    before = marks(desk)

    request_id = desk.ask()

    assert marks(desk) == before
    assert list_corrections(desk.session, desk.school.world.journal_id) == ()
    fact = desk.get(request_id)
    assert (fact.was, fact.wanted, fact.state) == ("4", "5", RequestState.ASKED)
    assert fact.words == "занятие 02.09.2026, пара 1"
    assert count_asked(desk.session) == (1, ASKED)
    assert_recorded(desk.session)


def test_the_way_of_a_request_stays_in_the_ledger(desk: Desk) -> None:
    request_id = desk.ask()
    desk.approve(request_id)
    desk.use(request_id)

    versions = list_versions(desk.session, f"request/{request_id}")

    states = [one.payload and one.payload["state"] for one in versions]
    assert states == ["asked", "approved", "done"]
    assert [one.actor for one in versions] == [
        desk.teacher.mark,
        desk.deputy.mark,
        desk.teacher.mark,
    ]


def test_an_absence_becomes_a_mark_by_one_request(desk: Desk) -> None:
    learner = desk.school.learners[1]
    request_id = desk.ask(desk.cell(1), {Work.CURRENT: "4"})
    desk.approve(request_id)

    desk.use(request_id)

    kept = {work: value for (one, work), value in marks(desk).items() if one == learner}
    assert kept == {Work.CURRENT: "4"}
    assert_recorded(desk.session)


def test_a_made_up_absence_is_asked_for_as_it_is_written(desk: Desk) -> None:
    request_id = desk.ask(desk.cell(1), {Work.ABSENCE: "н", Work.MAKEUP: "4"})
    assert desk.get(request_id).wanted == "н/4"
    desk.approve(request_id)

    desk.use(request_id)

    assert marks(desk)[desk.school.learners[1], Work.MAKEUP] == "4"


def test_a_cell_may_be_asked_to_be_emptied(desk: Desk) -> None:
    request_id = desk.ask(desk.cell(0), {})
    desk.approve(request_id)

    desk.use(request_id)

    assert (desk.school.learners[0], Work.CURRENT) not in marks(desk)


def test_a_window_is_for_this_person_this_cell_and_this_value(desk: Desk) -> None:
    session, cell = desk.session, desk.cell()
    request_id = desk.ask()
    me = desk.school.teacher_id
    assert find_window(session, cell, actor_id=me, now=ASKED) is None
    closes_at = desk.approve(request_id)

    window = find_window(session, cell, actor_id=me, now=ASKED)

    assert window is not None
    assert (window.request_id, window.text) == (request_id, "5")
    assert window.closes_at == closes_at == TOO_LATE
    monthly = replace(cell, column=CellKind.MONTHLY)
    others = (monthly, desk.cell(1), replace(cell, lesson_id=cell.lesson_id + 1))
    for other in others:
        assert find_window(session, other, actor_id=me, now=ASKED) is None
    assert find_window(session, cell, actor_id=desk.deputy_id, now=ASKED) is None
    course = desk.school.course_id
    open_now = list_windows(session, actor_id=me, now=ASKED, course_id=course)
    assert open_now == (window,)
    assert list_windows(session, actor_id=me, now=ASKED, course_id=course + 1) == ()


def test_a_window_is_used_once(desk: Desk) -> None:
    request_id = desk.ask()
    desk.approve(request_id)
    desk.use(request_id)

    with pytest.raises(RuleViolationError, match="уже внесено"):
        desk.use(request_id)

    assert find_window(
        desk.session, desk.cell(), actor_id=desk.school.teacher_id, now=ASKED
    ) is None  # fmt: skip
    assert len(list_corrections(desk.session, desk.school.world.journal_id)) == 1


def test_the_same_request_of_the_browser_writes_nothing_twice(desk: Desk) -> None:
    request_id = desk.ask()
    desk.approve(request_id)
    desk.use(request_id, idem="cell-1")

    assert desk.use(request_id, idem="cell-1").repeated

    assert len(list_corrections(desk.session, desk.school.world.journal_id)) == 1


def test_a_window_stays_open_to_the_end_of_its_last_day(desk: Desk) -> None:
    request_id = desk.ask()
    desk.approve(request_id)

    assert desk.get(request_id, now=IN_TIME).state is RequestState.APPROVED
    assert desk.use(request_id, now=IN_TIME).entries == 2


def test_an_expired_window_opens_nothing(desk: Desk) -> None:
    request_id = desk.ask()
    desk.approve(request_id)

    with pytest.raises(RuleViolationError, match="срок исправления"):
        desk.use(request_id, now=TOO_LATE)

    assert desk.get(request_id, now=TOO_LATE).state is RequestState.EXPIRED
    assert marks(desk)[desk.school.learners[0], Work.CURRENT] == "4"
    again = desk.ask(now=TOO_LATE)
    assert desk.get(again, now=TOO_LATE).state is RequestState.ASKED


def test_another_teacher_does_not_use_the_window(desk: Desk) -> None:
    request_id = desk.ask()
    desk.approve(request_id)
    other = Actor(person_id=desk.school.world.teacher("Лаптев Д А"), role="teacher")

    with pytest.raises(RuleViolationError, match="кто подал заявку"):
        desk.use(request_id, actor=other)
