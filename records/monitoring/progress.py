"""Progress and attendance by group and course between two days (REG 3.11.2)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

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
from records.monitoring.values import CourseProgress, LessonProgress
from records.norms.queries import get_norms
from records.norms.tables import SchoolYear

_NUMBERS = ("1", "2", "3", "4", "5")


def list_progress(
    session: Session, *, year: str, start: date, end: date
) -> tuple[CourseProgress, ...]:
    """Count marks and absences of every course of a year, by group and discipline."""
    counted = _count(session, Lesson.course_id, Lesson.day.between(start, end))
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
    return tuple(
        CourseProgress(
            course_id=row.id,
            subgroup=row.subgroup,
            index_code=row.index_code,
            name=row.name,
            group=row.code,
            journal_id=row.journal_id,
            **counted.get(row.id, {}),
        )
        for row in rows
    )


def list_lesson_progress(
    session: Session, *, course_ids: Collection[int], start: date, end: date
) -> tuple[LessonProgress, ...]:
    """Count marks and absences of the lessons of some courses, by day."""
    wanted = (Lesson.course_id.in_(course_ids), Lesson.day.between(start, end))
    counted = _count(session, Lesson.id, *wanted)
    rows = session.execute(
        select(Lesson.id, Lesson.slot_id, Lesson.course_id, Lesson.day, Lesson.pair)
        .where(*wanted)
        .order_by(Lesson.day, Lesson.pair, Lesson.id)
    )
    return tuple(
        LessonProgress(
            lesson_id=row.id,
            slot_id=row.slot_id,
            course_id=row.course_id,
            day=row.day,
            pair=row.pair,
            **counted.get(row.id, {}),
        )
        for row in rows
    )


def get_attendance_norms(session: Session) -> tuple[int, Decimal]:
    """Return the least attendance in percent and the least mean mark."""
    norms = get_norms(session)
    return norms.attendance_min, norms.average_min


def _count(
    session: Session,
    key: InstrumentedAttribute[int],
    *wanted: ColumnElement[bool],
) -> Mapping[int, dict[str, int]]:
    """Return the counts of a Progress by key, of the lessons that are wanted."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for chosen in (_marks(key), _missed(key), _due(key)):
        for row in session.execute(chosen.where(*wanted).group_by(key)).mappings():
            counts = dict(row)
            found[counts.pop("key")] |= counts
    return found


def _marks(key: InstrumentedAttribute[int]) -> Select[*tuple[Any, ...]]:
    """Count marks, their sum, fours and fives, twos and ones."""
    return (
        select(
            key.label("key"),
            func.count().label("marks"),
            func.sum(cast(Mark.value, Integer)).label("points"),
            func.count().filter(Mark.value.in_(("4", "5"))).label("good"),
            func.count().filter(Mark.value.in_(("1", "2"))).label("bad"),
        )
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Mark.value.in_(_NUMBERS))
        .where(Mark.work.in_([str(one) for one in CURRENT_WORKS]))
    )


def _missed(key: InstrumentedAttribute[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(key.label("key"), func.sum(Lesson.hours).label("hours_missed"))
        .join(Mark, Mark.lesson_id == Lesson.id)
        .where(Mark.work == Work.ABSENCE, Mark.value != "")
    )


def _due(key: InstrumentedAttribute[int]) -> Select[*tuple[Any, ...]]:
    """Sum the hours the learners should have been there, all together."""
    member = select(SubgroupMember.id).where(
        SubgroupMember.discipline_id == Discipline.id,
        SubgroupMember.subgroup == Course.subgroup,
        SubgroupMember.person_id == Membership.person_id,
        SubgroupMember.start_date <= Lesson.day,
        or_(SubgroupMember.end_date.is_(None), SubgroupMember.end_date >= Lesson.day),
    )
    return (
        select(key.label("key"), func.sum(Lesson.hours).label("hours_due"))
        .join(Course, Course.id == Lesson.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(Membership, Membership.group_id == Journal.group_id)
        .where(Membership.start_date <= Lesson.day)
        .where(or_(Membership.end_date.is_(None), Membership.end_date >= Lesson.day))
        .where(or_(Course.subgroup == 0, member.exists()))
    )
