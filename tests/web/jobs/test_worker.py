"""What a worker makes of items: documents, drafts, words for what cannot be made."""

import os
from datetime import date

import pytest

from records.issuance.queries import find_issued, list_issued
from records.jobs.actions import enqueue, stop_job
from records.jobs.queries import list_workers
from records.jobs.rules import JOB_KEPT
from records.jobs.values import Kind, NewItem, State
from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.monitoring.queries import list_runs
from tests.builders import NOW, YEAR
from tests.web.jobs.conftest import OFFICE, Office, sheet
from web import clock

pytestmark = pytest.mark.slow

JOURNAL = NewItem(code="J-YEAR", subject=f"ЮР-21 {YEAR}", title="Журнал", draft=True)


def verification(office: Office) -> int:
    item = NewItem(code="VERIFY", subject="2026-09-02", title="Сверка")
    with transaction(office.engine) as session:
        return enqueue(
            session, Kind.VERIFY, "Сверка", items=[item], actor=SYSTEM, now=NOW
        )


def test_a_document_is_issued_and_its_pages_are_told(office: Office) -> None:
    job = office.ask(sheet("ЮР-21"))

    assert office.worker().run_once() == 1

    (item,) = office.job(job).items
    with transaction(office.engine, write=False) as session:
        issued = find_issued(session, item.made.documents[0])
    assert issued is not None
    assert (issued.code, issued.pages) == ("V-SV", item.made.pages)
    assert item.state is State.DONE


def test_what_was_issued_before_is_printed_again_not_anew(office: Office) -> None:
    first = office.ask(sheet("ЮР-21"))
    again = office.ask(sheet("ЮР-21"))

    office.worker().run_once()

    assert office.job(first).items[0].made.documents
    assert (
        office.job(first).items[0].made.documents
        == office.job(again).items[0].made.documents
    )


def test_a_refusal_is_kept_in_words_and_the_rest_is_made(office: Office) -> None:
    unknown = NewItem(code="V-SV", subject=f"НЕТ-1 {YEAR}", title="Нет такой")
    job = office.ask(unknown, sheet("ЮР-22"))

    office.worker().run_once()

    fact = office.job(job)
    assert [one.state for one in fact.items] == [State.FAILED, State.DONE]
    assert "НЕТ-1" in fact.items[0].words


@pytest.mark.slow
def test_a_draft_is_printed_and_stays_out_of_the_register(office: Office) -> None:
    job = office.ask(JOURNAL)

    office.worker().run_once()

    (item,) = office.job(job).items
    assert (item.state, item.words) == (State.DONE, "")
    assert {one.format for one in item.made.artefacts} == {"pdf", "docx"}
    pdf = next(one for one in item.made.artefacts if one.format == "pdf")
    assert office.shop.drafts.get(pdf.sha256).startswith(b"%PDF")
    with transaction(office.engine, write=False) as session:
        assert list_issued(session) == ()


def test_a_missed_month_is_counted_and_reported(office: Office) -> None:
    with transaction(office.engine) as session:
        item = NewItem(code="MON", subject="2026-09", title="Мониторинг")
        job = enqueue(
            session, Kind.MONITORING, "Мониторинг", items=[item], actor=SYSTEM, now=NOW
        )

    office.worker().run_once()

    (done,) = office.job(job).items
    assert (done.state, done.words) == (State.DONE, "")
    with transaction(office.engine, write=False) as session:
        assert len(list_runs(session, month=date(2026, 9, 1))) == 1


def test_an_altered_document_fails_the_verification_in_words(office: Office) -> None:
    printed = office.ask(sheet("ЮР-21"))
    sound = verification(office)
    office.worker().run_once()
    with transaction(office.engine, write=False) as session:
        issued = find_issued(session, office.job(printed).items[0].made.documents[0])
    assert issued is not None
    path = office.shop.store.path(issued.files[0].sha256)
    path.write_bytes(path.read_bytes() + b" ")
    altered = verification(office)

    office.worker().run_once()

    assert office.job(sound).state is State.DONE
    assert office.job(altered).state is State.FAILED
    assert "нарушений: 1" in office.job(altered).items[0].words


def test_the_night_throws_away_drafts_no_job_offers_any_more(office: Office) -> None:
    drafts = office.shop.drafts
    forgotten, fresh = drafts.put(b"old"), drafts.put(b"new")
    long_ago = (clock.now() - 2 * JOB_KEPT).timestamp()
    os.utime(drafts.path(forgotten), (long_ago, long_ago))
    verification(office)

    office.worker().run_once()

    assert set(drafts.list_digests()) == {fresh}


def test_nothing_of_an_altered_record_is_thrown_away(office: Office) -> None:
    spent = office.shop.drafts.put(b"old")
    os.utime(office.shop.drafts.path(spent), (0, 0))
    office.ask(sheet("ЮР-21"))
    office.worker().run_once()
    (kept, *_) = office.shop.store.list_digests()
    office.shop.store.path(kept).write_bytes(b"other")
    verification(office)

    office.worker().run_once()

    assert list(office.shop.drafts.list_digests()) == [spent]


def test_a_stopped_job_is_not_made(office: Office) -> None:
    job = office.ask()
    with transaction(office.engine) as session:
        stop_job(session, job, actor=OFFICE)

    assert office.worker().run_once() == 0
    assert {one.state for one in office.job(job).items} == {State.STOPPED}


def test_a_worker_says_goodbye(office: Office) -> None:
    office.worker().run_once()

    with transaction(office.engine, write=False) as session:
        assert list_workers(session) == ()
