"""What of the timetable is recorded already, and what would change it (REG 3.10.1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum.drafts import SlotDraft
from records.curriculum.queries import list_teachers
from records.curriculum.tables import Slot
from records.curriculum.values import SlotFact
from records.kernel.finding import Finding
from records.lessons.rules import say_recorded
from records.lessons.tables import Lesson

Key: TypeAlias = tuple[int, date, int]
"""What a lesson of the timetable is known by: course, day, pair."""


def list_recorded(session: Session, first: date, last: date) -> Mapping[int, int]:
    """Return slot → lesson of what is recorded between two days."""
    rows = session.execute(
        select(Lesson.slot_id, Lesson.id).where(
            Lesson.slot_id.is_not(None), Lesson.day.between(first, last)
        )
    )
    return {slot: lesson for slot, lesson in rows if slot is not None}


def find_others(session: Session, drafts: Sequence[SlotDraft]) -> Mapping[Key, Finding]:
    """Find what would give recorded lessons another teacher (REG 3.10.1)."""
    if not drafts:
        return {}
    days = [draft.day for draft in drafts]
    rows = session.execute(
        select(Slot.course_id, Slot.day, Slot.pair, Slot.teacher_id)
        .join(Lesson, Lesson.slot_id == Slot.id)
        .where(
            Slot.course_id.in_({draft.course_id for draft in drafts}),
            Slot.day.between(min(days), max(days)),
        )
    )
    taught = {(course, day, pair): teacher for course, day, pair, teacher in rows}
    others = [
        key_of(draft)
        for draft in drafts
        if taught.get(key_of(draft), draft.teacher_id) != draft.teacher_id
    ]
    names = list_teachers(session) if others else {}
    return {
        key: say_recorded(key[1], key[2], teacher=names[taught[key]].full_name)
        for key in others
    }


def key_of(slot: Slot | SlotDraft | SlotFact) -> Key:
    """Return what a lesson of the timetable is known by."""
    return slot.course_id, slot.day, slot.pair
