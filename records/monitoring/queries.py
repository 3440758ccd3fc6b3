"""Counting a month of the journals (REG 3.8.9) and reading frozen runs."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.collation import natural_key, russian_key
from records.kernel.hashing import canonical, sha256_hex
from records.ledger.values import JsonValue
from records.monitoring.counting import MonthSource, load_month
from records.monitoring.rules import compute_counts, count_lessons
from records.monitoring.tables import MonitoringRun
from records.monitoring.values import (
    Counts,
    GroupCounts,
    MonthCounts,
    Participation,
    RunFact,
    TeacherCounts,
    TwoPlaces,
    total,
)
from records.norms.queries import get_norms
from records.people.queries import list_simultaneous_month


def count_month(
    session: Session, month: date, *, today: date, source: MonthSource | None = None
) -> MonthCounts:
    """Count the month that begins on `month`, up to `today` (forms §6.1).

    With `source` what `load_month` has read for both is not read again.

    Raises:
        NotFoundError: no school year covers the month.
    """
    source = source or load_month(session, month, today=today)
    fresh_days = get_norms(session).monitoring_grace_days
    by_course = {
        course.course_id: compute_counts(course, month, fresh_days=fresh_days)
        for course in source.courses
    }
    return MonthCounts(
        month=month,
        groups=_groups(source, by_course),
        teachers=_teachers(source, by_course),
        participation=source.participation,
        two_places=_two_places(session, month),
    )


def list_runs(session: Session, *, month: date | None = None) -> tuple[RunFact, ...]:
    """Return frozen runs by month and moment, newest last."""
    chosen = select(MonitoringRun).order_by(MonitoringRun.month, MonitoringRun.id)
    if month is not None:
        chosen = chosen.where(MonitoringRun.month == month)
    return tuple(_run(row) for row in session.scalars(chosen))


def list_run_months(session: Session) -> tuple[date, ...]:
    """Return the months that were ever frozen, each once, in order."""
    chosen = select(MonitoringRun.month).distinct().order_by(MonitoringRun.month)
    return tuple(session.scalars(chosen))


def project_monitoring(
    session: Session,
) -> Iterator[tuple[str, int, dict[str, JsonValue]]]:
    """Give the ledger payload of every frozen run."""
    for row in session.scalars(select(MonitoringRun).order_by(MonitoringRun.id)):
        yield f"monitoring/{row.id}", 1, run_payload(row)


def run_payload(row: MonitoringRun) -> dict[str, JsonValue]:
    """Return what the ledger keeps of a run: its counts by their hash."""
    return {
        "month": row.month.isoformat(),
        "head": row.head,
        "result": sha256_hex(canonical(row.result)),
    }


def freeze(counts: MonthCounts) -> dict[str, Any]:
    """Return the counts as plain JSON."""
    frozen = asdict(counts)
    frozen["month"] = counts.month.isoformat()
    for one in frozen["two_places"] or ():
        one["since"], one["until"] = one["since"].isoformat(), one["until"].isoformat()
    return frozen


def _run(row: MonitoringRun) -> RunFact:
    result = row.result
    counts = MonthCounts(
        month=row.month,
        groups=tuple(
            GroupCounts(
                group=one["group"],
                learners=one["learners"],
                counts=Counts(**one["counts"]),
                teachers=one.get("teachers"),
                wrote=one.get("wrote"),
            )
            for one in result["groups"]
        ),
        teachers=tuple(
            TeacherCounts(**{**one, "counts": Counts(**one["counts"])})
            for one in result["teachers"]
        ),
        participation=Participation(**result["participation"]),
        two_places=_read_places(result.get("two_places")),
    )
    return RunFact(id=row.id, at=row.at, head=row.head, counts=counts)


def _read_places(frozen: list[dict[str, Any]] | None) -> tuple[TwoPlaces, ...] | None:
    if frozen is None:
        return None
    return tuple(
        TwoPlaces(
            account_id=one["account_id"],
            holder=one["holder"],
            since=datetime.fromisoformat(one["since"]),
            until=datetime.fromisoformat(one["until"]),
            first=one["first"],
            second=one["second"],
        )
        for one in frozen
    )


def _two_places(session: Session, month: date) -> tuple[TwoPlaces, ...]:
    return tuple(
        TwoPlaces(
            account_id=one.account_id,
            holder=one.holder or one.login,
            since=one.since,
            until=one.until,
            first=one.first.address,
            second=one.second.address,
        )
        for one in list_simultaneous_month(session, month)
    )


def _groups(
    source: MonthSource, by_course: dict[int, Counts]
) -> tuple[GroupCounts, ...]:
    lessons = {one.course_id: one.lessons for one in source.courses}
    found = []
    for code, courses in source.groups.items():
        held = [lesson for course in courses for lesson in lessons[course]]
        found.append(
            GroupCounts(
                group=code,
                learners=source.learners[code],
                counts=total(by_course[course] for course in courses),
                teachers=len({one.leader_id for one in held}),
                wrote=len({one.leader_id for one in held if one.recorded}),
            )
        )
    return tuple(sorted(found, key=lambda one: natural_key(one.group)))


def _teachers(
    source: MonthSource, by_course: dict[int, Counts]
) -> tuple[TeacherCounts, ...]:
    lessons = [lesson for course in source.courses for lesson in course.lessons]
    found = []
    for person_id in {lesson.leader_id for lesson in lessons}:
        own = [lesson for lesson in lessons if lesson.leader_id == person_id]
        led = total(
            by_course[course]
            for course, teacher in source.teacher_of.items()
            if teacher == person_id and course in by_course
        )
        counts = count_lessons(own) + Counts(
            marks=led.marks,
            pairs=led.pairs,
            pairs_none=led.pairs_none,
            pairs_one=led.pairs_one,
            hours_due=led.hours_due,
            hours_done=led.hours_done,
        )
        found.append(
            TeacherCounts(
                person_id=person_id,
                name=source.names[person_id],
                wrote=any(lesson.recorded for lesson in own),
                counts=counts,
            )
        )
    return tuple(sorted(found, key=lambda one: (russian_key(one.name), one.person_id)))
