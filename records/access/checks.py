"""The question every command asks first: whether this actor may do it."""

from records.access.permissions import Permission
from records.access.roles import RIGHTS, ROLE_NAMES, Role
from records.kernel.actor import Actor
from records.kernel.errors import NotAllowedError


def may(actor: Actor, permission: Permission) -> bool:
    """Tell whether the actor's role gives the right (право доступа, REG 3.3)."""
    try:
        role = Role(actor.role)
    except ValueError:
        return False
    return permission in RIGHTS[role]


def require(actor: Actor, permission: Permission) -> None:
    """Let the command go on, or refuse it.

    Raises:
        NotAllowedError: the actor's role does not give the right; says who has it.
    """
    if may(actor, permission):
        return
    holders = [
        ROLE_NAMES[role]
        for role, rights in RIGHTS.items()
        if permission in rights and role is not Role.SYSTEM
    ]
    raise NotAllowedError(
        f"Для этого нужны другие права: {', '.join(holders)}. Обратитесь к "
        "администратору контента, если права даны приказом, а команда отказывает.",
        code="not_allowed",
        clause="3.3",
    )
