"""Who looks at the page: the account of the session, its roles and rights."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from flask_login import current_user

from records.access.permissions import Permission
from records.access.roles import RIGHTS, ROLE_NAMES, Role
from records.kernel.actor import Actor
from records.kernel.errors import NotAllowedError
from records.people.values import SignedIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A signed-in person (пользователь) as the pages know one."""

    token: str = field(repr=False)
    fact: SignedIn

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what the cookie carries: the token of the server's session."""
        return self.token

    @property
    def account_id(self) -> int:
        """Return the account."""
        return self.fact.account_id

    @property
    def person_id(self) -> int | None:
        """Return the person; None for a parent and the first administrator."""
        return self.fact.person_id

    @property
    def guardian_id(self) -> int | None:
        """Return the legal representative, None for everybody else."""
        return self.fact.guardian_id

    @property
    def name(self) -> str:
        """Return «Воронцова Ирина Сергеевна»."""
        return self.fact.name or self.fact.login

    @property
    def short_name(self) -> str:
        """Return «Воронцова И. С.»."""
        return self.fact.short_name or self.fact.login

    @property
    def gender(self) -> str:
        """Return male or female; forms of words follow it."""
        return self.fact.gender

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return every role, the account's own first."""
        return self.fact.roles

    @property
    def role_name(self) -> str:
        """Return the first role in words."""
        return ROLE_NAMES[self.roles[0]] if self.roles else ""

    @property
    def group_codes(self) -> tuple[str, ...]:
        """Return the groups of a curator."""
        return self.fact.group_codes

    def has(self, *roles: Role) -> bool:
        """Tell whether one of the roles is held."""
        return any(role in self.roles for role in roles)

    def may(self, *permissions: Permission) -> bool:
        """Tell whether some role gives one of the rights (REG 3.3)."""
        return any(self._roles_with(permissions))

    def actor(self, *permissions: Permission) -> Actor:
        """Return who acts: the person in the first role that gives the right.

        Raises:
            NotAllowedError: no role of this person gives it.
        """
        for role in self._roles_with(permissions):
            return Actor(
                person_id=self.person_id,
                role=role.value,
                source=f"web:{self.fact.session_id}",
                login=self.fact.login,
            )
        raise NotAllowedError(
            "Для этого нужны другие права. Их даёт администратор контента по приказу.",
            code="not_allowed",
            clause="3.3",
        )

    def _roles_with(self, permissions: Iterable[Permission]) -> list[Role]:
        wanted = set(permissions)
        return [role for role in self.roles if wanted & RIGHTS[role]]


def get_viewer() -> Viewer:
    """Return who is signed in; a screen that is not public has somebody."""
    viewer = find_viewer()
    if viewer is None:
        raise NotAllowedError("Войдите в систему.", code="signed_out")
    return viewer


def find_viewer() -> Viewer | None:
    """Return who is signed in, None for a stranger."""
    return cast("Viewer", current_user) if current_user.is_authenticated else None
