"""The exam a learner has ahead of them (ближайший экзамен)."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from records.curriculum.tables import Course, Discipline
from records.sheets.tables import Sheet, SheetRow
from records.sheets.values import ExamAhead, SheetCode, SheetState


def find_exam(
    session: Session, person_id: int, courses: Iterable[int], *, today: date
) -> ExamAhead | None:
    """Find the next exam of a learner: drafted for a course, or with the own line.

    What stands in the sheet does not matter: nobody learns it before it is closed.
    """
    named = select(SheetRow.sheet_id).where(SheetRow.person_id == person_id)
    drafted = and_(
        Sheet.state == SheetState.DRAFT,
        Sheet.first_sheet_id.is_(None),
        Sheet.course_id.in_(tuple(courses)),
    )
    opened = and_(Sheet.state == SheetState.OPEN, Sheet.id.in_(named))
    row = session.execute(
        select(Sheet, Discipline.index_code)
        .join(Course, Course.id == Sheet.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Sheet.code == SheetCode.EXAM, Sheet.held_on >= today)
        .where(or_(drafted, opened))
        .order_by(Sheet.held_on, Sheet.starts, Sheet.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    sheet, index_code = row
    return ExamAhead(
        day=sheet.held_on, index_code=index_code, starts=sheet.starts, room=sheet.room
    )
