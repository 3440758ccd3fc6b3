"""Telling why a learner was absent: the curator's part of a cell (REG 3.12.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import SYSTEM, Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import NotAllowedError
from records.kernel.finding import Finding
from records.kernel.text import clean_line
from records.ledger.actions import lock_log
from records.lessons.queries import get_lesson_setting
from records.lessons.rules import check_year
from records.marks.actions.writing import (
    Pen,
    list_changes,
    open_cells,
    refuse,
    refuse_stale,
    write_cells,
)
from records.marks.queries.curators import list_curated
from records.marks.rules.cells import CellSetting
from records.marks.rules.excusing import check_absent, check_curator, check_excuse
from records.marks.values import Cell, Missed, Recorded, Work

ABSENT = "н"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Excuse:
    """One absence ready to be excused: its lesson, its cell as it will be."""

    opened: CellSetting
    cell: Cell

    def check(self, group_codes: frozenset[str]) -> Iterator[Finding]:
        """Check the group, the year, the absence and what is said of it.

        Of a foreign group nothing more is told: neither the learner nor the absence.
        """
        setting, cell = self.opened.lesson, self.cell
        foreign = tuple(check_curator(group_codes, setting))
        if foreign:
            yield from foreign
            return
        place = self.opened.place_of(cell.person_id)
        standing = self.opened.standing.get((cell.person_id, Work.ABSENCE))
        yield from check_year(setting.journal_state, setting.place)
        yield from check_absent(standing, place)
        yield from check_excuse(cell.cause, cell.document, place)


def excuse_absence(
    session: Session,
    lesson_id: int,
    person_id: int,
    *,
    cause: str,
    document: str,
    seen: int | None,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> Recorded:
    """Tell the cause of one absence; see `excuse_absences`."""
    return excuse_absences(
        session,
        [Missed(lesson_id=lesson_id, person_id=person_id, seen=seen)],
        cause=cause,
        document=document,
        actor=actor,
        now=now,
        entropy=entropy,
    )


def excuse_absences(
    session: Session,
    missed: Sequence[Missed],
    *,
    cause: str,
    document: str,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> Recorded:
    """Tell the cause and the document of absences, all of them or none (причина).

    Only «н» that stand in the curator's own group, in an open year; a month may be
    closed. What stands as given makes no new version.

    Raises:
        NotFoundError: there is no such lesson.
        NotAllowedError: the actor's role is not a curator's.
        PeriodClosedError: the year is closed.
        RuleViolationError: a foreign group, no absence, or no document.
        StaleVersionError: somebody has changed a cell since it was seen.
    """
    require(actor, Permission.CURATION_WRITE)
    groups = list_own_groups(session, actor)
    lock_log(session)
    told = Cell(
        person_id=0,
        work=Work.ABSENCE,
        value=ABSENT,
        cause=cause,
        document=clean_line(document) if cause else "",
    )
    excuses = [_open(session, one, told, now=now) for one in missed]
    refuse(found for one in excuses for found in one.check(groups))
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    written = sum(_write(pen, one) for one in excuses)
    return Recorded(entries=written)


def list_own_groups(session: Session, actor: Actor) -> frozenset[str]:
    """Return the codes of the groups an actor is the curator of.

    Raises:
        NotAllowedError: nobody in particular acts, and it is not the program.
    """
    if actor.person_id is None and actor.role != SYSTEM.role:
        raise NotAllowedError(
            "Это делает куратор группы под своей учётной записью.",
            code="not_allowed",
            clause="3.12.2",
        )
    return list_curated(session, actor.person_id)


def _open(session: Session, missed: Missed, told: Cell, *, now: datetime) -> _Excuse:
    setting = get_lesson_setting(session, missed.lesson_id)
    cell = Cell(
        person_id=missed.person_id,
        work=told.work,
        value=told.value,
        cause=told.cause,
        document=told.document,
        seen=missed.seen,
    )
    opened = open_cells(session, setting, now=now, monthly_control=False)
    return _Excuse(opened=opened, cell=cell)


def _write(pen: Pen, excuse: _Excuse) -> int:
    opened = excuse.opened
    changes = list_changes([excuse.cell], opened.standing)
    refuse_stale(changes, opened)
    return len(write_cells(pen, opened.lesson, changes, standing=opened.standing))
