"""A home with a made-up school, its ledger, and teachers who can sign in."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.bench.school.plan import School

PASSWORD = "верный-пароль-для-проб"  # noqa: S105 - of a benchmark
TEACHER = "teacher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course a client works in: who leads it, its lessons, learners, empty cells."""

    id: int
    login: str
    learners: tuple[int, ...]
    lessons: tuple[int, ...]
    empty: tuple[tuple[int, int], ...]


def prepare_home(home: Path, url: str, school: School) -> None:
    """Fill a database with a school, its ledger and sign-ins of all teachers."""
    from tests.bench.school.fill import fill_school

    home.mkdir(parents=True, exist_ok=True)
    fill_school(url, school)
    add_record(url)


def add_record(url: str) -> None:
    """Write the ledger of a filled school; give every teacher a sign-in."""
    from records.kernel.db import open_database, transaction
    from tests.bench.school.ledger import fill_ledger

    fill_ledger(url)
    engine = open_database(url)
    with transaction(engine) as session:
        _give_sign_ins(session)
    engine.dispose()


def list_courses(url: str) -> list[Course]:
    """List the courses with the cells nothing stands in, whole lessons first."""
    from records.kernel.db import open_database, transaction

    engine = open_database(url)
    with transaction(engine, write=False) as session:
        courses = list(_courses(session))
    engine.dispose()
    return courses


def _give_sign_ins(session: Session) -> None:
    from records.people.passwords import hash_password
    from records.people.tables import Account, StaffRole
    from tests.bench.school.people import before_year

    password = hash_password(PASSWORD, salt=b"sixteen bytes ok")
    people = session.scalars(select(StaffRole.person_id).filter_by(role=TEACHER))
    for person_id in people:
        account = Account(
            login=f"{TEACHER}{person_id}",
            password_hash=password,
            role=TEACHER,
            person_id=person_id,
            must_change=False,
            created_at=before_year(),
        )
        session.add(account)


def _courses(session: Session) -> list[Course]:
    from records.curriculum.tables import Course as CourseRow
    from records.curriculum.tables import CourseTerm, Discipline, Journal, Membership
    from records.lessons.tables import Lesson
    from records.marks.tables import Mark

    rows = session.execute(
        select(CourseRow.id, Journal.group_id)
        .join(Discipline, Discipline.id == CourseRow.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .order_by(CourseRow.id)
    ).all()
    found = []
    for course_id, group_id in rows:
        teacher = session.scalar(
            select(CourseTerm.teacher_id).filter_by(course_id=course_id).limit(1)
        )
        learners = session.scalars(
            select(Membership.person_id)
            .filter_by(group_id=group_id)
            .order_by(Membership.person_id)
        ).all()
        lessons = session.scalars(
            select(Lesson.id).filter_by(course_id=course_id).order_by(Lesson.day)
        ).all()
        marks = select(Mark.lesson_id, Mark.person_id).where(
            Mark.lesson_id.in_(lessons), Mark.work != "monthly_control"
        )
        taken = {(one.lesson_id, one.person_id) for one in session.execute(marks)}
        empty = tuple(
            (lesson, person)
            for lesson in lessons
            for person in learners
            if (lesson, person) not in taken
        )
        course = Course(
            id=course_id,
            login=f"{TEACHER}{teacher}",
            learners=tuple(learners),
            lessons=tuple(lessons),
            empty=empty,
        )
        found.append(course)
    return found
