"""Lesson, topic and homework of a record: checking and writing new versions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from records.kernel.errors import StaleVersionError
from records.kernel.finding import Finding
from records.ledger.values import Appended
from records.lessons.actions import Fields, Part, is_complete, update_lesson
from records.lessons.queries import find_row_course
from records.lessons.rules import (
    check_homework,
    check_kind,
    check_plan_row,
    check_topic,
    remark,
)
from records.lessons.values import LessonChange, LessonSetting
from records.marks.actions.writing import Pen
from records.marks.rules.cells import CORRECTION, CellSetting

PART_NAMES = {
    "lesson": "запись занятия",
    "topic": "тема занятия",
    "homework": "домашнее задание",
}


def check_parts(fields: Fields, opened: CellSetting) -> Iterator[Finding]:
    """Check the texts of a lesson as they will be."""
    place, norms = opened.lesson.place, opened.norms
    yield from check_kind(fields["kind"], fields["hours"], place)
    yield from check_topic(fields["topic"], place, norms)
    yield from check_homework(
        fields["homework"],
        no_homework=fields["no_homework"],
        place=place,
        norms=norms,
    )


def check_row(
    session: Session, plan_item_id: int | None, setting: LessonSetting
) -> Iterator[Finding]:
    """Check that a row of the thematic plan is of the lesson's course (REG 4.1.3)."""
    if plan_item_id is not None:
        yield from check_plan_row(find_row_course(session, plan_item_id), setting)


def refuse_stale_parts(
    old: Fields, change: LessonChange, parts: Sequence[Part]
) -> None:
    """Refuse a change of what somebody else has changed since it was seen.

    Raises:
        StaleVersionError: a part has a newer version.
    """
    seen = {
        "lesson": change.seen,
        "topic": change.seen_topic,
        "homework": change.seen_homework,
    }
    for part in parts:
        if seen[part.kind] not in {None, old[part.version]}:
            raise StaleVersionError(
                "Запись занятия уже изменена. Обновите страницу и повторите.",
                code="stale_version",
            )


def write_parts(
    pen: Pen,
    setting: LessonSetting,
    fields: Fields,
    *,
    parts: Sequence[Part],
    idem: str | None = None,
) -> None:
    """Write new versions of a lesson's parts and its row."""
    if not parts:
        return
    entries = [part.entry(fields) for part in parts]
    entries[0] = replace(entries[0], idem=idem)
    written = pen.write(setting.journal_key, entries)
    store_parts(pen, fields, parts, written=written)


def store_parts(
    pen: Pen, fields: Fields, parts: Sequence[Part], *, written: Sequence[Appended]
) -> None:
    """Write the row of a lesson whose parts were appended first of all."""
    for part, appended in zip(parts, written, strict=False):
        fields[part.version] = appended.version
        fields["gseq"] = appended.gseq
    if fields["completed_at"] is None and is_complete(fields):
        fields["completed_at"] = pen.now
    if parts:
        update_lesson(pen.session, fields)


def check_parts_free(
    old: Fields, new: Fields, parts: Sequence[Part], *, opened: CellSetting
) -> Iterator[Finding]:
    """Let what was empty be filled after the day, but not what stands be changed."""
    if opened.free:
        return
    for part in parts:
        if any(old[name] and old[name] != new[name] for name in part.columns):
            message = (
                f"{PART_NAMES[part.kind]} меняется после {opened.lesson.day:%d.%m.%Y}"
            )
            advice = "оформите исправление: причина и документ-основание"
            yield remark(opened.lesson.place, CORRECTION, message, advice=advice)
