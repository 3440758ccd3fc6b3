"""What the pages of signing in show."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from records.norms.queries import find_institution
from records.people.values import SessionEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The institution as a stranger may know it, and how to reach its office."""

    institution: str
    city: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """Why one must sign in again: the fact with its moment, then what of it."""

    fact: str
    at: datetime | None
    advice: str


_WORDS: dict[SessionEnd, tuple[str, bool, str]] = {
    SessionEnd.IDLE: (
        "Сеанс закончился",
        True,
        "Полчаса не было действий. Что ждёт отправки, уйдёт само после входа.",
    ),
    SessionEnd.EXPIRED: (
        "Сеанс закончился",
        True,
        "Он длится не больше 12 часов. Что ждёт отправки, уйдёт само после входа.",
    ),
    SessionEnd.ENDED_BY_OWNER: (
        "Сеанс завершён из другого места",
        True,
        "Это сделали вы на странице «Учётная запись»? Если нет, смените пароль.",
    ),
    SessionEnd.PASSWORD_CHANGED: (
        "Пароль сменили",
        True,
        "Войдите с новым. Если меняли не вы, обратитесь в учебный отдел.",
    ),
    SessionEnd.BLOCKED: (
        "Учётная запись закрыта",
        False,
        "Обратитесь в учебный отдел.",
    ),
}


def build_door(session: Session) -> Door:
    """Return what the sign-in page says of the institution."""
    found = find_institution(session)
    if found is None:
        return Door(institution="", city="", phone="")
    return Door(institution=found.short_name, city=found.city, phone=found.phone)


def build_over(end: tuple[datetime, SessionEnd] | None) -> Over | None:
    """Say why the session of this browser is over; nothing of one left by «Выйти»."""
    if end is None or end[1] not in _WORDS:
        return None
    fact, timed, advice = _WORDS[end[1]]
    return Over(fact=fact, at=end[0] if timed else None, advice=advice)
