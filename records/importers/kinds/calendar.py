"""The production calendar of the institution (производственный календарь)."""

from dataclasses import dataclass
from datetime import date, timedelta

from records.curriculum.drafts import Written
from records.importers.base import Office
from records.importers.reading.faults import Faults
from records.importers.reading.lines import Line
from records.importers.values import Column, Kind, Layout
from records.kernel.calendar import DAY_KINDS, DayKind
from records.norms.actions import set_calendar
from records.norms.queries import list_calendar_days

DAY = "Дата"
WHAT = "Вид"
BASIS = "Основание"

_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A day with its kind and basis."""

    day: date
    kind: DayKind
    basis: str


class CalendarImporter:
    """Days off, holidays, vacations and working days by the institution's orders."""

    kind = Kind.CALENDAR
    layout = Layout(
        columns=(
            Column(name=DAY, required=True),
            Column(name=WHAT, required=True),
            Column(name=BASIS),
        )
    )

    def read(self, line: Line, office: Office) -> DayRow | None:
        """Read one day; it lies within a year around the school year."""
        year = office.year
        day = line.day(DAY, year.start - _YEAR, last=year.end + _YEAR)
        kind = line.choice(WHAT, DAY_KINDS)
        basis = line.paragraph(BASIS)
        if day is None or kind is None:
            return None
        return DayRow(day=day, kind=kind, basis=basis)

    def existing(
        self, rows: list[tuple[Line, DayRow]], office: Office, faults: Faults
    ) -> dict[date, tuple[DayKind, str]]:
        """Note days that are there twice."""
        seen: dict[date, Line] = {}
        plan = {}
        for line, row in rows:
            if row.day in seen:
                line.fault(
                    DAY,
                    f"{row.day:%d.%m.%Y} уже есть в строке {seen[row.day].number}",
                    "оставьте одну строку",
                )
            seen.setdefault(row.day, line)
            plan[row.day] = (row.kind, row.basis)
        return plan

    def apply(self, plan: dict[date, tuple[DayKind, str]], office: Office) -> Written:
        """Write the days."""
        known = list_calendar_days(office.session)
        fresh = plan.keys() - known.keys()
        count = set_calendar(office.session, plan, actor=office.actor)
        return Written(
            added=len(fresh),
            changed=count - len(fresh),
            unchanged=len(plan) - count,
        )
