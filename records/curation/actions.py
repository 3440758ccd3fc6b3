"""The curator's stamp on a week of the group (REG 3.12.2)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.curation.queries import check_id, check_payload, list_week_absences
from records.curation.rules import check_stamp
from records.curation.tables import WeekCheck
from records.curation.values import WeekFact
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.ledger.actions import append, lock_log
from records.ledger.values import INSTITUTION, NewEntry
from records.lessons.rules import compute_local_day
from records.marks.actions.excusing import list_own_groups
from records.marks.actions.writing import refuse
from records.norms.queries import get_institution


def stamp_week(
    session: Session,
    group_id: int,
    monday: date,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
) -> bool:
    """Stamp a week «проверено»; tell whether there was anything new to stamp.

    It keeps how many absences there were; when any of them changes, the week is
    checked again.

    Raises:
        NotFoundError: there is no such group.
        NotAllowedError: the actor's role is not a curator's.
        RuleViolationError: a foreign group, or the week has not begun.
    """
    require(actor, Permission.CURATION_WRITE)
    groups = list_own_groups(session, actor)
    lock_log(session)
    today = compute_local_day(now, get_institution(session).timezone)
    week = list_week_absences(session, group_id, monday, today=today)
    refuse(check_stamp(week.group_code, groups, monday, today))
    if week.stamp is not None and not week.outdated:
        return False
    row = _keep(session, week, actor=actor, now=now)
    entry = NewEntry(
        kind="week_check",
        entry_id=check_id(group_id, monday),
        payload=check_payload(row),
        seen=row.version - 1,
    )
    append(session, INSTITUTION, [entry], actor=actor, now=now, entropy=entropy)
    return True


def _keep(
    session: Session, week: WeekFact, *, actor: Actor, now: datetime
) -> WeekCheck:
    row = session.get(WeekCheck, (week.group_id, week.monday), populate_existing=True)
    absences, unexcused = len(week.absences), week.unexcused
    uncalled = len(week.uncalled)
    if row is None:
        row = WeekCheck(
            group_id=week.group_id,
            monday=week.monday,
            absences=absences,
            unexcused=unexcused,
            uncalled=uncalled,
            person_id=actor.person_id,
            at=now,
        )
        session.add(row)
    else:
        row.absences, row.unexcused, row.uncalled = absences, unexcused, uncalled
        row.person_id, row.at = actor.person_id, now
        row.version += 1
    session.flush()
    return row
