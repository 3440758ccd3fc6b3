"""Corrections after the day: reason and basis, the old value kept for ever."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from records.access.checks import may, require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.finding import Finding
from records.ledger.actions import lock_log
from records.lessons.actions import (
    Fields,
    Part,
    change_fields,
    get_fields,
    list_changed,
)
from records.lessons.queries import find_repeated, get_lesson_setting
from records.lessons.rules import (
    check_author,
    check_month,
    check_part_month,
    check_year,
)
from records.lessons.values import LessonChange, LessonSetting
from records.marks.actions.basis import Change, clean_basis, insert_corrections
from records.marks.actions.parts import (
    check_parts,
    check_row,
    refuse_stale_parts,
    store_parts,
)
from records.marks.actions.writing import (
    Pen,
    clean_cells,
    list_changes,
    open_cells,
    refuse,
    refuse_stale,
    write_cells,
)
from records.marks.queries.projections import cell_id, cell_kind
from records.marks.rules.cells import (
    CellSetting,
    check_basis,
    check_cells,
    check_changed,
)
from records.marks.values import Basis, Cell, Recorded, Work


def correct_mark(
    session: Session,
    lesson_id: int,
    cell: Cell,
    *,
    basis: Basis,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Correct one cell with a basis; an empty value annuls it (исправление).

    In a closed month only an approved request does it: `use_window` of
    `records.requests`.

    Raises:
        NotFoundError: there is no such lesson.
        NotAllowedError: the actor's role does not put marks.
        PeriodClosedError: the year is closed, or the month and no request opens it.
        RuleViolationError: the basis is incomplete or a rule forbids the value.
        StaleVersionError: somebody has changed the cell since it was seen.
    """
    require(actor, Permission.MARKS_WRITE)
    basis = clean_basis(basis)
    first = lock_log(session).size
    if find_repeated(session, idem) is not None:
        return Recorded(lesson_id=lesson_id, repeated=True)
    setting = get_lesson_setting(session, lesson_id)
    monthly = get_fields(session, lesson_id)["monthly_control"]
    opened = open_cells(session, setting, now=now, monthly_control=monthly)
    (cell,) = clean_cells((cell,))
    changes = list_changes((cell,), opened.standing)
    refuse_stale(changes, opened)
    warnings = refuse(
        (
            *check_author(actor.person_id, setting, either=True),
            *_check_correction(basis, opened, changes=changes),
            *_check_month(basis, opened),
            *check_cells(changes, opened),
        )
    )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    stands = opened.standing.get((cell.person_id, cell.work))
    change = Change(
        kind=cell_kind(cell.work),
        entry_id=cell_id(lesson_id, cell.person_id, cell.work),
        course_id=setting.course_id,
        old=stands.value if stands else "",
        new=cell.value,
        lesson_id=lesson_id,
        person_id=cell.person_id,
        work=str(cell.work),
    )
    corrections = insert_corrections(
        pen, setting.journal_id, [change], basis=basis, first=first + 1
    )
    written = write_cells(
        pen,
        setting,
        changes,
        standing=opened.standing,
        after=corrections,
        reason=basis.reason,
        idem=idem,
    )
    return Recorded(lesson_id=lesson_id, entries=len(written), findings=warnings)


def correct_absence(
    session: Session,
    lesson_id: int,
    cell: Cell,
    *,
    basis: Basis,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Correct an absence with a basis; an empty value takes «н» away.

    Raises:
        The same as `correct_mark`.
    """
    return correct_mark(
        session,
        lesson_id,
        replace(cell, work=Work.ABSENCE),
        basis=basis,
        actor=actor,
        now=now,
        entropy=entropy,
        idem=idem,
    )


def correct_lesson(
    session: Session,
    lesson_id: int,
    change: LessonChange,
    *,
    basis: Basis,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Correct topic, homework, kind or hours of a lesson with a basis.

    In a closed month the content administrator alone does it: requests are for
    marks, and the teacher hands in a memo instead.

    Raises:
        NotFoundError: there is no such lesson.
        NotAllowedError: the actor's role does not record lessons.
        PeriodClosedError: the year is closed, or the month for a teacher.
        RuleViolationError: the basis is incomplete or a rule forbids the change.
        StaleVersionError: somebody has changed it since it was seen.
    """
    if not may(actor, Permission.LESSONS_CORRECT):
        require(actor, Permission.LESSONS_WRITE)
    basis = clean_basis(basis)
    first = lock_log(session).size
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
            *_check_writer(actor, setting),
            *_check_correction(basis, opened, changes=parts),
            *check_parts(new, opened),
            *check_row(session, change.plan_item_id or None, setting),
        )
    )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    changes = [_part_change(part, old, new) for part in parts]
    corrections = insert_corrections(
        pen, setting.journal_id, changes, basis=basis, first=first + len(parts)
    )
    entries = [part.entry(new, reason=basis.reason) for part in parts]
    entries[0] = replace(entries[0], idem=idem)
    written = pen.write(setting.journal_key, [*entries, *corrections])
    store_parts(pen, new, parts, written=written)
    return Recorded(lesson_id=lesson_id, entries=len(written), findings=warnings)


def correct_topic(
    session: Session,
    lesson_id: int,
    topic: str,
    *,
    basis: Basis,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    plan_item_id: int | None = None,
    seen: int | None = None,
) -> Recorded:
    """Correct the topic of a lesson with a basis; see `correct_lesson`."""
    change = LessonChange(topic=topic, plan_item_id=plan_item_id, seen_topic=seen)
    return correct_lesson(
        session, lesson_id, change, basis=basis, actor=actor, now=now, entropy=entropy
    )


def correct_homework(
    session: Session,
    lesson_id: int,
    homework: str,
    *,
    basis: Basis,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    no_homework: bool = False,
    seen: int | None = None,
) -> Recorded:
    """Correct the homework of a lesson with a basis; see `correct_lesson`."""
    change = LessonChange(
        homework=homework, no_homework=no_homework, seen_homework=seen
    )
    return correct_lesson(
        session, lesson_id, change, basis=basis, actor=actor, now=now, entropy=entropy
    )


def _check_correction(
    basis: Basis, opened: CellSetting, *, changes: Sequence[object]
) -> Iterator[Finding]:
    setting = opened.lesson
    yield from check_year(setting.journal_state, setting.place)
    yield from check_basis(basis, opened.today, setting.place)
    yield from check_changed(changes, setting.place)


def _check_writer(actor: Actor, setting: LessonSetting) -> Iterator[Finding]:
    """Leave a closed month to the office, an open one to its teacher (4.1.1)."""
    if setting.month_closed and may(actor, Permission.LESSONS_CORRECT):
        return
    yield from check_author(actor.person_id, setting, either=True)
    yield from check_part_month(setting)


def _check_month(basis: Basis, opened: CellSetting) -> Iterator[Finding]:
    setting = opened.lesson
    return check_month(
        setting.place,
        setting.day,
        closed=setting.month_closed,
        by_request=basis.by_request,
    )


def _part_change(part: Part, old: Fields, new: Fields) -> Change:
    before, after = _words(part, old), _words(part, new)
    if before == after:
        after = f"{after} (другая строка КТП)"
    return Change(
        kind=part.kind,
        entry_id=f"{part.kind}/{old['id']}",
        course_id=old["course_id"],
        old=before,
        new=after,
        lesson_id=old["id"],
    )


def _words(part: Part, fields: Fields) -> str:
    """Say what a part of a lesson holds, as the page of corrections prints it."""
    if part.kind == "topic":
        return str(fields["topic"])
    if part.kind == "homework":
        return str(fields["homework"]) or (
            "без задания" if fields["no_homework"] else ""
        )
    marks = [
        word
        for word, present in (
            ("МИУД", fields["monthly_control"]),
            ("отсутствующие отмечены", fields["roll_called"]),
            (fields["place"], fields["place"]),
        )
        if present
    ]
    return ", ".join((fields["kind"], f"{fields['hours']} ч", *marks))
