"""What a file would change, found out by bringing it in and taking it back."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import (
    list_course_refs,
    list_day_slots,
    list_teachers,
)
from records.curriculum.values import SlotFact
from records.importers.actions import import_file
from records.importers.values import ImportResult, Kind
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.lessons.taught import list_recorded
from records.norms.queries import get_current_year
from web.site.names import short_name

NEEDS: dict[Kind, Permission] = {
    Kind.CALENDAR: Permission.CALENDAR_WRITE,
    Kind.STAFF: Permission.PEOPLE_WRITE,
    Kind.GROUPS: Permission.CONTINGENT_WRITE,
    Kind.STUDENTS: Permission.CONTINGENT_WRITE,
    Kind.CURRICULUM: Permission.CURRICULUM_WRITE,
    Kind.SUBGROUPS: Permission.CURRICULUM_WRITE,
    Kind.PLAN: Permission.CURRICULUM_WRITE,
    Kind.TIMETABLE: Permission.TIMETABLE_WRITE,
}
"""Who brings in which kind; a journal kept elsewhere comes by the command line."""
SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A lesson of the timetable before and after; empty is «не было»."""

    day: date
    pair: int
    title: str
    group: str
    before: str
    after: str
    recorded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file would do: counts, and for the timetable every difference."""

    result: ImportResult
    changes: tuple[Change, ...]
    absent: int


def preview(
    session: Session,
    kind: Kind,
    path: Path,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> Preview:
    """Bring a file in and take it back; tell what it would change.

    Raises:
        InputRefusedError: with every fault of the file.
    """
    year = get_current_year(session)
    before = _slots(session, year.start, year.end) if kind is Kind.TIMETABLE else {}
    trial = session.begin_nested()
    try:
        result = import_file(session, kind, path, actor=actor, now=now, entropy=entropy)
        after = _slots(session, year.start, year.end) if before else {}
        changes = _compare(session, before, after)
    finally:
        trial.rollback()
    planned = sum(one.state == "planned" for one in before.values())
    touched = result.written.changed + result.written.unchanged
    return Preview(result=result, changes=changes, absent=max(0, planned - touched))


def _slots(session: Session, first: date, last: date) -> dict[int, SlotFact]:
    return {one.id: one for one in list_day_slots(session, first, last)}


def _compare(
    session: Session, before: dict[int, SlotFact], after: dict[int, SlotFact]
) -> tuple[Change, ...]:
    different = [one for key, one in after.items() if before.get(key) != one]
    if not different:
        return ()
    found = list_course_refs(session, ids={one.course_id for one in different})
    courses = {one.id: one for one in found}
    days = [one.day for one in different]
    recorded = list_recorded(session, min(days), max(days))
    names = {key: short_name(one) for key, one in list_teachers(session).items()}
    return tuple(
        Change(
            day=one.day,
            pair=one.pair,
            title=courses[one.course_id].title,
            group=courses[one.course_id].group_code,
            before=_words(before.get(one.id), names),
            after=_words(one, names),
            recorded=one.id in recorded,
        )
        for one in sorted(different, key=lambda one: (one.day, one.pair, one.id))
    )


def _words(slot: SlotFact | None, names: dict[int, str]) -> str:
    if slot is None:
        return ""
    room = f", ауд. {slot.room}" if slot.room else ""
    state = "" if slot.state == "planned" else ", отменено"
    return f"{names.get(slot.teacher_id, '')}{room}{state}"
