"""The register of sheets: a line a sheet, without its learners (реестр ведомостей)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from records.curriculum.tables import Course, Discipline, Group, Journal
from records.norms.tables import SchoolYear
from records.people.queries import person_fact
from records.people.tables import Person
from records.sheets.queries.facts import examiner_ids
from records.sheets.tables import Sheet, SheetExaminer, SheetRow
from records.sheets.values import RegisterLine, Result, SheetCode, SheetState


def list_register(
    session: Session,
    *,
    year: str | None = None,
    course_ids: Collection[int] | None = None,
    examiner_id: int | None = None,
) -> tuple[RegisterLine, ...]:
    """List sheets with how far they are filled, the newest day first.

    With `year` or `course_ids` only those of them; with `examiner_id` those of the
    courses and those that person examines.
    """
    chosen = (
        select(
            Sheet,
            Group.code,
            SchoolYear.name,
            Discipline.index_code,
            Discipline.name,
            Course.subgroup,
        )
        .join(Course, Course.id == Sheet.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Sheet.journal_id)
        .join(Group, Group.id == Journal.group_id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
        .order_by(Sheet.held_on.desc(), Sheet.id.desc())
    )
    if year is not None:
        chosen = chosen.where(SchoolYear.name == year)
    if course_ids is not None:
        examined = select(SheetExaminer.sheet_id).filter_by(person_id=examiner_id)
        inside = Sheet.course_id.in_(course_ids)
        chosen = chosen.where(or_(inside, Sheet.id.in_(examined)))
    rows = session.execute(chosen).all()
    ids = [row[0].id for row in rows]
    counts = _count_rows(session, ids)
    examiners = examiner_ids(session, ids)
    names = _names(session, {one for few in examiners.values() for one in few})
    return tuple(
        RegisterLine(
            id=sheet.id,
            course_id=sheet.course_id,
            number=sheet.number,
            code=SheetCode(sheet.code),
            title=sheet.title,
            group_code=group,
            year=year_name,
            discipline=f"{index} {name}" + (f", подгруппа {part}" if part else ""),
            semester=sheet.semester,
            held_on=sheet.held_on,
            state=SheetState(sheet.state),
            closed_at=sheet.closed_at,
            first_sheet_id=sheet.first_sheet_id,
            examiner_ids=tuple(examiners[sheet.id]),
            examiners=tuple(names[one] for one in examiners[sheet.id]),
            listed=counts.get(sheet.id, (0, 0))[0],
            filled=counts.get(sheet.id, (0, 0))[1],
        )
        for sheet, group, year_name, index, name, part in rows
    )


def count_open(session: Session, person_id: int, *, today: date) -> tuple[int, bool]:
    """Count a person's open sheets; tell whether the day of one of them is over."""
    number, first = session.execute(
        select(func.count(), func.min(Sheet.held_on))
        .join(SheetExaminer, SheetExaminer.sheet_id == Sheet.id)
        .where(SheetExaminer.person_id == person_id)
        .where(Sheet.state == SheetState.OPEN)
    ).one()
    return number, first is not None and first < today


def _count_rows(session: Session, ids: Sequence[int]) -> Mapping[int, tuple[int, int]]:
    filled = func.sum(case((SheetRow.result != Result.EMPTY, 1), else_=0))
    rows = session.execute(
        select(SheetRow.sheet_id, func.count(), filled)
        .where(SheetRow.sheet_id.in_(ids))
        .group_by(SheetRow.sheet_id)
    )
    return {sheet_id: (listed, done) for sheet_id, listed, done in rows}


def _names(session: Session, ids: set[int]) -> Mapping[int, str]:
    people = session.scalars(select(Person).where(Person.id.in_(ids)))
    return {row.id: person_fact(row).full_name.short for row in people}
