"""Everything the journal is printed from, read once and indexed (данные журнала)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from records.curriculum.queries import (
    get_journal,
    list_course_works,
    list_placements,
    list_slots,
)
from records.curriculum.values import (
    CourseFact,
    CourseWorkFact,
    JournalFact,
    LearnerFact,
    PlacementFact,
    SlotFact,
)
from records.kernel.calendar import WorkCalendar
from records.lessons.queries import list_lessons
from records.lessons.values import LessonFact
from records.marks.queries import list_corrections, list_finals, list_marks
from records.marks.values import CorrectionFact, FinalFact, MarkFact, Work
from records.norms.queries import get_calendar, get_institution, get_norms
from records.norms.values import InstitutionFact, Norms
from records.orders.queries import list_remarks
from records.orders.values import InspectionFact, RemarkFact
from records.people.queries import get_signers
from records.people.values import Signers, StaffFact
from records.sheets.queries import list_sheets
from records.sheets.values import SheetFact
from templates_docs.facts import map_staff

_OfCourse = TypeVar("_OfCourse", PlacementFact, CourseWorkFact)

_ORDER = {
    Work.ABSENCE: 0,
    Work.CURRENT: 1,
    Work.SECOND: 2,
    Work.MAKEUP: 3,
    Work.MONTHLY_CONTROL: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Facts of one journal with the indexes its parts look things up by.

    `number` is a learner's number in the list, the same on every page.
    """

    journal: JournalFact
    institution: InstitutionFact
    norms: Norms
    calendar: WorkCalendar
    signers: Signers
    zone: ZoneInfo
    number: Mapping[int, int]
    learner: Mapping[int, LearnerFact]
    course: Mapping[int, CourseFact]
    lessons: Mapping[int, tuple[LessonFact, ...]]
    lesson: Mapping[int, LessonFact]
    slots: Mapping[int, SlotFact]
    cells: Mapping[int, tuple[MarkFact, ...]]
    finals: Mapping[int, tuple[FinalFact, ...]]
    corrections: tuple[CorrectionFact, ...]
    sheets: tuple[SheetFact, ...]
    remarks: tuple[tuple[InspectionFact, RemarkFact], ...]
    staff: Mapping[int, StaffFact]
    placements: Mapping[int, tuple[PlacementFact, ...]]
    course_works: Mapping[int, tuple[CourseWorkFact, ...]]


def read_source(session: Session, group_code: str, year: str) -> Source:
    """Read a journal in a constant number of queries.

    Raises:
        NotFoundError: there is no such group or year.
    """
    journal = get_journal(session, group_code, year)
    institution = get_institution(session)
    lessons: dict[int, list[LessonFact]] = defaultdict(list)
    by_id = {}
    for lesson in list_lessons(session, journal.id):
        lessons[lesson.course_id].append(lesson)
        by_id[lesson.id] = lesson
    finals: dict[int, list[FinalFact]] = defaultdict(list)
    for final in list_finals(session, journal.id):
        finals[final.course_id].append(final)
    return Source(
        journal=journal,
        institution=institution,
        norms=get_norms(session),
        calendar=get_calendar(session),
        signers=get_signers(session),
        zone=ZoneInfo(institution.timezone),
        number={
            learner.person_id: place
            for place, learner in enumerate(journal.learners, start=1)
        },
        learner={learner.person_id: learner for learner in journal.learners},
        course={course.id: course for course in journal.courses},
        lessons={key: tuple(few) for key, few in lessons.items()},
        lesson=by_id,
        slots={slot.id: slot for slot in list_slots(session, journal.id)},
        cells=_cells(list_marks(session, journal.id)),
        finals={key: tuple(few) for key, few in finals.items()},
        corrections=list_corrections(session, journal.id),
        sheets=list_sheets(session, journal.id),
        remarks=list_remarks(session, journal.id),
        staff=map_staff(session),
        placements=_by_course(list_placements(session, journal.id)),
        course_works=_by_course(list_course_works(session, journal.id)),
    )


def _cells(marks: tuple[MarkFact, ...]) -> Mapping[int, tuple[MarkFact, ...]]:
    by_lesson: dict[int, list[MarkFact]] = defaultdict(list)
    for mark in marks:
        if mark.value:
            by_lesson[mark.lesson_id].append(mark)
    return {
        key: tuple(sorted(few, key=lambda one: _ORDER[one.work]))
        for key, few in by_lesson.items()
    }


def _by_course(facts: tuple[_OfCourse, ...]) -> Mapping[int, tuple[_OfCourse, ...]]:
    by_course: dict[int, list[_OfCourse]] = defaultdict(list)
    for one in facts:
        by_course[one.course_id].append(one)
    return {key: tuple(few) for key, few in by_course.items()}


def semester_of(source: Source, day: date) -> int | None:
    """Return the semester that holds the day; None in a year without semesters."""
    for semester in source.journal.semesters:
        if semester.number and semester.start <= day <= semester.end:
            return semester.number
    return None
