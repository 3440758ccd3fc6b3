"""Spent attempts and long finished sessions are thrown away; sign-ins stay."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.people import actions
from records.people.rules import ATTEMPT_WINDOW, SESSION_KEPT
from records.people.rules.sign_in import FREE
from records.people.tables import SignIn, SignInFailure, WebSession
from tests.builders import NOW, World, make_world
from tests.records.people.office import HOME, MINUTE, opened, teacher

TIMES = FREE["login"]


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def count(world: World, table: type) -> int:
    return world.session.scalar(select(func.count()).select_from(table)) or 0


def test_attempts_go_when_they_slow_nobody_down_any_more(world: World) -> None:
    login = teacher(world).login
    for _ in range(TIMES):
        actions.begin_attempt(world.session, login, address=HOME, now=NOW)

    assert actions.tidy_sign_ins(world.session, now=NOW + ATTEMPT_WINDOW) == 0
    again = actions.begin_attempt(world.session, login, address=HOME, now=NOW)
    assert again.wait

    after = NOW + ATTEMPT_WINDOW + MINUTE
    assert actions.tidy_sign_ins(world.session, now=after) == TIMES
    assert count(world, SignInFailure) == 0


def test_a_session_goes_a_year_after_it_was_used(world: World) -> None:
    account = teacher(world).account_id
    actions.record_sign_in(world.session, account, now=NOW, today=NOW.date())
    opened(world.session, account)
    opened(world.session, account, after=timedelta(days=1))

    actions.tidy_sign_ins(world.session, now=NOW + SESSION_KEPT + MINUTE)

    assert count(world, WebSession) == 1
    assert count(world, SignIn) == 1
