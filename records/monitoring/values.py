"""Counts and shares of the monthly monitoring (REG 3.8.9) as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a month is measured by, for any scope; counts only, never percents.

    `held` lessons by the timetable, `topics`/`homework`/`full`/`in_time` of them
    recorded so, `no_homework` flagged «без задания»; `pairs` learner–discipline
    pairs of which `pairs_none` have no mark and `pairs_one` exactly one;
    `hours_due`/`hours_done` of the thematic plans up to the month's end.
    """

    held: int = 0
    topics: int = 0
    homework: int = 0
    no_homework: int = 0
    full: int = 0
    in_time: int = 0
    marks: int = 0
    pairs: int = 0
    pairs_none: int = 0
    pairs_one: int = 0
    hours_due: int = 0
    hours_done: int = 0

    @property
    def homework_due(self) -> int:
        """Return the lessons that needed homework."""
        return self.held - self.no_homework

    @property
    def lag(self) -> int:
        """Return hours recorded less hours due; negative is behind the plan."""
        return self.hours_done - self.hours_due

    def __add__(self, other: "Counts") -> "Counts":
        """Add counts field by field."""
        return Counts(
            **{
                field.name: getattr(self, field.name) + getattr(other, field.name)
                for field in fields(Counts)
            }
        )


def total(parts: Iterable[Counts]) -> Counts:
    """Add counts up: shares are of sums, never means of shares (forms §6.1)."""
    return sum(parts, Counts())


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounts:
    """Counts of one group with the learners on its roll in the month."""

    group: str
    learners: int
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherCounts:
    """Counts of one teacher; `wrote` = at least one entry in the month."""

    person_id: int
    name: str
    wrote: bool
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """Who signed in at least once in the month, of how many.

    `minors_covered` are learners under age with at least one parent's account.
    """

    learners: int
    learners_in: int
    parents: int
    parents_in: int
    minors: int
    minors_covered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCounts:
    """The month's counts by group and by teacher (мониторинг)."""

    month: date
    groups: tuple[GroupCounts, ...]
    teachers: tuple[TeacherCounts, ...]
    participation: Participation

    @property
    def total(self) -> Counts:
        """Return the counts of the institution."""
        return total(one.counts for one in self.groups)

    @property
    def teachers_wrote(self) -> int:
        """Return how many teachers with lessons made an entry."""
        return sum(one.wrote for one in self.teachers)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFact:
    """A frozen run: what was counted, when, on which head of the ledger."""

    id: int
    at: datetime
    head: str
    counts: MonthCounts
