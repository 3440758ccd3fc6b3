"""What a learner sees of the own record (дневник)."""

from dataclasses import dataclass
from datetime import date

from records.marks.values.works import Work

PersonWords = tuple[str, str, str]
"""Surname, name, patronymic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGroup:
    """A learner's group: its code, the year of study, the curator's full name."""

    code: str
    course: int | None
    curator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCourse:
    """A course as its learner sees it: title, subgroup, the last teacher."""

    id: int
    subgroup: int
    title: str
    group_code: str
    teacher_id: int
    teacher: PersonWords


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMark:
    """A designation of a learner with its lesson (отметка в дневнике)."""

    course_id: int
    day: date
    pair: int
    hours: int
    work: Work
    value: str
    cause: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Homework:
    """What is set for a day; an empty text is «без задания»."""

    course_id: int
    given: date
    due: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSlot:
    """A lesson of the timetable as its learner sees it."""

    course_id: int
    day: date
    pair: int
    room: str
    cancelled: bool
    substitute: PersonWords | None
