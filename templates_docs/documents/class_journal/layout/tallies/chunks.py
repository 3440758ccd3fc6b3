"""Which courses and learners stand on which page of final marks (§1.11)."""

from collections.abc import Iterator
from dataclasses import dataclass

from templates_docs.documents.class_journal.context import (
    Debt,
    FinalCourse,
    FinalPeriod,
    Learner,
)
from templates_docs.documents.class_journal.layout.lookup import Lookup
from templates_docs.documents.class_journal.layout.tallies.shared import (
    head_width,
    slices_of,
)

PERIOD_WIDTH, PERIODS_A_PAGE = 5.55, 22
ROOM = PERIOD_WIDTH * PERIODS_A_PAGE
HEAD_LENGTH = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Courses and learners of one page; debts stand where their courses do."""

    courses: tuple[FinalCourse, ...]
    learners: tuple[Learner, ...]
    first: int
    debts: tuple[Debt, ...]
    last: bool = False

    @property
    def periods(self) -> Iterator[tuple[FinalCourse, FinalPeriod]]:
        """Give sub-columns with their courses, from left to right."""
        for course in self.courses:
            for period in course.periods:
                yield course, period


def chunks_of(lookup: Lookup) -> list[Chunk]:
    """Return the pages: at most 22 sub-columns, debts beside their courses."""
    context = lookup.context
    groups = list(_groups(rated_courses(lookup))) or [()]
    people = slices_of(context.learners)
    known = {course.index for course in context.finals}
    chunks: list[Chunk] = []
    first = 1
    for number, courses in enumerate(groups):
        last_group = number == len(groups) - 1
        indices = {course.index for course in courses}
        debts = tuple(
            debt
            for debt in context.debts
            if debt.index in indices or (last_group and debt.index not in known)
        )
        for index, learners in enumerate(people):
            closing = index == len(people) - 1
            chunks.append(
                Chunk(
                    courses=courses,
                    learners=learners,
                    first=first,
                    debts=debts if closing else (),
                    last=last_group and closing,
                )
            )
        first += len(courses)
    return chunks


def rated_courses(lookup: Lookup) -> tuple[FinalCourse, ...]:
    """Return the courses that have final marks of any period."""
    return tuple(course for course in lookup.context.finals if course.periods)


def _groups(courses: tuple[FinalCourse, ...]) -> Iterator[tuple[FinalCourse, ...]]:
    group: list[FinalCourse] = []
    used = 0.0
    for course in courses:
        wide = period_width(course) * len(course.periods)
        if group and used + wide > ROOM + 0.01:
            yield tuple(group)
            group, used = [], 0.0
        group.append(course)
        used += wide
    if group:
        yield tuple(group)


def period_width(course: FinalCourse) -> float:
    """Return the width of a sub-column: more where the name needs it."""
    count = max(1, len(course.periods))
    usual = PERIOD_WIDTH * count
    return head_width(course.title, usual, length=HEAD_LENGTH) / count
