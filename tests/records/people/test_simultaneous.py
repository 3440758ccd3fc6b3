"""One login at work in two places at once (REG 4.1.7)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from records.people import queries
from records.people.values import Simultaneous
from tests.builders import NOW, World, make_world
from tests.records.people.office import (
    DESK,
    HOME,
    MINUTE,
    learner,
    opened,
    seen,
    teacher,
)

PHONE = "Chrome, Android"
DAY = timedelta(days=1)


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def together(world: World, account_id: int | None = None) -> tuple[Simultaneous, ...]:
    return queries.list_simultaneous(
        world.session, account_id, since=NOW - DAY, until=NOW + DAY
    )


def work(
    world: World,
    account_id: int,
    *,
    since: int,
    until: int,
    address: str = DESK,
    agent: str = "Firefox, Linux",
) -> None:
    token = opened(
        world.session, account_id, address=address, agent=agent, after=since * MINUTE
    )
    for minute in range(since + 20, until, 20):
        seen(world.session, token, minute * MINUTE)
    seen(world.session, token, until * MINUTE)


def test_work_from_two_places_at_once_is_found(world: World) -> None:
    made = teacher(world)
    work(world, made.account_id, since=0, until=60)
    work(world, made.account_id, since=40, until=90, address=HOME, agent=PHONE)

    (found,) = together(world, made.account_id)

    assert (found.login, found.holder) == ("petrova.av", "Петрова Анна Викторовна")
    assert (found.first.address, found.second.address) == (DESK, HOME)
    assert (found.since, found.until) == (NOW + 40 * MINUTE, NOW + 60 * MINUTE)


@pytest.mark.parametrize(
    ("address", "agent"), [(HOME, "Firefox, Linux"), (DESK, PHONE)]
)
def test_another_address_or_another_browser_is_another_place(
    world: World, address: str, agent: str
) -> None:
    made = teacher(world)
    work(world, made.account_id, since=0, until=20)
    work(world, made.account_id, since=10, until=30, address=address, agent=agent)

    assert len(together(world)) == 1


def test_a_second_sign_in_at_the_same_place_is_no_other_place(world: World) -> None:
    made = teacher(world)
    work(world, made.account_id, since=0, until=20)
    work(world, made.account_id, since=10, until=30)

    assert together(world) == ()


def test_a_page_left_open_is_not_work(world: World) -> None:
    made = teacher(world)
    work(world, made.account_id, since=0, until=10)
    work(world, made.account_id, since=15, until=30, address=HOME)

    assert together(world) == ()


def test_two_people_at_two_places_are_nothing_odd(world: World) -> None:
    work(world, teacher(world).account_id, since=0, until=20)
    other = teacher(world, "Лаптев Денис Андреевич")
    work(world, other.account_id, since=0, until=20, address=HOME)

    assert together(world) == ()


def test_it_is_about_employees_only(world: World) -> None:
    made = learner(world)
    work(world, made.account_id, since=0, until=20)
    work(world, made.account_id, since=10, until=30, address=HOME)

    assert together(world) == ()


def test_a_session_that_only_waited_for_its_code_is_no_work(world: World) -> None:
    made = teacher(world)
    work(world, made.account_id, since=0, until=20)
    opened(
        world.session, made.account_id, address=HOME, after=10 * MINUTE, waiting=True
    )

    assert together(world) == ()


def test_a_month_begins_and_ends_where_the_institution_is(world: World) -> None:
    made = teacher(world)
    midnight = datetime(2026, 9, 30, 17, 0, tzinfo=UTC)
    start = int((midnight - NOW) / MINUTE)
    work(world, made.account_id, since=start + 1, until=start + 20)
    work(world, made.account_id, since=start + 5, until=start + 25, address=HOME)

    def count(month: int) -> int:
        return len(queries.list_simultaneous_month(world.session, date(2026, month, 1)))

    assert (count(9), count(10), count(11)) == (0, 1, 0)
