"""Throwing away old jobs nothing was issued by (очистка очереди)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, cast, delete, select, update
from sqlalchemy.orm import Session

from records.jobs.rules import JOB_KEPT
from records.jobs.tables import Job, JobItem, JobPeriod
from records.jobs.values import OVER, Kind, State


def tidy_jobs(session: Session, *, now: datetime) -> int:
    """Delete old jobs that are over; return how many.

    Those that issued a document stay, they say who has printed it; so does a
    verification that failed.
    """
    old = _list_old(session, now)
    session.execute(
        update(JobPeriod).where(JobPeriod.job_id.in_(old)).values(job_id=None)
    )
    session.execute(delete(JobItem).where(JobItem.job_id.in_(old)))
    session.execute(delete(Job).where(Job.id.in_(old)))
    return len(old)


def _list_old(session: Session, now: datetime) -> Sequence[int]:
    issued = select(JobItem.job_id).where(cast(JobItem.documents, Text) != "[]")
    failed = (Job.kind == Kind.VERIFY) & (Job.state == State.FAILED)
    return session.scalars(
        select(Job.id).where(
            Job.state.in_(OVER),
            Job.asked_at < now - JOB_KEPT,
            Job.id.not_in(issued),
            ~failed,
        )
    ).all()
