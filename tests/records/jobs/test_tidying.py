"""Old jobs: those nothing was issued by are thrown away, the others stay."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from records.jobs.actions import (
    claim_item,
    create_print_run,
    enqueue_due,
    fail_item,
    finish_item,
    tidy_jobs,
)
from records.jobs.queries import list_draft_files, list_jobs
from records.jobs.rules import JOB_KEPT
from records.jobs.values import Artefact, Made, NewItem, NewRun
from records.kernel.actor import Actor
from tests.builders import NOW, make_world

OLD = NOW + 2 * JOB_KEPT
OFFICE = Actor(person_id=None, role="content_admin", source="web:7")
DRAFT = Made(artefacts=(Artefact(name="a.pdf", format="pdf", sha256="a" * 64, size=1),))
ISSUED = Made(documents=("2026-V-EX-1",))


def printed(session: Session, made: Made | None) -> int:
    """Ask for a document; make it, or leave it waiting."""
    item = NewItem(code="V-EX", subject="1", title="Ведомость 1")
    run = NewRun(title="Печать", items=(item,))
    job = create_print_run(session, run, actor=OFFICE, now=NOW)
    if made is not None:
        taken = claim_item(session, "one", now=NOW)
        assert taken is not None
        finish_item(session, taken.id, "one", made)
    return job


def left(session: Session) -> set[int]:
    return {one.id for one in list_jobs(session)}


def test_only_old_jobs_that_issued_nothing_go(session: Session) -> None:
    printed(session, DRAFT)
    issued = printed(session, ISSUED)
    waiting = printed(session, None)

    assert tidy_jobs(session, now=NOW + JOB_KEPT) == 0
    assert tidy_jobs(session, now=OLD) == 1

    assert left(session) == {issued, waiting}


def test_files_of_drafts_are_offered_as_long_as_their_job_is_there(
    session: Session,
) -> None:
    printed(session, DRAFT)
    printed(session, ISSUED)
    assert list_draft_files(session) == {"a" * 64}

    tidy_jobs(session, now=OLD)

    assert list_draft_files(session) == frozenset()


@pytest.mark.parametrize("sound", [True, False], ids=["sound", "altered"])
def test_a_failed_verification_stays_and_no_night_is_verified_twice(
    session: Session, *, sound: bool
) -> None:
    make_world(session)
    night = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Asia/Tomsk"))
    (job,) = enqueue_due(session, local=night, now=NOW)
    taken = claim_item(session, "one", now=NOW)
    assert taken is not None
    if sound:
        finish_item(session, taken.id, "one", Made())
    else:
        fail_item(session, taken.id, "one", "Запись изменена.")

    tidy_jobs(session, now=OLD)

    assert left(session) == (set() if sound else {job})
    assert enqueue_due(session, local=night, now=OLD) == ()
