"""Passwords: one-time ones given out, one's own kept (REG 3.8.2, 6.2)."""

import unicodedata

import pytest
from sqlalchemy.orm import Session

from records.kernel.actor import SYSTEM, Actor
from records.kernel.errors import (
    InputRefusedError,
    NotAllowedError,
    NotFoundError,
    RuleViolationError,
)
from records.people import actions, queries
from records.people.rules import check_new_password
from records.people.values import Checked
from tests.builders import NOW, World, entropy, make_world
from tests.records.people.office import CHANCE, DESK, HOME, behind, opened, teacher

NEW = "сорок две синие лошади"


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def change(
    world: World, account_id: int, old: str, new: str, keep: int | None = None
) -> Checked:
    return actions.change_password(
        world.session,
        account_id,
        old,
        new,
        keep=keep,
        address=DESK,
        now=NOW,
        entropy=CHANCE,
    )


@pytest.mark.parametrize(
    "password",
    [
        "сорок две синие лошади",
        "correct horse battery",
        "xk7#Lm2q",
        "Vorontsova!2026-урок",
        "ц" * 5 + "correct horse"[:123],
    ],
)
def test_a_good_password_is_taken(password: str) -> None:
    assert check_new_password(password, login="vorontsova.is") == ""


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("xk7#Lm2", "короче 8"),
        ("я" * 129, "длиннее 128"),
        ("vorontsova.is", "логином"),
        ("Vorontsova.IS2026", "логином"),
        ("password", "подбирают"),
        ("Password123", "подбирают"),
        ("Пароль2026!", "подбирают"),
        ("gfhjkm12", "подбирают"),
        ("йцукенгш", "подбирают"),
        ("poiuytrewq", "подбирают"),
        ("12345678", "подбирают"),
        ("87654321", "подбирают"),
        ("aaaaaaaabb", "подбирают"),
        ("Ёлкаёлка", "подбирают"),
    ],
)
def test_a_bad_password_is_refused_with_the_reason(password: str, words: str) -> None:
    assert words in check_new_password(password, login="vorontsova.is")


def test_a_password_is_the_same_however_its_letters_are_composed(
    world: World,
) -> None:
    made = teacher(world)
    new = "синий ёжик и йод"
    change(world, made.account_id, made.password, unicodedata.normalize("NFD", new))

    assert queries.find_holder(world.session, made.login, new)


def test_a_new_password_ends_other_sessions_and_the_one_time_password(
    world: World,
) -> None:
    made = teacher(world)
    here = opened(world.session, made.account_id)
    there = opened(world.session, made.account_id, address=HOME)
    found = behind(world.session, here)
    assert found is not None
    assert found.must_change

    assert change(world, made.account_id, made.password, NEW, found.session_id)

    again = behind(world.session, here)
    assert again is not None
    assert not again.must_change
    assert behind(world.session, there) is None
    assert queries.find_holder(world.session, made.login, made.password) is None
    assert queries.find_holder(world.session, made.login, NEW)


def test_the_old_password_must_fit_and_is_counted(world: World) -> None:
    made = teacher(world)

    checked = [change(world, made.account_id, "wrong", NEW) for _ in range(6)]

    assert not any(checked)
    assert checked[-1].wait == 2
    assert queries.find_holder(world.session, made.login, made.password)


@pytest.mark.parametrize("new", ["короткий"[:7], "petrova.av", "Password1"])
def test_a_bad_new_password_changes_nothing(world: World, new: str) -> None:
    made = teacher(world)

    with pytest.raises(InputRefusedError) as caught:
        change(world, made.account_id, made.password, new)

    assert caught.value.code == "password_weak"
    assert queries.find_holder(world.session, made.login, made.password)


def test_the_new_password_differs_from_the_old_one(world: World) -> None:
    made = teacher(world)

    with pytest.raises(InputRefusedError, match="такой же"):
        change(world, made.account_id, made.password, made.password)


def test_the_one_time_password_is_replaced_once(world: World) -> None:
    made = teacher(world)

    def first(new: str) -> None:
        actions.set_first_password(
            world.session, made.account_id, new, keep=None, now=NOW, entropy=CHANCE
        )

    with pytest.raises(InputRefusedError, match="такой же"):
        first(made.password)
    first(NEW)
    with pytest.raises(RuleViolationError, match="уже свой"):
        first("другая длинная фраза")

    assert queries.find_holder(world.session, made.login, NEW)


def test_a_reset_gives_a_one_time_password_and_ends_sessions(world: World) -> None:
    made = teacher(world)
    change(world, made.account_id, made.password, NEW)
    token = opened(world.session, made.account_id)

    fresh = actions.reset_password(
        world.session, made.account_id, actor=SYSTEM, now=NOW, entropy=CHANCE
    )

    assert behind(world.session, token) is None
    assert queries.find_holder(world.session, made.login, NEW) is None
    found = queries.find_holder(world.session, made.login, fresh.password)
    assert found is not None
    assert found.must_change


@pytest.mark.parametrize("role", ["teacher", "deputy", "secretary", "director"])
def test_others_neither_reset_nor_block(world: World, role: str) -> None:
    made = teacher(world)
    actor = Actor(person_id=1, role=role)

    with pytest.raises(NotAllowedError):
        actions.reset_password(
            world.session, made.account_id, actor=actor, now=NOW, entropy=entropy()
        )
    with pytest.raises(NotAllowedError):
        actions.block_account(world.session, made.account_id, actor=actor, now=NOW)


def test_an_account_that_is_not_there_is_not_found(world: World) -> None:
    with pytest.raises(NotFoundError):
        actions.block_account(world.session, 77, actor=SYSTEM, now=NOW)
    with pytest.raises(NotFoundError):
        queries.get_account(world.session, 77)
