"""Roles and their rights, as the order gives them (REG 1.7, 3.1, 3.3)."""

from pathlib import Path

import pytest

from records.access.checks import may, require
from records.access.permissions import Permission
from records.access.roles import RIGHTS, ROLE_NAMES, STAFF_ROLES, Role, find_role
from records.kernel.actor import SYSTEM, Actor
from records.kernel.errors import NotAllowedError

GOLDEN = Path(__file__).parents[2] / "golden" / "roles.txt"


def test_the_matrix_of_rights_is_the_agreed_one() -> None:
    lines = [
        f"{role.value}: {', '.join(sorted(RIGHTS[role]))}"
        for role in Role
        if role is not Role.SYSTEM
    ]

    assert "\n".join(lines) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_permissions_stand_in_alphabetical_order() -> None:
    names = [permission.name for permission in Permission]

    assert names == sorted(names)


def test_every_permission_is_held_by_somebody() -> None:
    held = {right for role, rights in RIGHTS.items() if role != Role.SYSTEM
            for right in rights}  # fmt: skip

    assert held == set(Permission)


def test_the_program_itself_may_everything() -> None:
    assert all(may(SYSTEM, permission) for permission in Permission)


def test_an_unknown_role_may_nothing() -> None:
    actor = Actor(person_id=1, role="guest")

    assert not any(may(actor, permission) for permission in Permission)


def test_a_refusal_names_who_has_the_right() -> None:
    learner = Actor(person_id=1, role="learner")

    with pytest.raises(NotAllowedError, match="педагог") as caught:
        require(learner, Permission.MARKS_WRITE)

    assert caught.value.exit_code == 6
    assert caught.value.clause == "3.3"


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("педагог", Role.TEACHER),
        ("Преподаватель", Role.TEACHER),
        ("зам. директора", Role.DEPUTY),
        ("teacher", Role.TEACHER),
        ("СИСТЕМНЫЙ АДМИНИСТРАТОР", Role.SYSTEM_ADMIN),
        ("учитель", None),
        ("", None),
    ],
)
def test_roles_are_read_in_russian_and_by_code(word: str, role: Role | None) -> None:
    assert find_role(word) is role


def test_every_role_of_the_contract_is_known() -> None:
    words = (
        "педагог", "куратор", "секретарь", "диспетчер", "зам. директора", "директор",
        "администратор контента", "системный администратор",
    )  # fmt: skip

    assert {find_role(word) for word in words} == set(STAFF_ROLES)
    assert set(ROLE_NAMES) == set(Role)
