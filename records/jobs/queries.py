"""Questions to the queue of background work."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, Text, and_, cast, or_, select
from sqlalchemy.orm import Session

from records.jobs.rules import SEEN
from records.jobs.tables import Job, JobItem, Worker
from records.jobs.values import (
    Artefact,
    ItemFact,
    JobFact,
    Kind,
    Made,
    State,
    WorkerFact,
)
from records.kernel.errors import NotFoundError


def list_jobs(
    session: Session, *, kind: Kind | None = None, limit: int = 50
) -> tuple[JobFact, ...]:
    """Return the newest jobs first (перечень заданий)."""
    chosen = select(Job).order_by(Job.id.desc()).limit(limit)
    if kind is not None:
        chosen = chosen.where(Job.kind == kind)
    return _facts(session, chosen)


def get_job(session: Session, job_id: int) -> JobFact:
    """Return a job with its items.

    Raises:
        NotFoundError: there is no such job.
    """
    found = _facts(session, select(Job).where(Job.id == job_id))
    if not found:
        raise NotFoundError(f"Задания № {job_id} нет.", code="no_job")
    return found[0]


def find_by_key(session: Session, key: str) -> int | None:
    """Return the job a request has made already."""
    return session.scalars(select(Job.id).where(Job.key == key)).one_or_none()


def list_printings(session: Session, document_id: str) -> tuple[JobFact, ...]:
    """Return the print jobs that gave a document, the first of them first."""
    given = cast(JobItem.documents, Text).like(f'%"{document_id}"%')
    jobs = select(JobItem.job_id).where(given)
    return _facts(session, select(Job).where(Job.id.in_(jobs)).order_by(Job.id))


def list_draft_files(session: Session) -> frozenset[str]:
    """Return the SHA-256 of every file of a draft that some job still offers."""
    kept = select(JobItem.artefacts).where(cast(JobItem.artefacts, Text) != "[]")
    return frozenset(
        Artefact(**one).sha256 for files in session.scalars(kept) for one in files
    )


def is_waiting(session: Session, *, now: datetime) -> bool:
    """Tell whether there may be something to take; `now` is the machine's clock."""
    chosen = select(JobItem.id).where(
        or_(
            JobItem.state == State.WAITING,
            and_(JobItem.state == State.RUNNING, JobItem.lease_until < now),
        )
    )
    return session.scalars(chosen.limit(1)).first() is not None


def list_workers(session: Session) -> tuple[WorkerFact, ...]:
    """Return the workers that were seen and have not said goodbye."""
    return tuple(
        WorkerFact(
            name=row.name,
            host=row.host,
            pid=row.pid,
            started_at=row.started_at,
            seen_at=row.seen_at,
        )
        for row in session.scalars(select(Worker).order_by(Worker.name))
    )


def is_worker_there(session: Session, *, now: datetime) -> bool:
    """Tell whether a worker was seen just now; `now` is the machine's clock."""
    return any(one.seen_at > now - SEEN for one in list_workers(session))


def _facts(session: Session, chosen: Select[Job]) -> tuple[JobFact, ...]:
    rows = session.scalars(chosen).all()
    items = _items(session, [row.id for row in rows])
    return tuple(
        JobFact(
            id=row.id,
            kind=Kind(row.kind),
            title=row.title,
            account_id=row.account_id,
            asked_at=row.asked_at,
            state=State(row.state),
            duplex=bool(row.parameters.get("duplex", True)),
            items=tuple(items[row.id]),
        )
        for row in rows
    )


def _items(session: Session, jobs: Iterable[int]) -> dict[int, list[ItemFact]]:
    found: defaultdict[int, list[ItemFact]] = defaultdict(list)
    chosen = select(JobItem).where(JobItem.job_id.in_(list(jobs)))
    for row in session.scalars(chosen.order_by(JobItem.job_id, JobItem.position)):
        found[row.job_id].append(_item(row))
    return found


def _item(row: JobItem) -> ItemFact:
    made = Made(
        documents=tuple(row.documents),
        artefacts=tuple(Artefact(**one) for one in row.artefacts),
        pages=row.pages,
        seconds=row.seconds,
    )
    return ItemFact(
        id=row.id,
        position=row.position,
        code=row.code,
        subject=row.subject,
        title=row.title,
        draft=row.draft,
        state=State(row.state),
        attempts=row.attempts,
        expected=row.expected,
        made=made,
        words=row.words,
    )
