"""Runs of printing as the page shows them: what goes, what is ready, what failed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from records.issuance.queries import list_issued
from records.issuance.values import IssuedFact
from records.jobs.queries import is_worker_there, list_jobs
from records.jobs.rules import compute_progress
from records.jobs.values import ItemFact, JobFact, Kind, Progress, State
from templates_docs.formatting.words import number_in_words
from web import clock
from web.site.moment import local, zone

SIGNS = {
    State.DONE: "check2",
    State.RUNNING: "arrow-repeat",
    State.WAITING: "circle",
    State.FAILED: "exclamation-circle",
    State.STOPPED: "slash-circle",
}
MEGABYTE = 1024 * 1024
NEWEST = 15
SHOWN = 8
"""Waiting items shown one by one; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run (печать) with its progress, the lines shown and how many are not."""

    job: JobFact
    progress: Progress
    lines: tuple[ItemFact, ...]
    hidden: int

    @property
    def issued(self) -> bool:
        """Tell whether there is something to take as one ZIP; drafts are not in it."""
        return any(one.made.documents for one in self.job.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What was issued or printed again today (готово сегодня)."""

    documents: tuple[IssuedFact, ...]

    @property
    def shown(self) -> tuple[IssuedFact, ...]:
        """Return the newest; the archive has them all."""
        return self.documents[:NEWEST]

    @property
    def size(self) -> str:
        """Return the size of all files together: «21 МБ»."""
        size = sum(file.size for one in self.documents for file in one.files)
        if size < MEGABYTE:
            return f"{max(1, size // 1024)} КБ"
        return f"{round(size / MEGABYTE)} МБ"

    @property
    def bound(self) -> tuple[tuple[int, str], ...]:
        """Return the sheets of bound volumes with their words (REG 3.8.5)."""
        volumes = [one.sheets for one in self.documents if one.code == "J-YEAR"]
        return tuple((one, number_in_words(one)) for one in dict.fromkeys(volumes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Both lower sheets of the page; `alone` says that nobody prints."""

    run: Run | None
    ready: Ready
    alone: bool


def build_desk(session: Session, *, today: date) -> Desk:
    """Return the run that goes, or the last one of today, and what is ready."""
    jobs = list_jobs(session, kind=Kind.PRINT)
    current = [one for one in reversed(jobs) if not one.over]
    todays = [one for one in jobs if local(one.asked_at).date() == today]
    chosen = next(iter(current or todays), None)
    there = is_worker_there(session, now=clock.now())
    return Desk(
        run=build_run(chosen) if chosen is not None else None,
        ready=_ready(session, todays, today=today),
        alone=bool(current) and not there,
    )


def build_run(job: JobFact) -> Run:
    """Return a run with what matters first; of what waits only the beginning."""
    waiting = [one for one in job.items if one.state is State.WAITING]
    hidden = set(waiting[SHOWN:])
    return Run(
        job=job,
        progress=compute_progress(job),
        lines=tuple(one for one in job.items if one not in hidden),
        hidden=len(hidden),
    )


def list_made(session: Session, jobs: Iterable[JobFact]) -> tuple[IssuedFact, ...]:
    """Return the documents jobs have made, in the order of the register."""
    wanted = {
        document
        for job in jobs
        for item in job.items
        for document in item.made.documents
    }
    return list_issued(session, ids=wanted) if wanted else ()


def _ready(session: Session, jobs: Iterable[JobFact], *, today: date) -> Ready:
    """Return what was issued today and what was printed again, the newest first."""
    midnight = datetime.combine(today, time(), tzinfo=zone())
    fresh = list_issued(session, since=midnight)
    known = {one.id for one in fresh}
    again = [one for one in list_made(session, jobs) if one.id not in known]
    return Ready(documents=(*reversed(fresh), *again))
