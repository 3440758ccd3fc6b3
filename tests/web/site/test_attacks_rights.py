"""Attacks on rights: foreign objects, foreign roles, nobody at all (1–6, 8, 12)."""

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
from tests.web.site.secrets_of_others import assign, look_ahead, look_over

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


def test_a_subgroup_s_teacher_sees_nobody_of_the_other_one(ground: Ground) -> None:
    assert look_over(ground) == []


def test_a_result_of_an_open_sheet_is_nowhere_for_the_family(ground: Ground) -> None:
    assert look_ahead(ground) == []


def test_fields_nobody_asks_for_decide_nothing(ground: Ground) -> None:
    assert assign(ground) == []
