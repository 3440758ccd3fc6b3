"""Putting periodic tasks into the queue: once a period, missed ones made up."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from records.curriculum.queries import list_day_slots
from records.jobs.actions.asking import enqueue
from records.jobs.rules import find_night, list_past_months
from records.jobs.tables import JobPeriod
from records.jobs.values import Kind, NewItem
from records.journal.rules.closing import month_end
from records.kernel.actor import SYSTEM
from records.ledger.actions import lock_log
from records.monitoring.queries import list_runs
from records.norms.queries import list_years

VERIFY = "VERIFY"
REPORT = "MON"


def enqueue_due(session: Session, *, local: datetime, now: datetime) -> tuple[int, ...]:
    """Put in what is due and was not begun: past months, the night's verification.

    `local` is the moment where the institution is. Two workers never put in the
    same task twice: the second one waits, looks again, and finds it begun.
    """
    if not list(_list_due(session, local)):
        return ()
    lock_log(session)
    return tuple(
        _begin(session, kind, item, now=now) for kind, item in _list_due(session, local)
    )


def _list_due(session: Session, local: datetime) -> Iterator[tuple[Kind, NewItem]]:
    for month in list_past_months(list_years(session), local.date()):
        period = f"{month:%Y-%m}"
        if not _is_new(session, Kind.MONITORING, period):
            continue
        taught = list_day_slots(session, month, month_end(month))
        if taught and not list_runs(session, month=month):
            title = f"Мониторинг за {month:%m.%Y}"
            yield Kind.MONITORING, NewItem(code=REPORT, subject=period, title=title)
    night = find_night(local)
    if _is_new(session, Kind.VERIFY, night.isoformat()):
        title = f"Сверка записи {night:%d.%m.%Y}"
        subject = night.isoformat()
        yield Kind.VERIFY, NewItem(code=VERIFY, subject=subject, title=title)


def _is_new(session: Session, kind: Kind, period: str) -> bool:
    return session.get(JobPeriod, (kind, period)) is None


def _begin(session: Session, kind: Kind, item: NewItem, *, now: datetime) -> int:
    job_id = enqueue(session, kind, item.title, items=[item], actor=SYSTEM, now=now)
    session.add(JobPeriod(task=kind, period=item.subject, job_id=job_id))
    session.flush()
    return job_id
