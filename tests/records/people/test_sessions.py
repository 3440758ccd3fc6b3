from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.kernel.actor import SYSTEM
from records.kernel.errors import NotFoundError
from records.people import actions, queries
from records.people.tables import Account, WebSession
from records.people.values import SessionEnd
from tests.builders import NOW, World, entropy, make_world
from tests.records.people.office import (
    HOME,
    MINUTE,
    behind,
    dismiss,
    learner,
    opened,
    parent,
    seen,
    teacher,
    with_roles,
)

HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def test_a_token_has_256_bits_and_only_its_hash_is_stored(world: World) -> None:
    made = teacher(world)

    tokens = {opened(world.session, made.account_id) for _ in range(3)}

    assert {len(token) for token in tokens} == {43}
    assert len(tokens) == 3
    stored = set(world.session.scalars(select(WebSession.token_sha256)))
    assert len(stored) == 3
    assert not tokens & stored


def test_one_query_tells_everything_of_the_person_behind_a_session(
    world: World,
) -> None:
    made = teacher(world)
    account = queries.find_account(world.session, made.login)
    assert account is not None
    assert account.person_id is not None
    with_roles(
        world, account.person_id, Role.TEACHER, Role.CURATOR, groups="ЮР-21 ИС-31"
    )
    token = opened(world.session, made.account_id)
    asked: list[str] = []
    connection = world.session.connection()
    event.listen(
        connection,
        "before_cursor_execute",
        lambda *args: asked.append(args[2]),
    )

    found = behind(world.session, token)

    assert len(asked) == 1
    assert found is not None
    assert found.login == "petrova.av"
    assert (found.name, found.short_name) == (
        "Петрова Анна Викторовна",
        "Петрова А. В.",
    )
    assert found.gender == "female"
    assert found.roles == (Role.TEACHER, Role.CURATOR)
    assert found.group_codes == ("ИС-31", "ЮР-21")
    assert (found.person_id, found.guardian_id) == (account.person_id, None)
    assert found.must_change
    assert not found.totp
    assert found.ends_at == NOW + HALF_AN_HOUR


def test_a_parent_is_known_by_the_representative_s_name(world: World) -> None:
    child = world.person("Ким Лев Андреевич")
    made = parent(world, child)

    found = behind(world.session, opened(world.session, made.account_id))

    assert found is not None
    assert (found.name, found.gender) == ("Ким Мария Львовна", "female")
    assert found.roles == (Role.PARENT,)
    assert found.person_id is None
    assert found.guardian_id is not None


def test_the_first_administrator_has_no_name(world: World) -> None:
    made = actions.create_administrator(
        world.session, actor=SYSTEM, now=NOW, entropy=entropy()
    )

    found = behind(world.session, opened(world.session, made.account_id))

    assert found is not None
    assert (found.name, found.short_name, found.gender) == ("", "", "")


@pytest.mark.parametrize("token", ["", "x", "0" * 43])
def test_nobody_is_behind_an_unknown_token(world: World, token: str) -> None:
    opened(world.session, teacher(world).account_id)

    assert behind(world.session, token) is None


def test_half_an_hour_of_nothing_ends_a_session(world: World) -> None:
    token = opened(world.session, teacher(world).account_id)

    assert behind(world.session, token, HALF_AN_HOUR - MINUTE)
    assert behind(world.session, token, HALF_AN_HOUR) is None


def test_work_keeps_a_session_for_twelve_hours_and_no_longer(world: World) -> None:
    token = opened(world.session, teacher(world).account_id)
    for minutes in range(20, 12 * 60, 20):
        seen(world.session, token, timedelta(minutes=minutes))

    assert behind(world.session, token, timedelta(hours=12) - MINUTE)
    assert behind(world.session, token, timedelta(hours=12)) is None


def test_use_is_written_down_once_a_minute(world: World) -> None:
    token = opened(world.session, teacher(world).account_id)
    found = behind(world.session, token)
    assert found is not None

    moments = [timedelta(seconds=59), timedelta(seconds=60)]
    done = [
        actions.touch_session(world.session, found, now=NOW + moment)
        for moment in moments
    ]

    assert done == [False, True]
    again = behind(world.session, token, MINUTE)
    assert again is not None
    assert again.seen_at == NOW + MINUTE


def test_an_ended_session_is_not_brought_back_by_its_use(world: World) -> None:
    token = opened(world.session, teacher(world).account_id)
    found = behind(world.session, token)
    assert found is not None
    actions.end_session(
        world.session, found.session_id, account_id=found.account_id, now=NOW
    )

    actions.touch_session(world.session, found, now=NOW + 2 * MINUTE)

    assert behind(world.session, token, 2 * MINUTE) is None
    row = world.session.scalars(select(WebSession)).one()
    world.session.refresh(row)
    assert row.seen_at == NOW


def test_a_blocked_account_cannot_go_on(world: World) -> None:
    made = teacher(world)
    token = opened(world.session, made.account_id)

    actions.block_account(world.session, made.account_id, actor=SYSTEM, now=NOW)

    assert behind(world.session, token) is None
    row = world.session.scalars(select(WebSession)).one()
    assert row.ended_why == SessionEnd.BLOCKED
    actions.unblock_account(world.session, made.account_id, actor=SYSTEM, now=NOW)
    assert behind(world.session, token) is None
    assert behind(world.session, opened(world.session, made.account_id))


def test_a_session_opened_while_the_account_is_blocked_lets_nobody_in(
    world: World,
) -> None:
    made = teacher(world)
    world.session.get_one(Account, made.account_id).blocked_at = NOW

    token = opened(world.session, made.account_id)

    assert behind(world.session, token) is None


def test_a_dismissed_employee_cannot_go_on(world: World) -> None:
    made = teacher(world)
    token = opened(world.session, made.account_id)
    found = behind(world.session, token)
    assert found is not None
    assert found.person_id is not None

    dismiss(world, found.person_id)

    assert behind(world.session, token) is None


def test_the_owner_ends_other_sessions_and_keeps_this_one(world: World) -> None:
    made = teacher(world)
    here = opened(world.session, made.account_id)
    there = opened(world.session, made.account_id, address=HOME)
    stranger = opened(world.session, learner(world).account_id)
    found = behind(world.session, here)
    assert found is not None

    ended = actions.end_other_sessions(
        world.session, made.account_id, keep=found.session_id, now=NOW
    )

    assert ended == 1
    assert behind(world.session, here)
    assert behind(world.session, there) is None
    assert behind(world.session, stranger)


def test_the_list_shows_living_sessions_the_latest_used_first(world: World) -> None:
    made = teacher(world)
    opened(world.session, made.account_id)
    used = opened(world.session, made.account_id, after=20 * MINUTE, address=HOME)
    last = opened(world.session, made.account_id, after=25 * MINUTE)
    seen(world.session, used, 30 * MINUTE)

    listed = queries.list_sessions(
        world.session, made.account_id, now=NOW + 31 * MINUTE
    )

    assert [one.address for one in listed] == [HOME, "10.0.0.5"]
    assert behind(world.session, last, 31 * MINUTE)


def test_what_ended_by_itself_is_written_down_at_the_next_sign_in(
    world: World,
) -> None:
    made = teacher(world)
    opened(world.session, made.account_id)

    opened(world.session, made.account_id, after=60 * MINUTE)

    row = world.session.scalars(select(WebSession).order_by(WebSession.id)).first()
    assert row is not None
    assert (row.ended_at, row.ended_why) == (NOW + HALF_AN_HOUR, SessionEnd.IDLE)


def test_nobody_ends_a_session_of_another(world: World) -> None:
    token = opened(world.session, teacher(world).account_id)
    found = behind(world.session, token)
    assert found is not None

    with pytest.raises(NotFoundError):
        actions.end_session(
            world.session,
            found.session_id,
            account_id=learner(world).account_id,
            now=NOW,
        )

    assert behind(world.session, token)


def test_a_session_waiting_for_the_second_step_lets_nobody_in(world: World) -> None:
    made = teacher(world)

    token = opened(world.session, made.account_id, waiting=True)

    assert behind(world.session, token) is None
    assert queries.list_sessions(world.session, made.account_id, now=NOW) == ()
    owes = [
        queries.find_waiting(world.session, token, now=NOW + after * MINUTE)
        for after in (0, 9, 10)
    ]
    assert owes == [made.account_id, made.account_id, None]


def test_a_waiting_session_is_worth_nothing_once_it_is_confirmed(
    world: World,
) -> None:
    token = opened(world.session, teacher(world).account_id, waiting=True)

    actions.end_token(world.session, token, why=SessionEnd.CONFIRMED, now=NOW)

    assert queries.find_waiting(world.session, token, now=NOW) is None
