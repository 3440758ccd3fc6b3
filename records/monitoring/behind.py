"""What stands behind a figure of the monitoring: lessons, learners, teachers (3.8.9)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    Course,
    Discipline,
    Group,
    Journal,
    Slot,
    Substitution,
)
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
    SilentTeacher,
)
from records.norms.queries import get_norms
from records.norms.tables import Institution

_PARTS = {Figure.HOMEWORK: "homework", Figure.TOPICS: "topic"}


def list_behind(
    session: Session,
    month: date,
    figure: Figure,
    *,
    today: date,
    group: str = "",
    frozen_at: datetime | None = None,
) -> Behind:
    """List what keeps a figure of a month from being whole, for a group or for all.

    With `frozen_at` lessons are judged as they stood when the run was frozen; what
    was mended since then says when.

    Raises:
        NotFoundError: no school year covers the month.
    """
    if figure in LESSON_FIGURES:
        lessons = _list_lessons(
            session, month, figure, group=group, today=today, frozen_at=frozen_at
        )
        return Behind(lessons=tuple(lessons))
    source = load_month(session, month, today=today)
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


def _list_pairs(
    source: MonthSource, month: date, *, wanted: int, fresh_days: int, group: str
) -> Iterator[tuple[int, int]]:
    inside = set(source.groups.get(group, ())) if group else None
    for course in source.courses:
        if inside is not None and course.course_id not in inside:
            continue
        for person in list_pairs(course, month, fresh_days=fresh_days):
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
    for slot, leader, lesson in rows:
        since = _satisfied_at(lesson, figure, first, zone=zone)
        if since is not None and (frozen_at is None or since <= frozen_at):
            continue
        title, code = titles[slot.course_id]
        yield LackingLesson(
            slot_id=slot.id,
            course_id=slot.course_id,
            day=slot.day,
            pair=slot.pair,
            title=title,
            group=code,
            teacher_id=leader,
            mended_at=since,
        )


def _held(
    session: Session, month: date, today: date, *, group: str
) -> Iterable[tuple[Slot, int, Lesson | None]]:
    leader = func.coalesce(Substitution.substitute_id, Slot.teacher_id)
    wanted = (
        select(Slot, leader, Lesson)
        .join(Course, Course.id == Slot.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(Group, Group.id == Journal.group_id)
        .outerjoin(Substitution, Substitution.slot_id == Slot.id)
        .outerjoin(Lesson, Lesson.slot_id == Slot.id)
        .where(Slot.state == "planned")
        .where(Slot.day.between(month, min(month_end(month), today)))
        .order_by(Slot.day, Slot.pair, Slot.id)
    )
    if group:
        wanted = wanted.where(Group.code == group)
    return ((slot, person, lesson) for slot, person, lesson in session.execute(wanted))


def _first_moments(
    session: Session,
    rows: Iterable[tuple[Slot, int, Lesson | None]],
    figure: Figure,
) -> Mapping[str, datetime]:
    """Return when the part was written for the first time, by the ledger's name."""
    part = _PARTS.get(figure)
    if part is None:
        return {}
    names = [f"{part}/{lesson.id}" for _, _, lesson in rows if lesson is not None]
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
