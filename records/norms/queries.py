"""Questions about the institution, its years, calendar and norms."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.calendar import DayKind, WorkCalendar
from records.kernel.errors import NotFoundError
from records.ledger.values import JsonValue
from records.norms.rules import DEFAULTS, norm_json, override_norms
from records.norms.tables import (
    Bell,
    CalendarDay,
    Institution,
    Norm,
    SchoolYear,
    Semester,
)
from records.norms.values import (
    BellFact,
    InstitutionFact,
    NormFact,
    Norms,
    SemesterDates,
    YearFact,
)


def find_institution(session: Session) -> InstitutionFact | None:
    """Return the institution's profile, None before `init`."""
    row = session.get(Institution, 1)
    if row is None:
        return None
    names = (field.name for field in fields(InstitutionFact))
    return InstitutionFact(**{name: getattr(row, name) for name in names})


def get_institution(session: Session) -> InstitutionFact:
    """Return the institution's profile (профиль учреждения).

    Raises:
        NotFoundError: `init` has not been done yet.
    """
    found = find_institution(session)
    if found is None:
        raise NotFoundError(
            "База данных ещё пуста: заведите учреждение командой "
            "surguch init --institution ФАЙЛ.toml",
            code="not_initialised",
        )
    return found


def get_norms(session: Session) -> Norms:
    """Return the thresholds and captions in force (нормативы)."""
    return override_norms({row.key: row.value for row in session.scalars(select(Norm))})


def list_norms(session: Session) -> tuple[NormFact, ...]:
    """Return every norm with its caption, clause and basis, in the order of forms."""
    norms = get_norms(session)
    basis = {row.key: row.basis for row in session.scalars(select(Norm))}
    return tuple(
        NormFact(
            key=field.name,
            caption=field.metadata["caption"],
            clause=field.metadata["clause"],
            value=getattr(norms, field.name),
            default=getattr(DEFAULTS, field.name),
            basis=basis.get(field.name, ""),
        )
        for field in fields(Norms)
    )


def list_years(session: Session) -> tuple[YearFact, ...]:
    """Return the school years, earliest first (учебные годы)."""
    semesters: dict[int, list[SemesterDates]] = {}
    for row in session.scalars(select(Semester).order_by(Semester.number)):
        dates = SemesterDates(number=row.number, start=row.start_date, end=row.end_date)
        semesters.setdefault(row.year_id, []).append(dates)
    return tuple(
        YearFact(
            id=row.id,
            name=row.name,
            start=row.start_date,
            end=row.end_date,
            semesters=tuple(semesters.get(row.id, ())),
        )
        for row in session.scalars(select(SchoolYear).order_by(SchoolYear.start_date))
    )


def get_year(session: Session, name: str) -> YearFact:
    """Return a school year by its name «2026/2027».

    Raises:
        NotFoundError: there is no such year; names those there are.
    """
    years = list_years(session)
    for year in years:
        if year.name == name.strip():
            return year
    known = ", ".join(year.name for year in years) or "ни одного"
    raise NotFoundError(
        f"Нет учебного года «{name}». Есть: {known}. Год пишется так: 2026/2027.",
        code="year_unknown",
    )


def get_current_year(session: Session) -> YearFact:
    """Return the last school year: the one the office is bringing files for.

    Raises:
        NotFoundError: there is none yet.
    """
    years = list_years(session)
    if not years:
        raise NotFoundError(
            "Учебный год ещё не заведён: выполните surguch init", code="year_unknown"
        )
    return years[-1]


def nearest_year(session: Session, day: date) -> YearFact:
    """Return the year that holds a day, else the one nearest to it.

    A learner enrolled in August belongs to the year that begins in September.

    Raises:
        NotFoundError: there is no year yet.
    """
    get_current_year(session)
    return min(list_years(session), key=lambda year: _distance(year, day))


def get_calendar(session: Session) -> WorkCalendar:
    """Return the working calendar: the law, the week, the office's own days."""
    days = session.execute(select(CalendarDay.day, CalendarDay.kind))
    return WorkCalendar(
        week=get_institution(session).week,
        exceptions={day: DayKind(kind) for day, kind in days},
    )


def list_calendar_days(session: Session) -> Mapping[date, tuple[DayKind, str]]:
    """Return the office's own days with their kind and basis, by date."""
    rows = session.scalars(select(CalendarDay).order_by(CalendarDay.day))
    return {row.day: (DayKind(row.kind), row.basis) for row in rows}


def list_bells(session: Session) -> tuple[BellFact, ...]:
    """Return the bell schedule by weekday and pair (звонки)."""
    return tuple(
        BellFact(pair=row.pair, weekday=row.weekday, starts=row.starts, ends=row.ends)
        for row in session.scalars(select(Bell).order_by(Bell.weekday, Bell.pair))
    )


def project_institution(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Rebuild the ledger payload of the institution's profile from its row."""
    row = session.get(Institution, 1)
    if row is not None:
        yield "institution", row.version, institution_payload(row)


def project_norm(session: Session) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Rebuild the ledger payloads of changed norms from their rows."""
    for row in session.scalars(select(Norm).order_by(Norm.key)):
        yield f"norm/{row.key}", row.version, norm_payload(row)


def institution_payload(row: Institution) -> dict[str, JsonValue]:
    """Return what the ledger keeps of the profile."""
    names = (field.name for field in fields(InstitutionFact))
    payload: dict[str, JsonValue] = {name: getattr(row, name) for name in names}
    payload["regulation_date"] = row.regulation_date.isoformat()
    return payload


def norm_payload(row: Norm) -> dict[str, JsonValue]:
    """Return what the ledger keeps of a changed norm."""
    return {"key": row.key, "value": norm_json(row.value), "basis": row.basis}


def _distance(year: YearFact, day: date) -> int:
    if year.covers(day):
        return 0
    return min(abs((year.start - day).days), abs((day - year.end).days))
