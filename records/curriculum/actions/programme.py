"""Groups, the curriculum and thematic plans (учебный план, КТП)."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.actions.writing import (
    ensure_group,
    journal_of_course,
    refuse_closed,
)
from records.curriculum.drafts import GroupCard, PlanDraft, TermDraft, Written
from records.curriculum.tables import (
    Course,
    CourseTerm,
    Discipline,
    Group,
    Journal,
    PlanItem,
)
from records.kernel.actor import Actor
from records.kernel.errors import RuleViolationError
from records.kernel.finding import Finding


def set_group(session: Session, card: GroupCard, *, actor: Actor) -> Written:
    """Write what the title page says of a group; empty fields stay as they were."""
    require(actor, Permission.CONTINGENT_WRITE)
    known = session.scalars(select(Group).filter_by(code=card.code)).one_or_none()
    group = session.get_one(Group, ensure_group(session, card.code))
    changed = False
    for field in fields(card):
        value = getattr(card, field.name)
        if value not in {None, ""} and getattr(group, field.name) != value:
            setattr(group, field.name, value)
            changed = True
    session.flush()
    if known is None:
        return Written(added=1)
    return Written(changed=1) if changed else Written(unchanged=1)


def set_curriculum(
    session: Session, journal_id: int, rows: Sequence[TermDraft], *, actor: Actor
) -> Written:
    """Write a journal's curriculum, in the order of the rows (учебный план).

    Courses that are there and are not among the rows stay: a curriculum may come
    in parts.

    Raises:
        PeriodClosedError: the year is closed.
    """
    require(actor, Permission.CURRICULUM_WRITE)
    refuse_closed(session, session.get_one(Journal, journal_id))
    disciplines = {
        row.index_code: row
        for row in session.scalars(select(Discipline).filter_by(journal_id=journal_id))
    }
    courses = _courses(session, journal_id)
    terms = _terms(session, journal_id)
    total = Written()
    for row in rows:
        discipline = disciplines.get(row.index_code)
        if discipline is None:
            discipline = _add_discipline(session, journal_id, row)
            disciplines[row.index_code] = discipline
        key = (discipline.id, row.subgroup)
        if key not in courses:
            courses[key] = _add_course(session, discipline.id, row.subgroup)
        named = _rename(discipline, row)
        total += _set_term(session, courses[key], row, terms=terms, renamed=named)
    session.flush()
    return total


def set_plan(
    session: Session, course_id: int, rows: Sequence[PlanDraft], *, actor: Actor
) -> Written:
    """Write the whole thematic plan of a course (КТП, REG 4.1.3).

    Rows are known by their numbers; a row that is no longer there is taken out.

    Raises:
        PeriodClosedError: the year is closed.
        RuleViolationError: a row to be taken out is already taught.
    """
    require(actor, Permission.PLANS_WRITE)
    refuse_closed(session, journal_of_course(session, course_id))
    known = {
        row.number: row
        for row in session.scalars(select(PlanItem).filter_by(course_id=course_id))
    }
    wanted = {row.number: row for row in rows}
    total = Written()
    for number, draft in wanted.items():
        total += _set_plan_row(session, course_id, draft, row=known.get(number))
    gone = known.keys() - wanted.keys()
    if gone:
        _take_out(session, [known[number] for number in sorted(gone)])
    session.flush()
    return total + Written(changed=len(gone))


def _courses(session: Session, journal_id: int) -> dict[tuple[int, int], int]:
    rows = session.execute(
        select(Course.discipline_id, Course.subgroup, Course.id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id)
    )
    return {(discipline, subgroup): course for discipline, subgroup, course in rows}


def _terms(session: Session, journal_id: int) -> dict[tuple[int, int], CourseTerm]:
    rows = session.scalars(
        select(CourseTerm)
        .join(Course, Course.id == CourseTerm.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Discipline.journal_id == journal_id)
    )
    return {(row.course_id, row.semester): row for row in rows}


def _add_discipline(session: Session, journal_id: int, row: TermDraft) -> Discipline:
    last = select(func.max(Discipline.position)).filter_by(journal_id=journal_id)
    discipline = Discipline(
        journal_id=journal_id,
        index_code=row.index_code,
        name=row.name,
        kind=row.kind.value,
        position=(session.scalar(last) or 0) + 1,
    )
    session.add(discipline)
    session.flush()
    return discipline


def _add_course(session: Session, discipline_id: int, subgroup: int) -> int:
    course = Course(discipline_id=discipline_id, subgroup=subgroup)
    session.add(course)
    session.flush()
    return course.id


def _rename(discipline: Discipline, row: TermDraft) -> bool:
    changed = (discipline.name, discipline.kind) != (row.name, row.kind.value)
    discipline.name, discipline.kind = row.name, row.kind.value
    return changed


def _set_term(
    session: Session,
    course_id: int,
    row: TermDraft,
    *,
    terms: dict[tuple[int, int], CourseTerm],
    renamed: bool,
) -> Written:
    term = terms.get((course_id, row.semester))
    if term is None:
        term = CourseTerm(
            course_id=course_id,
            semester=row.semester,
            hours=row.hours,
            control=row.control,
            teacher_id=row.teacher_id,
        )
        session.add(term)
        terms[course_id, row.semester] = term
        return Written(added=1)
    before = (term.hours, term.control, term.teacher_id)
    after = (row.hours, row.control, row.teacher_id)
    term.hours, term.control, term.teacher_id = after
    return Written(changed=1) if renamed or before != after else Written(unchanged=1)


def _set_plan_row(
    session: Session, course_id: int, draft: PlanDraft, *, row: PlanItem | None
) -> Written:
    if row is None:
        session.add(
            PlanItem(
                course_id=course_id,
                number=draft.number,
                topic=draft.topic,
                hours=draft.hours,
                kind=draft.kind,
                homework=draft.homework,
            )
        )
        return Written(added=1)
    changed = False
    for name in ("topic", "hours", "kind", "homework"):
        value = getattr(draft, name)
        changed |= getattr(row, name) != value
        setattr(row, name, value)
    return Written(changed=1) if changed else Written(unchanged=1)


def _take_out(session: Session, rows: Sequence[PlanItem]) -> None:
    try:
        with session.begin_nested():
            for row in rows:
                session.delete(row)
            session.flush()
    except IntegrityError:
        numbers = ", ".join(str(row.number) for row in rows)
        found = Finding(
            code="CHK-4.1.3-taught",
            clause="4.1.3",
            message=f"строки КТП № {numbers} уже записаны в занятия",
            advice="оставьте их в файле; изменить можно тему следующих занятий",
        )
        raise RuleViolationError.of((found,)) from None
