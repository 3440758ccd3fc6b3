"""What the night throws away: spent attempts, old sessions, old jobs and their drafts."""

from datetime import datetime, timedelta

from sqlalchemy import Engine

from archive.store.content import ContentStore
from records.jobs.actions import tidy_jobs
from records.jobs.queries import list_draft_files
from records.jobs.rules import JOB_KEPT
from records.kernel.db import transaction
from records.people.actions import tidy_sign_ins
from web import clock


def tidy(engine: Engine, drafts: ContentStore, *, ahead: timedelta) -> None:
    """Throw away what has done its service; evidence and documents stay.

    `ahead` is how far the time of the record is ahead of the machine's.
    """
    now = clock.now() + ahead
    with transaction(engine) as session:
        tidy_sign_ins(session, now=now)
        tidy_jobs(session, now=now)
        offered = list_draft_files(session)
    _sweep(drafts, offered, before=clock.now() - JOB_KEPT)


def _sweep(drafts: ContentStore, offered: frozenset[str], *, before: datetime) -> None:
    """Delete files no job offers; a fresh one may belong to a draft in the making."""
    for digest in drafts.list_digests():
        path = drafts.path(digest)
        if digest not in offered and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
