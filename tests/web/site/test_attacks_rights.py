"""Attacks on rights: foreign objects, foreign roles, nobody at all (1–5)."""

import pytest

from tests.web.site.aims import EVERYBODY, NARROW, list_unknown_parts
from tests.web.site.ground import Ground
from tests.web.site.rights import (
    ask_foreign,
    enter_unasked,
    mismatch,
    open_by_role,
    read_foreign,
    write_foreign,
)

pytestmark = pytest.mark.slow


def test_of_every_number_in_an_address_it_is_known_what_is_foreign(
    ground: Ground,
) -> None:
    assert list_unknown_parts(ground) == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_reads_what_is_another_s(ground: Ground, who: str) -> None:
    assert read_foreign(ground, who) == []


@pytest.mark.parametrize("who", NARROW)
def test_nobody_asks_for_what_is_another_s(ground: Ground, who: str) -> None:
    assert ask_foreign(ground, who) == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_writes_into_what_is_another_s(ground: Ground, who: str) -> None:
    assert write_foreign(ground, who) == []


def test_an_own_object_is_no_door_to_a_foreign_one(ground: Ground) -> None:
    assert mismatch(ground) == []


def test_a_role_does_only_what_it_has_a_right_to(ground: Ground) -> None:
    assert open_by_role(ground) == []


def test_a_stranger_gets_nowhere(ground: Ground) -> None:
    assert enter_unasked(ground) == []
