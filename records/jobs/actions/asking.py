"""Asking for work, and stopping it (поставить задание, остановить)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from records.access.checks import may, require
from records.access.permissions import Permission
from records.jobs.actions.settling import settle_job
from records.jobs.queries import find_by_key, get_job
from records.jobs.rules import MOST_ITEMS
from records.jobs.tables import Job, JobItem
from records.jobs.values import Kind, NewItem, NewRun, State
from records.kernel.actor import Actor
from records.kernel.errors import InputRefusedError


def create_print_run(
    session: Session,
    run: NewRun,
    *,
    actor: Actor,
    now: datetime,
    account_id: int | None = None,
) -> int:
    """Ask for documents to be made; return the job (задание на печать).

    The same request asked twice makes one job.

    Raises:
        NotAllowedError: the role does not give the right to issue, or to bind.
        InputRefusedError: nothing is asked for, or too much at once.
    """
    require(actor, Permission.DOCUMENTS_ISSUE)
    if any(one.code == "J-YEAR" and not one.draft for one in run.items):
        require(actor, Permission.JOURNALS_BIND)
    if not 0 < len(run.items) <= MOST_ITEMS:
        raise InputRefusedError(
            f"Отметьте, что печатать: от 1 до {MOST_ITEMS} документов за раз.",
            code="print_nothing",
        )
    known = find_by_key(session, run.key) if run.key else None
    if known is not None:
        return known
    return enqueue(
        session,
        Kind.PRINT,
        run.title,
        items=run.items,
        actor=actor,
        now=now,
        account_id=account_id,
        parameters={"duplex": run.duplex},
        key=run.key,
    )


def enqueue(
    session: Session,
    kind: Kind,
    title: str,
    *,
    items: Iterable[NewItem],
    actor: Actor,
    now: datetime,
    account_id: int | None = None,
    parameters: dict[str, Any] | None = None,
    key: str = "",
) -> int:
    """Put a job at the end of the queue, in the transaction of whoever asks."""
    job = Job(
        kind=kind,
        title=title,
        account_id=account_id,
        person_id=actor.person_id,
        role=actor.role,
        source=actor.source,
        asked_at=now,
        state=State.WAITING,
        parameters=parameters or {},
        key=key or None,
    )
    session.add(job)
    session.flush()
    session.add_all(
        JobItem(
            job_id=job.id,
            position=position,
            code=one.code,
            subject=one.subject,
            title=one.title,
            draft=one.draft,
            expected=one.pages,
        )
        for position, one in enumerate(items, start=1)
    )
    session.flush()
    return job.id


def stop_job(session: Session, job_id: int, *, actor: Actor) -> State:
    """Begin no new item; what is being printed is finished (остановить).

    Raises:
        NotFoundError: there is no such job.
        NotAllowedError: the role neither issues documents nor runs the system.
    """
    if not may(actor, Permission.SYSTEM_MANAGE):
        require(actor, Permission.DOCUMENTS_ISSUE)
    job = get_job(session, job_id)
    if job.over:
        return job.state
    waiting = session.scalars(
        select(JobItem.id)
        .where(JobItem.job_id == job_id, JobItem.state == State.WAITING)
        .with_for_update(skip_locked=True)
    ).all()
    session.execute(
        update(JobItem)
        .where(JobItem.id.in_(waiting))
        .values(state=State.STOPPED)
        .execution_options(synchronize_session=False)
    )
    session.execute(update(Job).where(Job.id == job_id).values(state=State.STOPPING))
    return State(settle_job(session, job_id).state)
