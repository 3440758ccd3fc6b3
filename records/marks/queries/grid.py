"""A course as the grid shows it, read in few narrow questions (страница журнала)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from records.curriculum.tables import (
    ClosedMonth,
    Membership,
    Movement,
    Slot,
    SubgroupMember,
    Substitution,
)
from records.kernel.collation import russian_key
from records.ledger.tables import LedgerEntry, LedgerJournal
from records.lessons.rules import compute_local_day
from records.lessons.tables import Lesson
from records.lessons.values import LessonSetting
from records.marks.tables import Correction, FinalMark, Mark
from records.marks.values import CourseSetting
from records.people.tables import Person

Designations: TypeAlias = dict[int, dict[int, dict[str, tuple[str, int]]]]
"""Learner → lesson → work → (value, version), annulled ones included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLesson:
    """A column of the grid: a lesson of the timetable, recorded or not yet."""

    setting: LessonSetting
    kind: str
    topic: str
    homework: bool
    roll_called: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Days of a learner on the roll, with the orders at both ends."""

    start: date
    end: date | None
    arrived: tuple[str, str, date]
    left: tuple[str, str, date] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLearner:
    """A row of the grid: a learner with the days on the roll and in the subgroup."""

    person_id: int
    name: str
    gender: str
    stays: tuple[Stay, ...]
    led: tuple[tuple[date, date | None], ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridNote:
    """A correction as a footnote of the page (исправление)."""

    person_id: int
    lesson_id: int | None
    work: str
    old: str
    new: str
    reason: str
    basis: str
    actor_id: int | None
    at: datetime


def list_grid_lessons(
    session: Session, course: CourseSetting, closed: Mapping[date, datetime]
) -> tuple[GridLesson, ...]:
    """List the columns of a course by day and pair; a cancelled lesson has none."""
    given = {"course": course.course_id}
    slots = session.execute(_slots(), given)
    alone = session.execute(_lessons_alone(), given)
    found = [
        _grid_lesson(row, course, closed)
        for row in (*slots, *alone)
        if row.lesson_id is not None or row.state != "cancelled"
    ]
    return tuple(sorted(found, key=lambda one: (one.setting.day, one.setting.pair)))


def load_closed_months(session: Session, journal_id: int) -> dict[date, datetime]:
    """Return the closed months of a journal with the moment of closing."""
    rows = session.execute(
        select(ClosedMonth.month, ClosedMonth.closed_at).filter_by(
            journal_id=journal_id
        )
    )
    return {row.month: row.closed_at for row in rows}


def list_grid_learners(
    session: Session, course: CourseSetting
) -> tuple[GridLearner, ...]:
    """List who was on the roll in the year, of a subgroup only its own, by name."""
    rows = session.execute(_learners(), {"group": course.group_id})
    members = _load_members(session, course)
    stays: dict[int, list[Stay]] = defaultdict(list)
    people: dict[int, tuple[str, str, str, str]] = {}
    for row in rows:
        person_id, surname, name, patronymic, gender, start, end = row[:7]
        if start > course.end or (end is not None and end < course.start):
            continue
        people[person_id] = (surname, name, patronymic, gender)
        left_by = row[10:13] if row[10] else None
        stay = Stay(start=start, end=end, arrived=row[7:10], left=left_by)
        stays[person_id].append(stay)
    return tuple(
        GridLearner(
            person_id=person_id,
            name=f"{surname} {name}",
            gender=gender,
            stays=tuple(stays[person_id]),
            led=None if members is None else tuple(members[person_id]),
        )
        for person_id, (surname, name, _, gender) in sorted(
            people.items(), key=lambda one: tuple(map(russian_key, one[1][:3]))
        )
        if members is None or person_id in members
    )


def load_designations(session: Session, course_id: int) -> Designations:
    """Return all that stands or stood in the cells of a course."""
    rows = session.execute(_marks(), {"course": course_id})
    found: Designations = defaultdict(lambda: defaultdict(dict))
    for lesson_id, person_id, work, value, version in rows:
        found[person_id][lesson_id][work] = (value, version)
    return found


def load_final_texts(
    session: Session, course_id: int
) -> dict[tuple[int, str], tuple[str, int]]:
    """Return (learner, period) → (value, version) of a course."""
    rows = session.execute(
        select(
            FinalMark.person_id, FinalMark.period, FinalMark.value, FinalMark.version
        ).where(FinalMark.course_id == course_id)
    )
    return {(one.person_id, one.period): (one.value, one.version) for one in rows}


def list_grid_notes(session: Session, course_id: int) -> tuple[GridNote, ...]:
    """List the corrections of a course's cells in the order they were made."""
    rows = session.scalars(
        select(Correction)
        .where(Correction.course_id == course_id, Correction.person_id.is_not(None))
        .order_by(Correction.gseq)
    )
    return tuple(
        GridNote(
            person_id=row.person_id or 0,
            lesson_id=row.lesson_id,
            work=row.work,
            old=row.old,
            new=row.new,
            reason=row.reason,
            basis=f"{row.basis} от {row.basis_date:%d.%m.%Y}",
            actor_id=row.actor_id,
            at=row.at,
        )
        for row in rows
    )


def list_substituted(
    session: Session, person_id: int, *, course_id: int | None = None
) -> tuple[tuple[int, int], ...]:
    """List (course, slot) of the lessons a teacher has been given (замены, 4.1.1)."""
    chosen = (
        select(Slot.course_id, Slot.id)
        .join(Substitution, Substitution.slot_id == Slot.id)
        .where(Substitution.substitute_id == person_id)
        .order_by(Slot.course_id, Slot.id)
    )
    if course_id is not None:
        chosen = chosen.where(Slot.course_id == course_id)
    return tuple((one.course_id, one.id) for one in session.execute(chosen))


def count_written(
    session: Session, journal: str, *, actor: str, since: datetime, last: int = 1000
) -> int:
    """Count the cells an actor has written in a journal since a moment.

    Only the last entries of the chain are looked at: a day writes fewer.
    """
    end = select(LedgerJournal.size).filter_by(journal=journal).scalar_subquery()
    counted = select(func.count()).where(
        LedgerEntry.journal == journal,
        LedgerEntry.jseq >= end - last,
        LedgerEntry.actor == actor,
        LedgerEntry.at >= since.strftime("%Y-%m-%dT%H:%M:%S"),
        LedgerEntry.kind.in_(("mark", "absence", "final")),
    )
    return session.scalar(counted) or 0


_SLOT: tuple[Any, ...] = (
    Slot.id.label("slot_id"),
    Slot.day,
    Slot.pair,
    Slot.state,
    Slot.teacher_id.label("slot_teacher"),
    Substitution.substitute_id,
)
_LESSON: tuple[Any, ...] = (
    Lesson.id.label("lesson_id"),
    Lesson.teacher_id.label("lesson_teacher"),
    Lesson.recorded_at,
    Lesson.kind,
    Lesson.topic,
    Lesson.homework,
    Lesson.no_homework,
    Lesson.roll_called,
    Lesson.monthly_control,
)


@cache
def _slots() -> Select[Any]:
    return (
        select(*_SLOT, *_LESSON)
        .select_from(Slot)
        .outerjoin(Substitution, Substitution.slot_id == Slot.id)
        .outerjoin(Lesson, Lesson.slot_id == Slot.id)
        .where(Slot.course_id == bindparam("course"))
    )


@cache
def _lessons_alone() -> Select[Any]:
    return select(*_LESSON, Lesson.day, Lesson.pair).where(
        Lesson.course_id == bindparam("course"), Lesson.slot_id.is_(None)
    )


@cache
def _marks() -> Select[Any]:
    table = Mark.__table__.c
    return (
        select(table.lesson_id, table.person_id, table.work, table.value, table.version)
        .join(Lesson, Lesson.id == table.lesson_id)
        .where(Lesson.course_id == bindparam("course"))
    )


@cache
def _learners() -> Select[Any]:
    arrived, left = aliased(Movement), aliased(Movement)
    return (
        select(
            Person.id,
            Person.surname,
            Person.name,
            Person.patronymic,
            Person.gender,
            Membership.start_date,
            Membership.end_date,
            *_order(arrived),
            *_order(left),
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(arrived, arrived.id == Membership.arrived_by)
        .outerjoin(left, left.id == Membership.left_by)
        .where(Membership.group_id == bindparam("group"))
        .order_by(Membership.start_date)
    )


def _grid_lesson(
    row: Row[tuple[object, ...]], course: CourseSetting, closed: Mapping[date, datetime]
) -> GridLesson:
    fields = row._asdict()
    teacher = fields.get("slot_teacher") or fields["lesson_teacher"]
    recorded: datetime | None = fields["recorded_at"]
    day: date = fields["day"]
    setting = LessonSetting(
        slot_id=fields.get("slot_id"),
        cancelled=fields.get("state") == "cancelled",
        course_id=course.course_id,
        discipline_id=course.discipline_id,
        subgroup=course.subgroup,
        title=course.title,
        day=day,
        pair=fields["pair"],
        teacher_id=teacher,
        leader_id=fields.get("substitute_id") or teacher,
        journal_id=course.journal_id,
        journal_state=course.journal_state,
        group_id=course.group_id,
        group_code=course.group_code,
        month_closed=day.replace(day=1) in closed,
        timezone=course.timezone,
        lesson_id=fields["lesson_id"],
        recorded_on=recorded and compute_local_day(recorded, course.timezone),
        monthly_control=bool(fields["monthly_control"]),
    )
    return GridLesson(
        setting=setting,
        kind=fields["kind"] or "",
        topic=fields["topic"] or "",
        homework=bool(fields["homework"] or fields["no_homework"]),
        roll_called=bool(fields["roll_called"]),
    )


def _order(movement: type[Movement]) -> tuple[Any, ...]:
    return movement.kind, movement.order_no, movement.order_date


def _load_members(
    session: Session, course: CourseSetting
) -> dict[int, list[tuple[date, date | None]]] | None:
    if course.subgroup == 0:
        return None
    rows = session.execute(
        select(
            SubgroupMember.person_id, SubgroupMember.start_date, SubgroupMember.end_date
        ).where(
            SubgroupMember.discipline_id == course.discipline_id,
            SubgroupMember.subgroup == course.subgroup,
        )
    )
    members: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for person_id, start, end in rows:
        members[person_id].append((start, end))
    return members
