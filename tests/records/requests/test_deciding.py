"""Who decides on a request, once, and what two hands at once do (REG 4.1.1)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.errors import (
    NotAllowedError,
    RuleViolationError,
    StaleVersionError,
)
from records.ledger.queries import list_versions
from records.marks.actions import correct_mark
from records.marks.queries import list_corrections
from records.requests.values import RequestState
from tests.builders import entropy
from tests.recordings import assert_nameless, assert_recorded
from tests.records.marks.school import mark
from tests.records.requests.desk import ASKED, BASIS, Desk, make_desk


@pytest.fixture
def desk(session: Session) -> Desk:
    return make_desk(session)


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


def test_an_approval_is_kept_as_the_ledger_says(desk: Desk) -> None:
    desk.approve(desk.ask())

    assert_recorded(desk.session)


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
    correct_mark(
        desk.session,
        desk.lesson_id,
        mark(desk.school.learners[0], "3"),
        basis=replace(BASIS, by_request=True),
        actor=desk.teacher,
        now=ASKED,
        entropy=entropy(),
    )

    with pytest.raises(StaleVersionError, match="сейчас «3»"):
        desk.use(first)

    desk.approve(second)


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
