"""What decides who may write what: rolls, standing cells, a course's finals."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    Course,
    CourseTerm,
    Discipline,
    Group,
    Journal,
    Membership,
    Slot,
    SubgroupMember,
    Substitution,
)
from records.curriculum.values import DisciplineKind, SemesterFact
from records.kernel.errors import NotFoundError
from records.lessons.tables import Lesson
from records.marks.tables import Mark
from records.marks.values import (
    CURRENT_WORKS,
    CourseSetting,
    RollEntry,
    Standing,
    TermSetting,
    Work,
)
from records.norms.tables import Institution, SchoolYear, Semester
from records.people.tables import Person


class Block(Protocol):
    """A block of the journal: whose learners may be in it."""

    @property
    def group_id(self) -> int:
        """The group."""

    @property
    def discipline_id(self) -> int:
        """The discipline its subgroups are of."""

    @property
    def subgroup(self) -> int:
        """The subgroup, 0 for the whole group."""


def load_roll(session: Session, block: Block, *, day: date) -> Mapping[int, RollEntry]:
    """Return the learners the group ever had, as they stood on that day."""
    there = and_(
        Membership.start_date <= day,
        or_(Membership.end_date.is_(None), Membership.end_date >= day),
    )
    on_roll = func.max(case((there, 1), else_=0))
    rows = session.execute(
        select(Person.id, Person.surname, Person.name, on_roll)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == block.group_id)
        .group_by(Person.id, Person.surname, Person.name)
    )
    members = _list_members(session, block, day)
    return {
        person_id: RollEntry(
            person_id=person_id,
            name=f"{surname} {name}",
            on_roll=bool(here),
            led=members is None or person_id in members,
        )
        for person_id, surname, name, here in rows
    }


def load_standings(
    session: Session, lesson_id: int
) -> dict[tuple[int, Work], Standing]:
    """Return what stands in the cells of a lesson, annulled ones included."""
    rows = session.execute(
        select(*Mark.__table__.columns).where(Mark.lesson_id == lesson_id)
    )
    return {
        (row.person_id, Work(row.work)): Standing(
            value=row.value,
            cause=row.cause,
            document=row.document,
            version=row.version,
        )
        for row in rows
    }


def count_current_marks(
    session: Session, course_id: int, *, start: date, end: date
) -> Mapping[int, int]:
    """Count each learner's current marks in a course between two days."""
    rows = session.execute(
        select(Mark.person_id, func.count().label("marks"))
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Lesson.course_id == course_id, Lesson.day.between(start, end))
        .where(Mark.value.in_(("1", "2", "3", "4", "5")))
        .where(Mark.work.in_([str(work) for work in CURRENT_WORKS]))
        .group_by(Mark.person_id)
    )
    return {row.person_id: row.marks for row in rows}


def get_course_setting(session: Session, course_id: int) -> CourseSetting:
    """Return what decides which finals a course may have.

    Raises:
        NotFoundError: there is no such course.
    """
    row = session.execute(
        select(
            Course.subgroup,
            Discipline.id.label("discipline_id"),
            Discipline.index_code,
            Discipline.name,
            Discipline.kind,
            Journal.id.label("journal_id"),
            Journal.state,
            Journal.year_id,
            Group.id.label("group_id"),
            Group.code,
            SchoolYear.start_date,
            SchoolYear.end_date,
            Institution.timezone,
        )
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(Group, Group.id == Journal.group_id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
        .join(Institution, Institution.id == 1)
        .where(Course.id == course_id)
    ).first()
    if row is None:
        raise NotFoundError(
            f"Дисциплины № {course_id} нет в учебном плане.", code="no_course"
        )
    subgroup = f", подгруппа {row.subgroup}" if row.subgroup else ""
    return CourseSetting(
        course_id=course_id,
        discipline_id=row.discipline_id,
        group_id=row.group_id,
        subgroup=row.subgroup,
        title=f"{row.index_code} {row.name}{subgroup}",
        kind=DisciplineKind(row.kind),
        terms=_list_terms(session, course_id),
        leader_ids=_list_leaders(session, course_id),
        group_code=row.code,
        journal_id=row.journal_id,
        journal_state=row.state,
        start=row.start_date,
        end=row.end_date,
        semesters=_list_semesters(session, row.year_id),
        timezone=row.timezone,
    )


def _list_terms(session: Session, course_id: int) -> tuple[TermSetting, ...]:
    rows = session.scalars(
        select(CourseTerm).filter_by(course_id=course_id).order_by(CourseTerm.semester)
    )
    return tuple(
        TermSetting(
            semester=row.semester,
            hours=row.hours,
            control=row.control,
        )
        for row in rows
    )


def _list_leaders(session: Session, course_id: int) -> frozenset[int]:
    """List the teachers of a course and those who substituted them (REG 4.1.1)."""
    teachers = select(CourseTerm.teacher_id).filter_by(course_id=course_id)
    substitutes = (
        select(Substitution.substitute_id)
        .join(Slot, Slot.id == Substitution.slot_id)
        .where(Slot.course_id == course_id)
    )
    return frozenset(session.scalars(teachers.union(substitutes)))


def _list_semesters(session: Session, year_id: int) -> tuple[SemesterFact, ...]:
    rows = session.scalars(
        select(Semester).filter_by(year_id=year_id).order_by(Semester.number)
    )
    return tuple(
        SemesterFact(number=row.number, start=row.start_date, end=row.end_date)
        for row in rows
    )


def _list_members(session: Session, block: Block, day: date) -> frozenset[int] | None:
    if block.subgroup == 0:
        return None
    there = and_(
        SubgroupMember.start_date <= day,
        or_(SubgroupMember.end_date.is_(None), SubgroupMember.end_date >= day),
    )
    chosen = select(SubgroupMember.person_id).where(
        SubgroupMember.discipline_id == block.discipline_id,
        SubgroupMember.subgroup == block.subgroup,
        there,
    )
    return frozenset(session.scalars(chosen))
