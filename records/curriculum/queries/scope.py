"""Who is concerned with what: courses, groups and learners by person (REG 3.3)."""

from collections.abc import Iterable

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    Course,
    CourseTerm,
    Discipline,
    Group,
    Journal,
    Membership,
)
from records.curriculum.values import CourseRef, DisciplineKind
from records.norms.tables import SchoolYear
from records.people.tables import Guardian, Person

_Found = tuple[int, int, str, str, str, int, int, int, str, str, str]


def list_course_refs(
    session: Session,
    *,
    teacher_id: int | None = None,
    group_codes: Iterable[str] | None = None,
    year: str | None = None,
    ids: Iterable[int] | None = None,
) -> tuple[CourseRef, ...]:
    """List courses: of a teacher, groups, a year, these, or all (блоки журналов)."""
    wanted = _courses()
    if ids is not None:
        wanted = wanted.where(Course.id.in_(set(ids)))
    if teacher_id is not None:
        own = select(CourseTerm.course_id).where(CourseTerm.teacher_id == teacher_id)
        wanted = wanted.where(Course.id.in_(own))
    if group_codes is not None:
        wanted = wanted.where(Group.code.in_(tuple(group_codes)))
    if year is not None:
        wanted = wanted.where(SchoolYear.name == year)
    ordered = wanted.order_by(
        SchoolYear.start_date.desc(), Group.code, Discipline.position, Course.subgroup
    )
    return tuple(_ref(row) for row in session.execute(ordered))


def find_course_ref(session: Session, course_id: int) -> CourseRef | None:
    """Return a course with its journal and group, None when there is none."""
    row = session.execute(_courses().where(Course.id == course_id)).first()
    return None if row is None else _ref(row)


def leads_course(session: Session, person_id: int, course_id: int) -> bool:
    """Tell whether the person is a teacher of the course in some semester."""
    found = select(CourseTerm.id).filter_by(course_id=course_id, teacher_id=person_id)
    return session.scalar(found.limit(1)) is not None


def list_taught_groups(session: Session, person_id: int) -> frozenset[str]:
    """Return the codes of the groups a teacher has courses in."""
    return frozenset(
        session.scalars(
            select(Group.code)
            .join(Journal, Journal.group_id == Group.id)
            .join(Discipline, Discipline.journal_id == Journal.id)
            .join(Course, Course.discipline_id == Discipline.id)
            .join(CourseTerm, CourseTerm.course_id == Course.id)
            .where(CourseTerm.teacher_id == person_id)
        )
    )


def list_groups_of(session: Session, person_id: int) -> frozenset[str]:
    """Return the codes of the groups a learner is or was on the roll of."""
    return frozenset(
        session.scalars(
            select(Group.code)
            .join(Membership, Membership.group_id == Group.id)
            .where(Membership.person_id == person_id)
        )
    )


def list_children(session: Session, guardian_id: int) -> tuple[int, ...]:
    """Return the learners of a legal representative (дети родителя).

    The list of learners names a parent once for each child; the same full name
    with the same telephone or e-mail is the same parent.
    """
    own = session.get(Guardian, guardian_id)
    if own is None:
        return ()
    ways = [Guardian.id == guardian_id]
    ways += [
        and_(Guardian.full_name == own.full_name, column == value)
        for column, value in ((Guardian.phone, own.phone), (Guardian.email, own.email))
        if value
    ]
    rows = session.scalars(
        select(Guardian.learner_id)
        .join(Person, Person.id == Guardian.learner_id)
        .where(or_(*ways))
        .order_by(Person.folded, Person.id)
    )
    return tuple(dict.fromkeys(rows))


def _courses() -> Select[int, int, str, str, str, int, int, int, str, str, str]:
    return (
        select(
            Course.id,
            Course.subgroup,
            Discipline.index_code,
            Discipline.name,
            Discipline.kind,
            Discipline.id,
            Journal.id,
            Group.id,
            Group.code,
            SchoolYear.name,
            Journal.state,
        )
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(Group, Group.id == Journal.group_id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
    )


def _ref(row: Row[*_Found]) -> CourseRef:
    (
        course_id,
        subgroup,
        index_code,
        name,
        kind,
        discipline_id,
        journal_id,
        group_id,
        group_code,
        year,
        state,
    ) = row
    return CourseRef(
        id=course_id,
        subgroup=subgroup,
        index_code=index_code,
        name=name,
        kind=DisciplineKind(kind),
        discipline_id=discipline_id,
        journal_id=journal_id,
        group_id=group_id,
        group_code=group_code,
        year=year,
        state=state,
    )
