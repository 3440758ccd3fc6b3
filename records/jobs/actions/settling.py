"""Bringing the state of a job in line with its items."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.jobs.rules import settle
from records.jobs.tables import Job, JobItem
from records.jobs.values import State


def settle_job(session: Session, job_id: int) -> Job:
    """Bring the state of a job in line with its items; one at a time.

    The row of the job is the last lock of every transaction here.
    """
    session.execute(select(Job.id).where(Job.id == job_id).with_for_update())
    job = session.get_one(Job, job_id, populate_existing=True)
    states: Sequence[str] = session.scalars(
        select(JobItem.state).where(JobItem.job_id == job_id)
    ).all()
    job.state = settle(State(job.state), [State(one) for one in states])
    session.flush()
    return job
