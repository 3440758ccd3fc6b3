"""`/healthz`: database, worker, disk, last backup; nothing of people (contract §5)."""

import shutil

from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from records.jobs.queries import is_worker_there
from records.norms.queries import find_institution
from web import clock
from web.site.access import PUBLIC, Pages
from web.site.answers import json_answer
from web.site.database import reading
from web.site.state import get_site

pages = Pages("health", __name__)
LOW_DISK = 200_000_000
"""Bytes below which nothing more can be kept safely."""


@pages.screen("/healthz", needs=PUBLIC)
def show_health() -> ResponseReturnValue:
    """Say what works; 503 when nothing can be recorded (REG 3.5, 3.7.3, 6.3)."""
    database, worker = _look_at_database()
    free = shutil.disk_usage(get_site().settings.home).free
    disk = "ok" if free > LOW_DISK else "full"
    answer = {
        "database": database,
        "worker": worker,
        "disk": disk,
        "last_backup": None,
    }
    works = database == "ok" and disk == "ok"
    return json_answer(answer, status=200 if works else 503)


def _look_at_database() -> tuple[str, str]:
    try:
        with reading() as session:
            founded = find_institution(session) is not None
            there = is_worker_there(session, now=clock.now())
    except SQLAlchemyError:
        return "down", "unknown"
    return "ok" if founded else "empty", "ok" if there else "absent"
