"""Rows of lessons and the ledger entries that go with them.

The commands a teacher gives are in `records.marks.actions`, because a lesson is
recorded together with its cells; here is what they have in common. A lesson is
three entries, versioned apart: the lesson itself, its topic, its homework.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from records.kernel.bulk import insert_rows
from records.kernel.text import clean_line
from records.ledger.values import NewEntry
from records.lessons.queries import (
    Columns,
    Payload,
    homework_payload,
    lesson_payload,
    no_lesson,
    topic_payload,
)
from records.lessons.tables import Lesson
from records.lessons.values import LessonChange, LessonDraft

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the three entries a lesson consists of."""

    kind: str
    columns: tuple[str, ...]
    version: str
    payload: Callable[[Columns], Payload]

    def filled(self, fields: Mapping[str, Any]) -> bool:
        """Tell whether there is something to record in this part."""
        return self.kind == "lesson" or any(fields[name] for name in self.columns)

    def entry(self, fields: Mapping[str, Any], *, reason: str = "") -> NewEntry:
        """Make the next version of the entry from the row as it will be."""
        return NewEntry(
            kind=self.kind,
            entry_id=f"{self.kind}/{fields['id']}",
            payload=self.payload(fields),
            reason=reason,
            seen=fields[self.version],
        )


LESSON = Part(
    kind="lesson",
    columns=("hours", "kind", "roll_called", "monthly_control", "place"),
    version="version",
    payload=lesson_payload,
)
TOPIC = Part(
    kind="topic",
    columns=("topic", "plan_item_id"),
    version="topic_version",
    payload=topic_payload,
)
HOMEWORK = Part(
    kind="homework",
    columns=("homework", "no_homework"),
    version="homework_version",
    payload=homework_payload,
)
PARTS = (LESSON, TOPIC, HOMEWORK)


def clean_draft(draft: LessonDraft) -> LessonDraft:
    """Return the draft with its texts as they will be stored (NFC, one line)."""
    return replace(
        draft,
        topic=clean_line(draft.topic),
        homework=clean_line(draft.homework),
        place=clean_line(draft.place),
    )


def is_complete(fields: Mapping[str, Any]) -> bool:
    """Tell whether topic, homework and roll-call are all there (REG 3.13.1)."""
    return bool(fields["topic"] and HOMEWORK.filled(fields) and fields["roll_called"])


def start_versions(fields: Fields, *, recorded_at: datetime) -> Fields:
    """Return the row of a new lesson with its moments and first versions."""
    return {
        **fields,
        "recorded_at": recorded_at,
        "completed_at": recorded_at if is_complete(fields) else None,
        **{part.version: int(part.filled(fields)) for part in PARTS},
    }


def insert_lessons(
    session: Session, journal_id: int, rows: Sequence[Fields]
) -> tuple[int, ...]:
    """Insert lessons and return their ids in the same order."""
    if len(rows) == 1:
        made = insert(Lesson).values(rows[0]).returning(Lesson.id)
        return (session.execute(made).scalar_one(),)
    insert_rows(session, Lesson, rows)
    ids = {
        (course_id, day, pair): lesson_id
        for lesson_id, course_id, day, pair in session.execute(
            select(Lesson.id, Lesson.course_id, Lesson.day, Lesson.pair).where(
                Lesson.journal_id == journal_id
            )
        )
    }
    return tuple(ids[row["course_id"], row["day"], row["pair"]] for row in rows)


def get_fields(session: Session, lesson_id: int) -> Fields:
    """Return the row of a lesson.

    Raises:
        NotFoundError: there is no such lesson.
    """
    row = session.execute(
        select(*Lesson.__table__.columns).where(Lesson.id == lesson_id)
    ).first()
    if row is None:
        raise no_lesson(lesson_id)
    return row._asdict()


def change_fields(fields: Fields, change: LessonChange) -> Fields:
    """Return the row as it will be after a change; None leaves a value."""
    changed = dict(fields)
    for name in LESSON.columns:
        value = getattr(change, name)
        if value is not None:
            changed[name] = clean_line(value) if name == "place" else value
    if change.topic is not None:
        changed["topic"] = clean_line(change.topic)
    if change.plan_item_id is not None:
        changed["plan_item_id"] = change.plan_item_id or None
    if change.homework is not None:
        changed["homework"] = clean_line(change.homework)
        changed["no_homework"] = change.no_homework
    return changed


def list_changed(old: Fields, new: Fields) -> tuple[Part, ...]:
    """List the parts of a lesson that differ."""
    return tuple(
        part for part in PARTS if any(old[name] != new[name] for name in part.columns)
    )


def update_lesson(session: Session, fields: Fields) -> None:
    """Write the row of a lesson back."""
    session.execute(update(Lesson), [fields])


def load_fields(
    session: Session, journal_id: int
) -> Mapping[tuple[int, date, int], Fields]:
    """Return the rows of a journal's lessons by course, date and pair."""
    rows = session.execute(
        select(*Lesson.__table__.columns).where(Lesson.journal_id == journal_id)
    )
    return {(row.course_id, row.day, row.pair): row._asdict() for row in rows}
