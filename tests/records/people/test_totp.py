from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.kernel.errors import RuleViolationError
from records.people import actions, queries
from records.people.values import Checked, Credentials, TotpSetup
from tests.builders import NOW, World, make_world
from tests.records.people.office import CHANCE, DESK, learner, teacher

HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def begin(session: Session, account_id: int) -> TotpSetup:
    return actions.begin_totp(
        session, account_id, issuer="Сургуч", now=NOW, entropy=CHANCE
    )


def code(setup: TotpSetup, steps: int = 0) -> str:
    return pyotp.TOTP(setup.secret).at(NOW + steps * HALF_A_MINUTE)


def check(session: Session, account_id: int, typed: str, steps: int = 0) -> Checked:
    moment = NOW + steps * HALF_A_MINUTE
    return actions.check_totp(
        session, account_id, typed, address=DESK, now=moment, clock=moment
    )


def switched_on(session: Session, made: Credentials) -> TotpSetup:
    setup = begin(session, made.account_id)
    assert actions.confirm_totp(
        session, made.account_id, code(setup), address=DESK, now=NOW, clock=NOW
    )
    return setup


def test_the_second_step_is_on_once_it_is_confirmed(world: World) -> None:
    made = teacher(world)
    setup = begin(world.session, made.account_id)

    assert setup.uri.startswith("otpauth://totp/")
    assert setup.secret in setup.uri
    assert not queries.has_totp(world.session, made.account_id)
    assert not check(world.session, made.account_id, code(setup))
    actions.confirm_totp(
        world.session, made.account_id, code(setup), address=DESK, now=NOW, clock=NOW
    )
    assert queries.has_totp(world.session, made.account_id)


def test_a_wrong_code_does_not_confirm(world: World) -> None:
    made = teacher(world)
    setup = begin(world.session, made.account_id)
    wrong = "000000" if code(setup) != "000000" else "111111"

    assert not actions.confirm_totp(
        world.session, made.account_id, wrong, address=DESK, now=NOW, clock=NOW
    )
    assert not queries.has_totp(world.session, made.account_id)


def test_a_secret_asked_for_again_replaces_the_unconfirmed_one(world: World) -> None:
    made = teacher(world)
    first, second = (begin(world.session, made.account_id) for _ in range(2))

    assert first.secret != second.secret
    assert not actions.confirm_totp(
        world.session, made.account_id, code(first), address=DESK, now=NOW, clock=NOW
    )


def test_a_code_is_accepted_once(world: World) -> None:
    made = teacher(world)
    setup = switched_on(world.session, made)

    assert not check(world.session, made.account_id, code(setup))
    assert check(world.session, made.account_id, code(setup, 1), steps=1)
    assert not check(world.session, made.account_id, code(setup, 1), steps=1)


def test_a_code_of_the_half_minute_before_fits_if_no_later_was_used(
    world: World,
) -> None:
    made = teacher(world)
    setup = switched_on(world.session, made)

    assert not check(world.session, made.account_id, code(setup, 1), steps=3)
    assert check(world.session, made.account_id, code(setup, 2), steps=3)
    assert check(world.session, made.account_id, code(setup, 4), steps=4)
    assert not check(world.session, made.account_id, code(setup, 3), steps=4)


@pytest.mark.parametrize("typed", ["", "12345", "абвгде", "１２３４５６", "1" * 300])
def test_what_is_no_code_does_not_fit(world: World, typed: str) -> None:
    made = teacher(world)
    switched_on(world.session, made)

    assert not check(world.session, made.account_id, typed, steps=1)


def test_blanks_in_a_code_do_not_matter(world: World) -> None:
    made = teacher(world)
    setup = switched_on(world.session, made)
    digits = code(setup, 1)

    assert check(world.session, made.account_id, f"{digits[:3]} {digits[3:]} ", 1)


def test_codes_cannot_be_tried_without_end_by_who_knows_the_password(
    world: World,
) -> None:
    made = teacher(world)
    setup = switched_on(world.session, made)
    wrong = "000000" if code(setup, 1) != "000000" else "111111"

    def knock() -> Checked:
        begun = actions.begin_attempt(world.session, made.login, address=DESK, now=NOW)
        fits = actions.attempt_fits(begun, made.password)
        actions.finish_attempt(world.session, begun, fits=fits)
        return check(world.session, made.account_id, wrong)

    tried = [knock() for _ in range(6)]

    assert not any(tried)
    assert tried[-1].wait > 0


def test_the_password_switches_the_second_step_off(world: World) -> None:
    made = teacher(world)
    switched_on(world.session, made)

    def drop(password: str) -> Checked:
        return actions.drop_totp(
            world.session, made.account_id, password, address=DESK, now=NOW
        )

    assert not drop("wrong")
    assert queries.has_totp(world.session, made.account_id)
    assert drop(made.password)
    assert not queries.has_totp(world.session, made.account_id)


def test_a_reset_of_the_password_helps_who_lost_the_telephone(world: World) -> None:
    made = teacher(world)
    switched_on(world.session, made)

    actions.reset_password(
        world.session, made.account_id, actor=SYSTEM, now=NOW, entropy=CHANCE
    )

    assert not queries.has_totp(world.session, made.account_id)


def test_it_is_for_employees_and_switched_on_once(world: World) -> None:
    made = teacher(world)
    switched_on(world.session, made)

    with pytest.raises(RuleViolationError, match="уже включён"):
        begin(world.session, made.account_id)
    with pytest.raises(RuleViolationError, match="только у работников"):
        begin(world.session, learner(world).account_id)


def test_a_code_used_in_another_transaction_is_used(clean_engine: Engine) -> None:
    with transaction(clean_engine) as session:
        made = teacher(make_world(session))
        setup = switched_on(session, made)

    done = []
    for _ in range(2):
        with transaction(clean_engine) as session:
            done.append(bool(check(session, made.account_id, code(setup, 1), 1)))

    assert done == [True, False]
