"""One journal with everything that is not a lesson, in a constant number of queries."""

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from records.curriculum.queries.courses import list_courses
from records.curriculum.queries.groups import get_group_id
from records.curriculum.queries.roll import learners_of, read_roll
from records.curriculum.queries.teachers import Teachers, list_teachers
from records.curriculum.tables import ClosedMonth, Group, Journal
from records.curriculum.values import (
    CourseFact,
    JournalFact,
    JournalRef,
    SemesterFact,
    TeacherFact,
)
from records.kernel.collation import natural_key
from records.kernel.errors import NotFoundError
from records.kernel.text import fold
from records.norms.queries import get_year
from records.norms.tables import SchoolYear
from records.norms.values import YearFact
from records.people.tables import Curatorship


def journal_key(journal_id: int) -> str:
    """Return the name of a journal's chain in the ledger."""
    return f"journal/{journal_id}"


def get_journal(session: Session, group_code: str, year_name: str) -> JournalFact:
    """Return the journal of a group for a school year (журнал учебных занятий).

    Raises:
        NotFoundError: there is no such group or year, or no journal for them.
    """
    year = get_year(session, year_name)
    group_id = get_group_id(session, group_code)
    group = session.get_one(Group, group_id)
    wanted = select(Journal).filter_by(group_id=group_id, year_id=year.id)
    journal = session.scalars(wanted).one_or_none()
    if journal is None:
        raise NotFoundError(
            f"Журнала группы {group.code} за {year.name} учебный год ещё нет: он "
            "появляется вместе с учебным планом (surguch import curriculum).",
            code="journal_unknown",
        )
    teachers = list_teachers(session)
    courses = list_courses(session, journal.id, teachers)
    roll = read_roll(session, group_id, year)
    months = select(ClosedMonth.month).filter_by(journal_id=journal.id)
    return JournalFact(
        id=journal.id,
        key=journal_key(journal.id),
        group_id=group.id,
        group_code=group.code,
        programme=group.programme,
        programme_kind=group.programme_kind,
        course=group.course,
        study_form=group.study_form,
        duration=group.duration,
        starts=group.starts,
        graduates=group.graduates,
        department=group.department,
        curator=_curator(session, group.code, teachers),
        headman_id=group.headman_id,
        year=year.name,
        start=year.start,
        end=year.end,
        state=journal.state,
        semesters=_semesters(year, courses, group.programme_kind),
        closed_months=tuple(sorted(session.scalars(months))),
        learners=learners_of(roll, year),
        courses=courses,
        movements=tuple(
            one for one in roll.movements if year.start <= one.effective <= year.end
        ),
    )


def list_journals(
    session: Session, year_name: str | None = None
) -> tuple[JournalRef, ...]:
    """Return the journals of a year (of all years), groups in natural order.

    Raises:
        NotFoundError: there is no such year.
    """
    wanted = _refs()
    if year_name is not None:
        wanted = wanted.where(Journal.year_id == get_year(session, year_name).id)
    refs = map(_ref, session.execute(wanted))
    return tuple(sorted(refs, key=lambda ref: (ref.year, natural_key(ref.group_code))))


def get_ref(session: Session, journal_id: int) -> JournalRef:
    """Return which group and year a journal is of.

    Raises:
        NotFoundError: there is no such journal.
    """
    row = session.execute(_refs().where(Journal.id == journal_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"Журнала № {journal_id} нет.", code="journal_unknown")
    return _ref(row)


def _refs() -> Select[Journal, Group, str]:
    return (
        select(Journal, Group, SchoolYear.name)
        .join(Group, Group.id == Journal.group_id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
    )


def _ref(row: Row[Journal, Group, str]) -> JournalRef:
    journal, group, year = row
    return JournalRef(
        id=journal.id,
        key=journal_key(journal.id),
        group_id=group.id,
        group_code=group.code,
        programme=group.programme,
        year=year,
        state=journal.state,
        course=group.course,
        starts=group.starts,
        graduates=group.graduates,
    )


def _semesters(
    year: YearFact, courses: tuple[CourseFact, ...], programme_kind: str
) -> tuple[SemesterFact, ...]:
    terms = [term.semester for course in courses for term in course.terms]
    without = not any(terms) if terms else programme_kind == "dpo"
    if without:
        return (SemesterFact(number=0, start=year.start, end=year.end),)
    return tuple(
        SemesterFact(number=one.number, start=one.start, end=one.end)
        for one in year.semesters
    )


def _curator(
    session: Session, group_code: str, teachers: Teachers
) -> TeacherFact | None:
    for row in session.scalars(select(Curatorship)):
        if fold(row.group_code) == fold(group_code):
            return teachers.get(row.person_id)
    return None
