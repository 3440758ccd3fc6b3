"""Recording a lesson and changing it on its day (REG 3.13.1, 4.1.1)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.finding import Finding
from records.ledger.actions import lock_log
from records.lessons.actions import (
    Fields,
    change_fields,
    clean_draft,
    get_fields,
    list_changed,
    start_versions,
)
from records.lessons.queries import (
    find_later_slot,
    find_repeated,
    get_lesson_setting,
    get_slot_setting,
)
from records.lessons.rules import check_author, check_draft, check_open
from records.lessons.values import LessonChange, LessonDraft, LessonSetting
from records.marks.actions.parts import (
    check_parts,
    check_parts_free,
    check_row,
    refuse_stale_parts,
    write_parts,
)
from records.marks.actions.writing import (
    NewLesson,
    Pen,
    clean_cells,
    list_changes,
    open_cells,
    refuse,
    write_lessons,
)
from records.marks.rules.cells import check_cells, check_last
from records.marks.values import Cell, Recorded


def record_lesson(
    session: Session,
    draft: LessonDraft,
    cells: Sequence[Cell],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
    late_reason: str | None = None,
) -> Recorded:
    """Record a lesson held: topic, homework, roll-call and marks in one append.

    Raises:
        NotFoundError: there is no such lesson in the timetable.
        NotAllowedError: the actor's role does not record lessons.
        PeriodClosedError: the month or the year is closed.
        RuleViolationError: the regulation forbids it; every reason is listed.
    """
    require(actor, Permission.LESSONS_WRITE)
    first = lock_log(session).size
    repeated = find_repeated(session, idem)
    if repeated is not None:
        return Recorded(lesson_id=int(repeated.rpartition("/")[2]), repeated=True)
    setting = get_slot_setting(session, draft.slot_id)
    monthly = draft.monthly_control
    opened = open_cells(session, setting, now=now, monthly_control=monthly)
    draft, cells = clean_draft(draft), list_changes(clean_cells(cells), {})
    warnings = refuse(
        (
            *check_open(setting),
            *check_author(actor.person_id, setting),
            *check_draft(draft, setting, opened.norms, today=opened.today),
            *check_row(session, draft.plan_item_id, setting),
            *check_cells(cells, opened),
            *_check_monthly(session, setting, monthly=monthly),
        )
    )
    fields = start_versions(_fields(draft, setting), recorded_at=now)
    lesson = NewLesson(fields=fields, cells=cells)
    (lesson_id,) = write_lessons(
        Pen(session=session, actor=actor, now=now, entropy=entropy),
        setting.journal_id,
        [lesson],
        first=first,
        reason=late_reason or "",
        idem=idem,
    )
    entries = lesson.parts + len(cells)
    return Recorded(lesson_id=lesson_id, entries=entries, findings=warnings)


def amend_lesson(
    session: Session,
    lesson_id: int,
    change: LessonChange,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Change a lesson on its day, or fill in later what it lacked: a new version.

    After the day what is written is changed by `correct_lesson` with a basis.

    Raises:
        PeriodClosedError: the month or the year is closed.
        RuleViolationError: the regulation forbids it; every reason is listed.
        StaleVersionError: somebody has changed it since it was seen.
    """
    require(actor, Permission.LESSONS_WRITE)
    lock_log(session)
    if find_repeated(session, idem) is not None:
        return Recorded(lesson_id=lesson_id, repeated=True)
    setting = get_lesson_setting(session, lesson_id)
    opened = open_cells(session, setting, now=now, monthly_control=False)
    old = get_fields(session, lesson_id)
    new = change_fields(old, change)
    parts = list_changed(old, new)
    refuse_stale_parts(old, change, parts)
    warnings = refuse(
        (
            *check_open(setting),
            *check_author(actor.person_id, setting),
            *check_parts(new, opened),
            *check_row(session, change.plan_item_id or None, setting),
            *check_parts_free(old, new, parts, opened=opened),
        )
    )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    write_parts(pen, setting, new, parts=parts, idem=idem)
    return Recorded(lesson_id=lesson_id, entries=len(parts), findings=warnings)


def _check_monthly(
    session: Session, setting: LessonSetting, *, monthly: bool
) -> Iterator[Finding]:
    if monthly:
        yield from check_last(find_later_slot(session, setting), setting.place)


def _fields(draft: LessonDraft, setting: LessonSetting) -> Fields:
    return {
        "journal_id": setting.journal_id,
        "course_id": setting.course_id,
        "slot_id": setting.slot_id,
        "day": setting.day,
        "pair": setting.pair,
        "hours": draft.hours,
        "kind": draft.kind,
        "monthly_control": draft.monthly_control,
        "roll_called": draft.roll_called,
        "place": draft.place,
        "teacher_id": setting.leader_id,
        "topic": draft.topic,
        "plan_item_id": draft.plan_item_id,
        "homework": draft.homework,
        "no_homework": draft.no_homework,
        "source": "",
    }
