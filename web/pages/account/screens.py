"""What the page of one's own sign-in shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import segno
from markupsafe import Markup
from sqlalchemy.orm import Session

from records.access.roles import ROLE_NAMES, STAFF_ROLES
from records.people.queries import list_sessions, list_simultaneous
from records.people.values import SessionFact, Simultaneous
from web.site.viewer import Viewer

LOOK_BACK = timedelta(days=31)
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountScreen:
    """The page «Учётная запись»: whose, sessions, work from two places (4.1.7)."""

    login: str
    name: str
    roles: tuple[str, ...]
    staff: bool
    totp: bool
    here: SessionFact | None
    others: tuple[SessionFact, ...]
    together: tuple[Simultaneous, ...]
    together_count: int


def build_account(session: Session, viewer: Viewer, *, now: datetime) -> AccountScreen:
    """Return what a person sees of the own sign-in."""
    living = list_sessions(session, viewer.account_id, now=now)
    staff = viewer.has(*STAFF_ROLES)
    together = (
        list_simultaneous(session, viewer.account_id, since=now - LOOK_BACK, until=now)
        if staff
        else ()
    )
    own = viewer.fact.session_id
    return AccountScreen(
        login=viewer.fact.login,
        name=viewer.name,
        roles=tuple(ROLE_NAMES[role] for role in viewer.roles),
        staff=staff,
        totp=viewer.fact.totp,
        here=next((one for one in living if one.id == own), None),
        others=tuple(one for one in living if one.id != own),
        together=together[::-1][:SHOWN],
        together_count=len(together),
    )


def draw_qr(text: str) -> Markup:
    """Draw a QR as SVG without a style, black on white in both themes."""
    drawn = segno.make(text, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=False
    )
    return Markup(drawn)  # noqa: S704 - made of numbers by the library
