"""Every route says who may open it; what says nothing is opened to nobody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, TypeVar

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from records.access.permissions import Permission
from records.access.roles import RIGHTS, Role
from records.kernel.errors import NotAllowedError
from web.site.viewer import Viewer

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class Level(Enum):
    """Who opens a screen that no order gives a right to."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


PUBLIC = Level.PUBLIC
SIGNED_IN = Level.SIGNED_IN
Needs: TypeAlias = "Level | Permission | tuple[Permission, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a route needs, and in words what personal data it shows (152-ФЗ).

    `changing` lets in somebody whose one-time password is not changed yet.
    """

    needs: Needs
    reads: str = ""
    changing: bool = False

    def admits(self, viewer: Viewer | None) -> bool:
        """Tell whether the viewer may open the screen at all."""
        if self.needs is PUBLIC:
            return True
        if viewer is None:
            return False
        return self.needs is SIGNED_IN or viewer.may(*self.permissions)

    def admits_role(self, role: Role) -> bool:
        """Tell whether somebody with this role alone may open the screen."""
        if isinstance(self.needs, Level):
            return True
        return any(one in RIGHTS[role] for one in self.permissions)

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """Return the rights any of which is enough."""
        if isinstance(self.needs, Level):
            return ()
        if isinstance(self.needs, Permission):
            return (self.needs,)
        return self.needs


class Pages(Blueprint):
    """The screens of one area; each is declared by `screen` with its rights."""

    def __init__(self, name: str, module: str) -> None:
        super().__init__(name, module, template_folder="templates")

    def screen(
        self,
        rule: str,
        *,
        needs: Needs,
        methods: Sequence[str] = ("GET",),
        reads: str = "",
        changing: bool = False,
    ) -> Callable[[View], View]:
        """Declare a route: its address, its rights, what it shows of people."""
        access = Access(needs=needs, reads=reads, changing=changing)

        def declare(view: View) -> View:
            view.access = access  # type: ignore[attr-defined]
            self.add_url_rule(rule, view_func=view, methods=list(methods))
            return view

        return declare


def find_access(endpoint: str | None) -> Access | None:
    """Return what a route needs; files of the site are open to all."""
    if endpoint is None:
        return None
    if endpoint == "static" or endpoint.endswith(".static"):
        return Access(needs=PUBLIC)
    view = current_app.view_functions.get(endpoint)
    access: Access | None = getattr(view, "access", None)
    return access


def check_access(viewer: Viewer | None) -> bool:
    """Let the request in (True), or say that somebody must sign in (False).

    Raises:
        NotFound: there is no such address, or nobody may open it.
        NotAllowedError: the viewer's roles do not open it.
    """
    access = find_access(request.endpoint)
    if access is None:
        raise request.routing_exception or NotFound
    if access.admits(viewer):
        return True
    if viewer is None:
        return False
    raise NotAllowedError(
        "Эта страница открыта другим ролям. Права даёт администратор контента "
        "по приказу директора.",
        code="not_allowed",
        clause="3.3",
    )
