"""Taking over a journal kept elsewhere: many lessons at once, all or nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.queries import list_slots
from records.curriculum.values import JournalFact
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.finding import Finding
from records.kernel.text import clean_line
from records.ledger.actions import lock_log
from records.lessons.actions import Fields, load_fields, start_versions
from records.lessons.rules import TWICE, compute_local_day, remark
from records.lessons.tables import Lesson
from records.marks.actions.writing import NewLesson, Pen, refuse, write_lessons
from records.marks.rules.taking import (
    DIFFERS,
    TakingSetting,
    check_taken,
    open_taking,
)
from records.marks.tables import Mark
from records.marks.values import Cell, TakenLesson, TakenOver
from records.norms.queries import get_institution, get_norms

Key = tuple[int, date, int]
_TEXTS = (
    "hours",
    "kind",
    "topic",
    "plan_item_id",
    "homework",
    "no_homework",
    "monthly_control",
    "place",
)


def import_lessons(
    session: Session,
    journal: JournalFact,
    lessons: Sequence[TakenLesson],
    *,
    source: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> TakenOver:
    """Write the lessons of another journal; those that stand already are left.

    They are not late: they were written in time elsewhere, in `source`.

    Raises:
        NotAllowedError: the actor's role does not bring journals in.
        PeriodClosedError: the month or the year is closed.
        RuleViolationError: a lesson is not right or stands otherwise; all listed.
    """
    require(actor, Permission.CURRICULUM_WRITE)
    first = lock_log(session).size
    today = compute_local_day(now, get_institution(session).timezone)
    setting = open_taking(journal, today=today, norms=get_norms(session))
    cleaned = [_clean(lesson) for lesson in lessons]
    standing = load_fields(session, journal.id)
    fresh = [one for one in cleaned if _key(one) not in standing]
    refuse(
        (
            *(found for one in fresh for found in check_taken(one, setting)),
            *_check_standing(session, cleaned, setting, standing=standing),
            *_check_doubled(cleaned, setting),
        )
    )
    slots = {
        (slot.course_id, slot.day, slot.pair): slot.id
        for slot in list_slots(session, journal.id)
    }
    if fresh:
        write_lessons(
            Pen(session=session, actor=actor, now=now, entropy=entropy),
            journal.id,
            [
                NewLesson(
                    fields=start_versions(
                        _fields(one, journal.id, slots, source=clean_line(source)),
                        recorded_at=now,
                    ),
                    cells=one.cells,
                )
                for one in fresh
            ],
            first=first,
            reason=f"перенос: {clean_line(source)}",
        )
    return TakenOver(
        lessons=len(fresh),
        cells=sum(len(one.cells) for one in fresh),
        unchanged=len(cleaned) - len(fresh),
    )


def _check_standing(
    session: Session,
    lessons: Sequence[TakenLesson],
    setting: TakingSetting,
    *,
    standing: Mapping[Key, Fields],
) -> Iterator[Finding]:
    """Find lessons that stand otherwise than they are brought in again."""
    known = [one for one in lessons if _key(one) in standing]
    if not known:
        return
    cells = _load_cells(session, setting.journal.id)
    for lesson in known:
        fields = standing[_key(lesson)]
        same = all(fields[name] == getattr(lesson, name) for name in _TEXTS)
        given = {(cell.person_id, str(cell.work), cell.value) for cell in lesson.cells}
        if not same or given != cells[fields["id"]]:
            advice = "измените его в журнале или уберите из файла"
            yield remark(setting.place_of(lesson), DIFFERS, advice=advice)


def _check_doubled(
    lessons: Sequence[TakenLesson], setting: TakingSetting
) -> Iterator[Finding]:
    """Find two lessons of one course at one pair of one day."""
    counts = Counter(_key(lesson) for lesson in lessons)
    for lesson in lessons:
        if counts.pop(_key(lesson), 1) > 1:
            yield remark(setting.place_of(lesson), TWICE, "занятие дано дважды")


def _load_cells(
    session: Session, journal_id: int
) -> Mapping[int, set[tuple[int, str, str]]]:
    cells: dict[int, set[tuple[int, str, str]]] = defaultdict(set)
    rows = session.execute(
        select(Mark.lesson_id, Mark.person_id, Mark.work, Mark.value)
        .join(Lesson, Lesson.id == Mark.lesson_id)
        .where(Lesson.journal_id == journal_id, Mark.value != "")
    )
    for lesson_id, person_id, work, value in rows:
        cells[lesson_id].add((person_id, work, value))
    return cells


def _clean(lesson: TakenLesson) -> TakenLesson:
    return replace(
        lesson,
        topic=clean_line(lesson.topic),
        homework=clean_line(lesson.homework),
        place=clean_line(lesson.place),
        cells=tuple(_clean_cell(cell) for cell in lesson.cells if cell.value),
    )


def _clean_cell(cell: Cell) -> Cell:
    return replace(cell, document=clean_line(cell.document))


def _key(lesson: TakenLesson) -> Key:
    return lesson.course_id, lesson.day, lesson.pair


def _fields(
    lesson: TakenLesson,
    journal_id: int,
    slots: Mapping[Key, int],
    *,
    source: str,
) -> Fields:
    return {
        "journal_id": journal_id,
        "course_id": lesson.course_id,
        "slot_id": lesson.slot_id or slots.get(_key(lesson)),
        "day": lesson.day,
        "pair": lesson.pair,
        "roll_called": True,
        "teacher_id": lesson.teacher_id,
        "source": source,
        **{name: getattr(lesson, name) for name in _TEXTS},
    }
