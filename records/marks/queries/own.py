"""A learner's own record: courses, marks, absences, homework (REG 2.4, 2.5)."""

from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    Course,
    CourseTerm,
    Discipline,
    Group,
    Journal,
    Membership,
    Slot,
    SubgroupMember,
    Substitution,
)
from records.lessons.tables import Lesson
from records.marks.queries.facts import final_fact
from records.marks.tables import FinalMark, Mark
from records.marks.values import (
    FinalFact,
    Homework,
    OwnCourse,
    OwnGroup,
    OwnMark,
    OwnSlot,
    Work,
)
from records.norms.tables import SchoolYear
from records.people.queries import full_name
from records.people.tables import Curatorship, Person


def list_own_courses(
    session: Session, person_id: int, *, year: str
) -> tuple[OwnCourse, ...]:
    """List the courses of a year a learner has or had, own subgroups only (4.1.4)."""
    member = select(SubgroupMember.id).where(
        SubgroupMember.discipline_id == Discipline.id,
        SubgroupMember.person_id == person_id,
        SubgroupMember.subgroup == Course.subgroup,
    )
    groups = select(Membership.group_id).where(Membership.person_id == person_id)
    rows = session.execute(
        select(
            Course.id,
            Course.subgroup,
            Discipline.index_code,
            Discipline.name,
            Group.code,
            CourseTerm.teacher_id,
            Person.surname,
            Person.name.label("first_name"),
            Person.patronymic,
            CourseTerm.control,
        )
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
        .join(Group, Group.id == Journal.group_id)
        .join(CourseTerm, CourseTerm.course_id == Course.id)
        .join(Person, Person.id == CourseTerm.teacher_id)
        .where(SchoolYear.name == year, Journal.group_id.in_(groups))
        .where(or_(Course.subgroup == 0, member.exists()))
        .order_by(Discipline.position, Course.subgroup, CourseTerm.semester)
    )
    found: dict[int, OwnCourse] = {}
    for row in rows:
        found[row.id] = OwnCourse(
            id=row.id,
            subgroup=row.subgroup,
            title=f"{row.index_code} {row.name}",
            group_code=row.code,
            teacher_id=row.teacher_id,
            teacher=(row.surname, row.first_name, row.patronymic),
        )
    return tuple(found.values())


def find_own_group(session: Session, person_id: int, day: date) -> OwnGroup | None:
    """Return the group a learner is on the roll of that day, with its curator."""
    row = session.execute(
        select(Group.code, Group.course, Person.surname, Person.name, Person.patronymic)
        .join(Membership, Membership.group_id == Group.id)
        .outerjoin(Curatorship, Curatorship.group_code == Group.code)
        .outerjoin(Person, Person.id == Curatorship.person_id)
        .where(Membership.person_id == person_id, Membership.start_date <= day)
        .where(or_(Membership.end_date.is_(None), Membership.end_date >= day))
        .order_by(Membership.start_date.desc())
    ).first()
    if row is None:
        return None
    curator = str(full_name(row)) if row.surname else ""
    return OwnGroup(code=row.code, course=row.course, curator=curator)


def list_own_marks(
    session: Session, person_id: int, *, start: date, end: date
) -> tuple[OwnMark, ...]:
    """List what stands in a learner's cells between two days, by day and pair."""
    rows = session.execute(
        select(
            Lesson.course_id,
            Lesson.day,
            Lesson.pair,
            Lesson.hours,
            Mark.work,
            Mark.value,
            Mark.cause,
            Mark.document,
        )
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Mark.person_id == person_id, Mark.value != "")
        .where(Lesson.day.between(start, end))
        .order_by(Lesson.day, Lesson.pair, Mark.work)
    )
    return tuple(
        OwnMark(
            course_id=row.course_id,
            day=row.day,
            pair=row.pair,
            hours=row.hours,
            work=Work(row.work),
            value=row.value,
            cause=row.cause,
            document=row.document,
        )
        for row in rows
    )


def list_own_finals(session: Session, person_id: int) -> tuple[FinalFact, ...]:
    """List a learner's finals of all years (итоговые отметки, REG 2.4)."""
    rows = session.scalars(
        select(FinalMark)
        .where(FinalMark.person_id == person_id, FinalMark.value != "")
        .order_by(FinalMark.course_id, FinalMark.period)
    )
    return tuple(final_fact(row) for row in rows)


def list_homework(
    session: Session, course_ids: tuple[int, ...], *, today: date
) -> tuple[Homework, ...]:
    """List what is set for the next lesson of each course (домашнее задание)."""
    latest = func.row_number().over(
        partition_by=Lesson.course_id, order_by=(Lesson.day.desc(), Lesson.pair.desc())
    )
    last = (
        select(*Lesson.__table__.columns, latest.label("turn"))
        .where(Lesson.course_id.in_(course_ids), Lesson.day <= today)
        .subquery()
        .c
    )
    due = func.min(Slot.day)
    rows = session.execute(
        select(last.course_id, last.day, last.homework, due)
        .join(Slot, Slot.course_id == last.course_id)
        .where(last.turn == 1, or_(last.homework != "", last.no_homework))
        .where(Slot.state != "cancelled", Slot.day >= today)
        .where(
            or_(Slot.day > last.day, and_(Slot.day == last.day, Slot.pair > last.pair))
        )
        .group_by(last.course_id, last.day, last.homework)
        .order_by(due, last.course_id)
    )
    return tuple(
        Homework(course_id=course_id, given=given, due=day, text=text)
        for course_id, given, text, day in rows
    )


def list_own_slots(
    session: Session, course_ids: tuple[int, ...], *, start: date, end: date
) -> tuple[OwnSlot, ...]:
    """List the lessons of courses between two days (расписание обучающегося)."""
    rows = session.execute(
        select(Slot, Person.surname, Person.name, Person.patronymic)
        .outerjoin(Substitution, Substitution.slot_id == Slot.id)
        .outerjoin(Person, Person.id == Substitution.substitute_id)
        .where(Slot.course_id.in_(course_ids), Slot.day.between(start, end))
        .order_by(Slot.day, Slot.pair)
    )
    return tuple(
        OwnSlot(
            course_id=slot.course_id,
            day=slot.day,
            pair=slot.pair,
            room=slot.room,
            cancelled=slot.state == "cancelled",
            substitute=(surname, name, patronymic) if surname else None,
        )
        for slot, surname, name, patronymic in rows
    )
