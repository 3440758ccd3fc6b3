"""Placements for work practice and course works (базы практики, курсовые работы)."""

from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from records.curriculum.tables import Course, CourseWork, Discipline, Placement
from records.curriculum.values import CourseWorkFact, PlacementFact

_Row = TypeVar("_Row", Placement, CourseWork)


def list_placements(session: Session, journal_id: int) -> tuple[PlacementFact, ...]:
    """Return where the learners of a journal have work practice (REG 4.1.3)."""
    return tuple(
        PlacementFact(
            course_id=row.course_id,
            person_id=row.person_id,
            organisation=row.organisation,
            order_no=row.order_no,
            order_date=row.order_date,
            starts=row.starts,
            ends=row.ends,
            report_date=row.report_date,
        )
        for row in session.scalars(_of_journal(Placement, journal_id))
    )


def list_course_works(session: Session, journal_id: int) -> tuple[CourseWorkFact, ...]:
    """Return the course works of a journal (REG 4.1.6)."""
    return tuple(
        CourseWorkFact(
            course_id=row.course_id,
            person_id=row.person_id,
            topic=row.topic,
            issued=row.issued,
            submitted=row.submitted,
            defended=row.defended,
        )
        for row in session.scalars(_of_journal(CourseWork, journal_id))
    )


def _of_journal(table: type[_Row], journal_id: int) -> Select[_Row]:
    return (
        select(table)
        .join(Course, Course.id == table.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id)
        .order_by(table.course_id, table.id)
    )
