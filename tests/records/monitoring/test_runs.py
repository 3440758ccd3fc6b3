"""Freezing a month: what was counted stays, hashed in the ledger (REG 3.8.9, 5.1.1)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.errors import NotAllowedError, NotFoundError, RuleViolationError
from records.kernel.hashing import canonical, sha256_hex
from records.ledger.queries import get_head, list_versions
from records.monitoring.queries import freeze, list_runs
from records.monitoring.tables import MonitoringRun
from records.monitoring.values import TwoPlaces
from records.people.values import NewAccount
from tests.builders import NOW
from tests.recordings import assert_nameless, assert_recorded
from tests.records.monitoring.month import (
    AFTER,
    OCTOBER,
    Month,
    local,
    make_month,
)
from tests.records.people.office import DESK, HOME, MINUTE, account, opened, seen

pytestmark = pytest.mark.slow

AGENT = "Firefox, Linux"


@pytest.fixture
def month(session: Session) -> Month:
    return make_month(session)


def test_a_run_keeps_what_was_counted_and_on_which_head(month: Month) -> None:
    head = get_head(month.session)

    run = month.run()

    assert (run.at, run.head) == (local(AFTER), head.root)
    assert run.counts.month == OCTOBER
    assert run.counts.total.held == 7
    assert list_runs(month.session) == (run,)
    assert get_head(month.session).size == head.size + 1
    assert_recorded(month.session)


def test_the_ledger_keeps_the_figures_by_their_hash_and_no_names(month: Month) -> None:
    run = month.run()

    (version,) = list_versions(month.session, f"monitoring/{run.id}")
    result = month.session.scalars(select(MonitoringRun.result)).one()

    assert version.journal == "institution"
    assert version.payload == {
        "head": run.head,
        "month": "2026-10-01",
        "result": sha256_hex(canonical(result)),
    }
    assert "Журавлёва" in str(result)
    assert_nameless(month.session)


def test_a_second_run_with_nothing_new_is_the_first_one(month: Month) -> None:
    first = month.run()
    size = get_head(month.session).size

    again = month.run(now=local(AFTER) + timedelta(hours=1))

    assert again == first
    assert get_head(month.session).size == size


def test_what_is_entered_later_changes_no_frozen_run(month: Month) -> None:
    first = month.run()
    course_id = next(
        slot.course_id for slot in [month.slot(month.course_id, 30, month=9)]
    )
    month.record(month.slot(course_id, 30, month=9), at=local(AFTER))

    again = month.run()

    assert again.id != first.id
    assert again.counts.total.hours_done == first.counts.total.hours_done + 2
    assert list_runs(month.session) == (first, again)
    assert list_runs(month.session)[0].counts.total.hours_done == 6
    assert_recorded(month.session)


def test_work_from_two_places_is_frozen_with_the_month(month: Month) -> None:
    account_id = _work_in_two_places(month)

    run = month.run()

    assert run.counts.two_places == (
        TwoPlaces(
            account_id=account_id,
            holder="Журавлёва Инна Сергеевна",
            since=local(date(2026, 10, 8), 10, 30),
            until=local(date(2026, 10, 8), 10, 40),
            first=DESK,
            second=HOME,
        ),
    )
    assert month.run(date(2026, 9, 1)).counts.two_places == ()
    assert AGENT not in str(month.session.scalars(select(MonitoringRun.result)).all())
    assert_nameless(month.session)


def test_a_run_of_before_sessions_were_counted_still_reads(month: Month) -> None:
    counts = freeze(month.run().counts)
    del counts["two_places"]
    row = MonitoringRun(month=OCTOBER, at=local(AFTER), head="0" * 64, result=counts)
    month.session.add(row)
    month.session.flush()

    old = list_runs(month.session)[-1]

    assert (old.id, old.counts.two_places) == (row.id, None)
    assert old.counts.total.held == 7


def _work_in_two_places(month: Month) -> int:
    holder = NewAccount(role=Role.TEACHER, person_id=month.teachers[0])
    made = account(month.session, holder).account_id
    day = date(2026, 10, 8)
    for place, since, until in ((DESK, 0, 40), (HOME, 30, 59)):
        start = int((local(day, 10, since) - NOW).total_seconds() // 60)
        token = opened(
            month.session, made, address=place, agent=AGENT, after=start * MINUTE
        )
        for minute in (15, until - since):
            seen(month.session, token, (start + minute) * MINUTE)
    return made


def test_runs_of_several_months_are_listed_by_month(month: Month) -> None:
    october = month.run()
    september = month.run(date(2026, 9, 1))

    assert list_runs(month.session) == (september, october)
    assert list_runs(month.session, month=OCTOBER) == (october,)


def test_a_month_that_has_not_begun_is_not_run(month: Month) -> None:
    with pytest.raises(RuleViolationError) as refused:
        month.run(date(2026, 12, 1))

    assert refused.value.clause == "3.8.9"
    assert list_runs(month.session) == ()


def test_a_month_of_no_year_is_not_run(month: Month) -> None:
    with pytest.raises(NotFoundError):
        month.run(date(2025, 10, 1))


@pytest.mark.parametrize("role", ["teacher", "director", "learner", "system_admin"])
def test_who_has_no_right_runs_nothing(month: Month, role: str) -> None:
    with pytest.raises(NotAllowedError):
        month.run(actor=Actor(person_id=1, role=role))


def test_a_run_is_on_the_disk_as_it_was(clean_engine: Engine) -> None:
    with transaction(clean_engine) as session:
        run = make_month(session).run()

    with transaction(clean_engine, write=False) as session:
        assert list_runs(session) == (run,)
        assert_recorded(session)
