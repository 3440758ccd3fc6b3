"""The queue of background work, its periodic tasks and workers (задания)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment


class Job(Base, kw_only=True):
    """A job (задание): what somebody asked for, in which role, and how it stands.

    `key` is the request's own; the same request makes no second job.
    """

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(Text, index=True)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(Text, unique=True, default=None)


class JobItem(Base, kw_only=True):
    """One piece of a job; a worker holds it by a lease it renews (аренда)."""

    __tablename__ = "job_item"
    __table_args__ = (
        UniqueConstraint("job_id", "position"),
        Index("ix_job_item_state_lease", "state", "lease_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    draft: Mapped[bool] = mapped_column(default=False)
    expected: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(Text, default="waiting")
    lease_until: Mapped[datetime | None] = mapped_column(Moment, default=None)
    owner: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(default=0)
    documents: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    artefacts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default_factory=list)
    pages: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[float] = mapped_column(default=0.0)
    words: Mapped[str] = mapped_column(Text, default="")


class JobPeriod(Base, kw_only=True):
    """A periodic task that was begun for a period: never twice, missed ones made up."""

    __tablename__ = "job_period"

    task: Mapped[str] = mapped_column(Text, primary_key=True)
    period: Mapped[str] = mapped_column(Text, primary_key=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"), default=None)


class Worker(Base, kw_only=True):
    """A worker process and when it was last seen, by the machine's own clock."""

    __tablename__ = "worker"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    host: Mapped[str] = mapped_column(Text)
    pid: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
