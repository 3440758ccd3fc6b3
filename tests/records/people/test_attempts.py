from datetime import timedelta
from time import perf_counter

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.actor import SYSTEM
from records.people import actions
from records.people.passwords import NOBODY, is_current
from records.people.rules import describe_refusal
from records.people.tables import SignInFailure
from records.people.values import Checked, Credentials
from tests.builders import NOW, World, make_world
from tests.records.people.office import DESK, HOME, dismiss, learner, teacher

pytestmark = pytest.mark.slow

SECOND = timedelta(seconds=1)
QUARTER = timedelta(minutes=15)


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def attempt(
    world: World,
    login: str,
    password: str,
    *,
    address: str = DESK,
    after: timedelta = timedelta(0),
    known: bool = False,
) -> Checked:
    begun = actions.begin_attempt(
        world.session, login, address=address, now=NOW + after, known=known
    )
    fits = actions.attempt_fits(begun, password)
    return actions.finish_attempt(world.session, begun, fits=fits)


def fail(world: World, login: str, times: int, *, apart: timedelta = SECOND) -> Checked:
    checked = Checked(fits=False)
    for number in range(times):
        checked = attempt(world, login, "wrong", after=number * apart)
    return checked


def test_the_right_password_fits(world: World) -> None:
    made = teacher(world)

    assert attempt(world, made.login, made.password)
    assert attempt(world, f" {made.login.upper()} ", made.password)
    assert not attempt(world, made.login, made.password + "x")


def test_the_delay_grows_with_wrong_passwords(world: World) -> None:
    made = teacher(world)

    waits = [fail(world, made.login, 1, apart=SECOND).wait for _ in range(7)]

    assert waits == [0, 0, 0, 0, 0, 2, 2]
    later = attempt(world, made.login, "wrong", after=2 * SECOND)
    assert (later.wait, later.left) == (0, 4)
    assert attempt(world, made.login, "wrong", after=3 * SECOND).wait == 3


def test_twenty_wrong_passwords_close_the_login_for_a_while_only(
    world: World,
) -> None:
    made, other = teacher(world), learner(world)
    apart = timedelta(seconds=40)
    last = fail(world, made.login, 20, apart=apart)
    then = 20 * apart

    refused = attempt(world, made.login, made.password, after=then)

    assert last.wait > 0
    assert 0 < refused.wait <= 15 * 60
    assert not refused
    assert attempt(world, other.login, other.password, after=then)
    assert attempt(world, made.login, made.password, after=then + QUARTER)


def test_a_right_password_forgives_the_wrong_ones_before(world: World) -> None:
    made = teacher(world)
    fail(world, made.login, 4)

    assert attempt(world, made.login, made.password, after=5 * SECOND)

    assert attempt(world, made.login, "wrong", after=6 * SECOND).left == 9


def test_one_address_cannot_try_many_logins_without_end(world: World) -> None:
    made = teacher(world)
    for number in range(70):
        world.session.add(SignInFailure(login=f"user{number}", address=DESK, at=NOW))
    world.session.flush()

    assert attempt(world, made.login, made.password, after=SECOND).wait > 800
    assert attempt(world, made.login, made.password, after=SECOND, address=HOME)


def test_an_unknown_login_is_answered_in_the_same_words(world: World) -> None:
    made = teacher(world)

    known = [fail(world, made.login, 1) for _ in range(12)]
    unknown = [fail(world, "nobody.xy", 1) for _ in range(12)]

    assert list(map(describe_refusal, known)) == list(map(describe_refusal, unknown))


def test_an_unknown_login_costs_the_same_hash(world: World) -> None:
    made = teacher(world)
    begun = actions.begin_attempt(world.session, "nobody", address=DESK, now=NOW)
    real = actions.begin_attempt(world.session, made.login, address=DESK, now=NOW)

    assert begun.stored == NOBODY
    assert is_current(NOBODY)
    assert is_current(real.stored)
    spent = [_spent(begun.stored), _spent(real.stored)]
    assert min(spent) > max(spent) / 5


def _spent(stored: str) -> float:
    from records.people.passwords import password_fits

    start = perf_counter()
    assert not password_fits("wrong", stored)
    return perf_counter() - start


def test_an_attempt_counts_before_its_password_is_looked_at(world: World) -> None:
    made = teacher(world)

    begun = [
        actions.begin_attempt(world.session, made.login, address=DESK, now=NOW)
        for _ in range(6)
    ]

    assert [bool(one.wait) for one in begun] == [False] * 5 + [True]
    assert not actions.attempt_fits(begun[-1], made.password)


def test_waiting_attempts_are_not_counted(world: World) -> None:
    made = teacher(world)

    fail(world, made.login, 50, apart=timedelta(0))

    assert len(world.session.scalars(select(SignInFailure)).all()) == 5


def test_a_blocked_account_is_told_of_only_to_who_knows_the_password(
    world: World,
) -> None:
    made = teacher(world)
    actions.block_account(world.session, made.account_id, actor=SYSTEM, now=NOW)

    assert not attempt(world, made.login, "wrong").blocked
    right = attempt(world, made.login, made.password)

    assert not right
    assert right.blocked


def test_a_dismissed_employee_does_not_sign_in(world: World) -> None:
    person_id = world.teacher()
    made = _account_of(world, person_id)

    dismiss(world, person_id)

    assert attempt(world, made.login, made.password).blocked


def _account_of(world: World, person_id: int) -> Credentials:
    from records.access.roles import Role
    from records.people.values import NewAccount
    from tests.records.people.office import account

    return account(world.session, NewAccount(role=Role.TEACHER, person_id=person_id))


def test_passwords_asked_again_are_counted_with_those_of_known_browsers(
    world: World,
) -> None:
    made = teacher(world)

    def check(password: str) -> Checked:
        return actions.check_password(
            world.session, made.account_id, password, address=DESK, now=NOW
        )

    assert check(made.password)
    for _ in range(5):
        assert not check("wrong")
    assert check(made.password).wait == 2
    assert attempt(world, made.login, made.password, known=True).wait == 2


def test_a_stranger_who_tries_does_not_keep_the_owner_out(world: World) -> None:
    made = teacher(world)
    fail(world, made.login, 10, apart=timedelta(seconds=40))
    for number in range(70):
        world.session.add(SignInFailure(login=f"user{number}", address=DESK, at=NOW))
    world.session.flush()
    then = timedelta(minutes=7)

    assert attempt(world, made.login, made.password, after=then, known=True)

    assert attempt(world, made.login, made.password, after=then).wait > 0
    assert actions.check_password(
        world.session, made.account_id, made.password, address=DESK, now=NOW + then
    )


def test_attempts_in_a_known_browser_are_counted_too(world: World) -> None:
    made = teacher(world)

    waits = [attempt(world, made.login, "wrong", known=True).wait for _ in range(6)]

    assert waits == [0, 0, 0, 0, 0, 2]


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        (Checked(fits=False, left=9), "и Caps Lock."),
        (Checked(fits=False, left=3), "Осталось 3 попытки, потом вход закроется"),
        (Checked(fits=False, left=1), "Осталась 1 попытка"),
        (Checked(fits=False, left=0), "Вход закрыт на 15 минут."),
        (Checked(fits=False, wait=2), "через 2 секунды."),
        (Checked(fits=False, wait=61), "через 2 минуты."),
        (Checked(fits=False, blocked=True), "учебный отдел"),
    ],
)
def test_a_refusal_is_said_in_words(checked: Checked, words: str) -> None:
    assert words in describe_refusal(checked)
