"""Placements for work practice and course works (REG 4.1.3, 4.1.6)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.actions.writing import journal_of_course, refuse_closed
from records.curriculum.drafts import CourseWorkDraft, PlacementDraft, Written
from records.curriculum.tables import CourseWork, Placement
from records.kernel.actor import Actor


def place_practice(
    session: Session, course_id: int, places: Sequence[PlacementDraft], *, actor: Actor
) -> Written:
    """Send learners to organisations for work practice (направление на практику).

    Raises:
        PeriodClosedError: the year is closed.
    """
    require(actor, Permission.CURRICULUM_WRITE)
    refuse_closed(session, journal_of_course(session, course_id))
    wanted = select(Placement).filter_by(course_id=course_id)
    known = {row.person_id: row for row in session.scalars(wanted)}
    total = Written()
    for place in places:
        values = {
            "organisation": place.organisation,
            "order_no": place.order.number,
            "order_date": place.order.date,
            "starts": place.starts,
            "ends": place.ends,
            "report_date": place.report_date,
        }
        row = known.get(place.person_id)
        if row is None:
            session.add(
                Placement(course_id=course_id, person_id=place.person_id, **values)  # type: ignore[arg-type]
            )
            total += Written(added=1)
        else:
            total += _update(row, values)
    session.flush()
    return total


def assign_course_works(
    session: Session,
    course_id: int,
    works: Sequence[CourseWorkDraft],
    *,
    actor: Actor,
) -> Written:
    """Write course works: topic, dates of issue, submission, defence (REG 4.1.6).

    Raises:
        PeriodClosedError: the year is closed.
    """
    require(actor, Permission.PLANS_WRITE)
    refuse_closed(session, journal_of_course(session, course_id))
    wanted = select(CourseWork).filter_by(course_id=course_id)
    known = {row.person_id: row for row in session.scalars(wanted)}
    total = Written()
    for work in works:
        row = known.get(work.person_id)
        if row is None:
            session.add(
                CourseWork(
                    course_id=course_id,
                    person_id=work.person_id,
                    topic=work.topic,
                    issued=work.issued,
                    submitted=work.submitted,
                    defended=work.defended,
                )
            )
            total += Written(added=1)
        else:
            values = {
                "topic": work.topic,
                "issued": work.issued,
                "submitted": work.submitted,
                "defended": work.defended,
            }
            total += _update(row, values)
    session.flush()
    return total


def _update(row: Placement | CourseWork, values: dict[str, object]) -> Written:
    changed = False
    for name, value in values.items():
        changed |= getattr(row, name) != value
        setattr(row, name, value)
    return Written(changed=1) if changed else Written(unchanged=1)
