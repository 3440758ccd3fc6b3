"""The print centre: what is offered, a run from tick to file, who may (REG 3.8.5)."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from records.curriculum.tables import Journal
from records.issuance.values import IssuedFact
from records.jobs.queries import get_job, list_jobs
from records.jobs.values import State
from records.kernel.db import transaction
from tests.web.conftest import Installation, Visitor
from tests.web.pages.print.conftest import ask, issued, work
from web.pages.print import matrix
from web.pages.print.summary import Memory

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]
ISSUERS = ("content_admin", "deputy", "secretary")
OTHERS = (
    "teacher",
    "curator",
    "dispatcher",
    "director",
    "system_admin",
    "learner",
    "parent",
)


def jobs(site: Installation) -> list[State]:
    with transaction(site.engine, write=False) as session:
        return [one.state for one in list_jobs(session)]


@pytest.mark.parametrize("who", ISSUERS)
def test_those_who_issue_documents_have_the_centre(visit: Visit, who: str) -> None:
    page = visit(who).get("/print")

    assert page.status_code == 200
    assert "Печать журналов и документов" in page.text


@pytest.mark.parametrize("who", OTHERS)
def test_others_have_no_centre(visit: Visit, who: str) -> None:
    visitor = visit(who)

    assert visitor.get("/print").status_code == 403
    assert ask(visitor, "1:summary") == 403


def test_completeness_and_what_hinders_stand_before_the_choice(
    site: Installation, visit: Visit
) -> None:
    visitor = visit("content_admin")

    page = visitor.get("/print").text
    remarks = visitor.get(f"/print/remarks/{site.college.places.journal}").text

    assert '<progress value="2" max="6" aria-label="33,3' in page
    assert "мешают закрыть" in page
    assert "Мешают закрыть" in remarks
    assert "п. " in remarks


@pytest.mark.parametrize("who", ["content_admin", "deputy", "secretary"])
def test_a_remark_leads_where_its_reader_may_go(
    site: Installation, visit: Visit, who: str
) -> None:
    places, visitor = site.college.places, visit(who)

    remarks = visitor.get(f"/print/remarks/{places.journal}").text

    leads = set(re.findall(r'data-label="Где"><a href="([^"]+)"', remarks))
    assert f"/journal/{places.course}" in leads
    assert any(path.startswith("/lesson/") for path in leads)
    assert {visitor.get(path).status_code for path in leads} == {200}


def test_a_run_goes_from_a_tick_to_a_file(
    site: Installation, visit: Visit, summaries: tuple[IssuedFact, ...]
) -> None:
    visitor = visit("content_admin")

    page = visitor.get("/print").text
    answer = visitor.get(f"/print/file/{summaries[0].id}.pdf")

    assert [one.code for one in summaries] == ["V-SV", "V-SV"]
    assert summaries[0].id in page
    assert "Напечатано" in page
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")
    assert jobs(site) == [State.DONE]


def test_the_page_that_watches_a_run_is_told_when_it_is_over(
    site: Installation, visit: Visit
) -> None:
    visitor = visit("content_admin")
    ask(visitor, f"{site.college.places.journal}:summary")
    with transaction(site.engine, write=False) as session:
        (job,) = list_jobs(session)
    path = f"/print/run/{job.id}/state"

    before = visitor.get(path, headers={"Accept": "application/json"}).json or {}
    work(site)
    after = visitor.get(path, headers={"Accept": "application/json"}).json or {}

    assert (before["state"], before["over"]) == ("waiting", False)
    assert (after["state"], after["over"]) == ("done", True)
    assert "сделано 1 из 1" in after["words"]
    assert "Готово сегодня" in after["ready"]


def test_the_form_sent_twice_prints_once(site: Installation, visit: Visit) -> None:
    visitor = visit("content_admin")
    pick = f"{site.college.places.journal}:summary"

    answers = [ask(visitor, pick, key="a" * 32) for _ in range(2)]

    assert answers == [303, 303]
    assert jobs(site) == [State.WAITING]


def test_other_ticks_of_a_page_gone_back_to_are_printed_too(
    site: Installation, visit: Visit
) -> None:
    visitor, places = visit("content_admin"), site.college.places

    for journal in (places.journal, places.other_journal):
        assert ask(visitor, f"{journal}:summary", key="a" * 32) == 303

    assert jobs(site) == [State.WAITING, State.WAITING]


def test_a_run_is_stopped(site: Installation, visit: Visit) -> None:
    visitor = visit("content_admin")
    ask(visitor, f"{site.college.places.journal}:summary")
    with transaction(site.engine, write=False) as session:
        (job,) = list_jobs(session)

    answer = visitor.post(f"/print/run/{job.id}/stop")

    assert answer.status_code == 303
    assert work(site) == 0
    assert jobs(site) == [State.STOPPED]
    assert issued(site) == ()


@pytest.mark.parametrize(
    "pick",
    ["1:unknown", "99:summary", "x", "1:act", "1:exam", "../../etc:summary", ""],
)
def test_a_cell_that_cannot_be_chosen_prints_nothing(
    site: Installation, visit: Visit, pick: str
) -> None:
    assert ask(visit("content_admin"), pick) == 422
    assert jobs(site) == []


@pytest.mark.parametrize(("who", "status"), [("content_admin", 303), ("deputy", 422)])
def test_a_closed_journal_is_bound_by_those_who_may(
    site: Installation, visit: Visit, who: str, status: int
) -> None:
    place = site.college.places.journal
    with transaction(site.engine) as session:
        session.get_one(Journal, place).state = "closed"

    assert ask(visit(who), f"{place}:journal") == status
    work(site)

    codes = {one.code for one in issued(site)}
    assert codes == (
        {"J-YEAR", "J-CERT", "J-COVER", "J-LABEL"} if status == 303 else set()
    )


def test_a_page_does_not_wait_until_every_journal_is_counted(
    site: Installation, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "MEMORY", Memory())
    monkeypatch.setattr(matrix, "PATIENCE", -1.0)
    visitor = visit("content_admin")

    page = visitor.get("/print").text
    status = ask(visitor, f"{site.college.places.journal}:summary")

    assert "Полнота ещё считается: БУ-25, ЮР-21" in page
    assert "1:summary" not in page
    assert status == 303
    assert jobs(site) == [State.WAITING]


def test_nothing_ticked_is_refused_in_words(site: Installation, visit: Visit) -> None:
    assert ask(visit("content_admin")) == 422
    assert jobs(site) == []


def test_an_open_journal_gives_a_draft_that_is_not_issued(
    site: Installation, visit: Visit
) -> None:
    visitor = visit("content_admin")
    ask(visitor, f"{site.college.places.journal}:journal", sides="one")

    work(site)

    with transaction(site.engine, write=False) as session:
        job = get_job(session, list_jobs(session)[0].id)
    path = f"/print/draft/{job.id}/1"
    assert not job.duplex
    assert issued(site) == ()
    assert "черновик" in visitor.get("/print").text
    files = [visitor.get(f"{path}/{number}") for number in range(3)]
    assert [one.status_code for one in files] == [200, 200, 404]
    assert files[0].data.startswith(b"%PDF")
    assert visit("teacher").get(f"{path}/0").status_code == 403


def test_what_cannot_be_made_is_said_and_the_rest_is_made(
    site: Installation, visit: Visit, summaries: tuple[IssuedFact, ...]
) -> None:
    store = site.home / "documents"
    digest = summaries[0].files[0].sha256
    (store / digest[:2] / digest).unlink()
    places = site.college.places
    picks = [f"{one}:summary" for one in (places.journal, places.other_journal)]
    ask(visit("content_admin"), *picks)

    work(site)

    page = visit("content_admin").get("/print").text
    assert "Напечатано не всё" in page
    assert "восстановите его из копии" in page


def test_the_zip_holds_what_its_manifest_says(
    visit: Visit, summaries: tuple[IssuedFact, ...]
) -> None:
    with visit("content_admin").get("/print/ready.zip") as answer:
        packed = ZipFile(BytesIO(answer.data))

    manifest = json.loads(packed.read("manifest.json"))
    files = [file for one in manifest["documents"] for file in one["files"]]
    assert packed.testzip() is None
    assert {one["id"] for one in manifest["documents"]} == {one.id for one in summaries}
    assert {one["group"] for one in manifest["documents"]} == {"ЮР-21", "БУ-25"}
    assert len(files) == 4
    for file in files:
        data = packed.read(file["path"])
        assert sha256(data).hexdigest() == file["sha256"]
        assert len(data) == file["bytes"]
    assert {one.filename for one in packed.infolist()} == {
        "manifest.json",
        *(file["path"] for file in files),
    }


def test_a_run_is_taken_as_one_zip(
    site: Installation, visit: Visit, summaries: tuple[IssuedFact, ...]
) -> None:
    with transaction(site.engine, write=False) as session:
        (job,) = list_jobs(session)

    with visit("secretary").get(f"/print/run/{job.id}.zip") as answer:
        names = ZipFile(BytesIO(answer.data)).namelist()

    assert len(names) == 2 * len(summaries) + 1


def test_an_empty_day_has_no_zip(visit: Visit) -> None:
    visitor = visit("content_admin")

    assert visitor.get("/print/ready.zip").status_code == 404
    assert visitor.get("/print/run/1.zip").status_code == 404
