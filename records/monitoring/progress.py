"""Progress and attendance by group and course between two days (REG 3.11.2)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import Integer, cast, func, or_, select
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    Course,
    Discipline,
    Group,
    Journal,
    Membership,
    SubgroupMember,
)
from records.lessons.tables import Lesson
from records.marks.tables import Mark
from records.marks.values import CURRENT_WORKS, Work
from records.monitoring.values import CourseProgress
from records.norms.queries import get_norms
from records.norms.tables import SchoolYear

_NUMBERS = ("1", "2", "3", "4", "5")


def list_progress(
    session: Session, *, year: str, start: date, end: date
) -> tuple[CourseProgress, ...]:
    """Count marks and absences of every course of a year, by group and discipline."""
    marks = _count_marks(session, start, end)
    missed = _count_missed(session, start, end)
    due = _count_due(session, start, end)
    rows = session.execute(
        select(
            Course.id,
            Course.subgroup,
            Discipline.index_code,
            Discipline.name,
            Group.code,
            Journal.id.label("journal_id"),
        )
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
        .join(Group, Group.id == Journal.group_id)
        .where(SchoolYear.name == year)
        .order_by(Group.code, Discipline.position, Course.subgroup)
    )
    nothing = (0, 0, 0, 0)
    return tuple(
        CourseProgress(
            course_id=row.id,
            subgroup=row.subgroup,
            index_code=row.index_code,
            name=row.name,
            group=row.code,
            journal_id=row.journal_id,
            marks=marks.get(row.id, nothing)[0],
            points=marks.get(row.id, nothing)[1],
            good=marks.get(row.id, nothing)[2],
            bad=marks.get(row.id, nothing)[3],
            hours_missed=missed.get(row.id, 0),
            hours_due=due.get(row.id, 0),
        )
        for row in rows
    )


def get_attendance_norms(session: Session) -> tuple[int, Decimal]:
    """Return the least attendance in percent and the least mean mark."""
    norms = get_norms(session)
    return norms.attendance_min, norms.average_min


def _count_marks(
    session: Session, start: date, end: date
) -> Mapping[int, tuple[int, int, int, int]]:
    """Return course → (marks, their sum, fours and fives, twos and ones)."""
    number = cast(Mark.value, Integer)
    rows = session.execute(
        select(
            Lesson.course_id,
            func.count(),
            func.sum(number),
            func.count().filter(Mark.value.in_(("4", "5"))),
            func.count().filter(Mark.value.in_(("1", "2"))),
        )
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Lesson.day.between(start, end), Mark.value.in_(_NUMBERS))
        .where(Mark.work.in_([str(one) for one in CURRENT_WORKS]))
        .group_by(Lesson.course_id)
    )
    return {
        course: (count, total, good, bad) for course, count, total, good, bad in rows
    }


def _count_missed(session: Session, start: date, end: date) -> Mapping[int, int]:
    rows = session.execute(
        select(Lesson.course_id, func.sum(Lesson.hours))
        .join(Mark, Mark.lesson_id == Lesson.id)
        .where(Lesson.day.between(start, end))
        .where(Mark.work == Work.ABSENCE, Mark.value != "")
        .group_by(Lesson.course_id)
    )
    return {course: hours for course, hours in rows}  # noqa: C416 - typed rows


def _count_due(session: Session, start: date, end: date) -> Mapping[int, int]:
    """Return course → hours its learners should have been there, all together."""
    member = select(SubgroupMember.id).where(
        SubgroupMember.discipline_id == Discipline.id,
        SubgroupMember.subgroup == Course.subgroup,
        SubgroupMember.person_id == Membership.person_id,
        SubgroupMember.start_date <= Lesson.day,
        or_(SubgroupMember.end_date.is_(None), SubgroupMember.end_date >= Lesson.day),
    )
    rows = session.execute(
        select(Lesson.course_id, func.sum(Lesson.hours))
        .join(Course, Course.id == Lesson.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(Membership, Membership.group_id == Journal.group_id)
        .where(Lesson.day.between(start, end))
        .where(Membership.start_date <= Lesson.day)
        .where(or_(Membership.end_date.is_(None), Membership.end_date >= Lesson.day))
        .where(or_(Course.subgroup == 0, member.exists()))
        .group_by(Lesson.course_id)
    )
    return {course: hours for course, hours in rows}  # noqa: C416 - typed rows
