"""Periodic tasks: a missed month is made up once, a night is verified once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from records.curriculum.drafts import SlotDraft
from records.jobs.actions import beat, enqueue_due, leave
from records.jobs.queries import get_job, is_worker_there, list_jobs
from records.jobs.rules import SEEN
from records.jobs.values import Kind
from tests.builders import NOW, make_world

TOMSK = ZoneInfo("Asia/Tomsk")


def due(session: Session, local: datetime) -> list[tuple[Kind, str]]:
    jobs = [get_job(session, one) for one in enqueue_due(session, local=local, now=NOW)]
    return [(one.kind, one.items[0].subject) for one in jobs]


@pytest.fixture
def taught(session: Session) -> Session:
    """Give a year with lessons in September and November."""
    world = make_world(session)
    course = world.course()
    teacher = world.teacher("Лаптев Денис Андреевич")
    world.slots(
        *(
            SlotDraft(course_id=course, day=day, pair=1, teacher_id=teacher)
            for day in (date(2026, 9, 3), date(2026, 11, 5))
        )
    )
    return session


def test_missed_months_are_made_up_and_never_twice(taught: Session) -> None:
    morning = datetime(2026, 12, 18, 9, 0, tzinfo=TOMSK)

    first = due(taught, morning)

    assert first == [
        (Kind.MONITORING, "2026-09"),
        (Kind.MONITORING, "2026-11"),
        (Kind.VERIFY, "2026-12-18"),
    ]
    assert due(taught, morning) == []
    assert len(list_jobs(taught)) == 3


def test_a_month_is_due_only_when_it_is_over(taught: Session) -> None:
    last_day = datetime(2026, 9, 30, 23, 0, tzinfo=TOMSK)
    next_day = datetime(2026, 10, 1, 4, 0, tzinfo=TOMSK)

    assert (Kind.MONITORING, "2026-09") not in due(taught, last_day)
    assert (Kind.MONITORING, "2026-09") in due(taught, next_day)


def test_the_record_is_verified_every_night_at_three(taught: Session) -> None:
    nights = [
        due(taught, datetime(2026, 9, day, hour, 0, tzinfo=TOMSK))
        for day, hour in ((10, 2), (10, 4), (10, 23), (11, 2), (11, 3))
    ]

    assert nights == [
        [(Kind.VERIFY, "2026-09-09")],
        [(Kind.VERIFY, "2026-09-10")],
        [],
        [],
        [(Kind.VERIFY, "2026-09-11")],
    ]


def test_a_worker_is_there_while_it_is_seen(session: Session) -> None:
    assert not is_worker_there(session, now=NOW)
    beat(session, "one", host="here", pid=7, now=NOW)
    beat(session, "one", host="here", pid=7, now=NOW + SEEN)

    assert is_worker_there(session, now=NOW + SEEN)
    assert not is_worker_there(session, now=NOW + 2 * SEEN)


def test_a_worker_that_said_goodbye_is_not_there(session: Session) -> None:
    beat(session, "one", host="here", pid=7, now=NOW)
    leave(session, "one")

    assert not is_worker_there(session, now=NOW)
