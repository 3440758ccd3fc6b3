"""Changes of the institution's profile, years, calendar and norms."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.calendar import DayKind
from records.kernel.entropy import Entropy
from records.kernel.errors import RecordsError
from records.ledger.actions import append
from records.ledger.values import INSTITUTION, NewEntry
from records.norms.queries import (
    institution_payload,
    list_bells,
    list_calendar_days,
    list_years,
    norm_payload,
)
from records.norms.rules import norm_json, parse_norm
from records.norms.tables import (
    Bell,
    CalendarDay,
    Institution,
    Norm,
    SchoolYear,
    Semester,
)
from records.norms.values import BellFact, InstitutionFact, NewYear


def set_institution(
    session: Session,
    profile: InstitutionFact,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> bool:
    """Write the institution's profile; tell whether anything changed."""
    require(actor, Permission.SYSTEM_MANAGE)
    values = {field.name: getattr(profile, field.name) for field in fields(profile)}
    row = session.get(Institution, 1)
    if row is None:
        row = Institution(created_at=now, **values)
        session.add(row)
    elif all(getattr(row, name) == value for name, value in values.items()):
        return False
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
    session.flush()
    entry = NewEntry(
        kind="institution", entry_id="institution", payload=institution_payload(row)
    )
    append(session, INSTITUTION, [entry], actor=actor, now=now, entropy=entropy)
    return True


def set_norm(
    session: Session,
    key: str,
    value: object,
    *,
    basis: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> None:
    """Change a threshold or a caption by an order (норматив, REG 7.2).

    Raises:
        NotFoundError: there is no such norm.
        InputRefusedError: the value is of another kind.
    """
    require(actor, Permission.NORMS_WRITE)
    stored = norm_json(parse_norm(key, value))
    row = session.get(Norm, key)
    if row is None:
        row = Norm(key=key, value=stored, basis=basis)
        session.add(row)
    else:
        row.value, row.basis = stored, basis
        row.version += 1
    session.flush()
    entry = NewEntry(kind="norm", entry_id=f"norm/{key}", payload=norm_payload(row))
    append(session, INSTITUTION, [entry], actor=actor, now=now, entropy=entropy)


def add_year(session: Session, year: NewYear, *, actor: Actor) -> int:
    """Open a school year with its semesters (учебный год); return its id.

    Raises:
        RecordsError: such a year is there, or the dates overlap another one.
    """
    require(actor, Permission.SYSTEM_MANAGE)
    for known in list_years(session):
        if known.name == year.name or (
            year.start <= known.end and known.start <= year.end
        ):
            raise RecordsError(
                f"Учебный год {year.name} пересекается с уже заведённым "
                f"{known.name} ({known.start:%d.%m.%Y} – {known.end:%d.%m.%Y}).",
                code="year_overlap",
            )
    row = SchoolYear(name=year.name, start_date=year.start, end_date=year.end)
    session.add(row)
    session.flush()
    session.add_all(
        Semester(
            year_id=row.id, number=one.number, start_date=one.start, end_date=one.end
        )
        for one in year.semesters
    )
    session.flush()
    return row.id


def set_calendar(
    session: Session,
    days: Mapping[date, tuple[DayKind, str]],
    *,
    actor: Actor,
) -> int:
    """Write the office's own calendar days; return how many changed (календарь)."""
    require(actor, Permission.CALENDAR_WRITE)
    known = list_calendar_days(session)
    changed = {day: what for day, what in days.items() if known.get(day) != what}
    for day, (kind, basis) in changed.items():
        session.merge(CalendarDay(day=day, kind=kind.value, basis=basis))
    session.flush()
    return len(changed)


def set_bells(session: Session, bells: Iterable[BellFact], *, actor: Actor) -> None:
    """Replace the bell schedule (звонки)."""
    require(actor, Permission.TIMETABLE_WRITE)
    for bell in list_bells(session):
        session.delete(session.get_one(Bell, (bell.pair, bell.weekday)))
    session.flush()
    session.add_all(
        Bell(pair=bell.pair, weekday=bell.weekday, starts=bell.starts, ends=bell.ends)
        for bell in bells
    )
    session.flush()
