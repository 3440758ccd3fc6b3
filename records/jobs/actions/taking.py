"""Taking work and giving it back; being seen (работа очереди)."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from records.jobs.actions.settling import settle_job
from records.jobs.rules import FORGOTTEN, LEASE, MOST_ATTEMPTS, WORN_OUT
from records.jobs.tables import Job, JobItem, Worker
from records.jobs.values import Claimed, Kind, Made, State
from records.kernel.actor import Actor
from records.kernel.db import insert_if_absent

UNFINISHED = (State.WAITING, State.RUNNING)


def claim_item(session: Session, owner: str, *, now: datetime) -> Claimed | None:
    """Take the next item to work, None when nothing waits.

    What a dead worker has left is taken again once its lease has run out.
    """
    _retire(session, now=now)
    waits = or_(
        JobItem.state == State.WAITING,
        and_(JobItem.state == State.RUNNING, JobItem.lease_until < now),
    )
    first = (
        select(JobItem.id)
        .join(Job, Job.id == JobItem.job_id)
        .where(Job.state.in_(UNFINISHED), waits)
        .order_by(JobItem.job_id, JobItem.position)
        .limit(1)
        .with_for_update(skip_locked=True, of=JobItem)
        .scalar_subquery()
    )
    taken = session.scalars(
        update(JobItem)
        .where(JobItem.id == first)
        .values(
            state=State.RUNNING,
            owner=owner,
            lease_until=now + LEASE,
            attempts=JobItem.attempts + 1,
        )
        .returning(JobItem.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if taken is None:
        return None
    row = session.get_one(JobItem, taken, populate_existing=True)
    job = settle_job(session, row.job_id)
    return _claimed(job, row)


def renew_lease(session: Session, item_id: int, owner: str, *, now: datetime) -> bool:
    """Keep an item for another while; False when somebody else has taken it."""
    return _change(session, item_id, owner, lease_until=now + LEASE)


def finish_item(session: Session, item_id: int, owner: str, made: Made) -> bool:
    """Write down what came of an item; False when it is another worker's by now."""
    held = _change(
        session,
        item_id,
        owner,
        state=State.DONE,
        lease_until=None,
        documents=list(made.documents),
        artefacts=[asdict(one) for one in made.artefacts],
        pages=made.pages,
        seconds=made.seconds,
        words="",
    )
    return held and _settle_of(session, item_id)


def fail_item(session: Session, item_id: int, owner: str, words: str) -> bool:
    """Write down in Russian why an item cannot be made."""
    held = _change(
        session, item_id, owner, state=State.FAILED, lease_until=None, words=words
    )
    return held and _settle_of(session, item_id)


def beat(session: Session, name: str, *, host: str, pid: int, now: datetime) -> None:
    """Say that a worker is there; `now` is the machine's clock."""
    row: dict[str, object] = {
        "name": name,
        "host": host,
        "pid": pid,
        "started_at": now,
        "seen_at": now,
    }
    insert_if_absent(session, Worker, row)
    session.execute(update(Worker).where(Worker.name == name).values(seen_at=now))
    session.execute(delete(Worker).where(Worker.seen_at < now - FORGOTTEN))


def leave(session: Session, name: str) -> None:
    """Say goodbye: the worker has ended in good order."""
    session.execute(delete(Worker).where(Worker.name == name))


def _retire(session: Session, *, now: datetime) -> None:
    """Give up items left by the dead: of stopped jobs, or tried too many times."""
    left = session.execute(
        select(JobItem.id, JobItem.job_id, Job.state)
        .join(Job, Job.id == JobItem.job_id)
        .where(JobItem.state == State.RUNNING, JobItem.lease_until < now)
        .where(or_(Job.state == State.STOPPING, JobItem.attempts >= MOST_ATTEMPTS))
        .order_by(JobItem.id)
    ).all()
    for item_id, _, state in left:
        stopped = state == State.STOPPING
        session.execute(
            update(JobItem)
            .where(JobItem.id == item_id, JobItem.lease_until < now)
            .values(
                state=State.STOPPED if stopped else State.FAILED,
                lease_until=None,
                words="" if stopped else WORN_OUT,
            )
            .execution_options(synchronize_session=False)
        )
    for job_id in sorted({one.job_id for one in left}):
        settle_job(session, job_id)


def _change(session: Session, item_id: int, owner: str, **values: object) -> bool:
    changed = session.execute(
        update(JobItem)
        .where(
            JobItem.id == item_id,
            JobItem.owner == owner,
            JobItem.state == State.RUNNING,
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", changed).rowcount == 1


def _settle_of(session: Session, item_id: int) -> bool:
    settle_job(
        session, session.get_one(JobItem, item_id, populate_existing=True).job_id
    )
    return True


def _claimed(job: Job, row: JobItem) -> Claimed:
    return Claimed(
        id=row.id,
        job_id=job.id,
        kind=Kind(job.kind),
        code=row.code,
        subject=row.subject,
        title=row.title,
        draft=row.draft,
        duplex=bool(job.parameters.get("duplex", True)),
        attempt=row.attempts,
        actor=Actor(person_id=job.person_id, role=job.role, source=job.source),
    )
