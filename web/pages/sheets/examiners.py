"""Whom a sheet may name as an examiner (экзаменаторы, REG 4.2.5)."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.values import CourseRef
from records.marks.queries.settings import get_course_setting
from records.people.queries import list_staff
from records.sheets.values import SheetFact


def list_examiners(
    session: Session, course_id: int | None, *, also: Collection[int] = ()
) -> list[tuple[str, str]]:
    """Return the teachers as choices, those of the course first.

    Whoever leads the course or is in `also` may be named whatever the present role is.
    """
    leads = get_course_setting(session, course_id).leader_ids if course_id else ()
    wanted = {*leads, *also}
    offered = [
        one
        for one in list_staff(session)
        if one.active and (Role.TEACHER in one.roles or one.person.id in wanted)
    ]
    offered.sort(key=lambda one: one.person.id not in leads)
    return [
        (
            str(one.person.id),
            f"{one.person.full_name.short}"
            f"{', ведёт дисциплину' if one.person.id in leads else ''}",
        )
        for one in offered
    ]


def choose_course(words: str, courses: Collection[CourseRef]) -> int | None:
    """Return the course named in the form if it is one of these."""
    return next((one.id for one in courses if str(one.id) == words), None)


def offer_again(session: Session, first: SheetFact) -> list[tuple[str, str]]:
    """Return who may examine a re-take: the first examiners are among them."""
    also = [one.person_id for one in first.examiners]
    return list_examiners(session, first.course_id, also=also)
