"""What stands behind a figure of the monitoring: lessons, learners, teachers (3.8.9)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.tables import (
    Course,
    Discipline,
    Group,
    Journal,
    Membership,
    Slot,
    Substitution,
)
from records.kernel.collation import russian_key
from records.ledger.queries import list_versions_of
from records.lessons.tables import Lesson
from records.monitoring.counting import MonthSource, load_month
from records.monitoring.rules import list_pairs, month_end
from records.monitoring.values import (
    LESSON_FIGURES,
    Behind,
    Figure,
    LackingLesson,
    LackingPair,
    SilentFamily,
    SilentTeacher,
)
from records.norms.queries import get_norms
from records.norms.tables import Institution
from records.people.queries import full_name
from records.people.tables import Account, Guardian, Person, SignIn

_PARTS = {Figure.HOMEWORK: "homework", Figure.TOPICS: "topic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    slot_id: int | None
    course_id: int
    day: date
    pair: int
    leader_id: int
    lesson: Lesson | None


def list_behind(
    session: Session,
    month: date,
    figure: Figure,
    *,
    today: date,
    group: str = "",
    frozen_at: datetime | None = None,
    source: MonthSource | None = None,
) -> Behind:
    """List what keeps a figure of a month from being whole, for a group or for all.

    With `frozen_at` lessons are judged as they stood when the run was frozen; what
    was mended since then says when. What `load_month` has read for the month may be
    given as `source`.

    Raises:
        NotFoundError: no school year covers the month.
    """
    if figure in LESSON_FIGURES:
        lessons = _list_lessons(
            session, month, figure, group=group, today=today, frozen_at=frozen_at
        )
        return Behind(lessons=tuple(lessons))
    if figure is Figure.FAMILIES:
        families = _list_families(session, month, today=today)
        return Behind(
            families=tuple(one for one in families if group in ("", one.group))
        )
    source = source or load_month(session, month, today=today)
    if figure is Figure.PARTICIPATION:
        return Behind(teachers=tuple(_list_silent(source, group)))
    wanted = 0 if figure is Figure.WITHOUT_MARKS else 1
    fresh = get_norms(session).monitoring_grace_days
    titles = _list_titles(session)
    pairs = _list_pairs(source, month, wanted=wanted, fresh_days=fresh, group=group)
    return Behind(
        pairs=tuple(
            LackingPair(
                person_id=person,
                name=source.names[person],
                course_id=course,
                title=titles[course][0],
                group=titles[course][1],
                marks=wanted,
            )
            for person, course in pairs
        )
    )


def _list_silent(source: MonthSource, group: str) -> Iterator[SilentTeacher]:
    """List the teachers with lessons held of whom nothing is recorded."""
    inside = set(source.groups.get(group, ())) if group else None
    held: dict[int, list[bool]] = {}
    for course in source.courses:
        if inside is None or course.course_id in inside:
            for lesson in course.lessons:
                held.setdefault(lesson.leader_id, []).append(lesson.recorded)
    for person_id, recorded in held.items():
        if not any(recorded):
            name = source.names[person_id]
            yield SilentTeacher(person_id=person_id, name=name, held=len(recorded))


def _list_families(
    session: Session, month: date, *, today: date
) -> Iterator[SilentFamily]:
    """List the learners on the roll, then the parents, who did not sign in."""
    last = min(month_end(month), today)
    there = exists().where(
        SignIn.account_id == Account.id, SignIn.day.between(month, last)
    )
    account = exists().where(
        Account.person_id == Person.id, Account.role == Role.LEARNER, there
    )
    names = (Person.surname, Person.name, Person.patronymic)
    roll = session.execute(
        select(Person.id, *names, Group.code, account.label("there"))
        .join(Membership, Membership.person_id == Person.id)
        .join(Group, Group.id == Membership.group_id)
        .where(Membership.start_date <= last)
        .where(or_(Membership.end_date.is_(None), Membership.end_date >= month))
        .order_by(Membership.start_date)
    )
    learners = {row.id: row for row in roll}
    known = {one: (str(full_name(row)), row.code) for one, row in learners.items()}
    for one, row in sorted(
        learners.items(), key=lambda one: russian_key(known[one[0]][0])
    ):
        if not row.there:
            yield SilentFamily(name=known[one][0], learner="", group=row.code)
    parents = session.execute(
        select(Guardian.full_name, Guardian.learner_id, *names)
        .join(Account, Account.guardian_id == Guardian.id)
        .join(Person, Person.id == Guardian.learner_id)
        .where(Account.role == Role.PARENT, ~there)
    )
    for parent in sorted(parents, key=lambda row: russian_key(row.full_name)):
        group = known.get(parent.learner_id, ("", ""))[1]
        yield SilentFamily(
            name=parent.full_name, learner=str(full_name(parent)), group=group
        )


def _list_pairs(
    source: MonthSource, month: date, *, wanted: int, fresh_days: int, group: str
) -> Iterator[tuple[int, int]]:
    inside = set(source.groups.get(group, ())) if group else None
    for course in source.courses:
        if inside is not None and course.course_id not in inside:
            continue
        found = list_pairs(course, month, fresh_days=fresh_days)
        for person in sorted(found, key=lambda one: russian_key(source.names[one])):
            if course.marks.get(person, 0) == wanted:
                yield person, course.course_id


def _list_titles(session: Session) -> Mapping[int, tuple[str, str]]:
    rows = session.execute(
        select(Course.id, Discipline.index_code, Discipline.name, Group.code)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(Group, Group.id == Journal.group_id)
    )
    return {row.id: (f"{row.index_code} {row.name}", row.code) for row in rows}


def _list_lessons(
    session: Session,
    month: date,
    figure: Figure,
    *,
    group: str,
    today: date,
    frozen_at: datetime | None,
) -> Iterator[LackingLesson]:
    zone = ZoneInfo(session.scalars(select(Institution.timezone)).one())
    rows = list(_held(session, month, today, group=group))
    first = _first_moments(session, rows, figure)
    titles = _list_titles(session)
    for held in rows:
        since = _satisfied_at(held.lesson, figure, first, zone=zone)
        if since is not None and (frozen_at is None or since <= frozen_at):
            continue
        title, code = titles[held.course_id]
        yield LackingLesson(
            slot_id=held.slot_id,
            course_id=held.course_id,
            day=held.day,
            pair=held.pair,
            title=title,
            group=code,
            teacher_id=held.leader_id,
            mended_at=since,
        )


def _held(session: Session, month: date, today: date, *, group: str) -> Iterator[_Held]:
    """List what stood in the timetable and what was held outside it, by day."""
    leader = func.coalesce(Substitution.substitute_id, Slot.teacher_id)
    planned = (
        select(Slot, leader, Lesson)
        .join(Course, Course.id == Slot.course_id)
        .outerjoin(Substitution, Substitution.slot_id == Slot.id)
        .outerjoin(Lesson, Lesson.slot_id == Slot.id)
        .where(Slot.state == "planned")
        .where(Slot.day.between(month, min(month_end(month), today)))
    )
    outside = (
        select(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .where(Lesson.slot_id.is_(None))
        .where(Lesson.day.between(month, min(month_end(month), today)))
    )
    if group:
        inside = (
            select(Discipline.id)
            .join(Journal, Journal.id == Discipline.journal_id)
            .join(Group, Group.id == Journal.group_id)
            .where(Group.code == group)
        )
        planned = planned.where(Course.discipline_id.in_(inside))
        outside = outside.where(Course.discipline_id.in_(inside))
    found = [
        _Held(
            slot_id=slot.id,
            course_id=slot.course_id,
            day=slot.day,
            pair=slot.pair,
            leader_id=person,
            lesson=lesson,
        )
        for slot, person, lesson in session.execute(planned)
    ]
    found += [
        _Held(
            slot_id=None,
            course_id=lesson.course_id,
            day=lesson.day,
            pair=lesson.pair,
            leader_id=lesson.teacher_id,
            lesson=lesson,
        )
        for lesson in session.scalars(outside)
    ]
    return iter(sorted(found, key=lambda one: (one.day, one.pair, one.course_id)))


def _first_moments(
    session: Session,
    rows: Iterable[_Held],
    figure: Figure,
) -> Mapping[str, datetime]:
    """Return when the part was written for the first time, by the ledger's name."""
    part = _PARTS.get(figure)
    if part is None:
        return {}
    names = [f"{part}/{one.lesson.id}" for one in rows if one.lesson is not None]
    return {
        name: min(one.at for one in versions)
        for name, versions in list_versions_of(session, names).items()
    }


def _satisfied_at(
    lesson: Lesson | None,
    figure: Figure,
    first: Mapping[str, datetime],
    *,
    zone: ZoneInfo,
) -> datetime | None:
    """Return since when a lesson is as the figure asks, None when it is not."""
    if lesson is None:
        return None
    if figure is Figure.HOMEWORK:
        there = bool(lesson.homework) or lesson.no_homework
        return first.get(f"homework/{lesson.id}") if there else None
    if figure is Figure.TOPICS:
        return first.get(f"topic/{lesson.id}") if lesson.topic else None
    done = lesson.completed_at
    if done is None or figure is Figure.FULL:
        return done
    return done if done.astimezone(zone).date() == lesson.day else None
