"""Sheets: a teacher's own, all for the office; closed by password (REG 4.2.5)."""

import pytest

from records.kernel.db import transaction
from records.sheets.queries import get_sheet
from records.sheets.values import Result, SheetCode, SheetFact, SheetState
from tests.recordings import assert_recorded
from tests.web.college import PASSWORD
from tests.web.conftest import Installation
from tests.web.paperwork import RESULTS, make_sheet

pytestmark = pytest.mark.slow


def stored(site: Installation, sheet_id: int) -> SheetFact:
    with transaction(site.engine, write=False) as session:
        return get_sheet(session, sheet_id)


def results(site: Installation, sheet_id: int) -> list[str]:
    rows = {row.person_id: row for row in stored(site, sheet_id).rows}
    return [rows[one].result.value for one in site.college.people.learners]


def typed(site: Installation, *texts: str, seen: int = 1) -> dict[str, str]:
    fields = {}
    for person, text in zip(site.college.people.learners, texts, strict=False):
        fields[f"result-{person}"] = text
        fields[f"ticket-{person}"] = "7"
        fields[f"seen-{person}"] = str(seen)
    return fields


def test_a_teacher_fills_lines_as_they_are_typed(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college)
    teacher = site.sign_in("teacher")

    answer = teacher.post(f"/sheets/{sheet_id}", typed(site, "5", "хорошо", "н", "H"))

    assert answer.status_code == 303
    assert results(site, sheet_id) == ["5", "4", "absent", "absent", "", ""]
    page = teacher.get(f"/sheets/{sheet_id}").text
    assert "отлично" in page
    assert "не явилась" in page
    assert "Не заполнено строк: 2" in page
    with transaction(site.engine, write=False) as session:
        assert_recorded(session)


def test_what_was_typed_stays_when_it_is_refused(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college)
    teacher = site.sign_in("teacher")

    answer = teacher.post(f"/sheets/{sheet_id}", typed(site, "5", "ура"))

    assert answer.status_code == 422
    assert 'value="ура"' in answer.text
    assert "«ура» в ведомость не ставят" in answer.text
    assert results(site, sheet_id) == [""] * 6


def test_a_result_of_another_kind_of_sheet_is_refused(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college, code=SheetCode.CREDIT)
    teacher = site.sign_in("teacher")

    refused = teacher.post(f"/sheets/{sheet_id}", typed(site, "5"))

    assert refused.status_code == 422
    assert "не бывает в ведомости" in refused.text
    assert teacher.post(f"/sheets/{sheet_id}", typed(site, "з")).status_code == 303
    assert results(site, sheet_id)[0] == "passed"


def test_a_line_somebody_has_changed_meanwhile_is_not_overwritten(
    site: Installation,
) -> None:
    sheet_id = make_sheet(site.engine, site.college, results=RESULTS[:1])
    teacher = site.sign_in("teacher")

    answer = teacher.post(f"/sheets/{sheet_id}", typed(site, "2", seen=1))

    assert answer.status_code == 409
    assert "строка уже изменена" in answer.text
    assert results(site, sheet_id)[0] == "5"


def test_a_line_is_written_in_the_background(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college)
    teacher = site.sign_in("teacher")
    first = site.college.people.learners[0]
    line = {"person": first, "text": "4", "ticket": "12", "seen": 1}

    answer = teacher.post_json(f"/sheets/{sheet_id}/rows", line)

    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["version"], answer.json["words"]) == (2, "хорошо")
    assert "Успеваемость" in answer.json["totals"]
    again = teacher.post_json(f"/sheets/{sheet_id}/rows", line)
    assert again.json is not None
    assert again.json["version"] == 2
    stale = teacher.post_json(f"/sheets/{sheet_id}/rows", {**line, "text": "5"})
    assert stale.status_code == 409
    assert results(site, sheet_id)[0] == "4"


@pytest.mark.parametrize(
    "line",
    [
        None,
        [],
        {"person": "1", "text": "5", "seen": 1},
        {"person": True, "text": "5", "seen": 1},
        {"person": 10**9, "text": "5", "seen": 1},
        {"text": "5", "seen": 1},
    ],
)
def test_a_line_that_is_none_is_refused(site: Installation, line: object) -> None:
    sheet_id = make_sheet(site.engine, site.college)

    answer = site.sign_in("teacher").post_json(f"/sheets/{sheet_id}/rows", line)

    assert answer.status_code in {400, 422}
    assert results(site, sheet_id) == [""] * 6


def test_a_whole_sheet_is_closed_with_the_password(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college, results=RESULTS)
    teacher = site.sign_in("teacher")

    answer = teacher.post(f"/sheets/{sheet_id}/close", {"password": PASSWORD})

    assert answer.status_code == 303
    assert stored(site, sheet_id).state is SheetState.CLOSED
    page = teacher.get(f"/sheets/{sheet_id}").text
    assert "/requests/new?sheet=" in page
    assert 'name="result-' not in page
    refused = teacher.post(f"/sheets/{sheet_id}", typed(site, "2", seen=2))
    assert refused.status_code == 422
    assert results(site, sheet_id)[0] == "5"


@pytest.mark.parametrize("password", ["", "не тот пароль"])
def test_without_the_right_password_nothing_is_closed(
    site: Installation, password: str
) -> None:
    sheet_id = make_sheet(site.engine, site.college, results=RESULTS)
    teacher = site.sign_in("teacher")

    answer = teacher.post(f"/sheets/{sheet_id}/close", {"password": password})

    assert answer.status_code == 422
    assert stored(site, sheet_id).state is SheetState.OPEN


def test_a_sheet_with_empty_lines_is_not_closed(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college, results=RESULTS[:5])
    teacher = site.sign_in("teacher")

    answer = teacher.post(f"/sheets/{sheet_id}/close", {"password": PASSWORD})

    assert answer.status_code == 422
    assert "не заполнено строк: 1" in answer.text
    assert stored(site, sheet_id).state is SheetState.OPEN


def test_two_who_close_one_sheet_do_not_print_it(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college, results=RESULTS, closed=True)
    deputy = site.sign_in("deputy")

    answer = deputy.post(f"/sheets/{sheet_id}/close", {"password": PASSWORD})

    assert answer.status_code == 409
    assert stored(site, sheet_id).state is SheetState.CLOSED


def test_the_office_takes_a_closed_sheet_to_its_end(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college, results=RESULTS, closed=True)
    office = site.sign_in("content_admin")

    office.post(f"/sheets/{sheet_id}/advance", {"seen": "closed"})
    office.post(f"/sheets/{sheet_id}/advance", {"seen": "printed"})

    assert stored(site, sheet_id).state is SheetState.HANDED_IN
    assert (
        office.post(f"/sheets/{sheet_id}/advance", {"seen": "open"}).status_code == 422
    )


def test_the_totals_say_their_denominator(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college, results=RESULTS)

    page = site.sign_in("teacher").get(f"/sheets/{sheet_id}").text

    assert "4 из 6" in page
    assert "66,7" in page
    assert "входят в знаменатель" in page


def test_a_foreign_sheet_does_not_exist(site: Installation) -> None:
    own = make_sheet(site.engine, site.college)
    foreign = make_sheet(site.engine, site.college, foreign=True)
    teacher = site.sign_in("teacher")

    assert teacher.get(f"/sheets/{own}").status_code == 200
    for path in (f"/sheets/{foreign}", "/sheets/999999", f"/sheets/{foreign}/retake"):
        assert teacher.get(path).status_code == 404
    closed = teacher.post(f"/sheets/{foreign}/close", {"password": PASSWORD})
    assert closed.status_code == 404
    assert teacher.post(f"/sheets/{foreign}", typed(site, "5")).status_code == 404
    listed = teacher.get("/sheets").text
    assert f'href="/sheets/{own}"' in listed
    assert f'href="/sheets/{foreign}"' not in listed


@pytest.mark.parametrize("who", ["deputy", "content_admin", "director", "secretary"])
def test_the_office_sees_every_sheet(site: Installation, who: str) -> None:
    made = [
        make_sheet(site.engine, site.college),
        make_sheet(site.engine, site.college, foreign=True),
    ]
    visitor = site.sign_in(who)

    listed = visitor.get("/sheets").text

    assert all(f'href="/sheets/{one}"' in listed for one in made)
    assert all(visitor.get(f"/sheets/{one}").status_code == 200 for one in made)


@pytest.mark.parametrize("who", ["director", "secretary", "curator"])
def test_who_only_reads_writes_nothing(site: Installation, who: str) -> None:
    sheet_id = make_sheet(site.engine, site.college)
    visitor = site.sign_in(who)

    assert 'name="result-' not in visitor.get(f"/sheets/{sheet_id}").text
    assert visitor.post(f"/sheets/{sheet_id}", typed(site, "5")).status_code == 403
    assert results(site, sheet_id) == [""] * 6


@pytest.mark.parametrize("who", ["learner", "parent", "system_admin"])
def test_sheets_are_no_page_of_families(site: Installation, who: str) -> None:
    sheet_id = make_sheet(site.engine, site.college)
    visitor = site.sign_in(who)

    assert visitor.get("/sheets").status_code == 403
    assert visitor.get(f"/sheets/{sheet_id}").status_code == 403


def test_the_register_is_filtered(site: Installation) -> None:
    opened = make_sheet(site.engine, site.college)
    closed = make_sheet(site.engine, site.college, results=RESULTS, closed=True)
    office = site.sign_in("content_admin")

    listed = office.get("/sheets?state=closed").text

    assert f'href="/sheets/{closed}"' in listed
    assert f'href="/sheets/{opened}"' not in listed


def test_sheets_are_searched_so_that_no_address_keeps_a_name(
    site: Installation,
) -> None:
    sheet = make_sheet(site.engine, site.college)
    office = site.sign_in("content_admin")

    found = office.post("/sheets/find", {"find": "Теория", "state": "open"})
    missed = office.post("/sheets/find", {"find": "Теория", "state": "closed"}).text
    nowhere = office.post("/sheets/find", {"find": "нет такой"}).text
    unasked = office.get("/sheets?find=нет+такой").text

    assert f'href="/sheets/{sheet}"' in found.text
    assert 'value="Теория"' in found.text
    assert "Таких ведомостей нет" in missed
    assert "Таких ведомостей нет" in nowhere
    assert f'href="/sheets/{sheet}"' in unasked
    assert 'method="get" action="/sheets' not in unasked
    assert site.sign_in("learner").post("/sheets/find").status_code == 403


def test_a_name_in_a_field_is_text_and_not_markup(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college)
    teacher = site.sign_in("teacher")

    answer = teacher.post(
        f"/sheets/{sheet_id}", typed(site, '"><script>alert(1)</script>')
    )

    assert answer.status_code == 422
    assert "<script>alert" not in answer.text


def test_signs_of_results_are_read_back(site: Installation) -> None:
    from records.sheets.rules.signs import SIGNS, read_result

    assert {read_result(sign) for sign in SIGNS.values()} == set(Result)
    assert read_result("1") is None
    assert read_result("осв.") is None
