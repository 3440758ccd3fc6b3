"""What the examples are made of: people, courses, themes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """An employee: full name, sex, post, roles, group of a curator."""

    name: str
    sex: str
    post: str
    roles: str
    curates: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A line of the curriculum: hours and control by semesters, who leads it.

    `leaders` has one teacher, or one a subgroup. `themes` are lines «лекция /
    практическое занятие»; `practice` is the kind of the second half.
    """

    index: str
    name: str
    terms: tuple[tuple[str, int, str], ...]
    leaders: tuple[str, ...]
    themes: str
    practice: str = "ПЗ"
    kind: str = "дисциплина"
    day_hours: int = 2
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A group with its curriculum and the days it studies on."""

    group: str
    programme: str
    kind: str
    course: int | None
    form: str
    duration: str
    starts: date
    ends: date
    department: str
    terms: tuple[tuple[str, date, date], ...]
    practice: tuple[date, date] | None
    studies: tuple[Study, ...]
