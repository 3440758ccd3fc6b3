"""A group's week as its curator looks at it: plain values (неделя группы)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAbsence:
    """One absence of the week: who, at which pair, why, by which document."""

    lesson_id: int
    person_id: int
    name: str
    day: date
    pair: int
    hours: int
    course: str
    teacher: str
    cause: str
    document: str
    version: int

    @property
    def excused(self) -> bool:
        """Tell whether the cause is a good one (уважительная причина)."""
        return self.cause in {"illness", "excused"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncalled:
    """A pair whose absent nobody has marked yet (перекличка не отмечена)."""

    day: date
    pair: int
    course: str
    teacher: str
    recorded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StampFact:
    """The stamp «проверено» (отметка о проверке): who, when, what there was then.

    `entry` is its number in the log: what was written later it does not cover.
    """

    absences: int
    unexcused: int
    uncalled: int
    person_id: int | None
    curator: str
    at: datetime
    version: int
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFact:
    """Everything of one week of a group.

    `latest` is the number in the log of the last change of its absences, those
    taken away since included; 0 when there never was one.
    """

    group_id: int
    group_code: str
    monday: date
    lessons: int
    absences: tuple[WeekAbsence, ...]
    uncalled: tuple[Uncalled, ...]
    stamp: StampFact | None
    latest: int

    @property
    def sunday(self) -> date:
        """Return the last day of the week."""
        return self.monday + timedelta(days=6)

    @property
    def unexcused(self) -> int:
        """Count the absences without a good cause."""
        return sum(not one.excused for one in self.absences)

    @property
    def hours(self) -> int:
        """Count the hours missed."""
        return sum(one.hours for one in self.absences)

    @property
    def outdated(self) -> bool:
        """Tell whether absences or roll calls have changed since the stamp."""
        stamp = self.stamp
        return stamp is not None and (
            self.latest > stamp.entry or stamp.uncalled != len(self.uncalled)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """A week in the list of weeks: how many pairs, whether its stamp still holds."""

    monday: date
    lessons: int
    checked: bool

    @property
    def sunday(self) -> date:
        """Return the last day of the week."""
        return self.monday + timedelta(days=6)
