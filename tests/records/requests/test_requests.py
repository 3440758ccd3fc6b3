"""A request's way: asked, decided by another, carried out once (REG 4.1.1)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from records.curriculum.tables import ClosedMonth, Journal
from records.kernel.actor import SYSTEM, Actor
from records.kernel.db import transaction
from records.kernel.errors import (
    NotAllowedError,
    NotFoundError,
    PeriodClosedError,
    RuleViolationError,
    StaleVersionError,
)
from records.ledger.queries import list_versions
from records.marks.actions import correct_mark
from records.marks.queries import list_corrections, list_marks
from records.marks.values import CellKind, Work
from records.requests.queries import (
    count_asked,
    find_window,
    get_place,
    list_requests,
    list_windows,
)
from records.requests.values import LessonCell, RequestState
from tests.builders import entropy
from tests.recordings import assert_nameless, assert_recorded
from tests.records.marks.school import local, mark
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


def test_nothing_is_written_before_the_decision_or_after_a_refusal(desk: Desk) -> None:
    request_id = desk.ask()
    with pytest.raises(RuleViolationError, match="ещё не рассмотрена"):
        desk.use(request_id)
    desk.refuse(request_id, "Оценка подтверждена ведомостью Петровой")

    with pytest.raises(RuleViolationError, match="отказано"):
        desk.use(request_id)

    fact = desk.get(request_id)
    assert fact.decision == "Оценка подтверждена ведомостью Петровой"
    assert_recorded(desk.session)
    assert_nameless(desk.session)


def test_a_refusal_says_why(desk: Desk) -> None:
    request_id = desk.ask()

    with pytest.raises(RuleViolationError, match="без объяснения"):
        desk.refuse(request_id, " — ")

    desk.session.expire_all()
    assert desk.get(request_id).state is RequestState.ASKED


def test_nobody_decides_twice(desk: Desk) -> None:
    request_id = desk.ask()
    desk.approve(request_id)

    with pytest.raises(RuleViolationError, match="уже рассмотрена"):
        desk.approve(request_id)
    with pytest.raises(RuleViolationError, match="уже рассмотрена"):
        desk.refuse(request_id)


def test_nobody_approves_a_request_of_ones_own(desk: Desk) -> None:
    request_id = desk.ask()
    both = Actor(person_id=desk.school.teacher_id, role="deputy")

    with pytest.raises(RuleViolationError, match="другой заместитель"):
        desk.approve(request_id, actor=both)


@pytest.mark.parametrize("role", ["director", "content_admin", "teacher", "curator"])
def test_only_the_deputy_decides(desk: Desk, role: str) -> None:
    request_id = desk.ask()

    with pytest.raises(NotAllowedError):
        desk.approve(request_id, actor=Actor(person_id=77, role=role))


def test_what_has_changed_meanwhile_is_neither_approved_nor_written(desk: Desk) -> None:
    first, second = desk.ask(), desk.ask(desk.cell(1), {})
    desk.approve(first)
    for cell in (mark(desk.school.learners[0], "3"),):
        correct_mark(
            desk.session,
            desk.lesson_id,
            cell,
            basis=BASIS,
            actor=desk.teacher,
            now=ASKED,
            entropy=entropy(),
        )

    with pytest.raises(StaleVersionError, match="сейчас «3»"):
        desk.use(first)

    desk.approve(second)


def test_an_open_month_needs_no_request(desk: Desk) -> None:
    journal_id = desk.school.world.journal_id
    place = get_place(desk.session, desk.cell(), now=ASKED)
    assert (place.shut, place.journal_id) == (True, journal_id)
    desk.session.execute(delete(ClosedMonth))

    with pytest.raises(RuleViolationError, match="заявка здесь не нужна"):
        desk.ask()


def test_one_cell_has_one_live_request(desk: Desk) -> None:
    desk.ask()

    with pytest.raises(RuleViolationError, match="уже подана"):
        desk.ask(wanted={Work.CURRENT: "3"})


def test_a_request_that_changes_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleViolationError, match="ничего не меняет"):
        desk.ask(wanted={Work.CURRENT: "4", Work.SECOND: ""})


def test_what_no_rule_lets_in_is_not_even_asked_for(desk: Desk) -> None:
    with pytest.raises(RuleViolationError, match="недопустимое обозначение"):
        desk.ask(wanted={Work.CURRENT: "1"})
    with pytest.raises(RuleViolationError, match="не указано: документ"):
        desk.ask(basis=replace(BASIS, document=" "))
    with pytest.raises(RuleViolationError, match="ещё не составлен"):
        desk.ask(basis=replace(BASIS, document_date=date(2026, 10, 8)))

    assert list_requests(desk.session, now=ASKED) == ()
    assert list_corrections(desk.session, desk.school.world.journal_id) == ()


def test_a_stranger_asks_for_nothing(desk: Desk) -> None:
    other = Actor(person_id=desk.school.world.teacher("Лаптев Д А"), role="teacher")

    with pytest.raises(RuleViolationError, match="только преподаватель"):
        desk.ask(actor=other)
    with pytest.raises(NotAllowedError):
        desk.ask(actor=desk.deputy)
    with pytest.raises(RuleViolationError, match="не программа"):
        desk.ask(actor=SYSTEM)


def test_a_closed_year_takes_no_requests(desk: Desk) -> None:
    journal = desk.session.get_one(Journal, desk.school.world.journal_id)
    journal.state = "closed"
    desk.session.flush()

    with pytest.raises(PeriodClosedError):
        desk.ask()


def test_what_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.ask(LessonCell(lesson_id=2000000001, person_id=desk.school.learners[0]))
    with pytest.raises(NotFoundError):
        desk.ask(LessonCell(lesson_id=desk.lesson_id, person_id=2000000002))
    with pytest.raises(NotFoundError, match="2000000003"):
        desk.approve(2000000003)
    with pytest.raises(NotFoundError, match="2000000003"):
        desk.get(2000000003)


def test_the_list_is_the_newest_first_and_ones_own(desk: Desk) -> None:
    first, second = desk.ask(), desk.ask(desk.cell(1), {})
    teacher = desk.school.teacher_id

    everything = list_requests(desk.session, now=ASKED)

    assert [one.id for one in everything] == [second, first]
    assert list_requests(desk.session, now=ASKED, asked_by=teacher) == everything
    assert list_requests(desk.session, now=ASKED, asked_by=desk.deputy_id) == ()


@pytest.mark.slow
def test_of_two_decisions_at_once_one_stands(clean_engine: Engine) -> None:
    with transaction(clean_engine) as session:
        desk = make_desk(session)
        requests = [desk.ask(), desk.ask(desk.cell(1), {})]

    def decide(number: int) -> int:
        done = 0
        for request_id in requests:
            with (
                suppress(RuleViolationError),
                transaction(clean_engine) as session,
            ):
                world = replace(desk.school.world, session=session)
                again = replace(desk, school=replace(desk.school, world=world))
                (again.approve if number % 2 else again.refuse)(request_id)
                done += 1
        return done

    with ThreadPoolExecutor(4) as pool:
        decided = list(pool.map(decide, range(4)))

    assert sum(decided) == len(requests)
    with transaction(clean_engine, write=False) as session:
        for request_id in requests:
            assert len(list_versions(session, f"request/{request_id}")) == 2
        assert_recorded(session)


@pytest.mark.slow
def test_a_window_is_used_once_by_many_hands(clean_engine: Engine) -> None:
    with transaction(clean_engine) as session:
        desk = make_desk(session)
        request_id = desk.ask()
        desk.approve(request_id)
        journal_id = desk.school.world.journal_id

    def write(_number: int) -> bool:
        try:
            with transaction(clean_engine) as session:
                world = replace(desk.school.world, session=session)
                replace(desk, school=replace(desk.school, world=world)).use(request_id)
        except RuleViolationError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(write, range(4)))

    assert sum(written) == 1
    with transaction(clean_engine, write=False) as session:
        assert len(list_corrections(session, journal_id)) == 1
        assert_recorded(session)
