"""Results of a group by discipline and semester: sheets first, then finals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy.orm import Session

from records.curriculum.values import (
    CourseFact,
    DisciplineKind,
    JournalFact,
    LearnerFact,
    SemesterFact,
    TermFact,
)
from records.lessons.queries import list_lessons
from records.marks.queries import list_finals, list_marks
from records.marks.values import Period, Work
from records.sheets.queries import list_sheets
from records.sheets.values import Result, SheetCode

_HALVES = {Period.TOTAL: 0, Period.FIRST: 1, Period.SECOND: 2}
_FINALS = {"5": Result.FIVE, "4": Result.FOUR, "3": Result.THREE, "2": Result.TWO}
_EXCUSED = frozenset({"illness", "excused"})
_NO_CONTROL = frozenset({"", "—", "-"})

Results = dict[tuple[int, int, bool], dict[int, Result]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A discipline in a semester: what it is and who has which result."""

    title: str
    control: str
    hours: int
    results: Mapping[int, Result]

    def result(self, learner: LearnerFact) -> Result:
        """Return a learner's result, nothing if there is none."""
        return self.results.get(learner.person_id, Result.EMPTY)


@dataclass(slots=True)
class Missed:
    """Missed academic hours of a learner (пропущено часов)."""

    excused: int = 0
    unexcused: int = 0


def list_columns(
    session: Session, journal: JournalFact, semesters: Sequence[SemesterFact]
) -> tuple[Column, ...]:
    """List disciplines, practices and course works with their results."""
    given = _Given(
        sheets=_of_sheets(session, journal), finals=_of_finals(session, journal)
    )
    courses = sorted(
        (one for one in journal.courses if one.kind != DisciplineKind.CONSULTATIONS),
        key=lambda one: (one.position, one.discipline_id, one.subgroup),
    )
    halves = {_half(one.number) for one in semesters}
    columns: list[Column] = []
    for _, few in groupby(courses, key=lambda one: one.discipline_id):
        parts = tuple(few)
        for term in parts[0].terms:
            if _half(term.semester) in halves:
                columns.extend(given.columns(parts, term))
    return tuple(columns)


def count_missed(
    session: Session, journal: JournalFact, semesters: Sequence[SemesterFact]
) -> dict[int, Missed]:
    """Count missed hours by learner; an unknown reason is not an excuse."""
    first, last = semesters[0].start, semesters[-1].end
    hours = {
        one.id: one.hours
        for one in list_lessons(session, journal.id)
        if first <= one.day <= last
    }
    missed: dict[int, Missed] = {}
    for mark in list_marks(session, journal.id):
        if mark.work is not Work.ABSENCE or mark.lesson_id not in hours:
            continue
        one = missed.setdefault(mark.person_id, Missed())
        if mark.cause in _EXCUSED:
            one.excused += hours[mark.lesson_id]
        else:
            one.unexcused += hours[mark.lesson_id]
    return missed


@dataclass(slots=True)
class _Given:
    """Results by course, semester and whether it is a course work's."""

    sheets: Results = field(default_factory=dict)
    finals: Results = field(default_factory=dict)

    def columns(self, parts: Sequence[CourseFact], term: TermFact) -> Iterator[Column]:
        own = self._merged(parts, term, work=False)
        work = self._merged(parts, term, work=True)
        title = parts[0].title
        only_work = term.control in {"КР", "КП"}
        if not only_work and (own or term.control not in _NO_CONTROL):
            yield Column(
                title=title, control=term.control, hours=term.hours, results=own
            )
        if work or only_work:
            control = term.control if only_work else "КР"
            yield Column(title=title, control=control, hours=term.hours, results=work)

    def _merged(
        self, parts: Sequence[CourseFact], term: TermFact, *, work: bool
    ) -> Mapping[int, Result]:
        found: dict[int, Result] = {}
        for part in parts:
            key = (part.id, _half(term.semester), work)
            found |= self.finals.get(key, {})
            found |= self.sheets.get(key, {})
        return found


def _of_sheets(session: Session, journal: JournalFact) -> Results:
    """Return what sheets say; a re-take's result replaces the first one."""
    sheets = list_sheets(session, journal.id)
    works = {one.id for one in sheets if one.code is SheetCode.COURSEWORK}
    found: Results = {}
    for sheet in sheets:
        work = sheet.id in works or sheet.first_sheet_id in works
        results = found.setdefault((sheet.course_id, _half(sheet.semester), work), {})
        for row in sheet.rows:
            if row.result is not Result.EMPTY:
                results[row.person_id] = row.result
    return found


def _of_finals(session: Session, journal: JournalFact) -> Results:
    found: Results = {}
    for final in list_finals(session, journal.id):
        if final.period not in _HALVES:
            continue
        key = (final.course_id, _HALVES[final.period], False)
        result = _FINALS.get(final.value, Result.ABSENT)
        found.setdefault(key, {})[final.person_id] = result
    return found


def _half(semester: int) -> int:
    """Return which half of the year a semester is; 0 is the whole of it."""
    return semester and (1 if semester % 2 else 2)
