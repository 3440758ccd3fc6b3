"""Throwing away what has done its service and is no evidence (очистка)."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete
from sqlalchemy.orm import Session

from records.people.rules import ATTEMPT_WINDOW, SESSION_KEPT
from records.people.tables import SignInFailure, WebSession


def tidy_sign_ins(session: Session, *, now: datetime) -> int:
    """Delete attempts that count no more and long finished sessions; return how many.

    Sign-ins themselves stay: activity is counted from them (REG 5.1.1).
    """
    return sum(
        cast("CursorResult[Any]", session.execute(one)).rowcount
        for one in (
            delete(SignInFailure).where(SignInFailure.at < now - ATTEMPT_WINDOW),
            delete(WebSession).where(WebSession.seen_at < now - SESSION_KEPT),
        )
    )
