"""The archive: the register, a search without case and «ё», cards, acts (REG 3.8.5)."""

from collections.abc import Callable, Sequence

import pytest

from archive.binding.volume import Mode, bind
from archive.issue import Desk
from archive.press import Press
from archive.store.content import ContentStore
from records.curriculum.tables import Journal
from records.handover.queries import list_acts
from records.issuance.values import IssuedFact
from records.jobs.queries import list_jobs
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.entropy import SystemEntropy
from tests.web.college import MORNING
from tests.web.conftest import Installation, Visitor
from tests.web.pages.print.conftest import YEAR, summaries, work
from web.pages.archive import screens

pytestmark = pytest.mark.slow

__all__ = ["summaries"]
GROUPS = ["ЮР-21", "БУ-25"]
Visit = Callable[[str], Visitor]


def bind_journals(site: Installation, groups: Sequence[str] = GROUPS) -> None:
    """Bind journals as the office does once their year is closed."""
    places = site.college.places
    journals = {"ЮР-21": places.journal, "БУ-25": places.other_journal}
    with transaction(site.engine) as session:
        for group in groups:
            session.get_one(Journal, journals[group]).state = "closed"
    desk = Desk(
        store=ContentStore(site.home / "documents"),
        actor=Actor(person_id=None, role="content_admin"),
        now=MORNING,
        entropy=SystemEntropy(),
    )
    names = [(group, YEAR) for group in groups]
    with Press() as press:
        bind(site.engine, names, desk=desk, mode=Mode(), press=press)


@pytest.mark.parametrize("who", ["content_admin", "deputy", "secretary", "director"])
def test_the_office_and_the_director_have_the_register(visit: Visit, who: str) -> None:
    answer = visit(who).get("/archive")

    assert answer.status_code == 200
    assert "Документов ещё не выдавали" in answer.text


@pytest.mark.parametrize("who", ["teacher", "curator", "learner", "parent"])
def test_others_have_no_archive(visit: Visit, who: str) -> None:
    visitor = visit(who)

    for path in ("/archive", "/archive/acts", "/archive/VSV-2222-2222"):
        assert visitor.get(path).status_code == 403
    assert visitor.post("/archive/find", {"q": "журнал"}).status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "сводная юр-21"}, {"ЮР-21"}),
        ({"q": "СВОДНАЯ"}, {"ЮР-21", "БУ-25"}),
        ({"q": "свёдная"}, set()),
        ({"q": "сводная", "group": "БУ-25"}, {"БУ-25"}),
        ({"group": "БУ-25"}, {"БУ-25"}),
        ({"type": "V-SV", "group": "ЮР-21"}, {"ЮР-21"}),
        ({"type": "J-YEAR"}, set()),
        ({"q": "нет такого"}, set()),
    ],
)
def test_documents_are_found_by_type_group_and_words(
    visit: Visit,
    summaries: tuple[IssuedFact, ...],
    asked: dict[str, str],
    found: set[str],
) -> None:
    page = visit("content_admin").post("/archive/find", asked).text

    assert shown(page, summaries) == found


def shown(page: str, documents: Sequence[IssuedFact]) -> set[str]:
    return {one.subject.partition(" ")[0] for one in documents if f">{one.id}<" in page}


def test_an_address_filters_by_closed_lists_and_keeps_no_words(
    visit: Visit, summaries: tuple[IssuedFact, ...]
) -> None:
    visitor = visit("content_admin")

    page = visitor.get("/archive?q=БУ-25").text

    assert shown(page, summaries) == {"ЮР-21", "БУ-25"}
    assert 'method="get" action="/archive' not in page
    assert shown(visitor.get("/archive?group=БУ-25").text, summaries) == {"БУ-25"}


def test_pages_of_what_is_found_keep_the_words(
    visit: Visit, summaries: tuple[IssuedFact, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens, "PAGE", 1)
    visitor = visit("content_admin")

    first = visitor.post("/archive/find", {"q": "сводная"}).text
    second = visitor.post("/archive/find", {"q": "сводная", "page": "2"}).text

    assert 'name="page" value="2"' in first
    assert 'name="q" value="сводная"' in first
    assert shown(first, summaries) | shown(second, summaries) == {"ЮР-21", "БУ-25"}
    assert not shown(first, summaries) & shown(second, summaries)


def test_a_code_from_the_paper_finds_its_document_in_any_case(
    visit: Visit, summaries: tuple[IssuedFact, ...]
) -> None:
    code = summaries[0].id

    page = visit("secretary").post("/archive/find", {"q": code.lower()}).text

    assert f">{code}<" in page
    assert f">{summaries[1].id}<" not in page


def test_a_card_tells_counts_digests_and_who_printed_it(
    site: Installation, visit: Visit, summaries: tuple[IssuedFact, ...]
) -> None:
    fact = summaries[0]

    page = visit("director").get(f"/archive/{fact.id}").text

    assert fact.files[0].sha256 in page
    assert f"{fact.sheets} (один)" in page
    assert "Логинов" in page
    assert "Печать: 2 док." in page


def test_an_unknown_document_is_not_found(visit: Visit) -> None:
    assert visit("director").get("/archive/VSV-2222-2222").status_code == 404


def test_an_act_is_not_drawn_up_over_journals_that_are_open(
    site: Installation, visit: Visit
) -> None:
    visitor = visit("content_admin")

    page = visitor.get("/archive/acts").text
    answer = visitor.post(
        "/archive/acts", {"year": YEAR, "post": "заведующий", "group": GROUPS}
    )

    assert "не подшиты журналы" in page
    assert answer.status_code == 422
    assert "журнал не закрыт" in answer.text
    with transaction(site.engine, write=False) as session:
        assert list_acts(session) == ()


def test_an_act_is_drawn_up_once_and_its_paper_is_printed(
    site: Installation, visit: Visit
) -> None:
    bind_journals(site)
    visitor = visit("content_admin")
    sent = {"year": YEAR, "post": "заведующий", "name": "П.Р. Зайцев", "group": GROUPS}

    first = visitor.post("/archive/acts", sent)
    again = visitor.post("/archive/acts", sent)
    work(site)

    page = visitor.get("/archive/acts").text
    assert (first.status_code, again.status_code) == (303, 422)
    assert "передавать нечего" in again.text
    assert "П.Р. Зайцев" in page
    assert "/print/file/ACTI-" in page
    with transaction(site.engine, write=False) as session:
        (act,) = list_acts(session)
        (job,) = list_jobs(session)
    assert len(act.items) == 2
    assert job.state == "done"


def test_a_group_that_is_not_bound_waits_for_an_act_of_its_own(
    site: Installation, visit: Visit
) -> None:
    bind_journals(site, ["ЮР-21"])
    visitor = visit("content_admin")
    sent = {"year": YEAR, "post": "заведующий"}

    page = visitor.get("/archive/acts").text
    none = visitor.post("/archive/acts", sent)
    both = visitor.post("/archive/acts", {**sent, "group": GROUPS})
    one = visitor.post("/archive/acts", {**sent, "group": ["ЮР-21"]})

    assert "ждут своего акта: БУ-25" in page
    assert 'name="group" value="ЮР-21" checked' in page
    assert 'name="group" value="БУ-25"' not in page
    assert (none.status_code, both.status_code, one.status_code) == (422, 422, 303)
    assert "отметьте хотя бы одну" in none.text
    assert "журнал не закрыт" in both.text
    after = visitor.get("/archive/acts").text
    assert "не подшиты журналы БУ-25" in after


def test_a_bound_journal_tells_its_act_and_is_locked_in_the_centre(
    site: Installation, visit: Visit
) -> None:
    bind_journals(site, ["БУ-25"])
    open_still, bound = site.college.places.journal, site.college.places.other_journal
    visitor = visit("content_admin")
    visitor.post(
        "/archive/acts", {"year": YEAR, "post": "заведующий", "group": "БУ-25"}
    )
    with transaction(site.engine, write=False) as session:
        volume = list_acts(session)[0].items[0].document

    card = visitor.get(f"/archive/{volume.id}").text
    centre = visitor.get("/print").text

    assert "передан по акту № 1" in card
    assert f'value="{open_still}:journal"' in centre
    assert f'value="{bound}:journal"' not in centre
    assert f'value="{bound}:act"' in centre


@pytest.mark.parametrize("who", ["deputy", "secretary", "director"])
def test_only_the_content_administrator_prepares_an_act(
    site: Installation, visit: Visit, who: str
) -> None:
    answer = visit(who).post(
        "/archive/acts", {"year": YEAR, "post": "заведующий", "group": GROUPS}
    )

    assert answer.status_code == 403


def test_a_form_without_a_post_keeps_what_was_typed(
    site: Installation, visit: Visit
) -> None:
    bind_journals(site, ["БУ-25"])

    answer = visit("content_admin").post(
        "/archive/acts",
        {"year": YEAR, "post": "", "name": "П.Р. Зайцев", "group": "БУ-25"},
    )

    assert answer.status_code == 422
    assert "заполните поле" in answer.text
    assert 'value="П.Р. Зайцев"' in answer.text
