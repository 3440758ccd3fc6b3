"""What a teacher's desk is computed from, in a dozen narrow questions."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from records.curriculum.queries import list_course_refs
from records.curriculum.tables import (
    ClosedMonth,
    Course,
    CourseTerm,
    Discipline,
    Journal,
    Membership,
    Slot,
    SubgroupMember,
    Substitution,
)
from records.curriculum.values import CourseRef, SemesterFact
from records.duties.values import LedCourse, OwnSheet, PlannedLesson, Teaching
from records.lessons.tables import Lesson
from records.marks.tables import FinalMark, Mark
from records.marks.values import Period, TermSetting, Work
from records.norms.queries import (
    get_institution,
    get_norms,
    list_bells,
    nearest_year,
)
from records.norms.values import YearFact
from records.sheets.tables import Sheet, SheetExaminer, SheetRow

Spans = Mapping[tuple[int, int], tuple[tuple[int, date, date | None], ...]]


def load_teaching(
    session: Session, person_id: int, *, today: date, now: datetime
) -> Teaching:
    """Read all that decides what a teacher owes in the year of this day."""
    year = nearest_year(session, today)
    ids = _list_ids(session, person_id)
    refs = list_course_refs(session, year=year.name, ids=ids)
    courses = _courses(session, refs, year)
    return Teaching(
        person_id=person_id,
        now=now,
        timezone=get_institution(session).timezone,
        courses=courses,
        lessons=_lessons(session, courses),
        monthly=_monthly(session, courses),
        finals=_finals(session, courses),
        sheets=_sheets(session, person_id, courses),
        bells={
            (one.pair, one.weekday): (one.starts, one.ends)
            for one in list_bells(session)
        },
        monthly_control=get_norms(session).monthly_control,
    )


def count_entered(
    session: Session, lesson_ids: Collection[int]
) -> Mapping[int, tuple[int, int]]:
    """Count absences and marks of lessons (сколько отсутствуют и сколько отметок)."""
    absent = func.sum(case((Mark.work == Work.ABSENCE.value, 1), else_=0))
    rows = session.execute(
        select(Mark.lesson_id, absent, func.count())
        .where(Mark.lesson_id.in_(lesson_ids), Mark.value != "")
        .group_by(Mark.lesson_id)
    )
    return {lesson: (int(gone), total - int(gone)) for lesson, gone, total in rows}


def count_gaps(
    session: Session, *, first: date, today: date
) -> tuple[tuple[int, int, int, int], ...]:
    """Count by journal the past lessons not recorded and those not whole.

    Gives (journal, teacher, not recorded, not whole) for every teacher
    who owes something, from the first day to yesterday.
    """
    leader = func.coalesce(Substitution.substitute_id, Slot.teacher_id)
    bare = func.sum(case((Lesson.id.is_(None), 1), else_=0))
    torn = func.sum(case((_torn(), 1), else_=0))
    rows = session.execute(
        select(Journal.id, leader, bare, torn)
        .select_from(Slot)
        .join(Course, Course.id == Slot.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .outerjoin(Substitution, Substitution.slot_id == Slot.id)
        .outerjoin(Lesson, Lesson.slot_id == Slot.id)
        .where(Journal.state == "open", Slot.state != "cancelled")
        .where(Slot.day >= first, Slot.day < today)
        .group_by(Journal.id, leader)
        .having(bare + torn > 0)
    )
    return tuple(
        (journal, teacher, int(one), int(two)) for journal, teacher, one, two in rows
    )


def _torn() -> Any:  # noqa: ANN401 - an expression over a row
    return and_(
        Lesson.id.is_not(None),
        or_(
            Lesson.topic == "",
            and_(Lesson.homework == "", Lesson.no_homework.is_(False)),
            Lesson.roll_called.is_(False),
        ),
    )


def _list_ids(session: Session, person_id: int) -> frozenset[int]:
    led = select(CourseTerm.course_id).where(CourseTerm.teacher_id == person_id)
    planned = select(Slot.course_id).where(Slot.teacher_id == person_id)
    given = (
        select(Slot.course_id)
        .join(Substitution, Substitution.slot_id == Slot.id)
        .where(Substitution.substitute_id == person_id)
    )
    return frozenset(session.scalars(led.union(planned, given)))


def _courses(
    session: Session, refs: Collection[CourseRef], year: YearFact
) -> Mapping[int, LedCourse]:
    terms: dict[int, list[tuple[TermSetting, int]]] = defaultdict(list)
    rows = session.execute(
        select(
            CourseTerm.course_id,
            CourseTerm.semester,
            CourseTerm.hours,
            CourseTerm.control,
            CourseTerm.teacher_id,
        )
        .where(CourseTerm.course_id.in_([one.id for one in refs]))
        .order_by(CourseTerm.semester)
    )
    for course_id, semester, hours, control, teacher_id in rows:
        term = TermSetting(semester=semester, hours=hours, control=control)
        terms[course_id].append((term, teacher_id))
    rolls = _rolls(session, {one.group_id for one in refs})
    members = _members(session, {one.discipline_id for one in refs if one.subgroup})
    closed = _closed(session, {one.journal_id for one in refs})
    semesters = tuple(
        SemesterFact(number=one.number, start=one.start, end=one.end)
        for one in year.semesters
    )
    return {
        ref.id: LedCourse(
            ref=ref,
            terms=tuple(term for term, _ in terms[ref.id]),
            teacher_ids=tuple(teacher for _, teacher in terms[ref.id]),
            start=year.start,
            end=year.end,
            semesters=semesters,
            roll=rolls.get((ref.group_id, 0), ()),
            members=members.get((ref.discipline_id, ref.subgroup), ())
            if ref.subgroup
            else None,
            closed=closed.get(ref.journal_id, frozenset()),
        )
        for ref in refs
    }


def _rolls(session: Session, groups: Collection[int]) -> Spans:
    rows = session.execute(
        select(
            Membership.group_id,
            Membership.person_id,
            Membership.start_date,
            Membership.end_date,
        ).where(Membership.group_id.in_(groups))
    )
    found: dict[tuple[int, int], list[tuple[int, date, date | None]]] = defaultdict(
        list
    )
    for group, person, start, end in rows:
        found[group, 0].append((person, start, end))
    return {key: tuple(few) for key, few in found.items()}


def _members(session: Session, disciplines: Collection[int]) -> Spans:
    rows = session.execute(
        select(
            SubgroupMember.discipline_id,
            SubgroupMember.subgroup,
            SubgroupMember.person_id,
            SubgroupMember.start_date,
            SubgroupMember.end_date,
        ).where(SubgroupMember.discipline_id.in_(disciplines))
    )
    found: dict[tuple[int, int], list[tuple[int, date, date | None]]] = defaultdict(
        list
    )
    for discipline, subgroup, person, start, end in rows:
        found[discipline, subgroup].append((person, start, end))
    return {key: tuple(few) for key, few in found.items()}


def _closed(session: Session, journals: Collection[int]) -> dict[int, frozenset[date]]:
    found: dict[int, set[date]] = defaultdict(set)
    rows = session.execute(
        select(ClosedMonth.journal_id, ClosedMonth.month).where(
            ClosedMonth.journal_id.in_(journals)
        )
    )
    for journal, month in rows:
        found[journal].add(month)
    return {journal: frozenset(months) for journal, months in found.items()}


def _lessons(
    session: Session, courses: Mapping[int, LedCourse]
) -> tuple[PlannedLesson, ...]:
    rows = session.execute(_planned().where(Slot.course_id.in_(tuple(courses))))
    return tuple(
        PlannedLesson(
            slot_id=row.slot_id,
            course_id=row.course_id,
            day=row.day,
            pair=row.pair,
            room=row.room,
            teacher_id=row.teacher_id,
            leader_id=row.substitute_id or row.teacher_id,
            lesson_id=row.lesson_id,
            kind=row.kind or "",
            topic=bool(row.topic),
            homework=bool(row.homework or row.no_homework),
            roll_called=bool(row.roll_called),
            monthly_control=bool(row.monthly_control),
            completed_at=row.completed_at,
        )
        for row in rows
    )


def _planned() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Slot.id.label("slot_id"),
            Slot.course_id,
            Slot.day,
            Slot.pair,
            Slot.room,
            Slot.teacher_id,
            Substitution.substitute_id,
            Lesson.id.label("lesson_id"),
            Lesson.kind,
            Lesson.topic,
            Lesson.homework,
            Lesson.no_homework,
            Lesson.roll_called,
            Lesson.monthly_control,
            Lesson.completed_at,
        )
        .outerjoin(Substitution, Substitution.slot_id == Slot.id)
        .outerjoin(Lesson, Lesson.slot_id == Slot.id)
        .where(Slot.state != "cancelled")
        .order_by(Slot.day, Slot.pair)
    )


def _monthly(
    session: Session, courses: Mapping[int, LedCourse]
) -> Mapping[int, frozenset[int]]:
    rows = session.execute(
        select(Mark.lesson_id, Mark.person_id)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Lesson.course_id.in_(tuple(courses)), Lesson.monthly_control.is_(True))
        .where(Mark.work == Work.MONTHLY_CONTROL.value, Mark.value != "")
    )
    found: dict[int, set[int]] = defaultdict(set)
    for lesson, person in rows:
        found[lesson].add(person)
    return {lesson: frozenset(people) for lesson, people in found.items()}


def _finals(
    session: Session, courses: Mapping[int, LedCourse]
) -> Mapping[tuple[int, Period], frozenset[int]]:
    rows = session.execute(
        select(FinalMark.course_id, FinalMark.period, FinalMark.person_id).where(
            FinalMark.course_id.in_(tuple(courses)), FinalMark.value != ""
        )
    )
    found: dict[tuple[int, Period], set[int]] = defaultdict(set)
    for course, period, person in rows:
        found[course, Period(period)].add(person)
    return {key: frozenset(people) for key, people in found.items()}


def _sheets(
    session: Session, person_id: int, courses: Mapping[int, LedCourse]
) -> tuple[OwnSheet, ...]:
    filled = func.sum(case((SheetRow.result != "", 1), else_=0))
    rows = session.execute(
        select(Sheet, func.count(SheetRow.person_id), filled)
        .join(SheetExaminer, SheetExaminer.sheet_id == Sheet.id)
        .outerjoin(SheetRow, SheetRow.sheet_id == Sheet.id)
        .where(SheetExaminer.person_id == person_id)
        .where(Sheet.course_id.in_(tuple(courses)))
        .group_by(Sheet.id)
        .order_by(Sheet.held_on.desc(), Sheet.id.desc())
    )
    return tuple(
        OwnSheet(
            sheet_id=sheet.id,
            course_id=sheet.course_id,
            code=sheet.code,
            number=sheet.number,
            state=sheet.state,
            held_on=sheet.held_on,
            rows=total,
            filled=int(done or 0),
            closed_at=sheet.closed_at,
        )
        for sheet, total, done in rows
    )
