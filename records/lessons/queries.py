"""Questions about lessons: what may be written, what is recorded, projections."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, RowMapping, Select, func, select, tuple_
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    ClosedMonth,
    Course,
    Discipline,
    Group,
    Journal,
    PlanItem,
    Slot,
    Substitution,
)
from records.kernel.errors import NotFoundError
from records.ledger.tables import LedgerEntry
from records.ledger.values import JsonValue
from records.lessons.rules import compute_local_day
from records.lessons.tables import Lesson
from records.lessons.values import LessonFact, LessonSetting
from records.norms.tables import Institution

Payload = dict[str, JsonValue]
Columns: TypeAlias = Mapping[str, Any] | RowMapping
"""The columns of a lesson's row, stored or to be stored."""


def get_slot_setting(session: Session, slot_id: int) -> LessonSetting:
    """Return what decides whether a lesson of the timetable may be recorded.

    Raises:
        NotFoundError: there is no such lesson in the timetable.
    """
    chosen = (
        _settings(Slot.day, Slot.pair)
        .join_from(Slot, Course, Course.id == Slot.course_id)
        .outerjoin(Lesson, Lesson.slot_id == Slot.id)
        .where(Slot.id == slot_id)
    )
    row = session.execute(_places(chosen)).first()
    if row is None:
        raise NotFoundError(
            f"Занятия № {slot_id} нет в расписании. Расписание вносит диспетчер.",
            code="no_slot",
            clause="3.10.1",
        )
    return _setting(row)


def get_lesson_setting(session: Session, lesson_id: int) -> LessonSetting:
    """Return what decides whether a recorded lesson may be changed.

    Raises:
        NotFoundError: there is no such lesson.
    """
    chosen = (
        _settings(Lesson.day, Lesson.pair)
        .join_from(Lesson, Course, Course.id == Lesson.course_id)
        .outerjoin(Slot, Slot.id == Lesson.slot_id)
        .where(Lesson.id == lesson_id)
    )
    row = session.execute(_places(chosen)).first()
    if row is None:
        raise no_lesson(lesson_id)
    return _setting(row)


def load_settings(
    session: Session, lesson_ids: Iterable[int]
) -> dict[int, LessonSetting]:
    """Return what decides about some recorded lessons, by lesson."""
    chosen = (
        _settings(Lesson.day, Lesson.pair)
        .join_from(Lesson, Course, Course.id == Lesson.course_id)
        .outerjoin(Slot, Slot.id == Lesson.slot_id)
        .where(Lesson.id.in_(tuple(lesson_ids)))
    )
    return {row.lesson_id: _setting(row) for row in session.execute(_places(chosen))}


def list_course_settings(
    session: Session, course_id: int, lesson_ids: Iterable[int]
) -> dict[int, LessonSetting]:
    """Return what decides about recorded lessons of one course, by lesson.

    A lesson of another course is left out, as if there were none.
    """
    found = load_settings(session, lesson_ids)
    return {at: one for at, one in found.items() if one.course_id == course_id}


def list_lessons(session: Session, journal_id: int) -> tuple[LessonFact, ...]:
    """List the lessons of a journal by course, date and pair, numbered per course."""
    return _list_facts(session, Lesson.journal_id == journal_id)


def list_course_lessons(session: Session, course_id: int) -> tuple[LessonFact, ...]:
    """List the lessons of one course by date and pair, numbered."""
    return _list_facts(session, Lesson.course_id == course_id)


def _list_facts(
    session: Session, condition: ColumnElement[bool]
) -> tuple[LessonFact, ...]:
    rows = session.execute(
        select(*Lesson.__table__.columns)
        .where(condition)
        .order_by(Lesson.course_id, Lesson.day, Lesson.pair)
    )
    numbers: dict[int, int] = defaultdict(int)
    lessons = []
    for row in rows:
        numbers[row.course_id] += 1
        lessons.append(_fact(row, number=numbers[row.course_id]))
    return tuple(lessons)


def get_lesson(session: Session, lesson_id: int) -> LessonFact:
    """Return one lesson; its number counts the lessons of its course before it.

    Raises:
        NotFoundError: there is no such lesson.
    """
    row = session.execute(
        select(*Lesson.__table__.columns).where(Lesson.id == lesson_id)
    ).first()
    if row is None:
        raise no_lesson(lesson_id)
    earlier = session.execute(
        select(Lesson.day, Lesson.pair).where(
            Lesson.course_id == row.course_id, Lesson.day <= row.day
        )
    )
    number = sum((day, pair) <= (row.day, row.pair) for day, pair in earlier)
    return _fact(row, number=number)


def find_later_slot(session: Session, setting: LessonSetting) -> date | None:
    """Return the day of a later lesson of the month by the same teacher (3.13.2)."""
    following = setting.day.replace(day=28) + timedelta(days=4)
    return session.scalar(
        select(func.min(Slot.day)).where(
            Slot.course_id == setting.course_id,
            Slot.teacher_id == setting.teacher_id,
            Slot.state != "cancelled",
            Slot.day < following.replace(day=1),
            tuple_(Slot.day, Slot.pair) > (setting.day, setting.pair),
        )
    )


def is_month_closed(session: Session, journal_id: int, day: date) -> bool:
    """Tell whether the month of a day is closed in a journal (месяц закрыт)."""
    return session.get(ClosedMonth, (journal_id, day.replace(day=1))) is not None


def find_row_course(session: Session, plan_item_id: int) -> int | None:
    """Return the course a row of the thematic plan belongs to."""
    return session.scalar(select(PlanItem.course_id).filter_by(id=plan_item_id))


def find_repeated(session: Session, idem: str | None) -> str | None:
    """Return the entry a request with this key has already written, if any."""
    if idem is None:
        return None
    return session.scalar(select(LedgerEntry.entry_id).where(LedgerEntry.idem == idem))


def no_lesson(lesson_id: int) -> NotFoundError:
    """Return the refusal for a lesson that is not there."""
    return NotFoundError(
        f"Занятия № {lesson_id} нет в журнале.", code="no_lesson", clause="3.13.1"
    )


def project_lesson(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every lesson, rebuilt from its row."""
    for row in _rows(session):
        yield f"lesson/{row['id']}", row["version"], lesson_payload(row)


def project_topic(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every topic."""
    for row in _rows(session):
        if row["topic_version"]:
            yield f"topic/{row['id']}", row["topic_version"], topic_payload(row)


def project_homework(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every homework."""
    for row in _rows(session):
        version = row["homework_version"]
        if version:
            yield f"homework/{row['id']}", version, homework_payload(row)


def lesson_payload(fields: Columns) -> Payload:
    """Return what the ledger keeps of a lesson besides its texts."""
    return {
        "course": fields["course_id"],
        "slot": fields["slot_id"],
        "day": fields["day"].isoformat(),
        "pair": fields["pair"],
        "hours": fields["hours"],
        "kind": fields["kind"],
        "monthly_control": fields["monthly_control"],
        "roll_called": fields["roll_called"],
        "place": fields["place"],
        "teacher": fields["teacher_id"],
        "source": fields["source"],
    }


def topic_payload(fields: Columns) -> Payload:
    """Return what the ledger keeps of a topic."""
    return {
        "lesson": fields["id"],
        "topic": fields["topic"],
        "plan_item": fields["plan_item_id"],
    }


def homework_payload(fields: Columns) -> Payload:
    """Return what the ledger keeps of a homework; `none` is «без задания»."""
    return {
        "lesson": fields["id"],
        "homework": fields["homework"],
        "none": fields["no_homework"],
    }


def _settings(day: Any, pair: Any) -> Select[Any]:  # noqa: ANN401 - columns of two tables
    closed = (
        select(func.max(ClosedMonth.month))
        .where(ClosedMonth.journal_id == Journal.id, ClosedMonth.month <= day)
        .scalar_subquery()
    )
    return select(
        Slot.id.label("slot_id"),
        Slot.state.label("slot_state"),
        Slot.teacher_id.label("slot_teacher"),
        Substitution.substitute_id,
        Lesson.id.label("lesson_id"),
        Lesson.teacher_id.label("lesson_teacher"),
        Lesson.recorded_at,
        Lesson.monthly_control,
        day.label("day"),
        pair.label("pair"),
        Course.id.label("course_id"),
        Course.subgroup,
        Discipline.id.label("discipline_id"),
        Discipline.index_code,
        Discipline.name,
        Journal.id.label("journal_id"),
        Journal.state.label("journal_state"),
        Journal.group_id,
        Group.code,
        Institution.timezone,
        closed.label("closed_month"),
    )


def _places(chosen: Select[Any]) -> Select[Any]:
    return (
        chosen.join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(Group, Group.id == Journal.group_id)
        .join(Institution, Institution.id == 1)
        .outerjoin(Substitution, Substitution.slot_id == Slot.id)
    )


def _setting(row: Row[Any]) -> LessonSetting:
    teacher = row.slot_teacher or row.lesson_teacher
    recorded = row.recorded_at
    return LessonSetting(
        slot_id=row.slot_id,
        cancelled=row.slot_state == "cancelled",
        course_id=row.course_id,
        discipline_id=row.discipline_id,
        subgroup=row.subgroup,
        title=_title(row),
        day=row.day,
        pair=row.pair,
        teacher_id=teacher,
        leader_id=row.substitute_id or teacher,
        journal_id=row.journal_id,
        journal_state=row.journal_state,
        group_id=row.group_id,
        group_code=row.code,
        month_closed=row.closed_month == row.day.replace(day=1),
        timezone=row.timezone,
        lesson_id=row.lesson_id,
        recorded_on=recorded and compute_local_day(recorded, row.timezone),
        monthly_control=bool(row.monthly_control),
    )


def _title(row: Row[Any]) -> str:
    subgroup = f", подгруппа {row.subgroup}" if row.subgroup else ""
    return f"{row.index_code} {row.name}{subgroup}"


def _rows(session: Session) -> Iterator[RowMapping]:
    chosen = select(*Lesson.__table__.columns).order_by(Lesson.id)
    return iter(session.execute(chosen).mappings())


def _fact(row: Row[Any], *, number: int) -> LessonFact:
    return LessonFact(
        id=row.id,
        course_id=row.course_id,
        slot_id=row.slot_id,
        number=number,
        day=row.day,
        pair=row.pair,
        hours=row.hours,
        kind=row.kind,
        monthly_control=row.monthly_control,
        roll_called=row.roll_called,
        place=row.place,
        teacher_id=row.teacher_id,
        topic=row.topic,
        plan_item_id=row.plan_item_id,
        homework=row.homework,
        no_homework=row.no_homework,
        recorded_at=row.recorded_at,
        completed_at=row.completed_at,
        version=row.version,
        topic_version=row.topic_version,
        homework_version=row.homework_version,
        entry_no=row.gseq,
        source=row.source,
    )
