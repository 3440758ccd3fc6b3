"""Questions about marks, finals and corrections; projections for the ledger."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    Course,
    Discipline,
    Membership,
    SubgroupMember,
)
from records.ledger.values import JsonValue
from records.lessons.tables import Lesson
from records.lessons.values import LessonSetting
from records.marks.tables import Correction, FinalMark, Mark
from records.marks.values import (
    Basis,
    CorrectionFact,
    FinalFact,
    MarkFact,
    NotAttested,
    Period,
    RollEntry,
    Standing,
    Work,
)
from records.people.tables import Person

Payload = dict[str, JsonValue]
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
    rows = session.scalars(
        select(FinalMark)
        .join(Course, Course.id == FinalMark.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id, FinalMark.value != "")
        .order_by(FinalMark.course_id, FinalMark.person_id, FinalMark.period)
    )
    return tuple(_final(row) for row in rows)


def list_corrections(session: Session, journal_id: int) -> tuple[CorrectionFact, ...]:
    """List the corrections of a journal in the order they were made (исправления)."""
    rows = session.scalars(
        select(Correction)
        .where(Correction.journal_id == journal_id)
        .order_by(Correction.gseq)
    )
    return tuple(_correction(row) for row in rows)


def load_roll(
    session: Session, setting: LessonSetting, *, day: date
) -> Mapping[int, RollEntry]:
    """Return the learners the group ever had, as they stood on that day."""
    there = and_(
        Membership.start_date <= day,
        or_(Membership.end_date.is_(None), Membership.end_date >= day),
    )
    on_roll = func.max(case((there, 1), else_=0))
    rows = session.execute(
        select(Person.id, Person.surname, Person.name, on_roll)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == setting.group_id)
        .group_by(Person.id, Person.surname, Person.name)
    )
    members = _list_members(session, setting, day)
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
        (row.person_id, _WORKS[row.work]): Standing(
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
    """Count each learner's marks in a course between two days; «н» is none."""
    rows = session.execute(
        select(Mark.person_id, func.count().label("marks"))
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Lesson.course_id == course_id, Lesson.day.between(start, end))
        .where(Mark.value.in_(("1", "2", "3", "4", "5")))
        .group_by(Mark.person_id)
    )
    return {row.person_id: row.marks for row in rows}


def find_terms(row: FinalMark | None) -> NotAttested | None:
    """Return the terms of «н/а» a final has or had (REG 4.2.3)."""
    if row is None or row.na_due is None:
        return None
    return NotAttested(
        cause=row.na_cause,
        form=row.na_form,
        due=row.na_due,
        order_no=row.na_order_no,
        order_date=row.na_order_date,
        result=row.na_result,
        result_date=row.na_result_date,
    )


def project_mark(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every mark, annulled ones included."""
    yield from _project_cells(session, Mark.work != Work.ABSENCE)


def project_absence(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every absence."""
    yield from _project_cells(session, Mark.work == Work.ABSENCE)


def project_final(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every final mark."""
    for row in session.scalars(select(FinalMark)):
        entry_id = final_id(row.course_id, row.person_id, row.period)
        yield entry_id, row.version, final_payload(row)


def project_correction(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every correction; it has one version only."""
    for row in session.scalars(select(Correction).order_by(Correction.id)):
        yield f"correction/{row.id}", 1, correction_payload(row)


def cell_id(lesson_id: int, person_id: int, work: str) -> str:
    """Return the ledger's name of a cell."""
    if work == Work.ABSENCE:
        return f"absence/{lesson_id}/{person_id}"
    return f"mark/{lesson_id}/{person_id}/{work}"


def cell_kind(work: str) -> str:
    """Return the ledger's kind of a cell."""
    return "absence" if work == Work.ABSENCE else "mark"


def cell_payload(fields: Mapping[str, Any]) -> Payload:
    """Return what the ledger keeps of a cell, from the columns of its row."""
    payload: Payload = {
        "lesson": fields["lesson_id"],
        "person": fields["person_id"],
        "value": fields["value"],
    }
    if fields["work"] == Work.ABSENCE:
        return payload | {"cause": fields["cause"], "document": fields["document"]}
    return payload | {"work": str(fields["work"])}


def final_id(course_id: int, person_id: int, period: str) -> str:
    """Return the ledger's name of a final mark."""
    return f"final/{course_id}/{person_id}/{period}"


def final_payload(row: FinalMark) -> Payload:
    """Return what the ledger keeps of a final mark; the terms of «н/а» stay."""
    terms = find_terms(row)
    return {
        "course": row.course_id,
        "person": row.person_id,
        "period": str(row.period),
        "value": row.value,
        "recorded_on": row.recorded_on.isoformat(),
        "not_attested": _terms_payload(terms) if terms else None,
    }


def correction_payload(row: Correction) -> Payload:
    """Return what the ledger keeps of a correction besides the new version."""
    return {
        "kind": row.kind,
        "entry": row.entry_id,
        "course": row.course_id,
        "lesson": row.lesson_id,
        "person": row.person_id,
        "work": row.work,
        "old": row.old,
        "new": row.new,
        "reason": row.reason,
        "basis": row.basis,
        "basis_date": row.basis_date.isoformat(),
    }


def _list_members(
    session: Session, setting: LessonSetting, day: date
) -> frozenset[int] | None:
    if setting.subgroup == 0:
        return None
    there = and_(
        SubgroupMember.start_date <= day,
        or_(SubgroupMember.end_date.is_(None), SubgroupMember.end_date >= day),
    )
    chosen = select(SubgroupMember.person_id).where(
        SubgroupMember.discipline_id == setting.discipline_id,
        SubgroupMember.subgroup == setting.subgroup,
        there,
    )
    return frozenset(session.scalars(chosen))


def _project_cells(
    session: Session, condition: ColumnElement[bool]
) -> Iterator[tuple[str, int, Payload]]:
    for row in session.execute(select(*Mark.__table__.columns).where(condition)):
        entry_id = cell_id(row.lesson_id, row.person_id, row.work)
        yield entry_id, row.version, cell_payload(row._asdict())


def _terms_payload(terms: NotAttested) -> Payload:
    return {
        "cause": terms.cause,
        "form": terms.form,
        "due": terms.due.isoformat(),
        "order_no": terms.order_no,
        "order_date": _iso(terms.order_date),
        "result": terms.result,
        "result_date": _iso(terms.result_date),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _final(row: FinalMark) -> FinalFact:
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
