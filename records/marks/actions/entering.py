"""Putting marks and absences into the cells of a recorded lesson (REG 3.13.1)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.ledger.actions import lock_log
from records.lessons.actions import get_fields, list_changed
from records.lessons.queries import (
    find_later_slot,
    find_repeated,
    get_lesson_setting,
)
from records.lessons.rules import check_author, check_open
from records.marks.actions.parts import store_parts
from records.marks.actions.writing import (
    Pen,
    clean_cells,
    list_changes,
    open_cells,
    refuse,
    refuse_stale,
    write_cells,
)
from records.marks.rules.cells import check_cells, check_free, check_last
from records.marks.values import Cell, Recorded


def enter_marks(
    session: Session,
    lesson_id: int,
    cells: Sequence[Cell],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Put marks and absences into a lesson; on its day they may be changed freely.

    A cell that stands as given makes no new version. After the day only empty
    cells are filled (a remark); the rest is `correct_mark` with a basis.

    Raises:
        NotFoundError: there is no such lesson.
        NotAllowedError: the actor's role does not put marks.
        PeriodClosedError: the month or the year is closed.
        RuleViolationError: the regulation forbids it; every reason is listed.
        StaleVersionError: somebody has changed a cell since it was seen.
    """
    require(actor, Permission.MARKS_WRITE)
    lock_log(session)
    if find_repeated(session, idem) is not None:
        return Recorded(lesson_id=lesson_id, repeated=True)
    setting = get_lesson_setting(session, lesson_id)
    monthly = get_fields(session, lesson_id)["monthly_control"]
    opened = open_cells(session, setting, now=now, monthly_control=monthly)
    changes = list_changes(clean_cells(cells), opened.standing)
    refuse_stale(changes, opened)
    warnings = refuse(
        (
            *check_open(setting),
            *check_author(actor.person_id, setting, either=True),
            *check_cells(changes, opened),
            *check_free(changes, opened),
        )
    )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    written = write_cells(pen, setting, changes, standing=opened.standing, idem=idem)
    return Recorded(lesson_id=lesson_id, entries=len(written), findings=warnings)


def set_monthly_control(
    session: Session,
    lesson_id: int,
    cells: Sequence[Cell],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    idem: str | None = None,
) -> Recorded:
    """Make a lesson the month's МИУД and put its marks (контрольная точка, 3.13.2).

    Raises:
        PeriodClosedError: the month or the year is closed.
        RuleViolationError: a mark is not allowed; every reason is listed.
        StaleVersionError: somebody has changed a cell since it was seen.
    """
    require(actor, Permission.MARKS_WRITE)
    lock_log(session)
    if find_repeated(session, idem) is not None:
        return Recorded(lesson_id=lesson_id, repeated=True)
    setting = get_lesson_setting(session, lesson_id)
    old = get_fields(session, lesson_id)
    new = {**old, "monthly_control": True}
    opened = open_cells(session, setting, now=now, monthly_control=True)
    changes = list_changes(clean_cells(cells), opened.standing)
    refuse_stale(changes, opened)
    warnings = refuse(
        (
            *check_open(setting),
            *check_author(actor.person_id, setting, either=True),
            *check_last(find_later_slot(session, setting), setting.place),
            *check_cells(changes, opened),
            *check_free(changes, opened),
        )
    )
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    parts = list_changed(old, new)
    before = [part.entry(new) for part in parts]
    written = write_cells(
        pen, setting, changes, standing=opened.standing, before=before, idem=idem
    )
    store_parts(pen, new, parts, written=written)
    return Recorded(lesson_id=lesson_id, entries=len(written), findings=warnings)
