"""Marks, finals and corrections of a journal as plain facts."""

from collections import defaultdict
from typing import Any, TypeAlias

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from records.curriculum.tables import Course, Discipline
from records.lessons.tables import Lesson
from records.marks.queries.projections import find_terms
from records.marks.tables import Correction, FinalMark, Mark
from records.marks.values import (
    Basis,
    CorrectionFact,
    FinalFact,
    MarkFact,
    Period,
    Work,
)

LessonCells: TypeAlias = dict[int, dict[int, list[tuple[str, str]]]]
"""Lesson → learner → [(work, value)]: what a spread prints."""

_WORKS = {work.value: work for work in Work}


def list_marks(session: Session, journal_id: int) -> tuple[MarkFact, ...]:
    """List the designations that stand in a journal, by lesson, learner and work."""
    rows = session.execute(
        select(*Mark.__table__.columns)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Lesson.journal_id == journal_id, Mark.value != "")
        .order_by(Mark.lesson_id, Mark.person_id, Mark.work)
    )
    return tuple(
        MarkFact(
            lesson_id=lesson_id,
            person_id=person_id,
            work=_WORKS[work],
            value=value,
            cause=cause,
            document=document,
            version=version,
            entry_no=gseq,
        )
        for lesson_id, person_id, work, value, cause, document, version, gseq in rows
    )


def load_cells(session: Session, journal_id: int) -> dict[int, LessonCells]:
    """Return course → lesson → learner → [(work, value)] of what stands, for print."""
    rows = session.execute(
        select(Lesson.course_id, Mark.lesson_id, Mark.person_id, Mark.work, Mark.value)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Lesson.journal_id == journal_id, Mark.value != "")
        .order_by(Mark.lesson_id, Mark.person_id, Mark.work)
    )
    cells: dict[int, LessonCells] = defaultdict(lambda: defaultdict(dict))
    for course_id, lesson_id, person_id, work, value in rows:
        cells[course_id][lesson_id].setdefault(person_id, []).append((work, value))
    return {course_id: dict(lessons) for course_id, lessons in cells.items()}


def list_finals(session: Session, journal_id: int) -> tuple[FinalFact, ...]:
    """List the finals that stand in a journal, by course, learner and period."""
    rows = session.execute(
        select(*FinalMark.__table__.columns)
        .join(Course, Course.id == FinalMark.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id, FinalMark.value != "")
        .order_by(FinalMark.course_id, FinalMark.person_id, FinalMark.period)
    )
    return tuple(final_fact(row) for row in rows)


def list_corrections(session: Session, journal_id: int) -> tuple[CorrectionFact, ...]:
    """List the corrections of a journal in the order they were made (исправления)."""
    rows = session.scalars(
        select(Correction)
        .where(Correction.journal_id == journal_id)
        .order_by(Correction.gseq)
    )
    return tuple(_correction(row) for row in rows)


def final_fact(row: FinalMark | Row[Any]) -> FinalFact:
    """Turn a row into a plain value."""
    return FinalFact(
        course_id=row.course_id,
        person_id=row.person_id,
        period=Period(row.period),
        value=row.value,
        not_attested=find_terms(row),
        recorded_on=row.recorded_on,
        version=row.version,
        entry_no=row.gseq,
    )


def _correction(row: Correction) -> CorrectionFact:
    return CorrectionFact(
        id=row.id,
        kind=row.kind,
        course_id=row.course_id,
        lesson_id=row.lesson_id,
        person_id=row.person_id,
        work=row.work,
        old=row.old,
        new=row.new,
        basis=Basis(
            reason=row.reason, document=row.basis, document_date=row.basis_date
        ),
        actor_id=row.actor_id,
        at=row.at,
        entry_no=row.gseq,
    )
