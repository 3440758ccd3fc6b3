"""What the curator's week shows (неделя группы, REG 3.12.2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from records.curation.queries import list_unstamped, list_week_absences
from records.curation.rules import week_name, week_start
from records.curation.values import Uncalled, WeekAbsence, WeekFact, WeekLine
from records.marks.values import CAUSES

DAY_NAMES = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One learner's absences of the week."""

    person_id: int
    name: str
    absences: tuple[WeekAbsence, ...]

    @property
    def hours(self) -> int:
        """Count the hours missed."""
        return sum(one.hours for one in self.absences)

    @property
    def open(self) -> int:
        """Count the absences without a good cause."""
        return sum(not one.excused for one in self.absences)

    @property
    def days(self) -> str:
        """Write «пн 2, 3 · вт 1»: days with their pairs."""
        parts = [
            f"{DAY_NAMES[day.weekday()]} {', '.join(str(one.pair) for one in found)}"
            for day, found in groupby(self.absences, key=lambda one: one.day)
        ]
        return " · ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekScreen:
    """A group's week with its neighbours and the weeks that wait."""

    week: WeekFact
    missing: tuple[Missing, ...]
    uncalled: tuple[Uncalled, ...]
    unstamped: tuple[WeekLine, ...]
    name: str
    before: str
    after: str
    begun: bool
    may_write: bool

    @property
    def path(self) -> str:
        """Return the address of this week."""
        return f"/group/{self.week.group_id}/week/{self.name}"


def build_week(
    session: Session, group_id: int, monday: date, *, today: date, may_write: bool
) -> WeekScreen:
    """Gather a week of a group.

    Raises:
        NotFoundError: there is no such group.
    """
    week = list_week_absences(session, group_id, monday, today=today)
    people = groupby(week.absences, key=lambda one: (one.person_id, one.name))
    return WeekScreen(
        week=week,
        missing=tuple(
            Missing(person_id=person_id, name=name, absences=tuple(found))
            for (person_id, name), found in people
        ),
        uncalled=week.uncalled,
        unstamped=list_unstamped(session, group_id, today=today),
        name=week_name(monday),
        before=week_name(monday - timedelta(days=7)),
        after=week_name(monday + timedelta(days=7)),
        begun=monday <= today,
        may_write=may_write,
    )


def this_week(today: date) -> str:
    """Return the name of a day's week."""
    return week_name(week_start(today))


def list_causes() -> tuple[tuple[str, str], ...]:
    """Return the causes one chooses from."""
    return tuple(CAUSES.items())
