"""The queue: leases, workers that die, stopping, one request made once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from records.jobs.actions import (
    claim_item,
    create_print_run,
    fail_item,
    finish_item,
    renew_lease,
    stop_job,
)
from records.jobs.queries import get_job, is_waiting, list_jobs, list_printings
from records.jobs.rules import LEASE, MOST_ATTEMPTS, MOST_ITEMS, compute_progress
from records.jobs.values import Claimed, Made, NewItem, NewRun, State
from records.kernel.actor import Actor
from records.kernel.errors import InputRefusedError, NotAllowedError, NotFoundError

NOW = datetime(2026, 12, 18, 3, 0, tzinfo=UTC)
LATER = NOW + LEASE + timedelta(seconds=1)
OFFICE = Actor(person_id=None, role="content_admin", source="web:7")


def run(*subjects: str, key: str = "", pages: int = 10) -> NewRun:
    items = tuple(
        NewItem(code="V-EX", subject=one, title=f"Ведомость {one}", pages=pages)
        for one in subjects
    )
    return NewRun(title="Печать", items=items, key=key)


def ask(session: Session, *subjects: str, key: str = "") -> int:
    return create_print_run(session, run(*subjects, key=key), actor=OFFICE, now=NOW)


def claim(session: Session, owner: str = "first", now: datetime = NOW) -> Claimed:
    found = claim_item(session, owner, now=now)
    assert found is not None
    return found


def states(session: Session, job: int) -> list[State]:
    return [one.state for one in get_job(session, job).items]


def test_items_are_taken_one_by_one_in_the_order_they_were_asked(
    session: Session,
) -> None:
    ask(session, "1", "2")
    ask(session, "3")

    taken = [claim(session).subject for _ in range(3)]

    assert taken == ["1", "2", "3"]
    assert claim_item(session, "second", now=NOW) is None


def test_an_item_is_worked_on_for_the_one_who_asked(session: Session) -> None:
    job = ask(session, "1")

    taken = claim(session)

    assert (taken.job_id, taken.code, taken.title) == (job, "V-EX", "Ведомость 1")
    assert taken.actor == OFFICE


def test_a_finished_item_tells_what_came_of_it(session: Session) -> None:
    job = ask(session, "1", "2")
    item = claim(session)
    made = Made(documents=("VEX-1",), pages=3, seconds=1.5)

    assert finish_item(session, item.id, "first", made)

    fact = get_job(session, job)
    assert fact.state is State.RUNNING
    assert fact.items[0].made == made
    assert states(session, job) == [State.DONE, State.WAITING]


def test_a_job_is_done_with_its_last_item(session: Session) -> None:
    job = ask(session, "1", "2")
    for _ in range(2):
        finish_item(session, claim(session).id, "first", Made(pages=1))

    assert get_job(session, job).state is State.DONE


def test_a_job_with_a_failure_says_so_and_does_the_rest(session: Session) -> None:
    job = ask(session, "1", "2")
    fail_item(session, claim(session).id, "first", "Ведомость не закрыта.")
    finish_item(session, claim(session).id, "first", Made(pages=1))

    fact = get_job(session, job)
    assert fact.state is State.FAILED
    assert states(session, job) == [State.FAILED, State.DONE]
    assert fact.items[0].words == "Ведомость не закрыта."


def test_what_a_dead_worker_held_is_taken_again_after_its_lease(
    session: Session,
) -> None:
    ask(session, "1")
    first = claim(session)

    assert claim_item(session, "second", now=NOW + LEASE) is None
    again = claim(session, "second", now=LATER)

    assert (again.id, again.attempt) == (first.id, 2)


def test_a_heartbeat_keeps_the_item(session: Session) -> None:
    ask(session, "1")
    item = claim(session)

    assert renew_lease(session, item.id, "first", now=NOW + LEASE)
    assert claim_item(session, "second", now=LATER) is None


def test_a_worker_thought_dead_can_neither_renew_nor_finish(session: Session) -> None:
    job = ask(session, "1")
    item = claim(session)
    claim(session, "second", now=LATER)

    assert not renew_lease(session, item.id, "first", now=LATER)
    assert not finish_item(session, item.id, "first", Made(pages=7))
    assert not fail_item(session, item.id, "first", "поздно")
    assert states(session, job) == [State.RUNNING]


def test_an_item_that_kills_every_worker_is_given_up_in_words(
    session: Session,
) -> None:
    job = ask(session, "1", "2")
    moment = NOW
    for _ in range(MOST_ATTEMPTS):
        assert claim(session, now=moment).subject == "1"
        moment += LEASE + timedelta(seconds=1)

    assert claim(session, now=moment).subject == "2"
    first = get_job(session, job).items[0]
    assert first.state is State.FAILED
    assert "прерывался" in first.words


def test_stopping_begins_nothing_new_and_finishes_what_is_begun(
    session: Session,
) -> None:
    job = ask(session, "1", "2", "3")
    item = claim(session)

    assert stop_job(session, job, actor=OFFICE) is State.STOPPING
    assert claim_item(session, "first", now=NOW) is None
    finish_item(session, item.id, "first", Made(pages=1))

    assert get_job(session, job).state is State.STOPPED
    assert states(session, job) == [State.DONE, State.STOPPED, State.STOPPED]


def test_a_stopped_item_of_a_dead_worker_is_not_begun_again(session: Session) -> None:
    job = ask(session, "1", "2")
    claim(session)
    stop_job(session, job, actor=OFFICE)

    assert claim_item(session, "second", now=LATER) is None
    assert get_job(session, job).state is State.STOPPED
    assert states(session, job) == [State.STOPPED, State.STOPPED]


def test_what_is_over_cannot_be_stopped(session: Session) -> None:
    job = ask(session, "1")
    finish_item(session, claim(session).id, "first", Made(pages=1))

    assert stop_job(session, job, actor=OFFICE) is State.DONE


def test_a_stopped_job_lets_the_next_one_go(session: Session) -> None:
    stop_job(session, ask(session, "1"), actor=OFFICE)
    ask(session, "2")

    assert claim(session).subject == "2"


def test_the_same_request_makes_one_job(session: Session) -> None:
    first = ask(session, "1", key="k1")

    assert ask(session, "1", key="k1") == first
    assert ask(session, "1", key="k2") != first
    assert len(list_jobs(session)) == 2


def test_progress_counts_pages_over_items(session: Session) -> None:
    job = ask(session, "1", "2", "3")
    finish_item(session, claim(session).id, "first", Made(pages=30, seconds=15.0))
    claim(session)

    progress = compute_progress(get_job(session, job))

    assert (progress.done, progress.waiting, progress.items) == (1, 1, 3)
    assert (progress.pages, progress.expected) == (30, 50)
    assert [one.subject for one in progress.running] == ["2"]
    assert progress.seconds_left == 10


def test_the_time_left_is_not_guessed_from_a_few_pages(session: Session) -> None:
    job = ask(session, "1", "2")
    finish_item(session, claim(session).id, "first", Made(pages=2, seconds=9.0))

    assert compute_progress(get_job(session, job)).seconds_left is None


def test_the_jobs_that_gave_a_document_are_found_by_its_code(
    session: Session,
) -> None:
    jobs = [ask(session, "1"), ask(session, "2"), ask(session, "3")]
    for documents in (("VEX-A",), ("VEX-AB", "VEX-B"), ("VEX-A",)):
        made = Made(documents=documents, pages=1)
        finish_item(session, claim(session).id, "first", made)

    found = [one.id for one in list_printings(session, "VEX-A")]

    assert found == [jobs[0], jobs[2]]
    assert [one.id for one in list_printings(session, "VEX-B")] == [jobs[1]]


def test_nothing_waits_in_an_empty_queue(session: Session) -> None:
    assert not is_waiting(session, now=NOW)
    ask(session, "1")
    assert is_waiting(session, now=NOW)
    claim(session)
    assert not is_waiting(session, now=NOW)
    assert is_waiting(session, now=LATER)


@pytest.mark.parametrize("role", ["teacher", "learner", "parent", "system_admin"])
def test_only_those_who_issue_documents_may_ask(session: Session, role: str) -> None:
    actor = Actor(person_id=None, role=role)

    with pytest.raises(NotAllowedError):
        create_print_run(session, run("1"), actor=actor, now=NOW)


def test_a_journal_is_bound_only_by_those_who_may_bind(session: Session) -> None:
    deputy = Actor(person_id=None, role="deputy")
    journal = NewItem(code="J-YEAR", subject="ЮР-21 2026/2027", title="Журнал")
    draft = NewItem(code="J-YEAR", subject="ЮР-21 2026/2027", title="Ч", draft=True)

    create_print_run(session, NewRun(title="П", items=(draft,)), actor=deputy, now=NOW)
    with pytest.raises(NotAllowedError):
        create_print_run(
            session, NewRun(title="П", items=(journal,)), actor=deputy, now=NOW
        )


@pytest.mark.parametrize("count", [0, MOST_ITEMS + 1])
def test_nothing_and_too_much_are_refused(session: Session, count: int) -> None:
    with pytest.raises(InputRefusedError):
        ask(session, *map(str, range(count)))


def test_a_teacher_stops_nothing_and_the_machine_keeper_does(
    session: Session,
) -> None:
    job = ask(session, "1")

    with pytest.raises(NotAllowedError):
        stop_job(session, job, actor=Actor(person_id=None, role="teacher"))
    keeper = Actor(person_id=None, role="system_admin")
    assert stop_job(session, job, actor=keeper) is State.STOPPED


def test_an_unknown_job_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError, match="№ 9"):
        get_job(session, 9)
