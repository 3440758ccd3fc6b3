"""Courses of a journal with their terms, plans and subgroup members."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from records.curriculum.queries.groups import near_names
from records.curriculum.queries.teachers import Teachers, list_teachers
from records.curriculum.tables import (
    Course,
    CourseTerm,
    Discipline,
    PlanItem,
    SubgroupMember,
)
from records.curriculum.values import (
    CourseFact,
    DisciplineKind,
    PlanRow,
    SubgroupSpan,
    TermFact,
)
from records.kernel.errors import NotFoundError
from records.kernel.text import fold

Subgroups = Mapping[tuple[int, int], tuple[SubgroupSpan, ...]]
"""Members by discipline and number of the subgroup."""


def list_courses(
    session: Session, journal_id: int, teachers: Teachers | None = None
) -> tuple[CourseFact, ...]:
    """Return a journal's courses in the order of the curriculum, then of subgroups."""
    known = list_teachers(session) if teachers is None else teachers
    terms = _terms(session, journal_id, known)
    plans = _plans(session, journal_id)
    here = select(Discipline.id).where(Discipline.journal_id == journal_id)
    members = _members(session, SubgroupMember.discipline_id.in_(here))
    rows = session.execute(
        select(Course, Discipline)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id)
        .order_by(Discipline.position, Discipline.id, Course.subgroup)
    )
    return tuple(
        CourseFact(
            id=course.id,
            discipline_id=discipline.id,
            index_code=discipline.index_code,
            name=discipline.name,
            kind=DisciplineKind(discipline.kind),
            position=discipline.position,
            subgroup=course.subgroup,
            terms=terms.get(course.id, ()),
            plan=plans.get(course.id, ()),
            members=members.get((discipline.id, course.subgroup), ()),
        )
        for course, discipline in rows
    )


def find_course(
    session: Session, journal_id: int, index_code: str, *, subgroup: int = 0
) -> CourseFact:
    """Return the course of an index and a subgroup (0 = the whole group).

    Raises:
        NotFoundError: there is no such index or subgroup; names what there is.
    """
    courses = list_courses(session, journal_id)
    same = [one for one in courses if fold(one.index_code) == fold(index_code)]
    for course in same:
        if course.subgroup == subgroup:
            return course
    if not same:
        near = near_names(index_code, {one.index_code for one in courses})
        message = f"В учебном плане нет индекса «{index_code}».{near}"
    else:
        known = ", ".join(str(one.subgroup) for one in same if one.subgroup)
        message = f"{same[0].title}: нет подгруппы {subgroup or '—'}." + (
            f" Есть подгруппы: {known}." if known else " На подгруппы не делится."
        )
    raise NotFoundError(message, code="course_unknown")


def _terms(
    session: Session, journal_id: int, teachers: Teachers
) -> Mapping[int, tuple[TermFact, ...]]:
    rows = session.execute(
        select(
            CourseTerm.course_id,
            CourseTerm.semester,
            CourseTerm.hours,
            CourseTerm.control,
            CourseTerm.teacher_id,
        )
        .join(Course, Course.id == CourseTerm.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id)
        .order_by(CourseTerm.semester)
    )
    found: dict[int, list[TermFact]] = defaultdict(list)
    for course_id, semester, hours, control, teacher_id in rows:
        found[course_id].append(
            TermFact(
                semester=semester,
                hours=hours,
                control=control,
                teacher=teachers[teacher_id],
            )
        )
    return {course_id: tuple(few) for course_id, few in found.items()}


def list_plan(session: Session, course_id: int) -> tuple[PlanRow, ...]:
    """Return the rows of a course's thematic plan in order (КТП, REG 4.1.3)."""
    rows = session.scalars(
        select(PlanItem).filter_by(course_id=course_id).order_by(PlanItem.number)
    )
    return tuple(
        PlanRow(
            id=row.id,
            number=row.number,
            topic=row.topic,
            hours=row.hours,
            kind=row.kind,
            homework=row.homework,
        )
        for row in rows
    )


def _plans(session: Session, journal_id: int) -> Mapping[int, tuple[PlanRow, ...]]:
    rows = session.execute(
        select(
            PlanItem.course_id,
            PlanItem.id,
            PlanItem.number,
            PlanItem.topic,
            PlanItem.hours,
            PlanItem.kind,
            PlanItem.homework,
        )
        .join(Course, Course.id == PlanItem.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id)
        .order_by(PlanItem.number)
    )
    found: dict[int, list[PlanRow]] = defaultdict(list)
    for course_id, item_id, number, topic, hours, kind, homework in rows:
        found[course_id].append(
            PlanRow(
                id=item_id,
                number=number,
                topic=topic,
                hours=hours,
                kind=kind,
                homework=homework,
            )
        )
    return {course_id: tuple(few) for course_id, few in found.items()}


def list_subgroups(session: Session, disciplines: Iterable[int]) -> Subgroups:
    """Return the members of the subgroups of disciplines (состав подгрупп, 4.1.4)."""
    return _members(session, SubgroupMember.discipline_id.in_(set(disciplines)))


def _members(session: Session, condition: ColumnElement[bool]) -> Subgroups:
    rows = session.scalars(
        select(SubgroupMember)
        .where(condition)
        .order_by(SubgroupMember.start_date, SubgroupMember.id)
    )
    found: dict[tuple[int, int], list[SubgroupSpan]] = defaultdict(list)
    for row in rows:
        found[row.discipline_id, row.subgroup].append(
            SubgroupSpan(
                person_id=row.person_id,
                subgroup=row.subgroup,
                start=row.start_date,
                end=row.end_date,
            )
        )
    return {key: tuple(few) for key, few in found.items()}
