"""Questions about a group's weeks: absences, roll calls, stamps (REG 3.12.2)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from records.curation.rules import week_name, week_start
from records.curation.tables import WeekCheck
from records.curation.values import (
    StampFact,
    Uncalled,
    WeekAbsence,
    WeekFact,
    WeekLine,
)
from records.curriculum.tables import (
    Course,
    Discipline,
    Group,
    Journal,
    Slot,
    Substitution,
)
from records.kernel.collation import russian_key
from records.kernel.errors import NotFoundError
from records.ledger.queries import list_versions, list_versions_of
from records.ledger.values import JsonValue
from records.lessons.tables import Lesson
from records.marks.tables import Mark
from records.marks.values import Work
from records.norms.queries import nearest_year
from records.people.queries import full_name
from records.people.rules import short_name
from records.people.tables import Person

WEEK = timedelta(days=7)


def get_group_code(session: Session, group_id: int) -> str:
    """Return the code of a group.

    Raises:
        NotFoundError: there is no such group.
    """
    code = session.scalar(select(Group.code).filter_by(id=group_id))
    if code is None:
        raise NotFoundError("Такой группы нет.", code="group_unknown", clause="3.12.2")
    return code


def list_group_refs(
    session: Session, codes: frozenset[str]
) -> tuple[tuple[int, str], ...]:
    """Return ids and codes of groups, by code (группы куратора)."""
    rows = session.execute(
        select(Group.id, Group.code).where(Group.code.in_(codes)).order_by(Group.code)
    )
    return tuple((row.id, row.code) for row in rows)


def list_week_absences(
    session: Session, group_id: int, monday: date, *, today: date
) -> WeekFact:
    """Return a group's week: absences, pairs without a roll call, the stamp.

    Raises:
        NotFoundError: there is no such group.
    """
    code = get_group_code(session, group_id)
    return WeekFact(
        group_id=group_id,
        group_code=code,
        monday=monday,
        lessons=_count_pairs(session, group_id, monday),
        absences=_absences(session, group_id, monday),
        uncalled=_uncalled(session, group_id, monday, today=today),
        stamp=_stamp(session, group_id, monday),
        latest=_latest(session, group_id, monday),
    )


def list_weeks(session: Session, group_id: int, *, today: date) -> tuple[WeekLine, ...]:
    """List the weeks of the school year that have pairs, the latest first."""
    first = week_start(nearest_year(session, today).start)
    pairs: dict[date, int] = {}
    for day, count in session.execute(_pairs(group_id, first, today)):
        monday = week_start(day)
        pairs[monday] = pairs.get(monday, 0) + count
    stamped = _stamps(session, group_id, pairs)
    latest: dict[date, int] = {}
    for day, entry in session.execute(_changes(group_id, first, today)):
        monday = week_start(day)
        latest[monday] = max(entry, latest.get(monday, 0))
    return tuple(
        WeekLine(
            monday=monday,
            lessons=pairs[monday],
            checked=latest.get(monday, 0) <= stamped.get(monday, -1),
        )
        for monday in sorted(pairs, reverse=True)
    )


def list_unstamped(
    session: Session, group_id: int, *, today: date
) -> tuple[WeekLine, ...]:
    """List the weeks that are over and not checked, the oldest first (REG 3.12.2).

    A week whose absences have changed since is not checked any more.
    """
    weeks = list_weeks(session, group_id, today=today)
    return tuple(
        one for one in reversed(weeks) if not one.checked and one.sunday < today
    )


def count_unstamped(
    session: Session, group_codes: Iterable[str], *, today: date
) -> int:
    """Count the weeks of groups that are over and not checked (REG 3.12.2)."""
    groups = list_group_refs(session, frozenset(group_codes))
    return sum(len(list_unstamped(session, one, today=today)) for one, _ in groups)


def project_week_check(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every stamp."""
    for row in session.scalars(select(WeekCheck)):
        yield check_id(row.group_id, row.monday), row.version, check_payload(row)


def check_id(group_id: int, monday: date) -> str:
    """Return the ledger's name of a week's stamp."""
    return f"week_check/{group_id}/{week_name(monday)}"


def check_payload(row: WeekCheck) -> dict[str, JsonValue]:
    """Return what the ledger keeps of a stamp."""
    return {
        "group": row.group_id,
        "week": week_name(row.monday),
        "absences": row.absences,
        "unexcused": row.unexcused,
        "uncalled": row.uncalled,
        "curator": row.person_id,
    }


def _pairs(group_id: int, first: date, last: date) -> Select[date, int]:
    return (
        select(Slot.day, func.count())
        .select_from(Slot)
        .join(Course, Course.id == Slot.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .where(Journal.group_id == group_id, Slot.state != "cancelled")
        .where(Slot.day.between(first, last))
        .group_by(Slot.day)
    )


def _count_pairs(session: Session, group_id: int, monday: date) -> int:
    rows = session.execute(_pairs(group_id, monday, monday + timedelta(days=6)))
    return sum(count for _, count in rows)


def _absences(session: Session, group_id: int, monday: date) -> tuple[WeekAbsence, ...]:
    rows = session.execute(
        select(
            Mark.lesson_id,
            Mark.person_id,
            Mark.cause,
            Mark.document,
            Mark.version,
            Lesson.day,
            Lesson.pair,
            Lesson.hours,
            Lesson.teacher_id,
            Discipline.index_code,
            Discipline.name.label("discipline"),
            Course.subgroup,
            Person.surname,
            Person.name,
            Person.patronymic,
        )
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .join(Journal, Journal.id == Lesson.journal_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Person, Person.id == Mark.person_id)
        .where(Journal.group_id == group_id, Mark.work == Work.ABSENCE.value)
        .where(Mark.value != "", Lesson.day.between(monday, monday + timedelta(days=6)))
        .order_by(Lesson.day, Lesson.pair)
    ).all()
    teachers = _names(session, {row.teacher_id for row in rows})
    found = [
        WeekAbsence(
            lesson_id=row.lesson_id,
            person_id=row.person_id,
            name=str(full_name(row)),
            day=row.day,
            pair=row.pair,
            hours=row.hours,
            course=_title(row.index_code, row.discipline, row.subgroup),
            teacher=teachers[row.teacher_id],
            cause=row.cause,
            document=row.document,
            version=row.version,
        )
        for row in rows
    ]
    found.sort(key=lambda one: (russian_key(one.name), one.person_id))
    return tuple(found)


def _uncalled(
    session: Session, group_id: int, monday: date, *, today: date
) -> tuple[Uncalled, ...]:
    """List what was held by today and has no roll call, timetable or not."""
    last = min(monday + timedelta(days=6), today)
    planned = (
        select(
            Slot.day,
            Slot.pair,
            func.coalesce(Substitution.substitute_id, Slot.teacher_id).label("leader"),
            Lesson.id.label("lesson_id"),
            Discipline.index_code,
            Discipline.name.label("discipline"),
            Course.subgroup,
        )
        .join(Course, Course.id == Slot.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .outerjoin(Lesson, Lesson.slot_id == Slot.id)
        .outerjoin(Substitution, Substitution.slot_id == Slot.id)
        .where(Journal.group_id == group_id, Slot.state != "cancelled")
        .where(Slot.day.between(monday, last))
        .where(or_(Lesson.id.is_(None), Lesson.roll_called.is_(False)))
    )
    beside = (
        select(
            Lesson.day,
            Lesson.pair,
            Lesson.teacher_id.label("leader"),
            Lesson.id.label("lesson_id"),
            Discipline.index_code,
            Discipline.name.label("discipline"),
            Course.subgroup,
        )
        .join(Journal, Journal.id == Lesson.journal_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .where(Journal.group_id == group_id, Lesson.slot_id.is_(None))
        .where(Lesson.day.between(monday, last), Lesson.roll_called.is_(False))
    )
    rows = [*session.execute(planned), *session.execute(beside)]
    names = _names(session, {row.leader for row in rows})
    return tuple(
        Uncalled(
            day=row.day,
            pair=row.pair,
            course=_title(row.index_code, row.discipline, row.subgroup),
            teacher=names[row.leader],
            recorded=row.lesson_id is not None,
        )
        for row in sorted(rows, key=lambda row: (row.day, row.pair, row.subgroup))
    )


def _stamp(session: Session, group_id: int, monday: date) -> StampFact | None:
    row = session.get(WeekCheck, (group_id, monday))
    if row is None:
        return None
    names = _names(session, {row.person_id} if row.person_id else set())
    written = list_versions(session, check_id(group_id, monday))
    return StampFact(
        absences=row.absences,
        unexcused=row.unexcused,
        uncalled=row.uncalled,
        person_id=row.person_id,
        curator=names.get(row.person_id or 0, "программа"),
        at=row.at,
        version=row.version,
        entry=max((one.gseq for one in written), default=0),
    )


def _stamps(
    session: Session, group_id: int, mondays: Iterable[date]
) -> dict[date, int]:
    """Return the ledger's number of the last stamp of each week that has one."""
    weeks = {check_id(group_id, monday): monday for monday in mondays}
    return {
        weeks[entry]: versions[-1].gseq
        for entry, versions in list_versions_of(session, tuple(weeks)).items()
    }


def _latest(session: Session, group_id: int, monday: date) -> int:
    rows = session.execute(_changes(group_id, monday, monday + timedelta(days=6)))
    return max((entry for _, entry in rows), default=0)


def _changes(group_id: int, first: date, last: date) -> Select[date, int]:
    """Select day by day the last entry that changed an absence."""
    return (
        select(Lesson.day, func.max(Mark.gseq))
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .join(Journal, Journal.id == Lesson.journal_id)
        .where(Journal.group_id == group_id, Mark.work == Work.ABSENCE.value)
        .where(Lesson.day.between(first, last))
        .group_by(Lesson.day)
    )


def _names(session: Session, people: set[int]) -> dict[int, str]:
    rows = session.execute(
        select(Person.id, Person.surname, Person.name, Person.patronymic).where(
            Person.id.in_(people)
        )
    )
    return {row.id: short_name(full_name(row)) for row in rows}


def _title(index: str, name: str, subgroup: int) -> str:
    part = f", подгруппа {subgroup}" if subgroup else ""
    return f"{index} {name}{part}"
